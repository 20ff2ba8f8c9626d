"""The appendices: data tables, settled readings, glossary, and what proves the report."""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.platypus.flowables import Flowable

from qmdesk.casefile.clocks import doubts_in, problems_of
from qmdesk.formdef.types import Reading
from qmdesk.gate.kinds import short_name
from qmdesk.grading import studies
from qmdesk.model.answers import Characteristic
from qmdesk.model.readings import Readings
from qmdesk.report import codes, fonts
from qmdesk.report.book import Book, spaced
from qmdesk.report.chapters import losses
from qmdesk.report.chapters.findings import bound_names
from qmdesk.report.embed import Attachment
from qmdesk.report.layout import NewPage
from qmdesk.report.material import DASH, Record
from qmdesk.report.prose import Prose, bold
from qmdesk.report.tables import Column, Content, Table, numbers, pairs, table

_ACROSS = 10
#: Readings printed of one characteristic; a longer set stands in the embedded file only.
_MOST_READINGS = 600
_MOST_GROUP = 12
#: Fields of a step, rework among them.
_STEP_FIELDS = 6


def data(book: Book) -> list[Flowable]:
    """Steps, defects, readings and losses as recorded."""
    parts: list[Flowable] = [
        NewPage(),
        book.outline.appendix(book.say("heading.data"), "heading.data"),
        book.lead("data.intro"),
        *_steps(book),
        *_defects(book),
        *_readings(book),
        *_losses(book, "internal"),
        *_losses(book, "external"),
    ]
    return parts if len(parts) > 3 else [*parts[:2], book.body("data.none")]


def readings(book: Book) -> list[Flowable]:
    """Every settled reading with its options and the one used."""
    m = book.m
    parts: list[Flowable] = [book.outline.appendix(book.say("heading.settled"), "heading.settled")]
    rows: list[list[Content]] = [
        [str(each.number), each.question.in_(m.lang), _options(book, each)] for each in m.form.readings
    ]
    columns = book.columns(("number", 0.07, "cell_center"), ("question", 0.36), ("options", 0.57))
    return [*parts, book.lead("settled.intro"), spaced(table(columns, rows))]


def glossary(book: Book) -> list[Flowable]:
    """The words of the form's glossary, two languages beside each other."""
    m = book.m
    other = "zh-CN" if m.lang.startswith("en") else "en"
    rows: list[list[Content]] = [
        [Prose(term.name.in_(m.lang), "cell_bold"), term.name.in_(other), term.in_(m.lang)]
        for term in m.form.glossary.values()
    ]
    columns = book.columns(("word", 0.2), ("other-language", 0.22), ("meaning", 0.58))
    return [book.outline.appendix(book.say("heading.glossary"), "heading.glossary"), spaced(table(columns, rows))]


def proof(book: Book, attachments: dict[str, Attachment]) -> list[Flowable]:
    """What the report is bound to: form, journal, embedded files, evidence by hash, and how to check it."""
    m, snapshot = book.m, book.m.snapshot
    facts: list[tuple[str, Content]] = [
        (m.say("proof.case"), snapshot.case_id),
        (m.say("proof.code"), codes.short_code(snapshot)),
        (m.say("proof.form"), m.say("proof.form-text", id=m.form.id, edition=m.form.edition, hash=m.form.sha256)),
        (m.say("proof.fingerprint"), codes.journal_fingerprint(snapshot)),
    ]
    heads: list[list[Content]] = [[head.device, str(head.seq), head.hash] for head in snapshot.heads]
    logs = book.columns(("device", 0.28), ("entries", 0.1, "cell_number"), ("hash", 0.62, "small_cell"))
    files: list[list[Content]] = [[name, each.description] for name, each in attachments.items()]
    return [
        book.outline.appendix(book.say("heading.proof"), "heading.proof"),
        _intro(book),
        spaced(pairs(facts, label=0.16)),
        book.table_title("table.heads"),
        spaced(table(logs, heads)),
        *_clocks(book),
        book.table_title("table.files"),
        spaced(table(book.columns(("file", 0.3), ("holds", 0.7)), files)),
        *_unprintable(book),
        *_evidence(book),
    ]


def _clocks(book: Book) -> list[Flowable]:
    """Which times of what stands in the case can't be right; nothing where none is doubtful."""
    m = book.m
    found = problems_of(doubts_in(m.snapshot.state, m.made_at.isoformat()))
    words = [m.sentence(f"problem.{each.code}.message", **each.details) for each in found]
    return [book.note("proof.clocks"), *(Prose(each, "note") for each in words)] if words else []


def _unprintable(book: Book) -> list[Flowable]:
    """How many texts hold characters that can't be printed; nothing where there are none."""
    if book.m.options.kind:
        return []
    values = (folded.value for folded in book.m.snapshot.state.values())
    count = sum(isinstance(value, str) and fonts.MISSING in fonts.printable(value) for value in values)
    return [book.note("proof.unprintable", count=count)] if count else []


def _intro(book: Book) -> Prose:
    made = book.paragraph(book.m.say_of_kind("proof.intro"))
    made.keepWithNext = True
    return made


