"""Policy packs: every one under forms/programme loads and says what its notice says; broken ones are told by line."""

from datetime import date
from fractions import Fraction

import pytest

from qmdesk import assets
from qmdesk.formdef.programme import CLASSES, MEASURES, Totals
from qmdesk.formdef.programme_loader import load_institutions_text, load_pack, load_pack_at, load_pack_text
from qmdesk.model.problem import Refused
from tests.formdef.test_declarations import CHINESE, texts

PACKS = [load_pack(name, year) for name in assets.policy_authorities() for year in assets.policy_years(name)]
every_pack = pytest.mark.parametrize("pack", PACKS, ids=lambda each: f"{each.authority}-{each.year}")
ZHEJIANG = assets.policy_file("zhejiang", 2026).read_text("utf-8")


@every_pack
def test_a_pack_stands_where_its_authority_and_year_say(pack):
    assert load_pack(pack.authority, pack.year) is pack
    assert pack.above == "" or pack.above in assets.policy_authorities()
    assert pack.measure in MEASURES
    assert {each.id for each in pack.classes} == set(CLASSES)


@every_pack
def test_every_text_stands_in_both_languages_and_english_is_english(pack):
    for path, text in texts(pack):
        assert text.zh.strip(), path
        assert text.en.strip(), path
        if not path.startswith(".source"):
            assert not CHINESE.search(text.en), (path, text.en)


@every_pack
def test_regions_lie_in_regions_and_their_codes_begin_alike(pack):
    known = {each.id: each for each in pack.regions}
    for region in pack.regions:
        if region.kind == "county" and known[region.within].kind == "city":
            assert region.divisions[0][:4] == known[region.within].divisions[0][:4], region.id
    codes = [each.divisions[0] for each in pack.regions if each.kind != "zone"]
    assert len(codes) == len(set(codes))


@every_pack
def test_a_target_is_of_a_region_of_the_pack(pack):
    known = {each.id: each for each in pack.regions}
    for row in pack.targets:
        assert (row.within or "") in ("", known[row.region].within)


def test_the_ministry_s_table_has_37_rows_six_of_them_within_their_province():
    miit = load_pack("miit", 2026)
    within = {each.region: each.within for each in miit.targets if each.within}
    assert len(miit.targets) == 37
    assert within == {
        "大连": "辽宁", "宁波": "浙江", "厦门": "福建", "青岛": "山东", "深圳": "广东", "新疆生产建设兵团": "新疆",
    }  # fmt: skip


def test_printed_totals_are_kept_and_the_computed_ones_stand_beside():
    miit, zhejiang = load_pack("miit", 2026), load_pack("zhejiang", 2026)
    assert miit.printed_totals == Totals(10061, 2267, 4788)
    assert miit.computed_totals == Totals(10061, 2267, 4787)
    assert len(zhejiang.targets) == 11
    assert zhejiang.printed_totals == zhejiang.computed_totals == Totals(None, 66, 764)


def test_the_cities_of_zhejiang_add_up_to_the_ministry_s_row():
    row = load_pack("miit", 2026).target("浙江")
    cities = load_pack("zhejiang", 2026).computed_totals
    assert (row.done, row.planned) == (cities.done, cities.planned)


@pytest.mark.parametrize(
    ("authority", "days"),
    [
        ("miit", ["2026-04-30", "2026-06-30", "2026-07-31", "2026-10-31", "2026-11-30", "2026-12-31"]),
        ("zhejiang", ["2026-04-30", "2026-06-30", "2026-10-31", "2026-11-30", None, "2026-12-31"]),
        ("chongqing", ["2026-05-31", "2026-06-30", "2026-08-31", "2026-10-31", "2026-11-30", "2026-12-31"]),
    ],
)
def test_the_calendars_are_those_of_the_notices(authority, days):
    pack = load_pack(authority, 2026)
    steps = ["roster", "training", "self-assessment", "onsite", "second", "publication"]
    assert [pack.step(each).due for each in steps] == [None if day is None else date.fromisoformat(day) for day in days]


def test_a_month_without_a_day_says_how_the_notice_puts_it():
    assert load_pack("chongqing", 2026).step("roster").said.zh == "2026年5月"
    assert load_pack("zhejiang", 2026).step("second").note is not None


def test_fees_measures_goals_and_gates_are_each_authority_s_own():
    fees = {each.authority: [rule.fee_forbidden for rule in each.classes] for each in PACKS}
    assert fees == {"miit": [True, None, None], "zhejiang": [True] * 3, "chongqing": [True] * 3}
    measures = {each.authority: each.measure for each in PACKS}
    assert measures == dict(zip(("miit", "zhejiang", "chongqing"), MEASURES, strict=True))
    assert load_pack("miit", 2026).goal_share == Fraction(1, 10)
    for pack in PACKS:
        assert [(each.step, each.stage, each.at_least) for each in pack.gates] == [
            ("onsite", "self", 2),
            ("second", "onsite", 3),
        ]
        assert [each.chosen_by for each in pack.classes] == ["authority", "enterprise", "enterprise"]


def broken(old, new):
    assert ZHEJIANG.count(old) >= 1
    return ZHEJIANG.replace(old, new, 1)


