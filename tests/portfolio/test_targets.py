"""Done against planned: nothing twice, the three measures, what is printed and what it adds up to, what is missing."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from qmdesk.formdef.programme import MEASURES, Target
from qmdesk.formdef.programme_loader import load_pack
from qmdesk.portfolio.engine import Facts
from qmdesk.portfolio.masked import masked_rollup
from qmdesk.portfolio.masked_targets import beside
from qmdesk.portfolio.queries import Scope
from qmdesk.portfolio.rollup import roll_up
from qmdesk.portfolio.rollup_json import targets_json
from qmdesk.portfolio.store import open_store
from qmdesk.portfolio.tables import REVIEW
from qmdesk.portfolio.targets import hidden_done, measures, region_of, targets_of

from .many import many_facts


@pytest.fixture
def store(tmp_path):
    found = open_store(str(tmp_path / "facts"), tmp_path)
    yield found
    found.close()


def put(store, *rows):
    """Cases as (province, city, self level, review level or None, concluded)."""
    made = []
    for number, (province, city, own, level, concluded) in enumerate(rows):
        base = dict(zip(REVIEW.names, many_facts(1, first=number).rows["review"][0], strict=True))
        base |= {"province": province, "city": city, "self_level": own, "onsite_level": level, "level": level,
                 "concluded": concluded, "stage": "onsite" if level else "self"}  # fmt: skip
        made.append(tuple(base[name] for name in REVIEW.names))
    store.put(Facts({"review": made}))


CASES = (
    ("浙江", "宁波", 3, 2, True),
    ("浙江", "杭州", 2, 3, True),
    ("浙江", "杭州", 1, 1, True),
    ("广东", "深圳", 2, None, False),
    ("", "", 2, 2, True),
    ("台湾", "", 2, 2, True),
)


def test_the_three_measures_stand_beside_each_other_and_none_stands_for_another(store):
    put(store, *CASES)
    made = targets_of(store, load_pack("miit"))
    lines = {each.region: each.count for each in made.lines}
    assert (lines["浙江"].reached, lines["浙江"].carried_out, lines["浙江"].self_assessed) == (2, 3, 2)
    assert (lines["广东"].reached, lines["广东"].carried_out, lines["广东"].self_assessed) == (0, 0, 1)
    assert made.measure == "reached-inspection"
    assert measures(load_pack("zhejiang"))[0] == "reviews-carried-out"
    assert set(measures(load_pack("zhejiang"))) == set(MEASURES)


def test_a_unit_is_shown_beside_its_province_and_counted_once(store):
    put(store, *CASES)
    made = targets_of(store, load_pack("miit"))
    lines = {each.region: each for each in made.lines}
    assert lines["宁波"].within == "浙江"
    assert (lines["宁波"].count.cases, lines["浙江"].count.cases) == (1, 3)
    assert made.whole.cases == len(CASES)
    tops = sum(each.count.cases for each in made.lines if each.within is None)
    assert tops + sum(each.cases for each in made.missing) + made.unplaced.cases == len(CASES)


def test_printed_and_computed_totals_stand_as_they_are(store):
    made = targets_of(store, load_pack("miit"))
    assert made.printed is not None
    assert (made.printed.planned, made.computed.planned) == (4788, 4787)
    data = targets_json(made, load_pack("miit"))
    assert data["totals"]["printed"]["planned"] == 4788
    assert data["totals"]["computed"]["planned"] == 4787
    assert data["goal"]["denominator"] == "reviewed"


def test_regions_without_a_target_and_cases_without_a_region_are_told(store):
    put(store, *CASES)
    made = targets_of(store, load_pack("miit"))
    assert [(each.key, each.cases) for each in made.missing] == [("台湾", 1)]
    assert made.unplaced.cases == 1


def test_a_table_that_lacks_a_region_still_counts_the_others(store):
    put(store, *CASES)
    pack = load_pack("miit")
    short = replace(pack, targets=tuple(each for each in pack.targets if each.region != "浙江"))
    made = targets_of(store, short)
    assert "浙江" in {each.key for each in made.missing}
    assert made.whole.cases == len(CASES)


def test_a_province_counts_its_own_cities(store):
    put(store, *CASES)
    made = targets_of(store, load_pack("zhejiang"))
    lines = {each.region: each.count.cases for each in made.lines}
    assert (lines["宁波"], lines["杭州"], lines["温州"]) == (1, 2, 0)
    assert made.whole.cases == 3


def test_the_share_at_a_high_level_is_of_the_reviewed_and_exact(store):
    put(store, *CASES)
    made = targets_of(store, load_pack("miit"))
    assert made.whole.share == Fraction(1, 5)
    assert made.goal_share == Fraction(1, 10)


def test_a_plan_of_nothing_has_no_share(store):
    put(store, *CASES)
    pack = replace(load_pack("miit"), targets=(Target("浙江", None, None, 0, 0),))
    assert targets_of(store, pack).lines[0].share("reached-inspection") is None


def test_a_small_unit_hides_and_so_does_what_its_province_would_leave_of_it(store):
    rows = [("浙江", "宁波", 2, 2, True)] * 3 + [("浙江", "杭州", 2, 2, True)] * 20
    rows += [("福建", "厦门", 2, 2, True)] * 20 + [("福建", "福州", 2, 2, True)] * 2
    rows += [("江苏", "", 2, 2, True)] * 40
    put(store, *rows)
    hidden = hidden_done(targets_of(store, load_pack("miit")).lines, "reached-inspection", 5)
    assert hidden["宁波"]
    assert hidden["厦门"]
    assert not hidden["浙江"]
    assert not hidden["江苏"]


def test_targets_tell_nothing_of_a_region_that_the_table_of_regions_hides(store):
    """Who reached 检验级 beside who was reviewed leaves those at the lowest level."""
    rows = [("浙江", "杭州", 2, 1, True)] * 3 + [("浙江", "杭州", 2, 2, True)] * 30
    rows += [("浙江", "宁波", 2, 1, True)] * 30 + [("浙江", "宁波", 2, 2, True)] * 30
    rows += [("浙江", "温州", 2, 1, True)] * 40 + [("浙江", "温州", 2, 2, True)] * 40
    put(store, *rows)
    pack = load_pack("zhejiang")
    made, rollup = targets_of(store, pack), roll_up(store, Scope("2026", province="浙江"))
    assert not hidden_done(made.lines, "reached-inspection", 5)["杭州"]
    shown = masked_rollup(rollup, 5)
    hidden = hidden_done(beside(made, rollup, shown, region_of(pack)).lines, "reached-inspection", 5)
    seen = {each.key: shown.count("region", each).reached for each in rollup.groups["region"]}
    assert seen["杭州"] is None
    assert all(hidden[region] for region, number in seen.items() if number is None)
    assert sum(hidden.values()) > 1
    assert beside(made, rollup, masked_rollup(rollup, 0), region_of(pack)) == made


def test_a_small_total_of_the_targets_is_hidden_too(store):
    put(store, *[("浙江", "杭州", 2, 2, True)] * 3)
    pack = load_pack("zhejiang")
    made, rollup = targets_of(store, pack), roll_up(store, Scope("2026"))
    assert beside(made, rollup, masked_rollup(rollup, 5), region_of(pack)).hide == set(measures(pack))
