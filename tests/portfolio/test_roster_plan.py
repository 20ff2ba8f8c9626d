"""Rosters into a programme: twice changes nothing, newer ones change what differs, contradictions stay out and are told."""

from pathlib import Path

import openpyxl
import pytest

from qmdesk.formdef.programme_loader import load_pack
from qmdesk.intake.roster import open_roster
from qmdesk.model.problem import Refused
from qmdesk.portfolio.packs import pack_at, packs_of
from qmdesk.portfolio.roster_aside import drop, lying_aside
from qmdesk.portfolio.roster_export import export_aside, export_roster
from qmdesk.portfolio.roster_import import answers_of, planned, taken_in
from qmdesk.portfolio.roster_plan import alike
from qmdesk.portfolio.roster_set import set_writes, value_of
from qmdesk.workspace.programme import Programme
from tests.portfolio.roster_maker import code_of, enterprises, spoil, write_xlsx

WHO = {"author": "甲", "at": "2026-04-20T08:00:00+00:00"}
A, B, C = (code_of("330106", number) for number in (1, 2, 3))


@pytest.fixture
def programme(tmp_path: Path):
    with Programme.make(tmp_path / "p.qmprog", "zhejiang", 2026, **WHO) as made:
        yield made


def take(programme, *paths, answers=None):
    plan, unread = planned(programme, paths, {**answers_of(programme), **(answers or {})})
    taken_in(programme, plan, answers or {}, **WHO, files=paths)
    assert unread == ()
    return plan


def rows(path, *lines):
    return write_xlsx(path, [[at, *line] for at, line in enumerate(lines, 1)])


def counts(plan):
    return len(plan.new), len({each.key for each in plan.changed}), plan.same, len(plan.aside)


def codes(plan):
    return [each.problems[0].code for each in plan.aside]


def test_a_list_taken_in_twice_changes_nothing(programme, tmp_path):
    made = enterprises(300)
    spoil(made, 10)
    path = write_xlsx(tmp_path / "r.xlsx", made)
    assert counts(take(programme, path)) == (290, 0, 0, 10)
    before, history = {key: dict(row) for key, row in programme.state.items()}, len(programme.history())
    plan = take(programme, path)
    assert counts(plan) == (0, 0, 290, 10)
    assert (plan.known_aside, plan.writes) == (10, ())
    assert ({key: dict(row) for key, row in programme.state.items()}, len(programme.history())) == (before, history)


def test_a_newer_list_changes_what_differs_and_history_says_from_which_file(programme, tmp_path):
    take(programme, rows(tmp_path / "old.xlsx", ["西湖区", "杭州甲公司", A, "否", "否", "张 1"]))
    plan = take(programme, rows(tmp_path / "new.xlsx", ["余杭区", "杭州甲公司", A, "是", "否", ""]))
    assert [(each.field, each.old, each.new) for each in plan.changed] == [
        ("county", "西湖区", "余杭区"),
        ("specialised", "false", "true"),
        ("class", "volunteer", "key"),
    ]
    (row,) = programme.rows()
    assert row.contact == "张 1"
    change = next(each for each in programme.history(row.key) if each.field == "county")
    assert (change.old, change.new, change.source) == ("西湖区", "余杭区", "new.xlsx/汇总表!C6")
    programme.undo(**WHO)
    assert programme.rows()[0].county == "西湖区"


def test_what_a_person_said_of_the_class_stays_and_a_proposal_follows_the_table(programme, tmp_path):
    take(
        programme,
        rows(tmp_path / "a.xlsx", ["西湖区", "甲公司", A, "否", "是", ""], ["西湖区", "乙公司", B, "是", "否", ""]),
    )
    assert [(each.class_, each.class_by) for each in programme.rows()] == [
        ("advancing", "proposed"),
        ("key", "proposed"),
    ]
    first, second = programme.rows()
    programme.record(set_writes(programme, [first.key], "class", "自愿参与类"), **WHO)
    take(
        programme,
        rows(tmp_path / "b.xlsx", ["西湖区", "甲公司", A, "是", "是", ""], ["西湖区", "乙公司", B, "否", "否", ""]),
    )
    first, second = programme.rows()
    assert (first.class_, first.class_by) == ("volunteer", "person")
    assert (second.class_, second.class_by) == ("volunteer", "proposed")


