"""The roster and the calendar by command: the whole way from an office's table to cases, states and calendars."""

import json
from pathlib import Path

import openpyxl
import pytest

from qmdesk.formdef.programme_loader import load_pack
from qmdesk.model.journal import Edit, Place
from qmdesk.review.session import ReviewSession, Who
from tests.portfolio.roster_maker import code_of, enterprises, spoil, write_xlsx


@pytest.fixture
def taken(qmdesk, tmp_path: Path):
    """A programme of Zhejiang with 50 enterprises of 54 rows."""
    rows = enterprises(54)
    spoil(rows, 4)
    write_xlsx(tmp_path / "名单.xlsx", rows)
    assert qmdesk("roster", "import", "名单.xlsx", "--authority", "zhejiang").status == 0
    return rows


def test_importing_says_what_came_in_and_what_stays_out_by_row(qmdesk, tmp_path):
    rows = enterprises(30)
    wrong = spoil(rows, 5)
    write_xlsx(tmp_path / "名单.xlsx", rows)
    answer = qmdesk("roster", "import", "名单.xlsx", "--authority", "zhejiang", "--json")
    found = answer.json
    assert answer.status == 0
    assert (found["read"], found["accepted"], found["skipped"]) == (30, 25, 5)
    assert [int(each["where"].split("C")[1]) - 5 for each in found["aside_rows"]] == wrong
    assert all(each["problems"][0]["message"] for each in found["aside_rows"])
    again = qmdesk("roster", "import", "名单.xlsx", "--json").json
    assert (again["new"], again["changed"], again["same"], again["aside"]) == (0, 0, 25, 5)


def test_a_dry_run_leaves_nothing_behind(qmdesk, tmp_path):
    write_xlsx(tmp_path / "名单.xlsx", enterprises(5))
    answer = qmdesk("roster", "import", "名单.xlsx", "--authority", "zhejiang", "--dry-run", "--json")
    assert answer.json["new"] == 5
    assert not (tmp_path / "home" / "programmes").exists()


def test_statuses_are_those_of_the_contract(qmdesk, tmp_path):
    (tmp_path / "none.csv").write_text("a,b\n1,2\n", "utf-8")
    write_xlsx(tmp_path / "wrong.xlsx", [[1, "西湖区", None, None, "是", "否", ""]])
    assert qmdesk("roster", "import", "none.csv").status == 2  # no programme, no authority named
    assert qmdesk("roster", "import", "none.csv", "--authority", "nowhere").status == 2
    assert qmdesk("roster", "import", "none.csv", "--authority", "zhejiang").status == 2
    assert qmdesk("roster", "import", "missing.xlsx", "--authority", "zhejiang").status == 2
    assert qmdesk("roster", "import", "wrong.xlsx", "--authority", "zhejiang").status == 1
    assert qmdesk("roster", "import", "wrong.xlsx", "--county", "西湖区").status == 2
    assert qmdesk("roster", "list", "--year", "1999").status == 2


def test_rows_set_aside_go_out_with_their_reasons_and_come_in_corrected(qmdesk, taken, tmp_path):
    assert qmdesk("roster", "export", "-o", "aside.xlsx", "--aside").status == 0
    assert qmdesk("roster", "export", "-o", "aside.xlsx", "--aside").status == 2  # it is there
    right = {each[0]: each for each in enterprises(54)}
    book = openpyxl.load_workbook(tmp_path / "aside.xlsx")
    places = [column for column, cell in enumerate(book.active[4], 1) if cell.value == "原表位置"]
    for row in range(5, 9):
        number = int(str(book.active.cell(row, places[0]).value).split("C")[1]) - 5
        for column in (2, 3, 4):
            book.active.cell(row, column).value = right[number][column - 1]
    book.save(tmp_path / "corrected.xlsx")
    found = qmdesk("roster", "import", "corrected.xlsx", "--json").json
    assert (found["new"], found["settled"], found["aside"]) == (4, 4, 0)
    assert qmdesk("roster", "list", "--aside", "--json").json == {"aside": []}