LINES = ZHEJIANG.splitlines()


def line_of(start):
    return next(at for at, line in enumerate(LINES, 1) if line.strip().startswith(start))


@pytest.mark.parametrize(
    ("old", "new", "code", "line"),
    [
        ("due: 2026-04-30", "due: 2026-04-31", "pack-day", line_of("- {id: roster")),
        ("due: 2026-11-30", "due: 2026-09-30", "pack-days-order", line_of("- {id: onsite")),
        ("region: 杭州, done", "region: 杭洲, done", "form-word-unknown", line_of("- {region: 杭州")),
        ("region: 宁波, done", "region: 杭州, done", "form-key-twice", line_of("- {region: 宁波")),
        ("levels: 3-5", "levels: 5-3", "pack-levels", line_of("- {levels: 3-5")),
        ('"330102"', '"33010"', "pack-division", line_of("- {id: 上城区")),
        ("within: 杭州, divisions", "within: 抗州, divisions", "form-word-unknown", line_of("- {id: 上城区")),
        ("id: volunteer", "id: volunteers", "form-word-unknown", line_of("- id: volunteer")),
        ("measure: reviews", "mesure: reviews", "form-key-unknown", line_of("measure:")),
        ("above: miit", "above: zhejiang", "pack-above-itself", line_of("above:")),
        ("planned: 98", "planned: many", "form-whole-number", line_of("- {region: 杭州")),
        ("id: 上城区", "id: '上\t城区'", "pack-name", line_of("- {id: 上城区")),
    ],
)
def test_a_broken_pack_is_refused_at_its_line(old, new, code, line):
    with pytest.raises(Refused) as caught:
        load_pack_text(broken(old, new).encode(), "zhejiang/2026.yaml")
    assert (code, f"zhejiang/2026.yaml:{line}") in [(each.code, each.where) for each in caught.value.problems]


def test_a_unit_that_does_not_say_its_province_would_be_counted_twice():
    text = assets.policy_file("miit", 2026).read_text("utf-8")
    for old, new, code in (
        ("{region: 大连, within: 辽宁,", "{region: 大连,", "pack-counted-twice"),
        ("total: 48, done: 23", "total: 480, done: 23", "pack-more-than-whole"),
    ):
        with pytest.raises(Refused) as caught:
            load_pack_text(text.replace(old, new).encode(), "miit/2026.yaml")
        line = next(at for at, row in enumerate(text.splitlines(), 1) if "{region: 大连" in row)
        assert [(each.code, each.where) for each in caught.value.problems] == [(code, f"miit/2026.yaml:{line}")]


INSTITUTIONS = """institutions:
  - id: first
    name: 某某质量评价中心
    credit_code: 91330106MA27XXXX9T
    coaches: true
    qualifications:
      - {kind: {zh: 评价机构, en: Evaluation body}, number: P-1, until: 2026-12-31, trades: [机械]}
    conflicts:
      - {credit_code: 91330106MA27XXXX9T, kind: coached, year: 2025}
    assessors: [甲, 乙]
"""


def test_an_office_s_own_list_of_institutions_is_read_and_its_mistakes_told():
    from qmdesk.formdef.credit_code import check_character

    code = "91330106MA27ABCD9"
    good = INSTITUTIONS.replace("91330106MA27XXXX9T", code + check_character(code))
    (found,) = load_institutions_text(good.encode(), "own.yaml")
    assert (found.reviews, found.coaches, found.assessors) == (True, True, ("甲", "乙"))
    assert found.qualifications[0].until == date(2026, 12, 31)
    assert (found.conflicts[0].kind, found.conflicts[0].year) == ("coached", 2025)
    with pytest.raises(Refused) as caught:
        load_institutions_text(INSTITUTIONS.replace("coached", "coachd").encode(), "own.yaml")
    assert [(each.code, each.where) for each in caught.value.problems] == [
        ("pack-credit-code", "own.yaml:4"),
        ("pack-credit-code", "own.yaml:9"),
        ("form-word-unknown", "own.yaml:9"),
    ]


def test_an_authority_s_own_pack_comes_from_a_file_or_a_folder(tmp_path):
    mine = ZHEJIANG.replace("year: 2026", "year: 2027")
    (tmp_path / "zhejiang").mkdir()
    (tmp_path / "zhejiang" / "2027.yaml").write_text(mine, "utf-8")
    assert load_pack_at(tmp_path / "zhejiang" / "2027.yaml").year == 2027
    assert load_pack_at(tmp_path).year == 2027
    (tmp_path / "2026.yaml").write_text(ZHEJIANG, "utf-8")
    assert load_pack_at(tmp_path, "zhejiang", 2026).year == 2026
    for authority, code in (("", "pack-ambiguous"), ("jiangsu", "pack-file-missing")):
        with pytest.raises(Refused) as caught:
            load_pack_at(tmp_path, authority)
        assert caught.value.problems[0].code == code


def test_an_unknown_pack_names_those_there_are():
    for authority, year in (("jiangsu", None), ("miit", 1999), ("../miit", 2026)):
        with pytest.raises(Refused) as caught:
            load_pack(authority, year)
        assert "zhejiang/2026" in caught.value.problems[0].details["known"]
