"""A form from its files: built-in, a folder, a zip, or the copy that a case carries. One path for all four.

A form is five YAML files, a folder of items, and maybe the path of a visit; one of the kind ``benchmark`` has
four files, ``benchmark.yaml`` among them. Everything wrong with them is said in one go, by file and line. What comes
out is frozen and checked: grading never meets a form that lacks what it needs.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import yaml

from qmdesk import assets
from qmdesk.formdef import archive, build, build_benchmark, build_records, build_visit, consistency
from qmdesk.formdef.build import Places
from qmdesk.formdef.schema import Source, is_identifier
from qmdesk.formdef.types import BENCHMARK, REVIEW, Form
from qmdesk.formdef.yaml_nodes import compose
from qmdesk.model.problem import Problem, Refused

FILES = ("form.yaml", "figures.yaml", "readings.yaml", "records.yaml", "glossary.yaml")
#: A form may say how a visit goes; one without it shows no path.
VISIT = "visit.yaml"
#: The files of a form of the kind ``benchmark``, which has no items, figures or readings.
BENCHMARK_FILE = "benchmark.yaml"
BENCHMARK_FILES = ("form.yaml", "records.yaml", BENCHMARK_FILE, "glossary.yaml")


def load_builtin(form_id: str, edition: str | None = None) -> Form:
    """A form that comes with the program; its newest edition where none is named. Raises Refused."""
    editions = assets.form_editions(form_id) if is_identifier(form_id) else []
    wanted = edition if edition is not None else (editions or [""])[-1]
    if wanted not in editions:
        known = ", ".join(f"{form_id}/{each}" for each in editions) or ", ".join(assets.form_names())
        raise Refused(Problem("form-not-found", details={"form": f"{form_id}/{wanted}".rstrip("/"), "known": known}))
    return _builtin(form_id, wanted)


@cache
def _builtin(form_id: str, edition: str) -> Form:
    return load_folder(assets.form_folder(form_id, edition))


def load_folder(path: Path | str) -> Form:
    """A form from a folder. Raises Refused with every problem found."""
    return load_files(archive.folder_files(Path(path)))


def load_zip(data: bytes) -> Form:
    """A form from the bytes of a zip file, at its top or in one folder within. Raises Refused."""
    return load_files(archive.zip_files(data))


def load_files(files: Mapping[str, bytes]) -> Form:
    """A form from its files by name (``items/system.yaml``), as :attr:`Form.files` keeps them. Raises Refused."""
    own = {name: bytes(files[name]) for name in sorted(files) if name.endswith(".yaml")}
    kind = BENCHMARK if BENCHMARK_FILE in own else REVIEW
    problems: list[Problem] = _names(own, kind)
    nodes = _composed(own, kind, problems)
    whole = not problems
    form = _benchmark(own, nodes, problems, whole=whole) if kind == BENCHMARK else None
    form = form or _built(own, nodes, problems, whole=whole)
    if problems:
        raise Refused(*sorted(problems, key=_order))
    return form


def sha256_of_files(files: Mapping[str, bytes]) -> str:
    """The hash that names a form: SHA-256 over the lines ``<sha256 of the file>  <name>``, sorted by name."""
    lines = [f"{hashlib.sha256(files[name]).hexdigest()}  {name}\n" for name in sorted(files)]
    return hashlib.sha256("".join(lines).encode("utf-8")).hexdigest()


def _names(files: Mapping[str, bytes], kind: str) -> list[Problem]:
    wanted = BENCHMARK_FILES if kind == BENCHMARK else FILES
    missing = [Problem("form-file-missing", name) for name in wanted if name not in files]
    if kind == REVIEW and not any(_is_items(name) for name in files):
        missing.append(Problem("form-file-missing", "items/*.yaml"))
    return missing + [Problem("form-file-unknown", name) for name in files if not _is_known(name, kind)]


def _is_known(name: str, kind: str) -> bool:
    return name in BENCHMARK_FILES if kind == BENCHMARK else name in FILES or name == VISIT or _is_items(name)


def _is_items(name: str) -> bool:
    return name.startswith("items/") and name.count("/") == 1


def _composed(files: Mapping[str, bytes], kind: str, problems: list[Problem]) -> dict[str, yaml.Node]:
    nodes: dict[str, yaml.Node] = {}
    for name in files:
        if not _is_known(name, kind):
            continue
        try:
            nodes[name] = compose(name, files[name])
        except Refused as refused:
            problems += refused.problems
    return nodes


def _built(files: Mapping[str, bytes], nodes: Mapping[str, yaml.Node], problems: list[Problem], *, whole: bool) -> Form:
    """The form, worth something only where nothing was noted. Unless it is whole, its files are read one by one
    for the mistakes in each, and nothing is said of how they fit together."""
    places: Places = {}

    def of(name: str) -> tuple[Source, yaml.Node]:
        return (Source(name, problems), nodes[name]) if name in nodes else (Source(name, []), _nothing(name))

    head = build.head(*of("form.yaml"), places)
    order = {dimension.id: rank for rank, dimension in enumerate(head.dimensions)}
    items = tuple(item for name in nodes if _is_items(name) for item in build.items(*of(name), places))
    figures, recorded = build.figures(*of("figures.yaml"), places)
    readings = build_records.readings(*of("readings.yaml"), places)
    records = build_records.records(*of("records.yaml"), places, head.levels)
    glossary = build_records.glossary(*of("glossary.yaml"), places)
    visit = build_visit.visit(*of(VISIT), places) if VISIT in files else build_visit.NO_VISIT
    if whole:
        problems += consistency.problems_of_head(head, items, places)
        problems += consistency.problems_of_items(head, items, places)
        problems += consistency.problems_of_figures(head, figures, recorded, places)
        problems += consistency.problems_of_readings(readings, places)
        problems += consistency.problems_of_records(records, places)
    return Form(
        id=head.id,
        edition=head.edition,
        sha256=sha256_of_files(files),
        name=head.name,
        about=head.about,
        authority=head.authority,
        levels=head.levels,
        dimensions=head.dimensions,
        items=tuple(sorted(items, key=lambda item: order.get(item.dimension, 0))),
        figures=figures,
        recorded=recorded,
        readings=readings,
        item_rule=head.item_rule,
        rules=head.rules,
        records=records,
        sources=head.sources,
        glossary=glossary,
        visit=visit,
        files=files,
    )


def _benchmark(
    files: Mapping[str, bytes], nodes: Mapping[str, yaml.Node], problems: list[Problem], *, whole: bool
) -> Form:
    """A form of the kind ``benchmark``: identity, records, glossary, and its own file; nothing that is graded."""
    places: Places = {}

    def of(name: str) -> tuple[Source, yaml.Node]:
        return (Source(name, problems), nodes[name]) if name in nodes else (Source(name, []), _nothing(name))

    head = build.head_of_kind(*of("form.yaml"), BENCHMARK)
    records = build_records.records(*of("records.yaml"), places, ())
    glossary = build_records.glossary(*of("glossary.yaml"), places)
    benchmark = build_benchmark.benchmark(*of(BENCHMARK_FILE), places)
    if whole and not problems:
        problems += build_benchmark.problems_of_benchmark(benchmark, records, places)
    return Form(
        id=head.id,
        edition=head.edition,
        sha256=sha256_of_files(files),
        name=head.name,
        about=head.about,
        authority=head.authority,
        levels=(),
        dimensions=(),
        items=(),
        figures=(),
        recorded=(),
        readings=(),
        item_rule=head.item_rule,
        rules={},
        records=records,
        sources={},
        glossary=glossary,
        visit=build_visit.NO_VISIT,
        files=files,
        kind=BENCHMARK,
        benchmark=benchmark,
    )


def _nothing(name: str) -> yaml.Node:
    """What stands in for a file that isn't there."""
    return yaml.MappingNode("", [], yaml.Mark(name, 0, 0, 0, None, 0))


def _order(problem: Problem) -> tuple[str, int]:
    name, _, line = problem.where.rpartition(":")
    return (name, int(line)) if line.isdigit() else (problem.where, 0)
