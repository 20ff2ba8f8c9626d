"""The sample enterprises: made by their script, read by the real readers, graded as they were meant."""

from __future__ import annotations

import importlib
import json
import sys
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from qmdesk import assets
from qmdesk.casefile.case import Blob
from qmdesk.formdef.credit_code import problem_of
from qmdesk.formdef.loader import load_builtin
from qmdesk.grading.answers import answers_of
from qmdesk.grading.assess import assess
from qmdesk.intake.readers import open_table
from qmdesk.intake.self_assessment import read_workbook, recognises
from qmdesk.intake.self_assessment_package import listed_files
from qmdesk.intake.take import take
from qmdesk.model.assessment import Assessment
from qmdesk.model.intake import Intake
from qmdesk.model.journal import Stage
from qmdesk.model.problem import Severity
from qmdesk.model.readings import Readings
from qmdesk.review.begin import begin
from qmdesk.review.session import Who
from qmdesk.review.setting import edit_of
from qmdesk.stats.capability import capability, cpk_reaches

FORM = load_builtin("meqmc", "2026")
SAMPLES = ("machining", "electronics", "food")
VISITED = ("machining", "electronics")


def folder(sample: str) -> Path:
    return assets.resource("samples", sample)


def workbook(sample: str) -> Intake:
    grid = open_table(folder(sample) / "self-assessment.xlsx")
    assert recognises(grid, FORM)
    return read_workbook(grid, FORM, author="张工", source_sha256="5a" * 32)


def onsite(sample: str) -> dict[str, Any]:
    return json.loads((folder(sample) / "onsite.json").read_text("utf-8"))


@pytest.fixture(scope="module")
def script() -> Iterator[ModuleType]:
    """``build_spec/make_samples.py``, with its own folder on the path as when it is run."""
    place = str(assets.root() / "build_spec")
    sys.path.insert(0, place)
    yield importlib.import_module("make_samples")
    sys.path.remove(place)


@pytest.fixture(scope="module")
def declared(script: ModuleType) -> Callable[[str], ModuleType]:
    return lambda name: importlib.import_module(f"samples.{name}")


def contents(path: Path) -> object:
    """What a file says, whatever library packed it: workbooks by their cells, pictures by being there."""
    if path.name == "self-assessment.xlsx":
        grid = open_table(path)
        return read_workbook(grid, FORM, author="", source_sha256="5a" * 32)
    if path.suffix == ".xlsx":
        return open_table(path)
    if path.suffix == ".zip":
        with zipfile.ZipFile(path) as parts:
            return parts.namelist()
    return path.read_bytes() if path.suffix in {".csv", ".json"} else None


@pytest.mark.parametrize("sample", SAMPLES)
def test_the_script_makes_what_stands_in_resources(sample: str, script: ModuleType, tmp_path: Path) -> None:
    made = next(each for each in script.SAMPLES if each.id == sample)
    script.make(made, tmp_path / sample)
    paths = {path.relative_to(tmp_path / sample) for path in (tmp_path / sample).rglob("*") if path.is_file()}
    assert paths == {path.relative_to(folder(sample)) for path in folder(sample).rglob("*") if path.is_file()}
    for path in paths:
        assert contents(tmp_path / sample / path) == contents(folder(sample) / path), path


def test_all_samples_together_are_small() -> None:
    size = sum(path.stat().st_size for path in assets.resource("samples").rglob("*") if path.is_file())
    assert size < 3_000_000


#: Sample: values read, taken in, refused; problems by code.
READ: dict[str, tuple[int, int, int, dict[str, int]]] = {
    "machining": (711, 711, 0, {}),
    "electronics": (1002, 1002, 0, {}),
    "food": (
        169,
        140,
        29,
        {
            "workbook-credit-code-check": 1,
            "rate-needs-percent": 1,
            "number-expected": 3,
            "whole-number-expected": 1,
            "workbook-passed-above-submitted": 1,
            "workbook-row-twice": 1,
            "number-unit-unknown": 1,
            "workbook-limits-reversed": 1,
            "workbook-unit-missing": 1,
            "month-needs-year": 1,
            "workbook-row-refused": 2,
            "workbook-binds-unknown": 1,
            "workbook-not-applicable-core": 1,
            "workbook-not-applicable-unreasoned": 1,
            "workbook-level-outside": 1,
            "workbook-level-unknown": 1,
            "workbook-readings-nameless": 1,
            "workbook-sheet-missing": 2,
            "workbook-rows-hidden": 1,
            "workbook-untracked-with-rows": 1,
        },
    ),
}


@pytest.mark.parametrize("sample", SAMPLES)
def test_a_sample_workbook_reads_with_the_problems_it_was_made_with(sample: str) -> None:
    intake = workbook(sample)
    read, accepted, skipped, problems = READ[sample]
    assert (intake.read, intake.accepted, intake.skipped) == (read, accepted, skipped)
    assert Counter(problem.code for problem in intake.problems) == Counter(problems)
    errors = [problem for problem in intake.problems if problem.severity is Severity.ERROR]
    assert all(problem.where for problem in errors)