def test_from_a_row_to_a_case_in_one_step_and_its_levels_back(qmdesk, taken, tmp_path):
    row = qmdesk("roster", "list", "--json").json["rows"][2]
    assert qmdesk("roster", "set", "trade", "机械", "3").status == 0
    assert qmdesk("roster", "case", "3", "-o", "三.qmcase").status == 0
    shown = qmdesk("show", "三.qmcase", "--json").json
    said = json.dumps(shown, ensure_ascii=False)
    for part in (row["enterprise"], row["credit_code"], row["county"], "浙江省经济和信息化厅", "机械"):
        assert part in said
    assert qmdesk("roster", "case", row["credit_code"], "-o", "又.qmcase").status == 2  # it has one
    assert qmdesk("set", "三.qmcase", "case", "visit_start", "2026-09-01").status == 0
    assess_oneself(tmp_path / "三.qmcase", tmp_path / "home")
    assert qmdesk("roster", "refresh", "--json").json["rows"] == 1
    again = qmdesk("roster", "list", "--json").json["rows"][2]
    assert (again["visit_start"], again["self_level"]) == ("2026-09-01", "1")
    assert "onsite_level" not in again
    dues = qmdesk("portfolio", "calendar", "--row", "3", "--json", "--today", "2026-09-02").json["dues"]
    assert [each["state"] for each in dues] == ["done", "closed", "closed", "closed"]
    assert qmdesk("roster", "refresh", "--json").json["changed"] == 0


def test_a_review_that_goes_on_is_not_done_until_it_is_concluded_and_open_again_when_amended(qmdesk, taken, tmp_path):
    def learnt():
        assert qmdesk("roster", "refresh").status == 0
        row = qmdesk("roster", "list", "--json").json["rows"][0]
        return row.get("onsite_level"), bool(row.get("concluded_on"))

    assert qmdesk("roster", "case", "1", "-o", "一.qmcase").status == 0
    assess_oneself(tmp_path / "一.qmcase", tmp_path / "home", "onsite")
    assert qmdesk("assess", "一.qmcase", "--json").json["grade"]["level"] == 1  # computed, nobody concluded it
    assert learnt() == (None, False)
    assert qmdesk("conclude", "一.qmcase", "--reason", "练习").status == 0
    assert learnt() == ("1", True)
    assert qmdesk("amend", "一.qmcase", "--reason", "再看").status == 0
    assert learnt() == (None, False)


def assess_oneself(path: Path, home: Path, stage: str = "self") -> None:
    """Answer all of a stage: items at level 2, figures not tracked, which is level 1."""
    with ReviewSession.open(path, Who("b" * 16, "企业", home)) as session:
        form = session.form
        edits = [Edit(Place(f"item:{each.id}", "level", stage), 2) for each in form.items]
        edits += [Edit(Place(f"figure:{each.id}", "tracked", stage), "false") for each in form.figures]
        session.record(edits).wait()


def test_a_case_of_no_row_is_told(qmdesk, taken):
    assert qmdesk("new", "别.qmcase", "--enterprise", "别处的", "--credit-code", code_of("440300", 5)).status == 0
    found = qmdesk("roster", "refresh", "别.qmcase", "--json").json
    assert [each["code"] for each in found["problems"]] == ["case-of-no-row"]


def test_fields_are_set_for_several_rows_and_taken_back(qmdesk, taken):
    assert qmdesk("roster", "set", "institution", "某评价中心", "1", "2", "3").status == 0
    assert len(qmdesk("roster", "list", "--find", "某评价中心", "--json").json["rows"]) == 3
    assert qmdesk("roster", "set", "class", "没有的", "1").status == 2
    assert qmdesk("roster", "set", "colour", "red", "1").status == 2
    assert qmdesk("roster", "set", "class", "key", "没有的企业").status == 2
    assert qmdesk("roster", "undo").status == 0
    assert qmdesk("roster", "list", "--find", "某评价中心", "--json").json["rows"] == []
    assert qmdesk("roster", "redo").status == 0
    changes = qmdesk("roster", "history", "1", "--json").json["changes"]
    assert [each["kind"] for each in changes[:3]] == ["redo", "undo", "record"]