def test_a_code_under_another_name_and_a_name_under_another_code_stay_out(programme, tmp_path):
    take(programme, rows(tmp_path / "a.xlsx", ["西湖区", "杭州东风食品有限公司", A, "否", "否", ""]))
    plan = take(
        programme,
        rows(tmp_path / "b.xlsx", ["西湖区", "宁波远洋船舶制造厂", A, "否", "否", ""]),
        rows(tmp_path / "c.xlsx", ["西湖区", "杭州东风食品有限公司", B, "否", "否", ""]),
    )
    assert codes(plan) == ["roster-code-taken", "roster-name-taken"]
    assert [each.enterprise for each in programme.rows()] == ["杭州东风食品有限公司"]


def test_an_enterprise_renamed_a_little_is_changed_and_told(programme, tmp_path):
    take(programme, rows(tmp_path / "a.xlsx", ["西湖区", "杭州东风食品有限公司", A, "否", "否", ""]))
    plan = take(programme, rows(tmp_path / "b.xlsx", ["西湖区", "杭州东风食品股份有限公司", A, "否", "否", ""]))
    assert "roster-renamed" in [each.code for each in plan.told]
    assert programme.rows()[0].enterprise == "杭州东风食品股份有限公司"
    assert not alike("杭州东风食品有限公司", "宁波远洋船舶制造厂")


def test_duplicates_across_files_of_one_import_are_told_and_the_first_stands(programme, tmp_path):
    plan = take(
        programme,
        rows(tmp_path / "a.xlsx", ["西湖区", "杭州甲公司", A, "否", "否", ""]),
        rows(tmp_path / "b.xlsx", ["余杭区", "杭州甲公司", A, "否", "否", ""]),
        rows(tmp_path / "c.xlsx", ["西湖区", "完全不同的企业", A, "否", "否", ""]),
    )
    assert [each.county for each in programme.rows()] == ["西湖区"]
    again = next(each for each in plan.told if each.code == "roster-row-again")
    assert again.details["first"] == "a.xlsx/汇总表!C6"
    (taken,) = plan.aside
    assert (taken.problems[0].code, taken.problems[0].details["at"]) == ("roster-code-taken", "a.xlsx/汇总表!C6")


def test_rows_set_aside_are_given_out_corrected_and_taken_in_again(programme, tmp_path):
    made = enterprises(40)
    wrong = spoil(made, 4)
    take(programme, write_xlsx(tmp_path / "r.xlsx", made))
    assert export_aside(programme, tmp_path / "aside.xlsx", lambda problem: problem.code) == 4
    right = enterprises(40)
    book = openpyxl.load_workbook(tmp_path / "aside.xlsx")
    sheet = book.active
    heads = [cell.value for cell in sheet[4]]
    assert heads[-2:] == ["未采纳原因", "原表位置"]
    assert "roster-" in sheet.cell(5, len(heads) - 1).value
    for at, number in enumerate(wrong, 5):
        for column, value in enumerate(right[number - 1][1:4], 2):
            sheet.cell(at, column).value = value
    book.save(tmp_path / "corrected.xlsx")
    plan = take(programme, tmp_path / "corrected.xlsx")
    assert (len(plan.new), plan.settled) == (4, 4)
    assert lying_aside(programme) == []
    assert len(programme.rows()) == 40
    programme.undo(**WHO)
    assert len(lying_aside(programme)) == 4