@pytest.mark.parametrize("sample", SAMPLES)
def test_a_sample_is_nobody(sample: str) -> None:
    values = {edit.place.name: edit.value for edit in workbook(sample).edits if edit.place.subject == "case"}
    assert "示例" in str(values["enterprise"])
    code = values.get("credit_code")
    assert code is None or (str(code)[2:8] == "990000" and problem_of(str(code)) is None)


@pytest.mark.parametrize("sample", SAMPLES)
def test_the_package_holds_the_workbook_and_every_listed_file_but_those_left_out_on_purpose(sample: str) -> None:
    with zipfile.ZipFile(folder(sample) / "package.zip", metadata_encoding="gb18030") as package:
        names = {name.rpartition("/")[2] for name in package.namelist()}
        book = next(name for name in package.namelist() if "自评表" in name)
        assert package.read(book) == (folder(sample) / "self-assessment.xlsx").read_bytes()
    left_out = {"food": {"健康证.jpg"}}.get(sample, set())
    assert {each.filename for each in listed_files(workbook(sample))} - names == left_out


def test_one_package_has_names_as_old_chinese_packers_write_them() -> None:
    with zipfile.ZipFile(folder("food") / "package.zip") as package:
        assert all(not info.flag_bits & 0x800 for info in package.infolist())
        assert not any("自评表" in name for name in package.namelist()), "read as CP437, the names are noise"


#: Where the readings come from, limits, subgroup size, and between what the Cpk lies.
CAPABILITIES = [
    ("machining", "JOURNAL", "24.002", "24.015", 5, "1.00", "1.33"),
    ("machining", "KEYWAY", "7.949", "7.985", 5, "1.33", "1.67"),
    ("machining", "RUNOUT", None, "0.015", 5, "1.00", "1.33"),
    ("machining", "LENGTH", "155.9", "156.1", None, "1.33", "1.67"),
    ("electronics", "PASTE", "90", "150", 5, "1.3295", "1.33"),
    ("electronics", "VOLTAGE", "11.88", "12.12", 5, "1.67", "2.00"),
    ("electronics", "OFFSET", "-50", "50", 5, "1.33", "1.67"),
    ("electronics", "RIPPLE", None, "80", 4, "1.33", "1.67"),
    ("electronics", "COATING", "30", "70", None, "1.33", "1.67"),
    ("food", "MOISTURE", None, "5", None, "0.50", "1.00"),
    ("food", "WEIGHT", "241", None, None, "0.50", "1.00"),
]


