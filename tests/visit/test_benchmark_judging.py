"""Experts' points and their spread, stages with working days, lists with ranks and quotas."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from qmdesk.formdef.workdays import calendar, calendar_of, working_days
from qmdesk.visit.benchmark.directions import Recommended, in_order, list_problems, quota_of
from qmdesk.visit.benchmark.scoring import rounds, score_key, shown
from qmdesk.visit.benchmark.stages import changes, current
from tests.visit.benchmark_records import FORM, OLD, found_in

PARTS = [each.id for each in FORM.benchmark.parts]


def scored(*experts, recused=(), round_id="paper"):
    records = {}
    for expert, points in experts:
        for part, value in zip(PARTS, points, strict=False):
            records[f"score:{score_key(round_id, part, expert)}"] = {
                "round": round_id, "part": part, "expert": expert, "points": value, "comment": "可以",
            }  # fmt: skip
    for number, each in enumerate(recused):
        records[f"expert:x{number}"] = {"name": each, "recused": True}
    return rounds(FORM.benchmark, found_in(FORM, records))[0]


def test_points_are_weighted_exactly_and_the_spread_is_shown():
    found = scored(("甲", ["90", "80", "85", "70", "95", "60"]), ("乙", ["100"] * 6))
    total = Fraction(90 * 17 + 80 * 17 + 85 * 17 + 70 * 17 + 95 * 16 + 60 * 16, 100)
    assert [each.total for each in found.given] == [total, 100]
    assert (found.total.n, found.total.low, found.total.high) == (2, total, 100)
    assert found.total.mean == (total + 100) / 2
    assert found.apart
    assert found.parts["science-method"].mean == 95
    assert found.weighting.id == "equal"


def test_an_expert_who_is_recused_or_not_done_counts_nowhere_in_the_total():
    found = scored(("甲", ["90"] * 6), ("乙", ["10"] * 6), ("丙", ["50", "60"]), recused=("乙",))
    assert found.total.n == 1
    assert found.total.mean == 90
    assert found.parts["science-method"].n == 2
    assert [each.total for each in found.given if each.expert == "丙"] == [None]


def test_keys_of_scores_tell_experts_apart_and_are_the_same_on_every_device():
    assert score_key("paper", "effect-result", "甲") == score_key("paper", "effect-result", "甲")
    assert score_key("paper", "effect-result", "甲") != score_key("paper", "effect-result", "乙")


@pytest.mark.parametrize(("value", "text"), [(Fraction(201, 200), "1.01"), (Fraction(1, 3), "0.33"), (None, "—")])
def test_means_are_shown_rounded_half_up(value, text):
    assert shown(value) == text


@pytest.mark.parametrize(
    ("start", "last"),
    [
        ("2026-06-08", "2026-06-12"),
        ("2026-06-15", "2026-06-22"),  # the Dragon Boat break lies in it
        ("2026-09-23", "2026-09-30"),  # Mid-Autumn
        ("2026-05-06", "2026-05-11"),  # a Saturday is worked
        ("2026-10-01", "2026-10-13"),  # begins in the National Day break
        ("2024-09-27", "2024-10-09"),  # a Sunday is worked before National Day
    ],
)
def test_five_working_days_go_by_the_calendar_of_holidays(start, last):
    found = working_days(date.fromisoformat(start), 5)
    assert found.last.isoformat() == last
    assert not found.unknown


def test_a_year_that_the_calendar_lacks_counts_by_the_week_and_is_told():
    found = working_days(date(2031, 6, 4), 5)
    assert (found.last, found.unknown) == (date(2031, 6, 10), (2031,))


def test_every_year_of_the_calendar_has_its_breaks_on_weekdays_and_its_worked_days_on_weekends():
    known = calendar()
    assert known.years == {2024, 2025, 2026}
    assert all(day.weekday() >= 5 for day in known.worked)
    assert not known.off & known.worked
    assert calendar_of({}).works(date(2026, 5, 1))


def stage(**states):
    return found_in(FORM, {f"stage:{name}": fields for name, fields in states.items()})


PASSED = {"state": "passed", "on": "2026-06-01"}


def test_nothing_passes_before_what_comes_before_it():
    _, problems = changes(FORM.benchmark, stage(), "defence", "passed", on="2026-06-01")
    assert [each.code for each in problems] == ["benchmark-stage-order"]
    values, problems = changes(FORM.benchmark, stage(), "qualification", "passed", on="2026-06-01")
    assert not problems
    assert values["state"] == "passed"


def test_a_public_notice_runs_five_working_days_and_passes_after_them():
    before = {"qualification": PASSED, "paper": PASSED, "defence": PASSED}
    values, problems = changes(FORM.benchmark, stage(**before), "notice", "under-way", on="2026-06-15")
    assert not problems
    assert (values["from"], values["until"]) == ("2026-06-15", "2026-06-22")
    running = stage(**before, notice=values)
    early = changes(FORM.benchmark, running, "notice", "passed", on="2026-06-22")[1]
    assert [each.code for each in early] == ["benchmark-notice-running"]
    assert not changes(FORM.benchmark, running, "notice", "passed", on="2026-06-23")[1]
    assert [e.code for e in changes(FORM.benchmark, stage(**before), "notice", "passed", on="2026-06-23")[1]] == [
        "benchmark-notice-running"
    ]


def test_striking_off_needs_a_publication_and_a_reason():
    bare = changes(FORM.benchmark, stage(), "removal", "removed", on="2027-01-05")[1]
    assert {each.code for each in bare} == {"benchmark-removal-unpublished", "benchmark-stage-reason"}
    published = stage(publication=PASSED)
    assert not changes(FORM.benchmark, published, "removal", "removed", on="2027-01-05", reason="材料不实")[1]
    assert changes(FORM.benchmark, published, "publication", "removed", on="2027-01-05", reason="x")[1]


def test_only_an_optional_stage_can_be_left_out():
    before = {"qualification": PASSED, "paper": PASSED, "defence": PASSED}
    assert not changes(FORM.benchmark, stage(**before), "onsite", "not-needed", on="2026-06-01", reason="材料清楚")[1]
    wrong = changes(FORM.benchmark, stage(), "qualification", "not-needed", on="2026-06-01", reason="x")[1]
    assert [each.code for each in wrong] == ["benchmark-stage-needed"]


def test_the_first_stage_that_is_not_over_is_the_current_one():
    assert current(FORM.benchmark, stage()).step.id == "qualification"
    assert current(FORM.benchmark, stage(qualification=PASSED, paper=PASSED)).step.id == "defence"


ROW = Recommended("c1", "甲", "A", "某经验", "system", "杭州", 1, "同意", "l2", True, "某某", True)


def test_quotas_are_five_and_eight_in_big_cities():
    quota = OLD.benchmark.quota
    assert [quota_of(quota, each) for each in ("杭州市", "宁波", "湖州市", "")] == [8, 8, 5, 5]
    assert quota_of(quota, "温州市", big=True) == 8


def test_a_list_is_held_against_its_quota_ranks_and_directions():
    rows = [replace(ROW, case_id=str(n), credit_code=str(n), rank=n) for n in range(1, 7)]
    assert [each.code for each in list_problems(rows, 5)] == ["benchmark-quota"]
    assert list_problems(rows, 8) == ()
    assert {e.code for e in list_problems([ROW, replace(ROW, direction="digital")], 5)} == {
        "benchmark-rank-twice",
        "benchmark-two-directions",
    }
    assert {e.code for e in list_problems([replace(ROW, rank=None), replace(ROW, city="宁波", credit_code="B", ready=False)], 5)} == {
        "benchmark-rank-missing", "benchmark-cities", "benchmark-not-ready",
    }  # fmt: skip


def test_a_list_is_in_order_of_rank():
    rows = [
        replace(ROW, rank=None, preferred=False),
        replace(ROW, rank=3),
        replace(ROW, rank=1),
        replace(ROW, rank=None),
    ]
    assert [(each.rank, each.preferred) for each in in_order(rows)] == [
        (1, True),
        (3, True),
        (None, True),
        (None, False),
    ]