def test_a_row_that_lies_aside_can_be_dropped(programme, tmp_path):
    take(programme, rows(tmp_path / "a.xlsx", ["西湖区", "", A, "否", "否", ""]))
    programme.record([drop(each) for each in lying_aside(programme)], **WHO)
    assert lying_aside(programme) == []
    assert take(programme, tmp_path / "a.xlsx").writes == ()
    assert lying_aside(programme) == []


def test_what_was_said_of_a_county_is_remembered(programme, tmp_path):
    path = rows(tmp_path / "a.xlsx", ["西湖景区", "甲公司", A, "否", "否", ""])
    assert codes(take(programme, path)) == ["roster-county-unknown"]
    assert counts(take(programme, path, answers={"西湖景区": "杭州"}))[0] == 1
    assert answers_of(programme) == {"西湖景区": "杭州"}
    assert counts(take(programme, path)) == (0, 0, 1, 0)


def test_a_row_taken_out_comes_back_with_a_newer_list(programme, tmp_path):
    path = rows(tmp_path / "a.xlsx", ["西湖区", "甲公司", A, "否", "否", ""])
    take(programme, path)
    programme.record(set_writes(programme, [programme.rows()[0].key], "removed", "是"), **WHO)
    assert programme.rows() == []
    take(programme, path)
    assert len(programme.rows()) == 1


def test_a_file_that_cannot_be_read_does_not_keep_the_others_out(programme, tmp_path):
    (tmp_path / "broken.xlsx").write_bytes(b"PK\x03\x04 broken")
    (tmp_path / "empty.csv").write_text("")
    good = rows(tmp_path / "a.xlsx", ["西湖区", "甲公司", A, "否", "否", ""])
    plan, unread = planned(
        programme, [tmp_path / "broken.xlsx", good, tmp_path / "empty.csv", tmp_path / "none.xls"], {}
    )
    assert len(plan.new) == 1
    assert len(unread) == 3


# -- out -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("ending", ["xlsx", "csv"])
def test_what_is_given_out_is_read_back_the_same(programme, tmp_path, ending):
    take(programme, write_xlsx(tmp_path / "r.xlsx", enterprises(120, city="宁波"), region="宁波市"))
    target = tmp_path / f"out.{ending}"
    assert export_roster(programme, target, beside=True, home="浙江") == 120
    before = [dict(programme.state[each.key]) for each in programme.rows()]
    found = open_roster(target, load_pack("zhejiang", 2026))
    assert found.tables[0].said["region"] == "宁波"
    plan, _ = planned(programme, [target], {})
    assert {each.field for each in plan.changed} <= {"class_by"}
    assert [each.values["credit_code"] for each in found.rows] == [each["credit_code"] for each in before]


