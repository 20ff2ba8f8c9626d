"""What was done on the floor: interviews, walk, tracings, gauges, vouchers. Only what the case holds."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from reportlab.platypus.flowables import Flowable

from qmdesk.formdef.decimals import plain_text_of
from qmdesk.grading.records import Index, index
from qmdesk.model.problem import Problem
from qmdesk.report.book import Book, spaced
from qmdesk.report.chapters.findings import bound_names
from qmdesk.report.material import DASH, Material, Record
from qmdesk.report.reasons import money
from qmdesk.report.tables import Content, section, table
from qmdesk.visit.gauges import Standing as Gauging
from qmdesk.visit.gauges import checked
from qmdesk.visit.interviews import answers_of
from qmdesk.visit.tracing import summed
from qmdesk.visit.vouchers import OUTPUT, Check, checks
from qmdesk.visit.vouchers import Standing as Vouched

_LINK = ("name", "document", "found", "minutes", "note")
_KINDS = ("interview", "stop", "trace", "gauge", "voucher")


def chapter(book: Book) -> list[Flowable]:
    """The chapter; nothing where the case has no such records."""
    m = book.m
    kinds = {kind for kind in _KINDS if kind in m.form.records and m.records(kind)}
    if not kinds:
        return []
    found = index(m.snapshot.state, m.stage)
    heading = book.heading(1, "heading.visit-floor")
    makers = {"interview": _interviews, "stop": _walk, "trace": _tracings, "gauge": _gauges, "voucher": _vouchers}
    return [heading, *(part for kind, make in makers.items() if kind in kinds for part in make(book, found))]


# -- interviews and walk -----------------------------------------------------------------------------


def _interviews(book: Book, found: Index) -> list[Flowable]:
    """Who was interviewed, and what was answered, under each person."""
    m = book.m
    people = m.records("interview")
    columns = book.columns(("thing", 0.22), ("floor-asked", 0.36), ("floor-answered", 0.42))
    made = table(columns, [])
    for each in people:
        made.rows.append(section(_person(m, each), len(columns)))
        said = [Record(m, "interview_answer", answer.key) for answer in answers_of(found, each.key)]
        rows: list[list[Content]] = [[bound_names(one), one.text("question"), one.text("answer")] for one in said]
        if each.text("note") != DASH or not rows:
            rows.append([m.say("floor.summary"), "", each.text("note")])
        made.rows += table(columns, rows).rows
    title = book.table_title("table.interviews", count=len(people))
    return [book.heading(2, "heading.interviews"), title, spaced(made)]


def _person(m: Material, each: Record) -> str:
    parts = [each.text(name) for name in ("person", "post", "level", "department", "day", "start", "place")]
    by = each.text("by")
    if by != DASH:
        parts.append(m.say("floor.asked-by", name=by))
    return " · ".join(dict.fromkeys(part for part in parts if part != DASH)) or DASH


def _walk(book: Book, found: Index) -> list[Flowable]:
    """The stops in their order: seen when and by whom, and what was noted there."""
    m = book.m
    stops = m.records("stop")
    seen = [each for each in stops if each.value("seen_at")]
    notes: dict[str, list[str]] = {}
    for each in m.records("finding"):
        stop = each.value("stop")
        if isinstance(stop, str) and stop and not each.value("merged_into"):
            notes.setdefault(stop, []).append(each.text("text"))
    columns = book.columns(
        ("number", 0.06, "cell_center"), ("floor-area", 0.22), ("floor-seen", 0.22), ("floor-noted", 0.5)
    )
    rows: list[list[Content]] = [
        [str(number), each.text("area"), _seen(m, each), _noted(each, notes.get(each.key, []))]
        for number, each in enumerate(stops, 1)
    ]
    lead = book.lead("floor.walked", seen=len(seen), count=len(stops))
    return [book.heading(2, "heading.floor-walk"), lead, spaced(table(columns, rows))]


def _seen(m: Material, stop: Record) -> str:
    at, by = stop.text("seen_at"), stop.text("by")
    if at == DASH:
        return m.say("floor.not-seen")
    return at if by == DASH else f"{at} · {by}"


def _noted(stop: Record, notes: Sequence[str]) -> str:
    own = [] if stop.text("note") == DASH else [stop.text("note")]
    return "\n".join([*own, *notes]) or DASH


# -- tracings ----------------------------------------------------------------------------------------


def _tracings(book: Book, found: Index) -> list[Flowable]:
    """Each batch with its links, the time it took, and where it broke."""
    m = book.m
    parts: list[Flowable] = [book.heading(2, "heading.floor-tracing")]
    columns = book.columns(
        ("number", 0.06, "cell_center"),
        ("floor-link", 0.24),
        ("floor-record", 0.3),
        ("floor-found", 0.14),
        ("floor-minutes", 0.1, "cell_number"),
        ("note", 0.16),
    )
    for each in m.records("trace"):
        whole = summed(found, found.record("trace", each.key))
        rows: list[list[Content]] = [
            [str(number), *(Record(m, "trace_step", step.key).text(name) for name in _LINK)]
            for number, step in enumerate(whole.steps, 1)
        ]
        parts.append(book.table_title("table.tracing", batch=each.text("batch"), way=each.text("direction")))
        parts.append(spaced(table(columns, rows), 4.0) if rows else book.body("floor.no-links"))
        said = [m.say("floor.result", result=each.text("result"))]
        if whole.minutes is not None:
            span = {"started": each.text("started"), "ended": each.text("ended"), "minutes": whole.minutes}
            said.append(m.say("floor.took", **span))
        elif whole.reversed:
            said.append(m.say("floor.clock"))
        if whole.linked is not None:
            said.append(m.say("floor.linked", minutes=plain_text_of(whole.linked)))
        said.append(m.say("floor.gaps", count=len(whole.gaps)) if whole.gaps else m.say("floor.no-gap"))
        if each.text("note") != DASH:
            said.append(each.text("note").rstrip("。.；; "))
        parts.append(book.paragraph(m.say("semicolon").join(said) + m.say("stop")))
    return parts


# -- gauges and vouchers -----------------------------------------------------------------------------


def _gauges(book: Book, found: Index) -> list[Flowable]:
    """Certificates, then the verdict for each characteristic with what is to be asked."""
    m = book.m
    columns = book.columns(
        ("floor-gauge", 0.26),
        ("floor-range", 0.18),
        ("floor-fine", 0.18),
        ("floor-certificate", 0.22),
        ("floor-valid", 0.16),
    )
    rows: list[list[Content]] = [
        [
            _joined(each.text("name"), each.text("number")),
            f"{each.text('range_low')} ~ {each.text('range_high')} {_bare(each.text('unit'))}".strip(),
            f"{each.text('resolution')} / U {each.text('uncertainty')}",
            _joined(each.text("certificate"), each.text("laboratory")),
            f"{each.text('calibrated')} ~ {each.text('due')}",
        ]
        for each in m.records("gauge")
    ]
    parts: list[Flowable] = [
        book.heading(2, "heading.gauge-certificates"),
        book.table_title("table.gauge-certificates"),
        spaced(table(columns, rows)),
    ]
    verdicts = checked(found)
    if not verdicts:
        return parts
    judged: list[list[Content]] = [
        [
            m.shown(f"characteristic:{each.characteristic}", "name"),
            m.say(f"floor.gauge-{each.standing}"),
            "\n".join(_sentence(m, problem) for problem in each.problems) or DASH,
            DASH if each.share is None else f"{each.share * 100:.1f} %",
        ]
        for each in verdicts
    ]
    shares = book.columns(
        ("characteristic", 0.22),
        ("floor-verdict", 0.14),
        ("floor-remarks", 0.48),
        ("floor-u-share", 0.16, "cell_number"),
    )
    counted = sum(each.standing is Gauging.GOOD for each in verdicts)
    lead = book.lead("floor.gauges-judged", good=counted, count=len(verdicts))
    return [*parts, lead, spaced(table(shares, judged))]


def _sentence(m: Material, problem: Problem) -> str:
    return m.sentence(f"problem.{problem.code}.message", **problem.details)


def _vouchers(book: Book, found: Index) -> list[Flowable]:
    """Amounts against their vouchers; those that were not looked at are counted, not listed."""
    m = book.m
    every = checks(found)
    looked = [each for each in every if each.vouchers]
    columns = book.columns(
        ("thing", 0.26),
        ("floor-entered", 0.15, "cell_number"),
        ("floor-vouched", 0.15, "cell_number"),
        ("floor-difference", 0.14, "cell_number"),
        ("floor-documents", 0.3),
    )
    rows: list[list[Content]] = [
        [
            _checked_thing(m, each),
            _amount(m, each.entered),
            _amount(m, each.vouched),
            _amount(m, each.difference, sign=True),
            _documents(m, each),
        ]
        for each in looked
    ]
    parts: list[Flowable] = [book.heading(2, "heading.vouchers"), book.table_title("table.vouchers")]
    parts.append(spaced(table(columns, rows), 4.0))
    differing = sum(each.standing is Vouched.DIFFERS for each in looked)
    return [*parts, book.body("floor.vouched", count=len(looked), rest=len(every) - len(looked), differing=differing)]


def _checked_thing(m: Material, check: Check) -> str:
    if check.binds == OUTPUT:
        return m.label("case", "output_value")
    kind = m.choice("loss", "kind", check.kind) if check.kind else DASH
    name = f"{kind} · {m.choice('loss', 'category', check.category)}" if check.category else kind
    if "/" in check.binds:
        return m.say("floor.sum-of", name=name)
    month = m.shown(check.binds, "month")
    return name if month == DASH else f"{name} · {month}"


def _documents(m: Material, check: Check) -> str:
    records = [Record(m, "voucher", key) for key in check.vouchers]
    lines = [_joined(each.text("document"), each.text("number")) for each in records]
    return "\n".join([*lines, *([check.note] if check.note else [])])


def _amount(m: Material, yuan: Decimal | None, *, sign: bool = False) -> str:
    if yuan is None:
        return DASH
    said = money(m, plain_text_of(abs(yuan)))
    return said if not sign or not yuan else ("+" if yuan > 0 else "−") + said


def _joined(*parts: str) -> str:
    return " ".join(part for part in parts if part != DASH) or DASH


def _bare(text: str) -> str:
    return "" if text == DASH else text
