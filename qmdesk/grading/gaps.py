"""What of an assessment is to be climbed, for choosing a 质量赋能包 by it; pure."""

from __future__ import annotations

from qmdesk.formdef.offers import LOW, Gap
from qmdesk.formdef.types import Form, Judged
from qmdesk.model.assessment import Assessment


def gaps_of(form: Form, assessment: Assessment, highest: int = LOW) -> tuple[Gap, ...]:
    """Items and figures that stand at ``highest`` or below, what keeps the grade from its next level first, then the
    lowest. What was not answered yet, or does not apply, is no gap."""
    blocking = {each.id for each in assessment.blocking}
    figures = next((each.id for each in form.dimensions if each.judged is Judged.FIGURES), "")
    found = [
        Gap(each.id, each.dimension, each.span.lowest, each.id in blocking)
        for each in assessment.items
        if each.applicable and each.answered and each.span.level is not None and each.span.level <= highest
    ]
    found += [
        Gap(each.id, figures, each.span.lowest, each.id in blocking)
        for each in assessment.figures
        if each.span.level is not None and each.span.level <= highest
    ]
    return tuple(sorted(found, key=lambda gap: (not gap.blocks, gap.level)))
