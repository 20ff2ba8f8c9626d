"""``assess --answers FILE.json``: read strictly, every mistake by its path."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qmdesk.grading.assess import assess
from qmdesk.intake.answers_characteristics import CHARTS, DISTRIBUTIONS
from qmdesk.intake.answers_file import parse_answers, read_answers_file
from qmdesk.model.answers import Answers, Exclusion, ItemAnswer, Tracked
from qmdesk.model.problem import Refused
from qmdesk.review.forms import form_named
from qmdesk.stats.charts_spc import ATTRIBUTES, KINDS
from qmdesk.stats.nonnormal import METHODS
from qmdesk.wording import LANGUAGES, catalogue, say

D = Decimal


def read(document: object) -> Answers:
    content = document if isinstance(document, bytes) else json.dumps(document, ensure_ascii=False).encode("utf-8")
    return parse_answers(content, form_named)[1]


def figures(**given_figures: object) -> Answers:
    return read({"form": "meqmc/2026", "figures": given_figures})


def problems(document: object) -> list[tuple[str, str]]:
    with pytest.raises(Refused) as refused:
        read(document)
    for problem in refused.value.problems:
        for lang in LANGUAGES:
            assert f"problem.{problem.code}.remedy" in catalogue(lang)
            assert "{" not in say(f"problem.{problem.code}.message", lang, where=problem.where, **problem.details)
    return [(problem.code, problem.where) for problem in refused.value.problems]


def wrong(**given_figures: object) -> list[tuple[str, str]]:
    return problems({"form": "meqmc/2026", "figures": given_figures})


# -- what is read -----------------------------------------------------------------------------------


def test_what_is_absent_has_not_been_asked():
    answers = read({"form": "meqmc/2026"})
    assert answers == Answers()
    assert read({"form": "meqmc", "items": {}, "figures": {"cpk": {}, "fpy": {"steps": []}}}) == Answers()


def test_items_are_rated_or_left_out():
    items = {
        "system.process": {"level": 3},
        "digital.design": {"applicable": False, "reason": "来图加工"},
        "system.people": {"applicable": False},
    }
    assert read({"form": "meqmc/2026", "items": items}).items == {
        "system.process": ItemAnswer((3,)),
        "digital.design": ItemAnswer((), False, "来图加工"),
        "system.people": ItemAnswer((), False, ""),
    }


def test_counts_and_stated_figures():
    answers = figures(
        sigma={"defective": 12, "units": "10000", "sampled": True},
        fpy={"steps": [{"name": "焊接", "submitted": 50, "passed": 49}], "rate": "0.95"},
        internal_loss={"costs": ["8.45", 9.85], "output_value": "2000"},
        external_loss={"rate": "0.03", "tracked": "by-assessor"},
    )
    assert [(row.defective, row.units) for row in answers.sigma.defects] == [(12, 10000)] and answers.sigma.sampled
    assert [(step.name, step.submitted, step.passed) for step in answers.fpy.steps] == [("焊接", 50, 49)]
    assert (answers.fpy.rate, answers.internal_loss.costs) == (D("0.95"), (D("8.45"), D("9.85")))
    assert (answers.internal_loss.output_value, answers.external_loss.tracked) == (D(2000), Tracked.BY_ASSESSOR)


@pytest.mark.parametrize("name", ["sigma", "cpk", "fpy", "internal_loss", "external_loss"])
def test_not_tracked_is_an_answer(name: str):
    assert getattr(figures(**{name: {"tracked": False}}), name).tracked is Tracked.NO
    assert getattr(figures(**{name: {"tracked": True}}), name).tracked is Tracked.YES


def test_characteristics_are_stated_or_measured():
    answers = figures(
        cpk={
            "characteristics": [
                {"name": "外径", "cpk": "1.33", "in_control": True},
                {"name": "内径", "readings": ["9.95", "10.050"], "lsl": "9.80", "usl": "10.20", "sigma": "overall"},
                {"name": "内径", "readings": [1, 2, 3, 4, 5], "lsl": "0", "subgroup_size": 2},
                {},
            ]
        }
    )
    stated, single, grouped, nameless = answers.cpk.characteristics
    assert (stated.claimed_cpk, stated.in_control, stated.is_key) == (D("1.33"), True, True)
    assert single.readings is not None and single.readings.decimals() == (D("9.950"), D("10.050"))
    assert (single.method, single.readings.ordered, single.in_control) == ("overall", False, None)
    assert grouped.readings is not None and grouped.readings.subgroups == (2, 2, 1)
    assert len({each.key for each in answers.cpk.characteristics}) == 4
    assert nameless.readings is None


def test_what_was_chosen_for_a_study_may_stand_beside_the_readings():
    chosen = {
        "readings": ["1", "2", "9"],
        "lsl": "0",
        "excluded": [{"reading": 3, "value": "9.0", "reason": "录入错误"}, {"reading": "1", "value": 1}],
        "distribution": "folded-normal",
        "distribution_reason": "形位公差",
        "chart": "ewma",
        "rules": "1,2",
        "phases": "2",
        "gauge_percent": "12.5",
        "gauge_ndc": 4,
    }
    (found,) = figures(cpk=of_one(**chosen)).cpk.characteristics
    assert found.excluded == (Exclusion(3, D("9.0"), "录入错误"), Exclusion(1, D(1), ""))
    assert (found.distribution, found.distribution_reason) == ("folded-normal", "形位公差")
    assert (found.chart, found.rules, found.phases) == ("ewma", "1,2", "2")
    assert (found.gauge_percent, found.gauge_ndc) == (12.5, 4)


def test_the_choices_are_those_that_statistics_and_the_form_know():
    fields = form_named("meqmc/2026").records["characteristic"].fields
    assert set(DISTRIBUTIONS) == set(fields["distribution"].choices) == {*METHODS, "empirical"}
    assert set(CHARTS) == set(fields["chart"].choices) == set(KINDS) - set(ATTRIBUTES)


def test_an_exclusion_in_a_file_is_graded_as_in_a_case():
    values = [f"{10 + step:.3f}" for step in (0.01, -0.02, 0.03, -0.01, 0.0, 0.02, -0.03, 0.01, -0.01, 0.02) * 3]
    one = {"name": "外径", "readings": [*values, "10.500"], "lsl": "9.87", "usl": "10.15"}
    out = {"reading": 31, "value": "10.5", "reason": "刀具断裂"}
    form = form_named("meqmc/2026")

    def cpk(**more: object):
        assessment = assess(form, figures(cpk=of_one(**one, **more)))
        span = next(each for each in assessment.figures if each.id == "cpk").span
        return (span.lowest, span.highest), {each.code for each in assessment.questions}

    assert cpk()[0] == (1, 2)
    span, asked = cpk(excluded=[out])
    assert span == (3, 3) and "exclusion-raises-level" in asked
    span, asked = cpk(excluded=[out | {"value": "10.4"}])
    assert span == (1, 2) and "exclusion-stale" in asked
    span, asked = cpk(excluded=[{"reading": 31, "value": "10.5"}])
    assert span == (1, 2) and "exclusion-without-reason" in asked


def test_numbers_are_taken_digit_by_digit_never_through_a_double():
    answers = read(
        b'{"form": "meqmc/2026", "figures": {"fpy": {"rate": 0.9500000000000000000001}, "sigma": {"dpmo": 6.2e3}}}'
    )
    assert answers.fpy.rate == D("0.9500000000000000000001")
    assert answers.sigma.dpmo == D(6200)


def test_costs_that_are_an_empty_list_claim_no_loss_and_are_questioned():
    answers = figures(internal_loss={"costs": [], "output_value": "2000"})
    assert answers.internal_loss.rate == 0
    form = form_named("meqmc/2026")
    assert "zero-loss-without-entries" in {each.code for each in assess(form, answers).questions}


def test_settled_readings_and_recorded_figures_may_stand_beside():
    answers = read(
        {
            "form": "meqmc/2026",
            "readings": {"loss-band": "literal-band"},
            "recorded": {"satisfaction": {"values": {"2024": "95.1"}, "source": "第三方"}},
        }
    )
    assert answers.readings == {"loss-band": "literal-band"}
    assert answers.recorded["satisfaction"].values == {"2024": D("95.1")}


def test_a_byte_order_mark_is_let_pass(tmp_path: Path):
    path = tmp_path / "answers.json"
    path.write_bytes(b'\xef\xbb\xbf{"form": "meqmc/2026"}')
    form, answers = read_answers_file(path, form_named)
    assert (form.id, answers) == ("meqmc", Answers())


# -- what is refused --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "answers-not-json"),
        (b"{", "answers-not-json"),
        (b"\xff\xfe{", "answers-not-utf8"),
        (b"[" * 200_000, "answers-too-deep"),
        (b'{"form": "meqmc/2026", "x": NaN}', "answers-not-a-number"),
        (b'{"form": "meqmc/2026", "x": -Infinity}', "answers-not-a-number"),
        (b'{"form": "meqmc/2026", "form": "meqmc/2026"}', "answers-key-twice"),
        (
            b'{"form": "meqmc/2026", "items": {"system.people": {"level": 3}, "system.people": {"level": 4}}}',
            "answers-key-twice",
        ),
        (b"[]", "answers-object-expected"),
        (b"3", "answers-object-expected"),
        (b"{}", "answers-key-missing"),
        (b'{"form": 3}', "answers-text-expected"),
        (b'{"form": "meqmc/2026", "itmes": {}}', "answers-key-unknown"),
        (b'{"form": "meqmc/2026", "items": []}', "answers-object-expected"),
        (b'{"form": "meqmc/2026", "figures": {"fpy": {"rate": 1e400}}}', "answers-decimal-expected"),
        (b'{"form": "meqmc/2026", "figures": {"fpy": {"rate": 1e-999999999}}}', "answers-decimal-expected"),
        (b'{"form": "meqmc/2026", "figures": {"sigma": {"dpmo": ' + b"9" * 10_000 + b"}}}", "answers-decimal-expected"),
    ],
)
def test_what_is_no_proper_json_is_refused(content: bytes, code: str):
    assert code in {each[0] for each in problems(content)}


def test_an_unknown_form_is_refused():
    with pytest.raises(Refused) as refused:
        read({"form": "nothing/1999"})
    assert refused.value.problems[0].code == "form-not-found"


@pytest.mark.parametrize(
    ("items", "expected"),
    [
        ({"system.proces": {"level": 3}}, ("answers-item-unknown", "items.system.proces")),
        ({"system.process": {"level": 0}}, ("answers-level-range", "items.system.process.level")),
        ({"system.process": {"level": 6}}, ("answers-level-range", "items.system.process.level")),
        ({"system.process": {"level": 3.5}}, ("answers-count-expected", "items.system.process.level")),
        ({"system.process": {"level": 10**40}}, ("answers-count-too-long", "items.system.process.level")),
        ({"system.process": {"level": "1" * 80}}, ("answers-count-too-long", "items.system.process.level")),
        ({"system.process": {"level": True}}, ("answers-count-expected", "items.system.process.level")),
        ({"system.process": {"level": "三"}}, ("answers-count-expected", "items.system.process.level")),
        ({"system.process": 3}, ("answers-object-expected", "items.system.process")),
        ({"system.process": {"level": 3, "applicable": False}}, ("answers-item-both", "items.system.process")),
        ({"system.process": {"applicable": "no"}}, ("answers-flag-expected", "items.system.process.applicable")),
        ({"system.process": {"lvel": 3}}, ("answers-key-unknown", "items.system.process")),
    ],
)
def test_a_wrong_item_is_refused_by_its_path(items: dict[str, Any], expected: tuple[str, str]):
    assert problems({"form": "meqmc/2026", "items": items}) == [expected]


ONE = "figures.cpk.characteristics[0]"
COST = "figures.internal_loss.costs[0]"


def of_one(**characteristic: object) -> dict[str, Any]:
    return {"characteristics": [characteristic]}


def of_steps(*pairs: tuple[object, object]) -> dict[str, Any]:
    return {"steps": [{"submitted": submitted, "passed": passed} for submitted, passed in pairs]}


@pytest.mark.parametrize(
    ("name", "answer", "expected"),
    [
        ("sigma", {"defective": 11, "units": 10}, ("answers-part-exceeds", "figures.sigma")),
        ("sigma", {"defective": 0, "units": 0}, ("answers-nothing-counted", "figures.sigma")),
        ("sigma", {"defective": -1, "units": 10}, ("answers-count-expected", "figures.sigma.defective")),
        ("sigma", {"defective": 1.5, "units": 10}, ("answers-count-expected", "figures.sigma.defective")),
        ("sigma", {"defective": 5}, ("answers-key-missing", "figures.sigma")),
        ("sigma", {"dpmo": "-1"}, ("answers-dpmo-range", "figures.sigma")),
        ("sigma", {"dpmo": "1000001"}, ("answers-dpmo-range", "figures.sigma")),
        ("sigma", {"dpmo": "1_000"}, ("answers-decimal-expected", "figures.sigma.dpmo")),
        ("sigma", {"dpmo": "nan"}, ("answers-decimal-expected", "figures.sigma.dpmo")),
        ("sigma", {"tracked": "no"}, ("answers-tracked-expected", "figures.sigma.tracked")),
        ("fpy", of_steps((10, 11)), ("answers-part-exceeds", "figures.fpy.steps[0]")),
        ("fpy", of_steps((1, 1), (0, 0)), ("answers-nothing-counted", "figures.fpy.steps[1]")),
        ("fpy", {"steps": [{"submitted": 10}]}, ("answers-key-missing", "figures.fpy.steps[0]")),
        ("fpy", {"steps": {"submitted": 10}}, ("answers-list-expected", "figures.fpy.steps")),
        ("fpy", of_steps(("10.5", 1)), ("answers-count-expected", "figures.fpy.steps[0].submitted")),
        ("fpy", {"rate": "95"}, ("answers-rate-range", "figures.fpy")),
        ("fpy", {"rate": "95%"}, ("answers-decimal-expected", "figures.fpy.rate")),
        ("internal_loss", {"costs": ["-1"], "output_value": "100"}, ("answers-negative", COST)),
        ("internal_loss", {"costs": ["1"], "output_value": "0"}, ("answers-output-value", "figures.internal_loss")),
        ("internal_loss", {"costs": ["1"]}, ("answers-key-missing", "figures.internal_loss")),
        ("internal_loss", {"costs": [True], "output_value": "9"}, ("answers-decimal-expected", COST)),
        ("external_loss", {"rate": "-0.1"}, ("answers-rate-range", "figures.external_loss")),
        ("external_loss", {"rate": "3"}, ("answers-rate-range", "figures.external_loss")),
        ("cpk", of_one(name="x", readings=["1"], lsl="2", usl="1"), ("answers-limits-reversed", ONE)),
        ("cpk", of_one(name="x", readings=["1"], lsl="1", usl="1"), ("answers-limits-reversed", ONE)),
        ("cpk", of_one(readings=["1", "x"]), ("answers-decimal-expected", f"{ONE}.readings[1]")),
        ("cpk", of_one(readings="1 2 3"), ("answers-list-expected", f"{ONE}.readings")),
        ("cpk", of_one(readings=["1"], sigma="Rbar"), ("answers-method-unknown", ONE)),
        ("cpk", of_one(readings=["1"], sigma="pooled"), ("answers-subgroups-needed", ONE)),
        ("cpk", of_one(readings=["1"], subgroup_size=1), ("answers-subgroup-size", ONE)),
        ("cpk", of_one(cpk="1.33", in_control="yes"), ("answers-flag-expected", f"{ONE}.in_control")),
        ("cpk", of_one(cpk="1.33", in_controll=True), ("answers-key-unknown", ONE)),
        ("cpk", {"characteristics": ["1.33"]}, ("answers-object-expected", ONE)),
        ("cpk", of_one(name=5), ("answers-text-expected", f"{ONE}.name")),
        ("cpk", of_one(readings=["1"], excluded=[{"reading": 1}]), ("answers-key-missing", f"{ONE}.excluded[0]")),
        ("cpk", of_one(readings=["1"], excluded=[1]), ("answers-object-expected", f"{ONE}.excluded[0]")),
        ("cpk", of_one(readings=["1"], distribution="lognorml"), ("answers-choice-unknown", ONE)),
        ("cpk", of_one(readings=["1"], chart="p"), ("answers-choice-unknown", ONE)),
        ("cpk", of_one(readings=["1"], rules=1), ("answers-text-expected", f"{ONE}.rules")),
        ("cpk", of_one(readings=["1"], gauge_percent="-1"), ("answers-gauge-percent", ONE)),
        ("cpk", of_one(readings=["1"], gauge_ndc=1.5), ("answers-count-expected", f"{ONE}.gauge_ndc")),
    ],
)  # fmt: skip
def test_a_wrong_figure_is_refused_by_its_path(name: str, answer: dict[str, Any], expected: tuple[str, str]):
    assert wrong(**{name: answer}) == [expected]


def test_an_unknown_figure_is_refused_with_the_known_ones():
    assert wrong(cpkk={"tracked": False}) == [("answers-figure-unknown", "figures.cpkk")]
    assert wrong(satisfaction={"value": "95"}) == [("answers-figure-unknown", "figures.satisfaction")]


def test_wrong_options_are_refused():
    assert problems({"form": "meqmc/2026", "readings": {"loss-band": "x"}}) == [
        ("answers-option-unknown", "readings.loss-band")
    ]
    assert problems({"form": "meqmc/2026", "readings": {"x": "y"}}) == [("answers-reading-unknown", "readings.x")]


def test_all_mistakes_are_said_at_once():
    document = {
        "form": "meqmc/2026",
        "items": {"system.process": {"level": 9}, "x": {"level": 1}},
        "figures": {"fpy": {"rate": "95"}, "sigma": {"defective": 3, "units": 2}},
    }
    assert len(problems(document)) == 4


def test_a_file_that_cannot_be_read_is_refused(tmp_path: Path):
    for path in (tmp_path / "missing.json", tmp_path):
        with pytest.raises(Refused) as refused:
            read_answers_file(path, form_named)
        assert refused.value.problems[0].code == "answers-unreadable"


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)
known_keys = st.sampled_from(
    ["defective", "units", "dpmo", "tracked", "characteristics", "readings", "lsl", "usl", "cpk", "in_control", "sigma",
     "subgroup_size", "steps", "submitted", "passed", "rate", "costs", "output_value", "name", "excluded", "reading",
     "value", "reason", "distribution", "distribution_reason", "chart", "rules", "phases", "gauge_percent", "gauge_ndc"]
)  # fmt: skip
shaped = st.recursive(
    json_values,
    lambda inner: st.dictionaries(known_keys, inner, max_size=4) | st.lists(inner, max_size=3),
    max_leaves=10,
)


@given(st.dictionaries(st.sampled_from(["sigma", "cpk", "fpy", "internal_loss", "external_loss"]), shaped, max_size=3))
def test_whatever_stands_in_a_file_is_graded_or_refused(given_figures: dict[str, Any]):
    try:
        answers = figures(**given_figures)
    except Refused:
        return
    grade = assess(form_named("meqmc/2026"), answers).grade
    assert 1 <= grade.lowest <= grade.highest <= 5


@pytest.mark.parametrize("nothing", ["", "\u200b", " \u3000\u2060"])
def test_a_reason_of_which_nothing_is_seen_is_none(nothing: str):
    out = {"reading": 1, "value": "10", "reason": nothing}
    one = {"name": "外径", "readings": ["10", "11"], "excluded": [out], "distribution_reason": nothing}
    (found,) = figures(cpk=of_one(**one)).cpk.characteristics
    assert (found.excluded[0].reason, found.distribution_reason) == ("", "")
