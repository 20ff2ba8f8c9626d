"""The rail of a 质量标杆 case, and how far each stop is."""

from __future__ import annotations

from qmdesk.ui.benchmark.reading import found_of, made_of, problems_of
from qmdesk.ui.hub import Hub
from qmdesk.ui.pages.registry import PageSpec, Progress
from qmdesk.ui.words import mark
from qmdesk.visit.benchmark.numbers import left_out, rows_of
from qmdesk.visit.benchmark.scoring import rounds
from qmdesk.visit.benchmark.stages import REMOVAL, stages
from qmdesk.visit.benchmark.text import experience

_HERE = "qmdesk.ui.benchmark"

STOPS = (
    PageSpec(
        "form", "building-2", mark("申报表"), "case", f"{_HERE}.form_page:FormPage", ("case",), f"{_HERE}.stops:form"
    ),
    PageSpec(
        "data",
        "gauge",
        mark("数据表"),
        "case",
        f"{_HERE}.data_page:DataPage",
        ("indicator", "product", "survey", "social", "brand", "competitor", "liaison"),
        f"{_HERE}.stops:data",
    ),
    PageSpec(
        "experience",
        "notebook-pen",
        mark("典型经验"),
        "case",
        f"{_HERE}.experience_page:ExperiencePage",
        ("section", "picture", "grid"),
        f"{_HERE}.stops:written",
    ),
    PageSpec(
        "enclosures",
        "paperclip",
        mark("证实材料"),
        "case",
        f"{_HERE}.enclosures_page:EnclosuresPage",
        ("enclosure",),
        f"{_HERE}.stops:enclosures",
    ),
    PageSpec(
        "checking",
        "clipboard-check",
        mark("核查"),
        "work",
        f"{_HERE}.checking_page:CheckingPage",
        ("onsite_check", "condition", "member"),
        f"{_HERE}.stops:checking",
    ),
    PageSpec(
        "scores",
        "award",
        mark("评分"),
        "work",
        f"{_HERE}.scores_page:ScoresPage",
        ("score", "expert"),
        f"{_HERE}.stops:scores",
    ),
    PageSpec(
        "stages",
        "flag",
        mark("征集环节"),
        "work",
        f"{_HERE}.stages_page:StagesPage",
        ("stage",),
        f"{_HERE}.stops:stage",
    ),
    PageSpec("output", "file-check", mark("检查与输出"), "end", f"{_HERE}.output_page:OutputPage", ("takeover",)),
    PageSpec("report", "shield-check", mark("核查报告"), "end", f"{_HERE}.report_page:ReportPage"),
    PageSpec("sync", "refresh-cw", mark("同步"), "end", "qmdesk.ui.pages.sync:SyncPage"),
    PageSpec("history", "history", mark("修改记录"), "end", "qmdesk.ui.pages.history:HistoryPage"),
)


def form(hub: Hub, _: PageSpec) -> Progress:
    """Fields of the application form that are filled in."""
    names = made_of(hub).table("form").columns
    done = sum(1 for name in names if hub.value("case", name) is not None)
    odd = any(each.where.startswith("case/") and each.code != "benchmark-field-missing" for each in _errors(hub))
    return Progress(done, len(names), odd)


def data(hub: Hub, _: PageSpec) -> Progress:
    """Rows of the tables that have all years or were left out."""
    made, found = made_of(hub), found_of(hub)
    done = total = 0
    for table in made.tables:
        if table.rows:
            for _key, row, record in rows_of(made, table, found):
                total += row is not None
                whole = all(record.value(f"y{year}") is not None for year in made.years)
                done += row is not None and (left_out(record) or whole)
    kinds = ("indicator", "product", "survey")
    return Progress(
        done, total, any(each.where.startswith(kinds) and "empty" not in each.code for each in _errors(hub))
    )


def written(hub: Hub, _: PageSpec) -> Progress:
    """Sections that fit, of all."""
    sections = hub.once("benchmark-sections", lambda: experience(made_of(hub), found_of(hub)))
    fits = sum(each.standing in {"fits", "over-with-tables"} for each in sections)
    return Progress(fits, len(sections), any(each.standing == "over" for each in sections))


def enclosures(hub: Hub, _: PageSpec) -> Progress:
    """Enclosures that are there, of those and what is missing."""
    missing = sum(each.code == "benchmark-enclosure-missing" for each in problems_of(hub))
    there = len(hub.keys("enclosure"))
    return Progress(there, there + missing, False)


def checking(hub: Hub, _: PageSpec) -> Progress:
    """Points of the on-site check with a result."""
    parts = made_of(hub).parts
    done = sum(1 for each in parts if hub.text(f"onsite_check:{each.id}", "verdict"))
    return Progress(done, len(parts), any(each.code == "benchmark-condition-no" for each in problems_of(hub)))


def scores(hub: Hub, _: PageSpec) -> Progress:
    """Experts with points on every part, of all with any; a warning where they lie far apart."""
    found = rounds(made_of(hub), found_of(hub))
    given = [one for each in found for one in each.given if not one.recused]
    return Progress(sum(one.total is not None for one in given), len(given), any(each.apart for each in found))


def stage(hub: Hub, _: PageSpec) -> Progress:
    """Stages that are over."""
    known = [each for each in stages(made_of(hub), found_of(hub)) if each.step.id != REMOVAL]
    return Progress(sum(1 for each in known if each.state and each.over), len(known))


def _errors(hub: Hub) -> list:  # pyright: ignore[reportMissingTypeArgument, reportUnknownParameterType]
    return [each for each in problems_of(hub) if str(each.severity) == "error"]
