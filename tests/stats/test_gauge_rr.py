"""A gauge study in any order of rows, with its parts of variation and what is wrong with it."""

import json

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats as scipy_stats

from qmdesk.model.problem import Refused
from qmdesk.stats.gauge_rr import gauge_rr, study
from tests.stats.reference import aiag_cube

CUBE = np.array(aiag_cube())


def rows(cube: np.ndarray) -> list[tuple[str, str, float]]:
    return [
        (f"part {part}", f"operator {operator}", float(value))
        for part, table in enumerate(cube)
        for operator, trials in enumerate(table)
        for value in trials
    ]


def test_rows_may_come_in_any_order() -> None:
    shuffled = rows(CUBE)
    np.random.default_rng(1).shuffle(shuffled)
    parts, operators, values = zip(*[(row[0], row[1], float(row[2])) for row in shuffled], strict=True)
    found = gauge_rr(parts, operators, values, tolerance=8.0)
    assert found.components.grr == pytest.approx(study(CUBE).components.grr)
    assert found.percent_tolerance == pytest.approx(600 * 0.30237 / 8, abs=0.01)
    assert found.verdict == "marginal"


def test_the_document_has_every_key_of_the_contract() -> None:
    found = json.loads(json.dumps(study(CUBE, 8.0).to_json(), allow_nan=False))
    keys = "method repeatability reproducibility grr part total percent_study percent_tolerance ndc anova verdict"
    assert set(keys.split()) <= set(found)
    assert found["method"] == "anova" and found["ndc"] == 4 and found["average_range"]["ndc"] == 5


def test_an_interaction_that_shows_is_kept() -> None:
    rng = np.random.default_rng(3)
    shape = (8, 3, 3)
    cube = (
        rng.normal(0, 2, shape[0])[:, None, None] + rng.normal(0, 1, shape[:2])[:, :, None] + rng.normal(0, 0.1, shape)
    )
    found = study(cube)
    assert found.interaction is not None and found.interaction == pytest.approx(1, abs=0.4)
    table = {row.source: row for row in found.anova}
    assert "pooled" not in table and table["interaction"].p is not None and table["interaction"].p < 1e-6
    part = table["part"]
    assert part.f == pytest.approx(part.ms / table["interaction"].ms)
    assert part.p == pytest.approx(scipy_stats.f.sf(part.f, 7, 14))


def test_sums_of_squares_add_up() -> None:
    table = {row.source: row for row in study(CUBE).anova}
    assert table["total"].ss == pytest.approx(float(np.sum((CUBE - CUBE.mean()) ** 2)))
    assert table["total"].df == CUBE.size - 1


def test_negative_components_are_clipped_and_said() -> None:
    cube = np.array([[[1.0, 2.0], [2.0, 1.0]], [[2.0, 1.0], [1.0, 2.0]], [[1.0, 2.0], [1.5, 1.5]]])
    found = study(cube)
    assert "part" in found.clipped and found.components.part == 0
    assert found.components.ndc == 0 and found.verdict == "poor"


def test_one_operator_has_nothing_to_reproduce() -> None:
    found = study(CUBE[:, :1, :])
    assert found.components.reproducibility == 0 and found.average_range is None
    assert [row.source for row in found.anova] == ["part", "repeatability", "total"]


def test_a_gauge_without_spread_has_no_categories() -> None:
    found = study(np.arange(6.0).repeat(6).reshape(6, 3, 2))
    assert found.components.grr == 0 and found.components.ndc is None and found.verdict == "good"
    assert found.components.percent_study == 0


@pytest.mark.parametrize(
    ("table", "code"),
    [
        ([("a", "x", 1), ("a", "x", 2), ("b", "x", 1)], "gauge-unbalanced"),
        (
            [("a", "x", 1), ("a", "x", 2), ("a", "y", 1), ("a", "y", 1), ("b", "x", 1), ("b", "x", 1)],
            "gauge-unbalanced",
        ),
        ([("a", "x", 1), ("a", "x", 2)], "gauge-too-small"),
        ([("a", "x", 1), ("b", "x", 2)], "gauge-too-small"),
        ([], "gauge-too-small"),
    ],
)
def test_what_is_no_crossed_study_is_refused(table: list[tuple[str, str, float]], code: str) -> None:
    with pytest.raises(Refused) as refused:
        gauge_rr([row[0] for row in table], [row[1] for row in table], [row[2] for row in table])
    assert refused.value.problems[0].code == code


def test_a_tolerance_of_nought_is_refused() -> None:
    with pytest.raises(Refused):
        gauge_rr(["a"], ["x"], [1.0], tolerance=0.0)


@given(st.floats(-50, 50), st.sampled_from([0.01, 5.0, -2.0]))
def test_components_scale_and_do_not_shift(shift: float, factor: float) -> None:
    before, after = study(CUBE).components, study(CUBE * factor + shift).components
    expected = [abs(factor) * each for each in (before.repeatability, before.reproducibility, before.part)]
    assert [after.repeatability, after.reproducibility, after.part] == pytest.approx(expected, rel=1e-6)
