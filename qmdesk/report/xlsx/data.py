"""What stands in the workbook of a case: results, records by kind and stage, readings, files, the journal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from qmdesk.formdef.fields import format_value
from qmdesk.formdef.types import Field, RecordKind
from qmdesk.model.canonical import Json
from qmdesk.model.journal import Entry, Place, Stage
from qmdesk.report import codes, reasons
from qmdesk.report.material import Material
from qmdesk.report.xlsx.book import Value, Workbook, number_of, plain

_NUMBERS = frozenset({"integer", "count", "decimal", "level"})


def write_data(m: Material, history: Iterable[Entry], out: Path) -> None:
    """Write the workbook. ``history`` is the journal in its order. Raises OSError where it can't be written."""
    book = Workbook(out)
    try:
        book.table(m.say("data-book.about"), [m.say("data-book.what"), m.say("data-book.value")], _about(m))
        _results(book, m)
        for kind, record in m.form.records.items():
            _records(book, m, kind, record)
        _other_records(book, m)
        _readings(book, m)
        _files(book, m)
        _journal(book, m, history)
    finally:
        book.close()


def _about(m: Material) -> Iterator[tuple[Value, Value]]:
    yield m.say("docx.notice"), None
    yield m.label("case", "enterprise"), m.shown("case", "enterprise")
    yield m.say("proof.case"), m.snapshot.case_id
    yield m.say("proof.code"), codes.short_code(m.snapshot)
    yield m.say("proof.form"), f"{m.form.id} {m.form.edition} {m.form.sha256}"
    yield m.say("data-book.made"), m.made_at.isoformat(timespec="seconds")


def _results(book: Workbook, m: Material) -> None:
    say = m.say
    heads = [say(f"data-book.{key}") for key in ("stage", "id", "name", "lowest", "highest", "value", "reason")]
    rows: list[tuple[Value, ...]] = []
    for stage, found in m.assessments.items():
        title = say(f"stage.{stage}")
        whole = found.grade
        rows.append(
            (title, "", say("data-book.grade"), whole.lowest, whole.highest, "", reasons.grade_reason(m, found))
        )
        for each in found.dimensions:
            span = each.span
            reason = reasons.dimension_reason(m, each)
            rows.append((title, each.id, m.name_of(each.id), span.lowest, span.highest, "", reason))
        for figure in found.figures:
            span, reason = figure.span, reasons.figure_reason(m, figure)
            value = number_of(figure.value) if figure.value else ""
            rows.append((title, figure.id, m.name_of(figure.id), span.lowest, span.highest, value, reason))
        for item in found.items:
            span = item.span
            reason = reasons.item_reason(m, item)
            known = (span.lowest, span.highest) if item.applicable and item.answered else (None, None)
            rows.append((title, item.id, m.name_of(item.id), *known, "", reason))
    book.table(say("data-book.results"), heads, rows)


def _records(book: Workbook, m: Material, kind: str, record: RecordKind) -> None:
    """A row for every record and stage at which something was written, a column for every field."""
    names = list(record.fields)
    head = [m.say("data-book.key"), m.say("data-book.stage"), m.say("data-book.author")]
    rows: dict[tuple[str, str, str], dict[str, Json]] = {}
    for place, folded in m.snapshot.state.items():
        if place.kind == kind and folded.value is not None:
            rows.setdefault((place.key, place.stage, place.author), {})[place.name] = folded.value
    extra = sorted({name for row in rows.values() for name in row} - set(names))
    heads = [*head, *(record.fields[name].label.in_(m.lang) for name in names), *extra]
    book.table(record.label.in_(m.lang), heads, (
        [key or kind, _stage(m, stage), author,
         *(_cell(m, record.fields.get(name), row.get(name)) for name in [*names, *extra])]
        for (key, stage, author), row in rows.items()
    ))  # fmt: skip


def _other_records(book: Workbook, m: Material) -> None:
    """Records of kinds that the form does not name (an older form, a newer program)."""
    rows = [
        (place.subject, place.field, plain(folded.value))
        for place, folded in m.snapshot.state.items()
        if place.kind not in m.form.records and folded.value is not None
    ]
    if rows:
        book.table(m.say("data-book.other"), [m.say(f"data-book.{key}") for key in ("subject", "field", "value")], rows)


def _readings(book: Workbook, m: Material) -> None:
    heads = [m.say(f"data-book.{key}") for key in ("subject", "name", "stage", "field", "number", "group", "value")]

    def rows() -> Iterator[tuple[Value, ...]]:
        for place, folded in m.snapshot.state.items():
            value = folded.value
            if not isinstance(value, dict) or set(value) != {"blob", "n"}:
                continue
            found = m.snapshot.readings.get(str(value["blob"]))
            if found is None:
                continue
            name, groups = _name(m, place), _groups(found.subgroups, len(found))
            for number, (each, group) in enumerate(zip(found.decimals(), groups, strict=True), 1):
                shown = number_of(f"{each:f}")
                yield place.subject, name, _stage(m, place.stage), place.name, number, group, shown

    book.table(m.say("data-book.readings"), heads, rows())


def _groups(subgroups: Iterable[int] | None, count: int) -> Iterator[Value]:
    if subgroups is None:
        yield from (None for _ in range(count))
        return
    for number, size in enumerate(subgroups, 1):
        yield from (number for _ in range(size))


def _files(book: Workbook, m: Material) -> None:
    heads = [m.say(f"data-book.{key}") for key in ("sha256", "media", "size")]
    rows = [(each.sha256, each.media, each.size) for _, each in sorted(m.snapshot.files.items())]
    book.table(m.say("data-book.files"), heads, rows)


def _journal(book: Workbook, m: Material, history: Iterable[Entry]) -> None:
    keys = ("device", "number", "at", "author", "subject", "field", "value", "raw", "reason", "origin", "replaces",
            "prev", "hash")  # fmt: skip
    rows = (
        (
            each.device, each.seq, each.at, each.author, each.subject, each.field, plain(each.value), each.raw,
            each.reason, each.origin, " ".join(map(str, each.replaces)), each.prev, each.hash,
        )
        for each in history
    )  # fmt: skip
    book.table(m.say("data-book.journal"), [m.say(f"data-book.{key}") for key in keys], rows)


def _cell(m: Material, field: Field | None, value: Json) -> Value:
    if value is None or field is None:
        return plain(value)
    if field.type in _NUMBERS:
        if isinstance(value, int) and not isinstance(value, bool):
            return value
        return number_of(value) if isinstance(value, str) else plain(value)
    if field.type == "file":
        return plain(value)
    return format_value(field, value, m.lang) or plain(value)


def _stage(m: Material, stage: str) -> str:
    return m.say(f"stage.{stage}") if stage in {str(each) for each in Stage} else stage


def _name(m: Material, place: Place) -> str:
    found = m.snapshot.state.get(Place(place.subject, "name", place.stage))
    return str(found.value) if found is not None and found.value else m.shown(place.subject, "name")
