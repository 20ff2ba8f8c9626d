"""The five gated figures of an answers file (CLI, ``assess --json``), each checked for what can't be.

Impossible counts, rates outside 0..1, negative costs and limits the wrong way round are refused here; what is
merely doubtful goes on to be questioned by the grade.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from qmdesk.intake.answers_json import Node, each
from qmdesk.model.answers import (
    Characteristic,
    CpkAnswer,
    Defects,
    LossAnswer,
    SigmaAnswer,
    Step,
    Tracked,
    YieldAnswer,
)
from qmdesk.model.readings import Readings

MILLION = 1_000_000
#: Estimators of within-subgroup sigma, and those that need subgroups.
METHODS = ("pooled", "rbar", "sbar", "mr", "overall")
GROUPED = ("pooled", "rbar", "sbar")

_SIGMA = ("tracked", "defective", "units", "dpmo", "sampled", "families")
_FAMILY = ("family", "month", "cause", "defective", "units")
_CPK = ("tracked", "characteristics")
_FPY = ("tracked", "steps", "rate", "sampled")
_STEP = ("key", "name", "submitted", "passed", "family", "line")
_LOSS = ("tracked", "costs", "output_value", "rate")
_CHARACTERISTIC = (
    "name",
    "cpk",
    "in_control",
    "in_control_reason",
    "readings",
    "lsl",
    "usl",
    "target",
    "sigma",
    "subgroup_size",
    "ordered",
    "unit",
    "family",
    "key",
)


def sigma_answer(node: Node) -> SigmaAnswer:
    """Counts (whole, or by family), or defects per million as stated."""
    if not node.object(_SIGMA):
        return SigmaAnswer()
    rows = each(node.child("families"), _family)
    if node.child("defective") is not None or node.child("units") is not None:
        whole = _counts(node, "", "")
        rows = (whole, *rows) if whole is not None else rows
    dpmo = _decimal(node, "dpmo")
    if dpmo is not None and not 0 <= dpmo <= MILLION:
        node.refuse("answers-dpmo-range", value=f"{dpmo:f}")
    return SigmaAnswer(_tracked(node), rows, dpmo, _flag(node, "sampled") is True)


def _family(node: Node) -> Defects | None:
    if not node.object(_FAMILY, ("defective", "units")):
        return None
    return _counts(node, _text(node, "family"), node.where.rpartition("[")[2].rstrip("]"))


def _counts(node: Node, family: str, key: str) -> Defects | None:
    defective, units = _count(node, "defective"), _count(node, "units")
    if defective is None or units is None:
        _missing(node, "defective", "units")
        return None
    if units == 0:
        node.refuse("answers-nothing-counted")
    elif defective > units:
        node.refuse("answers-part-exceeds", part=defective, whole=units)
    return Defects(key, defective, units, family, _text(node, "month"), _text(node, "cause"))


def yield_answer(node: Node) -> YieldAnswer:
    """Counts of every step, or a rate as stated."""
    if not node.object(_FPY):
        return YieldAnswer()
    steps = each(node.child("steps"), _step)
    return YieldAnswer(_tracked(node), steps, _rate(node), _flag(node, "sampled") is True)


def _step(node: Node) -> Step | None:
    if not node.object(_STEP, ("submitted", "passed")):
        return None
    submitted, passed = _count(node, "submitted"), _count(node, "passed")
    if submitted is None or passed is None:
        return None
    if submitted == 0:
        node.refuse("answers-nothing-counted")
    elif passed > submitted:
        node.refuse("answers-part-exceeds", part=passed, whole=submitted)
    key = node.where.rpartition("[")[2].rstrip("]")
    return Step(key, _text(node, "name"), submitted, passed, _text(node, "family"), _text(node, "line"))


def loss_answer(node: Node) -> LossAnswer:
    """Costs with the year's output value, or a rate as stated. An empty list of costs is a claim of no loss."""
    if not node.object(_LOSS):
        return LossAnswer()
    costs = each(node.child("costs"), _cost)
    output, rate = _decimal(node, "output_value"), _rate(node)
    if output is not None and output <= 0:
        node.refuse("answers-output-value", value=f"{output:f}")
    if node.child("costs") is not None and output is None:
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
    return CpkAnswer(_tracked(node), _unique(each(node.child("characteristics"), _characteristic)))


def _unique(every: Sequence[Characteristic]) -> tuple[Characteristic, ...]:
    """Characteristics by name where names tell them apart, by name and place where not."""
    names = [one.key for one in every]
    return tuple(
        one if names.count(one.key) == 1 else replace(one, key=f"{one.key}#{position}")
        for position, one in enumerate(every, start=1)
    )


def _characteristic(node: Node) -> Characteristic | None:
    if not node.object(_CHARACTERISTIC):
        return None
    lsl, usl = _decimal(node, "lsl"), _decimal(node, "usl")
    if lsl is not None and usl is not None and lsl >= usl:
        node.refuse("answers-limits-reversed", lsl=f"{lsl:f}", usl=f"{usl:f}")
    readings, method = _readings(node), _method(node)
    name = _text(node, "name")
    return Characteristic(
        key=name or node.where.rpartition("[")[2].rstrip("]"),
        name=name,
        unit=_text(node, "unit"),
        family=_text(node, "family"),
        lsl=lsl,
        usl=usl,
        target=_decimal(node, "target"),
        readings=readings,
        claimed_cpk=_decimal(node, "cpk"),
        in_control=_flag(node, "in_control"),
        method=method,
        is_key=_flag(node, "key") is not False,
        control_reason=_text(node, "in_control_reason"),
    )


def _readings(node: Node) -> Readings | None:
    listed = node.child("readings")
    if listed is None:
        return None
    values = [part.decimal() for part in listed.list()]
    known = [value for value in values if value is not None]
    size, ordered = _subgroup_size(node), _flag(node, "ordered") is not False
    if len(known) < len(values) or not isinstance(listed.value, list):
        return None
    groups = None if size is None else _sizes(len(known), size)
    return Readings.of(known, groups, ordered=ordered and _text(node, "sigma") != "overall")


def _sizes(count: int, size: int) -> tuple[int, ...]:
    """Sizes of subgroups of ``size``, the last one with what is left over."""
    whole, left = divmod(count, size)
    return (size,) * whole + ((left,) if left else ())


def _subgroup_size(node: Node) -> int | None:
    size = _count(node, "subgroup_size")
    if size is not None and size < 2:
        node.refuse("answers-subgroup-size", size=size)
        return None
    return size


def _method(node: Node) -> str:
    method = _text(node, "sigma")
    if method and method not in METHODS:
        node.refuse("answers-method-unknown", method=method, known=", ".join(METHODS))
    elif method in GROUPED and node.child("readings") is not None and node.child("subgroup_size") is None:
        node.refuse("answers-subgroups-needed", method=method)
    return method


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
    rate = _decimal(node, "rate")
    if rate is not None and not 0 <= rate <= 1:
        node.refuse("answers-rate-range", value=f"{rate:f}")
    return rate


def _missing(node: Node, *keys: str) -> None:
    for key in keys:
        if node.child(key) is None:
            node.refuse("answers-key-missing", name=key)


def _decimal(node: Node, key: str) -> Decimal | None:
    found = node.child(key)
    return None if found is None else found.decimal()


def _count(node: Node, key: str) -> int | None:
    found = node.child(key)
    return None if found is None else found.count()


def _text(node: Node, key: str) -> str:
    found = node.child(key)
    return "" if found is None else found.text()


def _flag(node: Node, key: str) -> bool | None:
    found = node.child(key)
    return None if found is None else found.flag()
