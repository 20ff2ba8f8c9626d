"""Claims about gauge studies in files: the layouts that factories keep, read by (part, operator, trial)."""

from __future__ import annotations

from decimal import Decimal

import pytest

from qmdesk.intake.measurements.gauge import StudyTable, study_in
from tests.intake.grids import sheet

D = Decimal
#: Two parts, two operators, two trials; a reading tells where it belongs: part.operator-trial.
WANTED = {
    (0, 0): (D("1.11"), D("1.12")),
    (0, 1): (D("1.21"), D("1.22")),
    (1, 0): (D("2.11"), D("2.12")),
    (1, 1): (D("2.21"), D("2.22")),
}
LAYOUTS = {
    "a reading a row": [
        ["量具分析"], [], ["零件号", "操作者", "次数", "测量值"],
        ["1", "甲", 2, 1.12], ["1", "甲", 1, 1.11], ["1", "乙", 1, 1.21], ["1", "乙", 2, 1.22],
        ["2", "甲", 1, 2.11], ["2", "甲", 2, 2.12], ["2", "乙", 1, 2.21], ["2", "乙", 2, 2.22],
    ],
    "part and operator not repeated": [
        ["Part", "Operator", "Value"],
        ["1", "A", 1.11], [None, None, 1.12], [None, "B", 1.21], [None, None, 1.22],
        ["2", "A", 2.11], [None, None, 2.12], [None, "B", 2.21], [None, None, 2.22],
    ],
    "operator and trial in two columns": [
        ["MSA"], ["测量人", "次数", "1", "2", "平均"],
        ["A", 1, 1.11, 2.11, 1.61], [None, 2, 1.12, 2.12, 1.62], [None, "均值", 1.115, 2.115, None], [None, "极差", 0.01, 0.01, None],
        ["B", 1, 1.21, 2.21, 1.71], [None, 2, 1.22, 2.22, 1.72], [None, "均值", 1.215, 2.215, None],
    ],
    "operator and trial in one column": [
        ["Appraiser/Trial #", "1", "2", "Average"],
        ["A 1", 1.11, 2.11, 1.61], ["2", 1.12, 2.12, 1.62], ["Average", 1.115, 2.115, None], ["Range", 0.01, 0.01, None],
        ["B 1", 1.21, 2.21, 1.71], ["2", 1.22, 2.22, 1.72], ["Average", 1.215, 2.215, None],
    ],
    "a part a row": [
        ["零件", "甲-1", "甲-2", "乙-1", "乙-2"], ["1", 1.11, 1.12, 1.21, 1.22], ["2", 2.11, 2.12, 2.21, 2.22], ["均值", 1, 1, 1, 1],
    ],
}  # fmt: skip


@pytest.mark.parametrize("name", LAYOUTS)
def test_every_layout_gives_the_same_study(name: str):
    found = study_in(sheet("S", LAYOUTS[name]))
    assert (found.parts, len(found.operators), found.trials) == (("1", "2"), 2, 2)
    assert dict(found.cells) == WANTED
    assert not found.problems


def test_a_cell_that_is_no_number_is_named_and_the_study_is_short_of_it():
    rows = [list(row) for row in LAYOUTS["operator and trial in two columns"]]
    rows[2][3] = "坏"
    found = study_in(sheet("S", rows))
    assert [(each.code, each.where) for each in found.problems] == [
        ("gauge-file-incomplete", "S"),
        ("number-expected", "S!D3"),
    ]
    assert (found.n, found.skipped) == (7, 1)


def test_columns_that_a_person_names_are_taken():
    rows = [
        ["a", "b", "c", "d"],
        *(["x", part, who, f"{part}.{who}{trial}"] for part in (1, 2) for who in (1, 2) for trial in (1, 2)),
    ]
    assert study_in(sheet("S", rows)).problems[0].code == "gauge-file-not-understood"
    assert dict(study_in(sheet("S", rows), (1, 2, 3)).cells) == WANTED


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ([["轴径"], [9.95], [9.96]], "gauge-file-not-understood"),
        ([["零件", "测量人", "测量值"], ["1", "A", "坏"]], "gauge-file-without-readings"),
        ([["零件", "测量人", "测量值"], *([str(n), "A", 1] for n in range(201))], "gauge-too-large"),
        ([["零件", "测量人", "测量值"], ["1", "A", 1e200]], "gauge-file-without-readings"),
    ],
)
def test_what_is_no_study_is_said(rows: list[list[object]], code: str):
    found: StudyTable = study_in(sheet("S", rows))
    assert not found.n
    assert code in {each.code for each in found.problems}
