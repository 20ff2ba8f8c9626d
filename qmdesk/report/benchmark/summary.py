"""The line that sums up an on-site check, made again from the records by whoever verifies the report."""

from __future__ import annotations

from collections import Counter

from qmdesk import wording
from qmdesk.formdef.types import Form
from qmdesk.grading.records import index
from qmdesk.model.journal import Stage
from qmdesk.model.snapshot import Snapshot
from qmdesk.visit.benchmark.eligibility import NO, UNCLEAR, YES, eligibility
from qmdesk.visit.benchmark.scoring import Round, rounds, shown

VERDICTS = ("confirmed", "partly", "not", "not-seen")


def summary_lines(form: Form, snapshot: Snapshot, lang: str) -> tuple[str, ...]:
    """What was checked, which conditions are met, and the scores of every round with points."""
    made, found = form.benchmark, index(snapshot.state, Stage.ONSITE)
    assert made is not None
    verdicts = Counter(found.record("onsite_check", part.id).text("verdict") for part in made.parts)
    counted = {f"n{at}": verdicts.get(each, 0) for at, each in enumerate(VERDICTS)}
    lines = [wording.say("report.benchmark.sum-checks", lang, total=len(made.parts), **counted)]
    met = Counter(each.met for each in eligibility(made, found))
    lines.append(wording.say("report.benchmark.sum-conditions", lang, yes=met[YES], no=met[NO], unclear=met[UNCLEAR]))
    lines += [score_line(form, each, lang) for each in rounds(made, found) if each.total.n]
    return tuple(lines)


def score_line(form: Form, each: Round, lang: str) -> str:
    """The total of a round with its spread and the weighting used."""
    made = form.benchmark
    assert made is not None
    name = next(step.name for step in made.steps if step.id == each.id).in_(lang)
    return wording.say(
        "report.benchmark.sum-score",
        lang,
        name=name,
        mean=shown(each.total.mean),
        n=each.total.n,
        low=shown(each.total.low),
        high=shown(each.total.high),
        weighting=each.weighting.name.in_(lang),
    )
