"""The five gated figures of an answers file (CLI, ``assess --json``), each checked for what can't be.

Impossible counts, rates outside 0..1, negative costs and limits the wrong way round are refused here; what is
merely doubtful goes on to be questioned by the grade.
"""

from __future__ import annotations

from decimal import Decimal

from qmdesk.intake.answers_characteristics import characteristics_answer
from qmdesk.intake.answers_json import Node, count_in, decimal_in, each, flag_in, text_in
from qmdesk.model.answers import (
    CpkAnswer,
    Defects,
    LossAnswer,
    SigmaAnswer,
    Step,
    Tracked,
    YieldAnswer,
)

MILLION = 1_000_000
_SIGMA = ("tracked", "defective", "units", "dpmo", "sampled", "families")
_FAMILY = ("family", "month", "cause", "defective", "units")
_CPK = ("tracked", "characteristics")
_FPY = ("tracked", "steps", "rate", "sampled")
_STEP = ("key", "name", "submitted", "passed", "family", "line", "reworked")
_LOSS = ("tracked", "costs", "output_value", "rate")


def sigma_answer(node: Node) -> SigmaAnswer:
    """Counts (whole, or by family), or defects per million as stated."""
    if not node.object(_SIGMA):
        return SigmaAnswer()
    rows = each(node.child("families"), _family)
    if node.child("defective") is not None or node.child("units") is not None:
        whole = _counts(node, "", "")
        rows = (whole, *rows) if whole is not None else rows
    dpmo = decimal_in(node, "dpmo")
    if dpmo is not None and not 0 <= dpmo <= MILLION:
        node.refuse("answers-dpmo-range", value=f"{dpmo:f}")
    return SigmaAnswer(_tracked(node), rows, dpmo, flag_in(node, "sampled") is True)


def _family(node: Node) -> Defects | None:
    if not node.object(_FAMILY, ("defective", "units")):
        return None
    return _counts(node, text_in(node, "family"), node.where.rpartition("[")[2].rstrip("]"))


def _counts(node: Node, family: str, key: str) -> Defects | None:
    defective, units = count_in(node, "defective"), count_in(node, "units")
    if defective is None or units is None:
        _missing(node, "defective", "units")
        return None
    if units == 0:
        node.refuse("answers-nothing-counted")
    elif defective > units:
        node.refuse("answers-part-exceeds", part=defective, whole=units)
    return Defects(key, defective, units, family, text_in(node, "month"), text_in(node, "cause"))


def yield_answer(node: Node) -> YieldAnswer:
    """Counts of every step, or a rate as stated."""
    if not node.object(_FPY):
        return YieldAnswer()
    steps = each(node.child("steps"), _step)
    return YieldAnswer(_tracked(node), steps, _rate(node), flag_in(node, "sampled") is True)


def _step(node: Node) -> Step | None:
    if not node.object(_STEP, ("submitted", "passed")):
        return None
    submitted, passed = count_in(node, "submitted"), count_in(node, "passed")
    if submitted is None or passed is None:
        return None
    if submitted == 0:
        node.refuse("answers-nothing-counted")
    elif passed > submitted:
        node.refuse("answers-part-exceeds", part=passed, whole=submitted)
    key = node.where.rpartition("[")[2].rstrip("]")
    return Step(
        key,
        text_in(node, "name"),
        submitted,
        passed,
        text_in(node, "family"),
        text_in(node, "line"),
        count_in(node, "reworked"),
    )


def loss_answer(node: Node) -> LossAnswer:
    """Costs with the year's output value, or a rate as stated. An empty list of costs is a claim of no loss."""
    if not node.object(_LOSS):
        return LossAnswer()
    costs = each(node.child("costs"), _cost)
    output, rate = decimal_in(node, "output_value"), _rate(node)
    if output is not None and output <= 0:
        node.refuse("answers-output-value", value=f"{output:f}")
    if node.child("costs") is not None and node.child("output_value") is None:
        node.refuse("answers-key-missing", name="output_value")
    if node.child("costs") is not None and not costs and rate is None:
        rate = Decimal(0)
    return LossAnswer(_tracked(node), costs, output, rate)


def _cost(node: Node) -> Decimal | None:
    cost = node.decimal()
    if cost is not None and cost < 0:
        node.refuse("answers-negative", value=f"{cost:f}")
    return cost


def cpk_answer(node: Node) -> CpkAnswer:
    """The key characteristics, from readings or as stated."""
    if not node.object(_CPK):
        return CpkAnswer()
    return CpkAnswer(_tracked(node), characteristics_answer(node.child("characteristics")))


def _tracked(node: Node) -> Tracked | None:
    """true, false or "by-assessor"."""
    found = node.child("tracked")
    if found is None:
        return None
    if isinstance(found.value, bool):
        return Tracked.YES if found.value else Tracked.NO
    if isinstance(found.value, str) and found.value in set(Tracked):
        return Tracked(found.value)
    found.refuse("answers-tracked-expected")
    return None


def _rate(node: Node) -> Decimal | None:
    rate = decimal_in(node, "rate")
    if rate is not None and not 0 <= rate <= 1:
        node.refuse("answers-rate-range", value=f"{rate:f}")
    return rate


def _missing(node: Node, *keys: str) -> None:
    for key in keys:
        if node.child(key) is None:
            node.refuse("answers-key-missing", name=key)