@pytest.mark.parametrize(("module", "name", "lsl", "usl", "size", "least", "below"), CAPABILITIES)
def test_a_characteristic_is_in_control_and_as_capable_as_meant(
    module: str,
    name: str,
    lsl: str | None,
    usl: str | None,
    size: int | None,
    least: str,
    below: str,
    declared: Callable[[str], ModuleType],
) -> None:
    values = list(getattr(declared(module), name))
    readings = Readings.of(values, None if size is None else (size,) * (len(values) // size))
    low, high = (None if each is None else Decimal(each) for each in (lsl, usl))
    study = capability(readings, low, high)
    assert study.stability.in_control
    assert cpk_reaches(readings, low, high, Decimal(least), study.method)
    assert not cpk_reaches(readings, low, high, Decimal(below), study.method)


def test_the_electronics_makers_worst_cpk_shows_as_1_33_with_two_decimals(
    declared: Callable[[str], ModuleType],
) -> None:
    readings = Readings.of(list(declared("electronics").PASTE), (5,) * 25)
    study = capability(readings, Decimal(90), Decimal(150))
    assert study.index is not None
    assert f"{study.index:.2f}" == "1.33"


@pytest.mark.parametrize("sample", VISITED)
def test_every_operation_of_the_visit_is_one_that_set_takes(sample: str) -> None:
    for each in onsite(sample)["operations"]:
        edit, warnings = edit_of(
            FORM, each["subject"], each["field"], each["value"], author=each["author"], reason=each["reason"]
        )
        assert edit.value is not None, each
        assert not warnings, (each, warnings)


@pytest.mark.parametrize("sample", VISITED)
def test_the_visit_answers_every_item_and_names_things_that_are_there(sample: str) -> None:
    visit = onsite(sample)
    agreed = {
        each["subject"]
        for each in visit["operations"]
        if each["field"] == "agreed" and each["subject"].startswith("item:")
    }
    assert agreed == {f"item:{item.id}" for item in FORM.items}
    for each in (*visit["files"], *visit.get("signatures", ())):
        assert (folder(sample) / each["path"]).is_file(), each["path"]
    known = {edit.place.subject for edit in workbook(sample).edits}
    spoken = {each["subject"] for each in visit["operations"] if each["subject"].startswith("characteristic:")}
    assert spoken <= known


def test_the_machining_shop_rates_itself_two_levels_above_its_evidence_once() -> None:
    claimed = {edit.place.subject: edit.value for edit in workbook("machining").edits if edit.place.name == "level"}
    agreed = {
        each["subject"]: each["value"]
        for each in onsite("machining")["operations"]
        if each["field"] == "agreed" and each["subject"].startswith("item:")
    }
    above = {subject: int(str(claimed[subject])) - int(level) for subject, level in agreed.items()}
    assert [subject for subject, levels in above.items() if levels >= 2] == ["item:digital.monitoring"]
    assert sum(levels == 1 for levels in above.values()) >= 3


# --- whole packages ------------------------------------------------------------------------------------------


def package(sample: str) -> Intake:
    return take(folder(sample) / "package.zip", FORM, author="张工")


#: Sample: characteristics with readings, files kept (the workbook too), what there is to say beyond the workbook.
PACKAGES = [
    ("machining", {"轴承档外径", "键槽宽度", "径向跳动", "总长"}, 11, set[str]()),
    ("electronics", {"锡膏厚度", "输出电压", "贴片偏移 X", "输出纹波", "三防漆厚度"}, 10, set[str]()),
    ("food", {"水分", "净含量"}, 5, {"workbook-file-missing", "workbook-file-unlisted"}),
]


@pytest.mark.parametrize(("sample", "measured", "kept", "told"), PACKAGES)
def test_a_package_brings_readings_and_evidence(sample: str, measured: set[str], kept: int, told: set[str]) -> None:
    intake = package(sample)
    names = {edit.place.subject: edit.value for edit in intake.edits if edit.place.name == "name"}
    with_readings = {edit.place.subject for edit in intake.edits if edit.place.name == "readings"}
    assert {names[subject] for subject in with_readings} == measured
    files = {edit.value for edit in intake.edits if edit.place.kind == "evidence" and edit.place.name == "file"}
    assert len(files) == kept
    assert files <= {file.sha256 for file in intake.files}
    beyond = {problem.code for problem in intake.problems if problem.severity is not Severity.INFO}
    assert beyond == told | set(READ[sample][3])
    assert intake.read == intake.accepted + intake.skipped


@pytest.mark.parametrize("sample", SAMPLES)
def test_a_package_taken_in_twice_gives_the_same(sample: str) -> None:
    assert package(sample) == package(sample)


@pytest.mark.parametrize("sample", SAMPLES)
def test_no_place_is_set_twice_by_a_package(sample: str) -> None:
    places = Counter(edit.place for edit in package(sample).edits)
    assert [place for place, count in places.items() if count > 1] == []


GRADES = [
    ("machining", Stage.SELF, (2, 2)),
    ("machining", Stage.ONSITE, (2, 2)),
    ("electronics", Stage.ONSITE, (2, 2)),
    ("food", Stage.SELF, (1, 1)),
]


@pytest.mark.parametrize(("sample", "stage", "grade"), GRADES)
def test_a_sample_is_graded_as_it_was_meant(sample: str, stage: Stage, grade: tuple[int, int], tmp_path: Path) -> None:
    assessment = graded(sample, stage, tmp_path)
    assert (assessment.grade.lowest, assessment.grade.highest) == grade


def test_one_cpk_alone_keeps_electronics_from_the_third_level(tmp_path: Path) -> None:
    assessment = graded("electronics", Stage.ONSITE, tmp_path)
    assert [(each.id, each.level, each.needed) for each in assessment.blocking] == [("cpk", 2, 3)]
    assert {each.code for each in assessment.questions} >= {"passes-only-rounded"}


def test_the_figures_of_machining_are_those_of_the_second_level(tmp_path: Path) -> None:
    figures = {each.id: each.span.level for each in graded("machining", Stage.ONSITE, tmp_path).figures}
    assert figures == {"sigma": 2, "cpk": 2, "fpy": 2, "internal_loss": 2, "external_loss": 3}


def graded(sample: str, stage: Stage, home: Path) -> Assessment:
    """The sample as a case: its package taken in and, for a later stage, its visit played."""
    who = Who("a" * 16, "陈示例", home / "home")
    session = begin(home / "示例.qmcase", FORM, who, enterprise="示例", credit_code="91990000MA0DEM0138")
    try:
        intake = package(sample)
        blobs = [Blob(file.content, file.media) for file in intake.files]
        session.record(list(intake.edits), blobs=blobs).wait()
        if stage is not Stage.SELF:
            visit = onsite(sample)["operations"]
            made = [
                edit_of(FORM, each["subject"], each["field"], each["value"], author=each["author"])[0] for each in visit
            ]
            session.record(made).wait()
        return assess(FORM, answers_of(FORM, session.snapshot(), stage))
    finally:
        session.close()
