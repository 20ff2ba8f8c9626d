"""Questions about the figures that are recorded without a gate."""

from __future__ import annotations

from qmdesk.formdef.types import Form
from qmdesk.grading.questions.common import named
from qmdesk.model.answers import Answers
from qmdesk.model.assessment import Question


def questions_of_recorded(form: Form, answers: Answers) -> list[Question]:
    """A figure that stays the same for three years was hardly measured three times."""
    found: list[Question] = []
    for recorded in form.recorded:
        answer = answers.recorded.get(recorded.id)
        if answer is None or len(answer.values) < 3 or len(set(answer.values.values())) > 1:
            continue
        value = next(iter(answer.values.values()))
        details = {**named("figure", recorded.name), "value": f"{value:f}", "years": len(answer.values)}
        found.append(Question("same-three-years", f"figure:{recorded.id}", details))
    return found
