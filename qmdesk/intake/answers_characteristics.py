"""The characteristics of an answers file: readings or a stated Cpk, with what the team chose for their study."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from qmdesk.intake.answers_json import Node, count_in, decimal_in, each, flag_in, nearest, shown, text_in
from qmdesk.model.answers import Characteristic, Exclusion
from qmdesk.model.readings import Readings

#: Estimators of within-subgroup sigma, and those that need subgroups.
METHODS = ("pooled", "rbar", "sbar", "mr", "overall")
GROUPED = ("pooled", "rbar", "sbar")
#: Distributions and charts that a study may be asked for.
DISTRIBUTIONS = (
    "normal",
    "lognormal",
    "weibull",
    "gamma",
    "exponential",
    "folded-normal",
    "box-cox",
    "johnson",
    "empirical",
)
CHARTS = ("i-mr", "xbar-r", "xbar-s", "ewma", "cusum")

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
    "excluded",
    "distribution",
    "distribution_reason",
    "chart",
    "rules",
    "phases",
    "gauge_percent",
    "gauge_ndc",
)
_EXCLUSION = ("reading", "value", "reason")


def characteristics_answer(node: Node | None) -> tuple[Characteristic, ...]:
    """The listed characteristics; none for an absent list."""
    return _unique(each(node, _characteristic))


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
    lsl, usl = decimal_in(node, "lsl"), decimal_in(node, "usl")
    if lsl is not None and usl is not None and lsl >= usl:
        node.refuse("answers-limits-reversed", lsl=f"{lsl:f}", usl=f"{usl:f}")
    readings, method = _readings(node), _method(node)
    name = text_in(node, "name")
    return Characteristic(
        key=name or node.where.rpartition("[")[2].rstrip("]"),
        name=name,
        unit=text_in(node, "unit"),
        family=text_in(node, "family"),
        lsl=lsl,
        usl=usl,
        target=decimal_in(node, "target"),
        readings=readings,
        claimed_cpk=decimal_in(node, "cpk"),
        in_control=flag_in(node, "in_control"),
        method=method,
        is_key=flag_in(node, "key") is not False,
        control_reason=text_in(node, "in_control_reason"),
        excluded=each(node.child("excluded"), _exclusion),
        distribution=_choice(node, "distribution", DISTRIBUTIONS),
        distribution_reason=text_in(node, "distribution_reason"),
        chart=_choice(node, "chart", CHARTS),
        rules=text_in(node, "rules"),
        phases=text_in(node, "phases"),
        gauge_percent=_percent(node),
        gauge_ndc=count_in(node, "gauge_ndc"),
    )


def _exclusion(node: Node) -> Exclusion | None:
    if not node.object(_EXCLUSION, ("reading", "value")):
        return None
    reading, value = count_in(node, "reading"), decimal_in(node, "value")
    return None if reading is None or value is None else Exclusion(reading, value, text_in(node, "reason"))


def _choice(node: Node, key: str, known: Sequence[str]) -> str:
    chosen = text_in(node, key)
    if chosen and chosen not in known:
        node.refuse("answers-choice-unknown", name=key, value=shown(chosen), known=", ".join(nearest(chosen, known)))
        return ""
    return chosen


def _percent(node: Node) -> float | None:
    percent = decimal_in(node, "gauge_percent")
    if percent is not None and percent < 0:
        node.refuse("answers-gauge-percent", value=f"{percent:f}")
    return None if percent is None else float(percent)


def _readings(node: Node) -> Readings | None:
    listed = node.child("readings")
    if listed is None:
        return None
    values = [part.decimal() for part in listed.list()]
    known = [value for value in values if value is not None]
    size, ordered = _subgroup_size(node), flag_in(node, "ordered") is not False
    if len(known) < len(values) or not isinstance(listed.value, list):
        return None
    groups = None if size is None else _sizes(len(known), size)
    return Readings.of(known, groups, ordered=ordered and text_in(node, "sigma") != "overall")


def _sizes(count: int, size: int) -> tuple[int, ...]:
    """Sizes of subgroups of ``size``, the last one with what is left over."""
    whole, left = divmod(count, size)
    return (size,) * whole + ((left,) if left else ())


def _subgroup_size(node: Node) -> int | None:
    size = count_in(node, "subgroup_size")
    if size is not None and size < 2:
        node.refuse("answers-subgroup-size", size=size)
        return None
    return size


def _method(node: Node) -> str:
    method = text_in(node, "sigma")
    if method and method not in METHODS:
        node.refuse("answers-method-unknown", method=method, known=", ".join(METHODS))
    elif method in GROUPED and node.child("readings") is not None and node.child("subgroup_size") is None:
        node.refuse("answers-subgroups-needed", method=method)
    return method