def _evidence(book: Book) -> list[Flowable]:
    records = book.m.records("evidence")
    if not records:
        return []
    rows: list[list[Content]] = [
        [str(number), each.text("name"), bound_names(each), _kind(book, each), _digest(each)]
        for number, each in enumerate(records, 1)
    ]
    columns = book.columns(
        ("number", 0.06, "cell_center"), ("file", 0.24), ("thing", 0.24), ("media", 0.14), ("hash", 0.32, "small_cell"),
    )  # fmt: skip
    return [book.table_title("table.evidence"), spaced(table(columns, rows))]


def _kind(book: Book, each: Record) -> str:
    info = book.m.snapshot.files.get(str(each.value("file")))
    return DASH if info is None else book.say("media", media=short_name(info.media), size=_size(info.size))


def _digest(each: Record) -> str:
    value = each.value("file")
    return value if isinstance(value, str) else DASH


def _size(count: int) -> str:
    return f"{count / 1e6:.1f} MB" if count >= 1e5 else f"{max(count / 1e3, 0.1):.1f} kB"


def _compact(book: Book, title: str, columns: list[Column], rows: list[list[Content]]) -> list[Flowable]:
    """A titled table with narrow rows; nothing for no rows."""
    return [book.table_title(title), spaced(table(columns, rows, down=1.0))] if rows else []


def _steps(book: Book) -> list[Flowable]:
    records = book.m.records("step")
    names = ["name", "family", "line", "submitted", "passed"]
    names += ["reworked"] if any(each.text("reworked") != DASH for each in records) else []
    rows: list[list[Content]] = [
        [str(number), *(each.text(name) for name in names)] for number, each in enumerate(records, 1)
    ]
    columns = book.columns(
        ("number", 0.07, "cell_center"), ("step", 0.33 if len(names) < _STEP_FIELDS else 0.21), ("family", 0.2),
        ("line", 0.12), ("submitted", 0.14, "cell_number"), ("passed", 0.14, "cell_number"),
        *([("reworked", 0.12, "cell_number")] if len(names) == _STEP_FIELDS else []),
    )  # fmt: skip
    return _compact(book, "table.step-data", columns, rows)


def _defects(book: Book) -> list[Flowable]:
    rows: list[list[Content]] = [
        [each.text(name) for name in ("month", "family", "cause", "units", "defective")]
        for each in book.m.records("defect")
    ]
    columns = book.columns(
        ("month", 0.14), ("family", 0.24), ("cause", 0.3), ("units", 0.16, "cell_number"),
        ("defective", 0.16, "cell_number"),
    )  # fmt: skip
    return _compact(book, "table.defect-data", columns, rows)


def _losses(book: Book, kind: str) -> list[Flowable]:
    rows: list[list[Content]] = [
        [each.text("month"), each.text("category"), each.text("cost"), each.text("voucher")]
        for each in losses.records(book.m, kind)
    ]
    columns = book.columns(("month", 0.16), ("category", 0.3), ("cost", 0.22, "cell_number"), ("voucher", 0.32))
    return _compact(book, f"table.{kind}-data", columns, rows)


def _readings(book: Book) -> list[Flowable]:
    answers = book.m.answers.get(book.m.stage)
    parts: list[Flowable] = []
    for each in answers.cpk.characteristics if answers else ():
        if each.readings is not None:
            parts += _reading_table(book, each, each.readings)
    return parts


def _reading_table(book: Book, each: Characteristic, found: Readings) -> list[Flowable]:
    title = book.table_title("table.reading-data", name=each.name, n=len(found), unit=each.unit or DASH)
    out = studies.exclusions(each).places
    values = [f"{value:f}".replace("-", "−") for value in found.decimals()[:_MOST_READINGS]]
    shown = [f"[{value}]" if place in out else value for place, value in enumerate(values)]
    parts: list[Flowable] = [title, spaced(_rows(book, shown, found), 4)]
    if out:
        parts.append(book.note("data.excluded", count=len(out)))
    key = "data.readings-cut" if len(found) > _MOST_READINGS else "data.readings-hash"
    return [*parts, book.note(key, shown=len(shown), n=len(found), hash=found.sha256)]


def _rows(book: Book, shown: Sequence[str], found: Readings) -> Table:
    """A subgroup in each row where subgroups are alike and short, else ten readings in a row."""
    sizes = set(found.subgroups or ())
    size = next(iter(sizes)) if len(sizes) == 1 else 0
    across = size * max(_ACROSS // size, 1) if 1 < size <= _MOST_GROUP else _ACROSS
    labels = [
        book.say("data.group", first=start // size + 1, last=(start + across) // size) if 1 < size <= _MOST_GROUP
        else f"{start + 1}–{min(start + across, len(shown))}"
        for start in range(0, len(shown), across)
    ]  # fmt: skip
    return numbers(shown, across=across, labels=labels)


def _options(book: Book, reading: Reading) -> list[Flowable]:
    m = book.m
    used = m.assessment.readings.get(reading.id, reading.default)
    lines: list[Flowable] = []
    for option in reading.options:
        mark = m.say("settled.used") if option.id == used else m.say("settled.other")
        words = [bold(mark + option.name.in_(m.lang)), m.say("stop"), option.explanation.in_(m.lang)]
        lines.append(Prose(words, "cell", colour="ink" if option.id == used else "soft"))
    reason = m.shown(f"reading:{reading.id}", "reason")
    if reason != DASH:
        lines.append(Prose(m.say("settled.reason", reason=reason), "cell"))
    return lines
