"""A quality characteristic from its record, with what other records say of it: readings left out, gauge studies."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from qmdesk.grading.gauges import GaugeRecord, gauge_records, gauge_result, questions_of_gauges
from qmdesk.grading.limits import questions_of_limits
from qmdesk.grading.records import Index, Record, index, mapping
from qmdesk.model.answers import Characteristic, Exclusion
from qmdesk.model.assessment import Question
from qmdesk.model.journal import Stage
from qmdesk.model.readings import Readings
from qmdesk.model.snapshot import Snapshot

#: A measurement set that is named but not at hand: no readings, so no Cpk.
_MISSING = Readings((), 0)


@dataclass(slots=True)
class Beside:
    """What stands beside the characteristics' own records, by the key of the characteristic."""

    readings: Mapping[str, Readings]
    exclusions: dict[str, list[Record]] = field(default_factory=dict[str, list[Record]])
    gauges: dict[str, list[GaugeRecord]] = field(default_factory=dict[str, list[GaugeRecord]])
    noted: tuple[Question, ...] = ()

    @classmethod
    def of(cls, found: Index, readings: Mapping[str, Readings]) -> Beside:
        """Read the records of exclusions and gauge studies once."""
        beside, studies = cls(readings), gauge_records(found, readings)
        for record in found.records("exclusion"):
            for key in _bound(record):
                beside.exclusions.setdefault(key, []).append(record)
        for study in studies:
            beside.gauges.setdefault(study.characteristic, []).append(study)
        beside.noted = (
            *questions_of_gauges(studies),
            *_incomplete(found, beside.exclusions),
            *questions_of_limits(found),
        )
        return beside


def characteristic_at(
    seen: Snapshot | Index, key: str, stage: Stage = Stage.ONSITE, readings: Mapping[str, Readings] | None = None
) -> Characteristic | None:
    """One characteristic as a stage sees it, as it is graded; None where there is no such record or it was deleted.

    ``readings`` are needed with an index, which holds none; with a snapshot its own are used where none are given.
    """
    found = index(seen.state, stage) if isinstance(seen, Snapshot) else seen
    sets = readings if readings is not None else seen.readings if isinstance(seen, Snapshot) else {}
    record = found.record("characteristic", key)
    return characteristic_of(record, Beside.of(found, sets)) if record.there else None


def characteristic_of(record: Record, beside: Beside) -> Characteristic:
    """One characteristic. Its record takes over what is in doubt, or the enterprise's own, about its exclusions."""
    blob = mapping(record.data("readings")).get("blob")
    measured = isinstance(blob, str)
    percent, categories = _gauge(beside.gauges.get(record.key, []))
    return Characteristic(
        key=record.key,
        name=record.text("name"),
        unit=record.text("unit"),
        family=record.text("family"),
        lsl=record.decimal("lsl"),
        usl=record.decimal("usl"),
        target=record.decimal("target", deciding=False),
        readings=beside.readings.get(blob, _MISSING) if isinstance(blob, str) else None,
        claimed_cpk=record.decimal("cpk", deciding=not measured),
        in_control=record.team_flag("in_control"),
        method=record.text("method", deciding=True),
        is_key=record.flag("key") is True,
        control_reason=record.text("in_control_reason"),
        excluded=_exclusions(record, beside.exclusions.get(record.key, [])) if measured else (),
        distribution=_chosen(record, "distribution", default="normal"),
        distribution_reason=_reason(record, "distribution_reason"),
        chart=_chosen(record, "chart"),
        rules=_chosen(record, "rules"),
        phases=_chosen(record, "phases"),
        gauge_percent=percent,
        gauge_ndc=categories,
    )


def _chosen(record: Record, name: str, *, default: str = "") -> str:
    """A choice that may change the figure; noted as the enterprise's own where it is, and isn't the default."""
    value = record.text(name, deciding=True)
    if value not in ("", default):
        record.data(name)
    return value


def _reason(record: Record, name: str) -> str:
    """A reason without which something does not apply. Several different ones are all reasons; one against none is
    a conflict that decides."""
    found = record.folded(name)
    if found is None:
        return ""
    texts = [value.strip() if isinstance(value, str) else "" for value in found.values]
    if all(texts):
        return " / ".join(texts)
    record.doubtful = record.doubtful or any(texts)
    return ""


def _bound(record: Record) -> tuple[str, ...]:
    """The characteristics that an exclusion belongs to, or may belong to while that is in conflict."""
    found = record.folded("characteristic")
    values = () if found is None else found.values
    record.doubtful = record.doubtful or (found is not None and found.conflict)
    return tuple(value.removeprefix("characteristic:") for value in values if isinstance(value, str))


def _exclusions(owner: Record, records: list[Record]) -> tuple[Exclusion, ...]:
    found: list[Exclusion] = []
    for record in records:
        reading, value, reason = record.count("reading"), record.decimal("value"), _reason(record, "reason")
        if reading is not None and value is not None:
            found.append(Exclusion(reading, value, reason))
        owner.doubtful = owner.doubtful or record.doubtful
        owner.own = owner.own or record.own
    return tuple(found)


def _incomplete(found: Index, exclusions: Mapping[str, list[Record]]) -> list[Question]:
    """An exclusion that doesn't say which reading of which characteristic it means applies to none."""
    bound = {record.key for several in exclusions.values() for record in several}
    asked: list[Question] = []
    for record in found.records("exclusion"):
        known = record.count("reading") is not None and record.decimal("value") is not None
        if not record.doubtful and not (known and record.key in bound):
            asked.append(Question("exclusion-incomplete", f"exclusion:{record.key}"))
    return asked


def _gauge(studies: list[GaugeRecord]) -> tuple[float | None, int | None]:
    """The worst of the gauge studies: the largest share of the study's variation, the fewest categories."""
    results = [result for each in studies if (result := gauge_result(each)) is not None]
    percents = [each[0] for each in results if each[0] is not None]
    categories = [each[1] for each in results if each[1] is not None]
    return max(percents, default=None), min(categories, default=None)
