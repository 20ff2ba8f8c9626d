"""Reference cases from outside (tests/data/reference/grade_cases.json): figures at and around their thresholds."""

from __future__ import annotations

import json
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from qmdesk.grading.assess import assess
from qmdesk.grading.numbers import fraction_of
from qmdesk.model.answers import Answers, CpkAnswer, LossAnswer, SigmaAnswer, Tracked, YieldAnswer
from tests.grading.build import claimed, codes, counts, cpk_of, ends, every_item, figure, form, measured, span, steps

CASES = json.loads((Path(__file__).parents[1] / "data" / "reference" / "grade_cases.json").read_text("utf-8"))
NAMES = {"sigma": "sigma", "cpk": "cpk", "fpy": "fpy", "loss_int": "internal_loss", "loss_ext": "external_loss"}
STATISTICS = {case["id"]: case for case in CASES["stat_cases"]}


def fraction_of_percent(text: str) -> Decimal:
    return Decimal(text).scaleb(-2)


def loss_of(given: dict[str, Any] | None) -> LossAnswer:
    if given is None:
        return LossAnswer(tracked=Tracked.NO)
    if "costs" in given:
        return LossAnswer(costs=tuple(map(Decimal, given["costs"])), output_value=Decimal(given["output"]))
    return LossAnswer(rate=fraction_of_percent(given["pct"]))


def answers_of_case(given: dict[str, Any]) -> Answers:
    fpy = given["fpy"]
    rolled = steps(*((submitted, passed) for passed, submitted in fpy["steps"])) if "steps" in fpy else None
    return Answers(
        items=every_item(5),
        sigma=SigmaAnswer(dpmo=Decimal(given["sigma"]["dpmo"])),
        cpk=CpkAnswer(characteristics=(claimed("外径", given["cpk"]["value"], in_control=given["cpk"]["stable"]),)),
        fpy=rolled or YieldAnswer(rate=fraction_of_percent(fpy["pct"])),
        internal_loss=loss_of(given["loss_int"]),
        external_loss=loss_of(given["loss_ext"]),
    )


@pytest.mark.parametrize("case", CASES["grade_cases"], ids=lambda case: f"{case['id']} {case['note'][:40]}")
def test_every_figure_has_the_expected_level_and_the_lowest_decides(case: dict[str, Any]):
    assessment = assess(form(), answers_of_case(case["input"]))
    names = [level.name.zh for level in form().levels]
    for name, expected in case["expected_level"].items():
        level = figure(assessment, NAMES[name]).span.level
        assert level is not None and names[level - 1] == expected, name
    ceiling = names.index(case["expected_quant_ceiling"]) + 1
    assert span(assessment, "performance") == (ceiling, ceiling)
    assert ends(assessment.grade) == (ceiling, ceiling)


def test_every_grade_case_of_the_sample_was_taken():
    assert len(CASES["grade_cases"]) == 12


def test_a_very_high_loss_is_flagged():
    case = next(case for case in CASES["grade_cases"] if case["id"] == "G-50")
    assert "loss-very-high" in codes(assess(form(), answers_of_case(case["input"])))


@pytest.mark.parametrize("case_id", ["RTY-01"])
def test_rolled_throughput_is_exact(case_id: str):
    case = STATISTICS[case_id]
    rows = [(int(submitted), int(passed)) for passed, submitted in case["input"]["steps"]]
    value = figure(assess(form(), Answers(fpy=steps(*rows))), "fpy").value
    assert fraction_of(value or "") == Fraction(case["expected"]["rty"])


def test_a_step_with_nothing_submitted_gives_no_yield():
    rows = [(int(submitted), int(passed)) for passed, submitted in STATISTICS["RTY-04"]["input"]["steps"]]
    assessment = assess(form(), Answers(fpy=steps(*rows)))
    assert figure(assessment, "fpy").value is None
    assert "impossible-count" in codes(assessment)


def test_zero_variation_gives_no_cpk():
    given = STATISTICS["CAP-14"]["input"]
    assessment = assess(form(), cpk_of(measured("x", given["data"], given["lsl"], given["usl"], in_control=True)))
    assert figure(assessment, "cpk").value is None
    assert "cpk-no-variation" in codes(assessment)


def test_zero_defects_of_a_thousand_demonstrate_level_3_by_the_table():
    expected = STATISTICS["SIG-13"]["expected"]
    given = STATISTICS["SIG-13"]["input"]
    result = figure(assess(form(), Answers(sigma=counts((given["defective"], given["units"]), sampled=True))), "sigma")
    assert float(str(result.shown["dpmo_upper_95"])) == pytest.approx(expected["dpmo_upper95_one_sided"], abs=1e-6)
    assert result.demonstrated == 3  # 2991 per million is within 6200


def test_piston_rings_in_one_study_are_out_of_control_and_so_unconfirmed():
    rings = [value for subgroup in CASES["data"]["pistonrings"] for value in subgroup]
    groups = tuple(len(subgroup) for subgroup in CASES["data"]["pistonrings"])
    study = measured("活塞环", rings, "73.95", "74.05", subgroups=groups, method="rbar")
    assessment = assess(form(), cpk_of(study))
    result = figure(assessment, "cpk")
    assert result.because.rule == "cpk-unconfirmed" and result.span.lowest == 1
    assert "unstable-undecided" in codes(assessment)


def test_the_first_25_piston_ring_subgroups_are_in_control_and_the_method_is_named():
    rings = CASES["data"]["pistonrings"][:25]
    values = [value for subgroup in rings for value in subgroup]
    for method, start in (("rbar", "1.6632"), ("sbar", "1.6556"), ("", "1.6501")):
        # STATISTICS: 1.6632 with R̄/d2, 1.6556 with s̄/c4, 1.6501 pooled on these data
        study = measured("活塞环", values, "73.95", "74.05", subgroups=(5,) * 25, method=method)
        result = figure(assess(form(), cpk_of(study)), "cpk")
        assert (result.value or "").startswith(start)
        assert ends(result.span) == (3, 3)
        assert result.because.inputs["method"] == (method or "pooled")