def test_the_export_has_the_annex_s_title_head_lines_and_seven_columns(programme, tmp_path):
    take(programme, write_xlsx(tmp_path / "r.xlsx", enterprises(3, city="杭州")))
    export_roster(programme, tmp_path / "out.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "out.xlsx").active
    assert [sheet["A1"].value, sheet["A2"].value, sheet["A3"].value] == [
        "参评企业汇总表",
        "地区：杭州",
        "联系人及联系方式：",
    ]
    assert [cell.value for cell in sheet[4]] == [
        "序号", "所在县（市、区）", "企业名称", "统一社会信用代码", "是/否为专精特新中小企业", "是否已参加前期评价", "企业联系人和联系方式",
    ]  # fmt: skip
    assert [sheet.cell(row, 1).value for row in range(5, 10)] == [1, 2, 3, 4, 5]
    assert sheet["D5"].data_type == "s"


def test_a_sheet_for_each_city_and_only_one_region(programme, tmp_path):
    take(programme, write_xlsx(tmp_path / "r.xlsx", enterprises(200)))
    export_roster(programme, tmp_path / "all.xlsx", by_city=True)
    cities = {each.city for each in programme.rows()}
    assert set(openpyxl.load_workbook(tmp_path / "all.xlsx").sheetnames) == cities
    wanted = sum(each.city == "杭州" for each in programme.rows())
    assert export_roster(programme, tmp_path / "one.csv", region="杭州") == wanted
    with pytest.raises(Refused) as caught:
        export_roster(programme, tmp_path / "none.csv", region="上海")
    assert caught.value.problems[0].code == "roster-region-empty"


def test_texts_that_look_like_formulas_stay_texts(programme, tmp_path):
    take(programme, rows(tmp_path / "a.xlsx", ["西湖区", "=1+1有限公司", A, "否", "否", "+8613800000000"]))
    export_roster(programme, tmp_path / "o.xlsx")
    export_roster(programme, tmp_path / "o.csv")
    sheet = openpyxl.load_workbook(tmp_path / "o.xlsx").active
    assert (sheet["C5"].data_type, sheet["G5"].value) == ("s", "+8613800000000")
    assert "'+8613800000000" in (tmp_path / "o.csv").read_text("utf-8-sig")
    assert take(programme, tmp_path / "o.csv").same == 1


# -- fields set by hand ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("field", "text", "value"),
    [
        ("class", "进阶提升类", "advancing"), ("class", "key", "key"), ("size", "中型", "medium"), ("specialised", "√", "true"),
        ("visit_start", "2026年9月1日", "2026-09-01"), ("visit_start", "2026/9/1", "2026-09-01"), ("assessors", "张三, 李四", "张三、李四"),
        ("self_level", "2", "2"), ("removed", "否", ""), ("institution", "  某 机构 ", "某 机构"), ("class", "", ""),
    ],
)  # fmt: skip
def test_a_typed_text_is_taken_as_its_field_has_it(field, text, value):
    assert value_of(field, text) == value


@pytest.mark.parametrize(
    ("field", "text", "code"),
    [
        ("class", "别的", "roster-value-wrong"), ("visit_start", "明天", "roster-value-wrong"), ("visit_end", "9999-12-31", "roster-value-wrong"), ("self_level", "6", "roster-value-wrong"),
        ("visit_end", "2026-02-30", "roster-value-wrong"), ("credit_code", A[:-1] + "0", "credit-code-check"), ("enterprise", " ", "roster-value-wrong"),
        ("specialised", "也许", "roster-value-wrong"),
    ],
)  # fmt: skip
def test_a_typed_text_that_is_none_of_its_field_is_refused(field, text, code):
    if text == A[:-1] + "0" and A.endswith("0"):
        text = A[:-1] + "1"
    with pytest.raises(Refused) as caught:
        value_of(field, text)
    assert caught.value.problems[0].code == code


def test_a_code_that_another_row_has_is_not_set(programme, tmp_path):
    take(
        programme,
        rows(tmp_path / "a.xlsx", ["西湖区", "甲公司", A, "否", "否", ""], ["西湖区", "乙公司", B, "否", "否", ""]),
    )
    first = programme.rows()[0]
    with pytest.raises(Refused):
        set_writes(programme, [first.key], "credit_code", B)
    assert set_writes(programme, [first.key], "credit_code", C.lower())[0].value == C


def test_a_programme_carries_the_pack_that_its_office_gave_it(tmp_path):
    text = load_pack("zhejiang", 2026).text.replace("due: 2026-10-31", "due: 2026-09-30")
    (tmp_path / "own.yaml").write_text(text, "utf-8")
    pack, kept = pack_at(tmp_path / "own.yaml", "", None)
    with Programme.make(tmp_path / "p.qmprog", pack.authority, pack.year, **WHO) as programme:
        from qmdesk.workspace.programme import Write

        programme.record([Write("programme", "pack", kept)], **WHO)
        assert packs_of(programme).own.step("self-assessment").due.isoformat() == "2026-09-30"
        assert packs_of(programme).above.authority == "miit"
    with pytest.raises(Refused) as caught:
        pack_at(tmp_path / "own.yaml", "chongqing", 2026)
    assert caught.value.problems[0].code == "pack-other"
