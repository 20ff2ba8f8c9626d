"""What a sceptical stranger tries on the command line: impossible values, odd paths, words in the wrong place."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.app.conftest import CODE, Qmdesk


@pytest.mark.parametrize(
    "first, second",
    [
        (("step:k", "submitted", "50"), ("step:k", "passed", "51")),
        (("step:k", "passed", "51"), ("step:k", "submitted", "50")),
        (("defect:d", "units", "10"), ("defect:d", "defective", "11")),
        (("characteristic:c", "lsl", "9.8"), ("characteristic:c", "usl", "9.7")),
        (("characteristic:c", "usl", "9.8"), ("characteristic:c", "lsl", "9.80")),
    ],
)
def test_a_value_that_its_neighbour_makes_impossible_is_not_recorded(
    qmdesk: Qmdesk, case: str, first: tuple[str, ...], second: tuple[str, ...]
):
    assert qmdesk("set", case, *first).status == 0
    refused = qmdesk("set", case, *second)
    assert refused.status == 2
    assert first[2] in refused.err and second[2] in refused.err
    standing = [each["field"] for each in qmdesk("show", case, "--json").json["fields"] if each["subject"] == first[0]]
    assert standing == [first[1]]


def test_all_units_may_pass_and_the_stages_do_not_bound_each_other(qmdesk: Qmdesk, case: str):
    for words in (("submitted", "50"), ("passed", "50")):
        assert qmdesk("set", case, "step:k", *words, "--stage", "self").status == 0
    assert qmdesk("set", case, "step:k", "submitted", "40").status == 0


@pytest.mark.parametrize("limit", ["-5", "-0.05"])
def test_a_limit_below_zero_is_a_value_and_no_option(qmdesk: Qmdesk, case: str, limit: str):
    assert qmdesk("set", case, "characteristic:c", "lsl", limit).status == 0
    values = {each["field"]: each["value"] for each in qmdesk("show", case, "--json").json["fields"]}
    assert values["lsl"] == limit


def test_an_unknown_option_of_set_is_still_wrong_usage(qmdesk: Qmdesk, case: str):
    assert qmdesk("set", case, "case", "note", "x", "--nonsense", "y").status == 2


@pytest.mark.parametrize("order", [("unit", "cost"), ("cost", "unit")])
def test_the_unit_field_speaks_for_a_bare_amount(qmdesk: Qmdesk, case: str, order: tuple[str, str]):
    values = {"unit": "wan", "cost": "8.45"}
    qmdesk("set", case, "case", "output_value", "2000万元")
    qmdesk("set", case, "figure:internal_loss", "tracked", "true")
    qmdesk("set", case, "loss:l", "kind", "internal")
    said = [qmdesk("set", case, "loss:l", name, values[name]).err for name in order]
    assert ("元" in "".join(said)) == (order[0] == "cost")
    figures = {each["id"]: each for each in qmdesk("assess", case, "--json").json["figures"]}
    assert figures["internal_loss"]["value"] == "0.004225"


LONG = "长" * 100


@pytest.mark.parametrize(
    "words",
    [
        ("template", "losses", "-o", f"{LONG}.xlsx"),
        ("new", f"{LONG}.qmcase", "--enterprise", "示例", "--credit-code", CODE),
        ("report", "示例.qmcase", "-o", f"{LONG}.pdf"),
        ("pack", "示例.qmcase", "-o", f"{LONG}.zip"),
        ("backup", "示例.qmcase", "-o", f"{LONG}.qmcase"),
        ("show", f"{LONG}.qmcase"),
        ("import", "示例.qmcase", f"{LONG}.xlsx"),
        ("verify", f"{LONG}.pdf"),
        ("capability", f"{LONG}.csv"),
        ("assess", "--answers", f"{LONG}.json"),
    ],
)
def test_a_name_that_the_system_refuses_is_a_sentence(qmdesk: Qmdesk, case: str, words: tuple[str, ...]):
    answer = qmdesk(*words)
    assert answer.status == 2
    assert answer.out == b""
    assert "File name too long" not in answer.err


def test_the_reasons_of_the_system_come_in_the_language_asked_for(qmdesk: Qmdesk, tmp_path: Path):
    assert "没有这个文件" in qmdesk("assess", "--answers", "nowhere.json").err
    assert "there is no such file" in qmdesk("assess", "--answers", "nowhere.json", "--lang", "en").err
    assert "这是文件夹" in qmdesk("assess", "--answers", str(tmp_path)).err


@pytest.mark.parametrize(
    "name, code",
    [("", CODE), ("  ", CODE), ("x" * 5000, CODE), ("a\x07b", CODE), ("示例", ""), ("示例", CODE[:-1] + "5")],
)
def test_a_case_without_a_proper_name_and_code_is_not_made(qmdesk: Qmdesk, tmp_path: Path, name: str, code: str):
    assert qmdesk("new", "x.qmcase", "--enterprise", name, "--credit-code", code).status == 2
    assert not (tmp_path / "x.qmcase").exists()


def test_a_credit_code_may_be_typed_in_full_width_and_small_letters(qmdesk: Qmdesk):
    typed = "".join(chr(ord(each) + 0xFEE0) for each in CODE.lower())
    assert qmdesk("new", "x.qmcase", "--enterprise", "示例", "--credit-code", typed).status == 0
    fields = qmdesk("show", "x.qmcase", "--json").json["fields"]
    assert CODE in [each["value"] for each in fields]


def test_undo_does_not_take_away_whose_case_it_is(qmdesk: Qmdesk, case: str):
    qmdesk("set", case, "case", "note", "x")
    assert qmdesk("undo", case).status == 0
    assert qmdesk("undo", case).status == 2
    assert CODE in qmdesk("show", case).out.decode("utf-8")


def test_what_assessors_rate_differently_is_settled_by_resolve(qmdesk: Qmdesk, case: str):
    for author, level in (("王工", 3), ("李工", 4)):
        qmdesk("set", case, "item:system.process", "level", level, "--author", author)
    words = ("resolve", case, "item:system.process", "level", "3", "--reason", "共同看了记录")
    assert qmdesk(*words).status == 0
    items = {each["id"]: each for each in qmdesk("assess", case, "--json").json["items"]}
    assert items["system.process"]["level"] == 3
    assert qmdesk(*words).status == 2


def test_a_merge_into_a_new_case_that_takes_nothing_in_says_so_as_json(qmdesk: Qmdesk, tmp_path: Path):
    (tmp_path / "bad.zip").write_bytes(b"x")
    answer = qmdesk("merge", "new.qmcase", "bad.zip", "--json")
    assert answer.status == 1
    assert [(each["package"], each["code"]) for each in answer.json["refused"]] == [("bad.zip", "package-not-ours")]
    assert not (tmp_path / "new.qmcase").exists()


def test_a_report_is_signed_in_known_roles_only(qmdesk: Qmdesk, case: str, tmp_path: Path):
    answer = qmdesk("report", case, "-o", "r.pdf", "--sign", "boss=x.p12")
    assert answer.status == 2
    assert "boss" in answer.err and "lead" in answer.err
    assert not (tmp_path / "r.pdf").exists()


@pytest.mark.parametrize("name", ["nothing", "meqmc/1999", ""])
def test_an_unknown_form_is_answered_with_the_known_ones(qmdesk: Qmdesk, name: str):
    answer = qmdesk("template", "losses", "-o", "x.xlsx", "--form", name)
    assert answer.status == 2
    assert "meqmc/2026" in answer.err


@pytest.mark.parametrize(
    "words, says",
    [
        (("--subgroup", "0"), "1 <= x"),
        (("--confidence", "95"), "0.5 <= x <= 0.9999"),
        (("--lsl", "abc"), "“abc”不是数"),
    ],
)
def test_a_wrong_option_value_is_explained_in_chinese(
    qmdesk: Qmdesk, tmp_path: Path, words: tuple[str, ...], says: str
):
    (tmp_path / "a.csv").write_text("x\n1\n2\n3\n", "utf-8")
    answer = qmdesk("capability", "a.csv", *words)
    assert answer.status == 2
    assert says in answer.err and "is not in the range" not in answer.err


def test_statistics_for_people_hold_no_python(qmdesk: Qmdesk, tmp_path: Path):
    (tmp_path / "a.csv").write_text("x\n" + "\n".join(str(10 + (i * 7 % 5) / 10) for i in range(30)), "utf-8")
    for words in (("capability", "a.csv", "--lsl", "9"), ("control-chart", "a.csv", "--kind", "i-mr")):
        said = qmdesk(*words).out.decode("utf-8")
        assert not [mark for mark in ("None", "True", "False", "{", "'") if mark in said]


def test_a_filled_template_is_taken_in_once_and_a_trial_writes_nothing(qmdesk: Qmdesk, case: str, tmp_path: Path):
    qmdesk("template", "self-assessment", "-o", "自评 表.xlsx")
    book = load_workbook(tmp_path / "自评 表.xlsx")
    book["企业信息"]["B4"], book["企业信息"]["B5"] = "示例机械", CODE
    for row, step in enumerate([("下料", "１００００", "9,900"), ("车", "100 件", 99), ("检", 50, 60)], 4):
        for column, value in zip((3, 5, 6), step, strict=True):
            book["工序合格率"].cell(row, column, value)
    book["工序合格率"].title = "改了名"
    book.save(tmp_path / "自评 表.xlsx")
    before = qmdesk("show", case, "--json").out
    trial = qmdesk("import", case, "自评 表.xlsx", "--dry-run", "--json").json
    assert qmdesk("show", case, "--json").out == before
    done = qmdesk("import", case, "自评 表.xlsx", "--json").json
    assert (trial["read"], trial["accepted"], trial["skipped"]) == (done["read"], done["accepted"], done["skipped"])
    assert [each["where"] for each in done["problems"] if each["severity"] == "error"] == ["改了名!F6"]
    assert qmdesk("import", case, "自评 表.xlsx", "--json").json["changed"] == 0


def test_a_case_where_nothing_may_be_written_is_read_and_says_why_it_is_not_changed(
    qmdesk: Qmdesk, case: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    def no_lock(*_: object, **__: object) -> None:
        raise PermissionError(13, "no")

    monkeypatch.setattr("filelock.FileLock.acquire", no_lock)
    monkeypatch.setattr("os.access", lambda _, mode: mode != os.W_OK)
    assert qmdesk("show", case).status == 0
    refused = qmdesk("set", case, "case", "note", "x")
    assert refused.status == 2
    assert "只能读取" in refused.err and "别处" not in refused.err


def test_one_subgroup_shows_no_control(qmdesk: Qmdesk, tmp_path: Path):
    (tmp_path / "a.csv").write_text("x\n" + "\n".join(str(10 + (i * 7 % 11) / 100) for i in range(30)), "utf-8")
    for size, usable in (("30", False), ("5", True)):
        verdict = qmdesk("capability", "a.csv", "--lsl", "9", "--subgroup", size, "--json").json["verdict"]
        assert (verdict["usable"], "control-unknown" in verdict["reasons"]) == (usable, not usable)