def test_an_office_s_institutions_are_held_against_the_roster(qmdesk, taken, tmp_path):
    row = qmdesk("roster", "list", "--json").json["rows"][0]
    (tmp_path / "机构.yaml").write_text(
        "institutions:\n"
        f"  - {{id: first, name: 某评价中心, credit_code: {code_of('330106', 7)}, conflicts: "
        f"[{{credit_code: {row['credit_code']}, kind: coached, year: 2025}}]}}\n",
        "utf-8",
    )
    assert qmdesk("roster", "institutions", "机构.yaml").status == 0
    assert qmdesk("roster", "set", "institution", "某评价中心", "1", "2").status == 0
    answer = qmdesk("roster", "check", "--json")
    assert answer.status == 1
    assert [each["where"] for each in answer.json["open"] if each["code"] == "institution-coached"] == [
        row["enterprise"]
    ]
    (tmp_path / "坏.yaml").write_text("institutions:\n  - {id: first, nam: x}\n", "utf-8")
    broken = qmdesk("roster", "institutions", "坏.yaml")
    assert broken.status == 2
    assert "坏.yaml:2" in broken.err


def test_a_pack_of_one_s_own_makes_a_programme(qmdesk, tmp_path):
    text = load_pack("zhejiang", 2026).text.replace("year: 2026", "year: 2027").replace("2026-", "2027-")
    (tmp_path / "2027.yaml").write_text(text, "utf-8")
    write_xlsx(tmp_path / "名单.xlsx", enterprises(3))
    assert qmdesk("roster", "import", "名单.xlsx", "--pack", "2027.yaml").status == 0
    assert (tmp_path / "home" / "programmes" / "2027.qmprog").is_file()
    found = qmdesk("portfolio", "calendar", "--json", "--today", "2027-05-01").json
    assert (found["authority"], found["above"]) == ("zhejiang", None)  # no pack of the ministry for 2027
    broken = qmdesk("roster", "import", "名单.xlsx", "--pack", "名单.xlsx")
    assert broken.status == 2


def test_the_calendar_tells_both_days_and_marks_the_office_s_own_steps(qmdesk, taken):
    assert qmdesk("portfolio", "calendar", "--done", "roster", "--today", "2026-04-29").status == 0
    found = qmdesk("portfolio", "calendar", "--json", "--today", "2026-08-15").json
    steps = {each["step"]: each for each in found["steps"]}
    assert steps["roster"]["state"] == "done"
    assert (steps["self-assessment"]["due"], steps["self-assessment"]["above"]) == ("2026-10-31", "2026-07-31")
    assert steps["second"]["due"] is None
    assert steps["self-assessment"]["counts"]["open"] == 50
    late = qmdesk("portfolio", "calendar", "--json", "--late", "--today", "2026-11-05").json
    assert {each["step"] for each in late["dues"]} == {"self-assessment"}
    one = qmdesk("portfolio", "calendar", "--row", "1", "--lang", "en", "--today", "2026-08-15")
    assert b"no date given" in one.out
    assert b"ministry: 2026-07-31" in one.out


def test_a_calendar_file_is_written_for_an_assessor(qmdesk, taken, tmp_path):
    qmdesk("roster", "set", "visit_start", "2026-09-01", "1", "2")
    qmdesk("roster", "set", "assessors", "张三", "1")
    assert qmdesk("portfolio", "ics", "-o", "a.ics", "--what", "visits", "--assessor", "张三").status == 0
    data = (tmp_path / "a.ics").read_bytes()
    assert data.count(b"BEGIN:VEVENT") == 1
    assert qmdesk("portfolio", "ics", "-o", "a.ics").status == 2  # it is there
    assert qmdesk("portfolio", "ics", "-o", "a.ics", "--force", "--what", "dues").status == 0
    assert (tmp_path / "a.ics").read_bytes().count(b"BEGIN:VEVENT") == 3 * 50


def test_who_sends_the_table_is_written_at_its_head_and_remembered(qmdesk, taken, tmp_path):
    assert qmdesk("roster", "export", "-o", "a.xlsx", "--contact", "王某 0571-1", "--region", "杭州").status == 0
    assert qmdesk("roster", "export", "-o", "b.xlsx").status == 0
    for name, region in (("a.xlsx", "杭州"), ("b.xlsx", "浙江")):
        sheet = openpyxl.load_workbook(tmp_path / name).active
        assert (sheet["A2"].value, sheet["A3"].value) == (f"地区：{region}", "联系人及联系方式：王某 0571-1")
