"""All that an application still lacks or contradicts itself in, each with its place: what ``benchmark check`` lists."""

from __future__ import annotations

from collections.abc import Iterator

from qmdesk.formdef.benchmark import Benchmark, Shape
from qmdesk.formdef.types import Form
from qmdesk.grading.records import Index
from qmdesk.model.problem import Problem, Severity
from qmdesk.visit.benchmark.contradictions import contradictions
from qmdesk.visit.benchmark.eligibility import NO, NOT_ASKED, UNCLEAR, YES, application_day, eligibility
from qmdesk.visit.benchmark.naming import name_hints
from qmdesk.visit.benchmark.numbers import figures, left_out, name_of, rows_of
from qmdesk.visit.benchmark.text import Written, experience

#: Fields of the application form that may stay empty.
OPTIONAL = frozenset({
    "central_group", "capability", "award", "yield_class", "brand_name", "lab_name", "phone", "standards_content",
    "honours", "science_awards", "recommender",
})  # fmt: skip
_WARNING, _INFO = Severity.WARNING, Severity.INFO


def check(form: Form, found: Index, lang: str = "zh-CN") -> tuple[Problem, ...]:
    """Errors keep the application from being sent, warnings are questions, the rest only tells. ``lang`` is that of the
    names in their details."""
    made = form.benchmark
    if made is None:
        return (Problem("form-not-a-benchmark"),)
    return (
        *_fields(made, found),
        *_rows(made, found, lang),
        *_sections(made, found, lang),
        *name_hints(made, found, lang),
        *_enclosures(made, found, lang),
        *_conditions(made, found, lang),
        *_papers(made, found),
        *contradictions(form, made, found, lang),
    )


def ready(problems: tuple[Problem, ...]) -> bool:
    """Whether nothing is left that must be done."""
    return not any(each.severity is Severity.ERROR for each in problems)


def _fields(made: Benchmark, found: Index) -> Iterator[Problem]:
    case = found.record("case")
    for table in made.tables:
        for name in table.columns if table.shape is Shape.FIELDS else ():
            central = name == "central_group" and case.flag("central") is True
            if case.value(name) is None and (name not in OPTIONAL or central):
                yield Problem("benchmark-field-missing", f"case/{name}")
    if case.value("filled_on") is None:
        yield Problem("benchmark-field-missing", "case/filled_on")


def _rows(made: Benchmark, found: Index, lang: str) -> Iterator[Problem]:
    """Rows that the edition names and nobody filled in or left out, rows with some years only, empty lists."""
    for table in made.tables:
        if table.shape is Shape.ROWS:
            for key, row, record in rows_of(made, table, found):
                where = f"{table.record}:{key}"
                if left_out(record):
                    continue
                values = [record.value(f"y{year}") for year in made.years]
                details = {"name": name_of(row, record, lang), "table": table.name.in_(lang)}
                if all(each is None for each in values):
                    yield Problem("benchmark-row-empty", where, details)
                elif any(each is None for each in values):
                    years = "/".join(str(y) for y, v in zip(made.years, values, strict=True) if v is None)
                    yield Problem("benchmark-year-missing", where, {**details, "years": years})
        elif table.shape in (Shape.LIST, Shape.MARKET) and not any(True for _ in found.records(table.record)):
            yield Problem("benchmark-table-empty", f"{table.record}:", {"table": table.name.in_(lang)})


def _sections(made: Benchmark, found: Index, lang: str) -> Iterator[Problem]:
    for each in experience(made, found):
        yield from section_problems(each, lang)


def section_problems(each: Written, lang: str = "zh-CN") -> Iterator[Problem]:
    """What is wrong with one section: nothing in it, its length, pictures or tables that it places in vain."""
    section = each.section
    where = "case/title" if section.id == "title" else f"section:{section.id}/text"
    details = {"name": section.name.in_(lang), "words": each.prose.words, "limit": section.limit}
    code = {"empty": "empty", "over": "over", "over-with-tables": "with-tables", "short": "short", "long": "long"}.get(
        each.standing
    )
    if code is not None:
        hard = each.standing in {"empty", "over"}
        details |= {"whole": each.whole.words}
        yield Problem(f"benchmark-section-{code}", where, details, Severity.ERROR if hard else _WARNING)
    if each.standing == "fits" and str(section.means) == "at-most" and each.prose.characters > section.limit:
        yield Problem("benchmark-section-characters", where, {**details, "characters": each.prose.characters}, _INFO)
    for key in each.missing:
        yield Problem("benchmark-place-unknown", where, {"key": key}, _WARNING)


def _enclosures(made: Benchmark, found: Index, lang: str) -> Iterator[Problem]:
    there = {each.text("kind") for each in found.records("enclosure")}
    for each in made.enclosures:
        if each.id not in there and wanted(each.id, each.rule, found):
            yield Problem("benchmark-enclosure-missing", f"enclosure:{each.id}", {"name": each.name.in_(lang)})
    for each in found.records("enclosure"):
        if not each.text("file"):
            yield Problem("benchmark-enclosure-file", f"enclosure:{each.key}", {"name": each.text("name")}, _WARNING)


def wanted(kind: str, rule: str, found: Index) -> bool:
    """Whether an enclosure is asked for, by its rule and by what the application states."""
    case = found.record("case")
    if rule == "always":
        return True
    if rule == "iso":
        return case.flag("iso9001") is True
    if rule == "surveys":
        return any(name.startswith(kind) for each in found.records("product") for name in each.fields)
    if rule == "finance":
        return any(found.record("indicator", key).value(name) is not None for key in ("profit", "revenue", "assets")
                   for name in found.record("indicator", key).fields)  # fmt: skip
    if rule == "social":
        return any(
            any(char.isdigit() for name in each.fields for char in each.text(name) if name.startswith("y"))
            for each in found.records("social")
            if each.key != "chain"
        )
    return False


def _conditions(made: Benchmark, found: Index, lang: str) -> Iterator[Problem]:
    for each in eligibility(made, found):
        where, details = f"condition:{each.condition.id}", {"name": each.condition.name.in_(lang)}
        if each.met == NO:
            yield Problem("benchmark-condition-no", where, details)
        elif each.met == UNCLEAR:
            yield Problem("benchmark-condition-open", where, details, _WARNING)
        if each.contradicts:
            yield Problem("benchmark-condition-contradicts", where, details, _WARNING)
        if each.met == YES and each.lacking and each.computed != NOT_ASKED:
            yield Problem("benchmark-condition-evidence", where, details, _WARNING)


def _papers(made: Benchmark, found: Index) -> Iterator[Problem]:
    case = found.record("case")
    if case.flag("commitment_signed") is not True:
        yield Problem("benchmark-letter-open", "case/commitment_signed")
    if not case.text("recommendation"):
        yield Problem("benchmark-recommendation-open", "case/recommendation", {}, _WARNING)
    if application_day(made, found) > made.deadline:
        yield Problem("benchmark-late", "case/filled_on", {"deadline": made.deadline}, _WARNING)


def figures_given(made: Benchmark, found: Index, key: str) -> bool:
    """Whether a row of the indicators has a figure for any year."""
    return any(value is not None for value in figures(made, found.record("indicator", key)).values())
