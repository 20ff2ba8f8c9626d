"""The command line's contract: exit statuses, JSON on standard output and nothing else there, sentences elsewhere."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.app.conftest import CODE, Qmdesk


def test_a_new_case_is_made_once(qmdesk: Qmdesk, case: str):
    again = qmdesk("new", case, "--enterprise", "另一家", "--credit-code", CODE)
    assert again.status == 2
    assert "已有同名文件" in again.err


def test_a_wrong_check_character_is_refused_before_anything_is_written(qmdesk: Qmdesk):
    answer = qmdesk("new", "x.qmcase", "--enterprise", "示例", "--credit-code", CODE[:-1] + "5")
    assert answer.status == 2
    assert "校验位" in answer.err
    assert not Path("x.qmcase").exists()


def test_what_was_set_is_shown_with_its_author_and_stage(qmdesk: Qmdesk, case: str):
    assert qmdesk("set", case, "item:system.process", "level", "3", "--author", "王工").status == 0
    fields = qmdesk("show", case, "--json").json["fields"]
    (rating,) = [each for each in fields if each["subject"] == "item:system.process"]
    assert (rating["value"], rating["rater"], rating["stage"]) == (3, "王工", "onsite")


def test_history_tells_every_change_in_order(qmdesk: Qmdesk, case: str):
    for level in (2, 3):
        qmdesk("set", case, "item:digital.data", "level", level, "--author", "王工")
    history = qmdesk("show", case, "--history", "--json").json["history"]
    assert [each["value"] for each in history if each["subject"] == "item:digital.data"] == [2, 3]


@pytest.mark.parametrize(
    "words",
    [
        ("set", "示例.qmcase", "item:nothing", "level", "3"),
        ("set", "示例.qmcase", "item:system.process", "level", "6"),
        ("set", "示例.qmcase", "item:system.process", "level", "优秀"),
        ("set", "示例.qmcase", "step:a", "submitted", "一百"),
        ("set", "示例.qmcase", "step:a", "submitted", "-1"),
        ("set", "missing.qmcase", "case", "note", "x"),
        ("assess",),
        ("assess", "missing.qmcase"),
        ("import", "示例.qmcase"),
        ("nonsense",),
        ("verify", "missing.pdf"),
        ("merge", "示例.qmcase", "missing.zip"),
        ("template", "nothing", "-o", "x.xlsx"),
        ("resolve", "示例.qmcase", "case", "note", "x"),
        ("capability", "missing.csv"),
        ("report", "示例.qmcase", "-o", "x.odt"),
    ],
)
def test_wrong_usage_ends_with_a_sentence_and_two(qmdesk: Qmdesk, case: str, words: tuple[str, ...]):
    answer = qmdesk(*words)
    assert answer.status in ((1, 2) if words[0] == "merge" else (2,))
    assert answer.out == b"" or words[0] == "merge"
    assert answer.err.strip()


def test_messages_come_in_english_when_asked_before_or_behind(qmdesk: Qmdesk, case: str):
    before = qmdesk("--lang", "en", "set", case, "item:nothing", "level", "3")
    behind = qmdesk("set", case, "item:nothing", "level", "3", "--lang", "en")
    assert "There is no such subject" in before.err
    assert before.err == behind.err


def test_an_empty_case_is_an_interval_over_all_levels(qmdesk: Qmdesk, case: str):
    found = qmdesk("assess", case, "--json").json
    assert found["grade"] == {"lowest": 1, "highest": 5, "level": None, "name": None}
    assert [each["id"] for each in found["dimensions"]] == ["system", "digital", "sustained", "performance"]
    assert len(found["items"]) == 22
    assert [each["id"] for each in found["figures"]] == ["sigma", "cpk", "fpy", "internal_loss", "external_loss"]


def test_answers_without_a_case_are_graded(qmdesk: Qmdesk):
    document = {
        "form": "meqmc/2026",
        "items": {},
        "figures": {
            "sigma": {"dpmo": "6200"},
            "cpk": {"characteristics": [{"name": "轴径", "cpk": "1.33", "in_control": True}]},
            "fpy": {"steps": [{"name": f"工序{n}", "submitted": 100, "passed": 99} for n in range(10)]},
            "internal_loss": {"costs": ["8.45", "9.85"], "output_value": "2000"},
            "external_loss": {"tracked": False},
        },
    }
    Path("answers.json").write_text(json.dumps(document), "utf-8")
    found = qmdesk("assess", "--answers", "answers.json", "--json").json
    levels = {each["id"]: each["level"] for each in found["figures"]}
    assert levels == {"sigma": 3, "cpk": 3, "fpy": 2, "internal_loss": 4, "external_loss": 1}
    assert {each["id"]: each["level"] for each in found["dimensions"]}["performance"] == 1


def test_impossible_answers_are_refused_by_their_path(qmdesk: Qmdesk):
    document = {"form": "meqmc/2026", "figures": {"fpy": {"steps": [{"name": "a", "submitted": 10, "passed": 11}]}}}
    Path("answers.json").write_text(json.dumps(document), "utf-8")
    answer = qmdesk("assess", "--answers", "answers.json", "--json")
    assert answer.status == 2
    assert "steps" in answer.err


def test_check_of_an_open_case_says_no(qmdesk: Qmdesk, case: str):
    answer = qmdesk("check", case, "--json")
    assert answer.status == 1
    assert answer.json["ready"] is False
    assert all({"code", "where", "message"} <= set(each) for each in answer.json["open"])


def test_undo_and_redo_work_over_commands(qmdesk: Qmdesk, case: str):
    qmdesk("set", case, "case", "note", "一")
    assert qmdesk("undo", case).status == 0
    assert "note" not in {each["field"] for each in qmdesk("show", case, "--json").json["fields"] if each["value"]}
    assert qmdesk("redo", case).status == 0
    assert "一" in {each["value"] for each in qmdesk("show", case, "--json").json["fields"] if each["field"] == "note"}


def test_two_laptops_meet_by_package_and_both_ratings_stay(qmdesk: Qmdesk, case: str):
    assert qmdesk("pack", case, "-o", "to-li.zip").status == 0
    assert qmdesk("merge", "li.qmcase", "to-li.zip", home="li").status == 0
    qmdesk("set", case, "item:system.supply", "level", "2", "--author", "王工")
    qmdesk("set", "li.qmcase", "item:system.supply", "level", "3", "--author", "李工", home="li")
    qmdesk("set", case, "item:system.supply", "note", "甲", "--author", "王工")
    qmdesk("set", "li.qmcase", "item:system.supply", "note", "乙", "--author", "李工", home="li")
    assert qmdesk("pack", "li.qmcase", "-o", "from-li.zip", home="li").status == 0
    merged = qmdesk("merge", case, "from-li.zip", "--json")
    assert merged.status == 0
    assert merged.json["entries_new"] == 2
    assert {each["field"].partition("@")[0] for each in merged.json["conflicts"]} >= {"note"}
    again = qmdesk("merge", case, "from-li.zip", "--json")
    assert (again.status, again.json["entries_new"]) == (0, 0)
    (item,) = [each for each in qmdesk("assess", case, "--json").json["items"] if each["id"] == "system.supply"]
    assert (item["lowest"], item["highest"], item["level"]) == (2, 3, None)
    qmdesk("set", case, "item:system.supply", "agreed", "2")
    (item,) = [each for each in qmdesk("assess", case, "--json").json["items"] if each["id"] == "system.supply"]
    assert item["level"] == 2
    assert qmdesk("resolve", case, "item:system.supply", "note", "甲", "--reason", "当面核对").status == 0


def test_a_package_of_another_signer_under_demanded_trust_is_refused(qmdesk: Qmdesk, case: str):
    qmdesk("pack", case, "-o", "p.zip")
    Path("pass.txt").write_text("一个口令", "utf-8")
    qmdesk("identity", "root", "某机构", "-o", "root.p12", "--passphrase-file", "pass.txt")
    answer = qmdesk("merge", "other.qmcase", "p.zip", "--trust", "root.trust.pem", "--json", home="other")
    assert answer.status in (1, 2)
    assert not Path("other.qmcase").exists()


def test_identities_are_made_shown_and_trusted(qmdesk: Qmdesk):
    Path("pass.txt").write_text("一个口令\n", "utf-8")
    made = qmdesk("identity", "new", "王䶮", "--role", "lead", "-o", "wang.p12", "--passphrase-file", "pass.txt")
    assert made.status == 0
    shown = qmdesk("identity", "show", "wang.p12", "--passphrase-file", "pass.txt", "--json").json["identities"][0]
    assert (shown["name"], shown["role"]) == ("王䶮", "lead")
    assert qmdesk("identity", "import", "wang.trust.pem").status == 0
    kinds = {each["kind"] for each in qmdesk("identity", "show", "--json").json["identities"]}
    assert kinds == {"device", "trusted"}
    again = qmdesk("identity", "new", "王䶮", "-o", "wang.p12", "--passphrase-file", "pass.txt")
    assert again.status == 2


def test_a_wrong_passphrase_is_told_from_a_damaged_file(qmdesk: Qmdesk):
    Path("pass.txt").write_text("对的口令", "utf-8")
    Path("wrong.txt").write_text("错的口令", "utf-8")
    qmdesk("identity", "new", "王工", "-o", "wang.p12", "--passphrase-file", "pass.txt")
    wrong = qmdesk("identity", "show", "wang.p12", "--passphrase-file", "wrong.txt")
    Path("broken.p12").write_bytes(Path("wang.p12").read_bytes()[:100])
    broken = qmdesk("identity", "show", "broken.p12", "--passphrase-file", "pass.txt")
    assert wrong.status == broken.status == 2
    assert wrong.err != broken.err


def test_backup_and_restore_never_overwrite(qmdesk: Qmdesk, case: str):
    assert qmdesk("backup", case).status == 0
    assert qmdesk("backup", case, "-o", case).status == 2
    assert qmdesk("restore", case).status == 0
    assert qmdesk("show", "示例 (1).qmcase").status == 0
    assert len(qmdesk("restore", case, "--list").out.splitlines()) == 1


def test_the_self_test_passes(qmdesk: Qmdesk):
    answer = qmdesk("self-test", "--json")
    assert [each for each in answer.json["checks"] if not each["ok"]] == []
    assert answer.status == 0


@pytest.mark.parametrize("kind", ["self-assessment", "roster", "measurements", "steps", "losses"])
def test_every_template_is_a_workbook_and_overwrites_nothing(qmdesk: Qmdesk, kind: str):
    assert qmdesk("template", kind, "-o", "表.xlsx").status == 0
    assert Path("表.xlsx").read_bytes()[:4] == b"PK\x03\x04"
    assert qmdesk("template", kind, "-o", "表.xlsx").status == 2


def test_help_names_every_command(qmdesk: Qmdesk):
    answer = qmdesk("--help")
    assert answer.status == 0
    for name in ("template", "import", "assess", "report", "verify", "demo"):
        assert name.encode() in answer.out


@pytest.mark.parametrize("words", [(), ("--lang", "en"), ("示例.qmcase",), ("--lang=en", "示例.qmcase")])
def test_without_a_command_the_window_opens(qmdesk: Qmdesk, case: str, words: tuple[str, ...]):
    env = os.environ | {"QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": os.pathsep.join(sys.path)}
    command = [sys.executable, "-m", "qmdesk", *words, "--exit-when-ready"]
    done = subprocess.run(command, env=env, capture_output=True, timeout=60)
    assert (done.returncode, b"Traceback" in done.stderr) == (0, False)


def test_a_language_that_we_have_not_is_said_and_nothing_is_done(qmdesk: Qmdesk):
    answer = qmdesk("--lang", "fr", "show", "x.qmcase")
    assert answer.status == 2
    assert "zh-CN, en" in answer.err
    assert qmdesk("show", "x.qmcase", "--lang=fr").status == 2
    assert "x.qmcase" in qmdesk("--lang", "en-GB", "show", "x.qmcase").err


def test_a_conclusion_that_is_refused_is_an_answer(qmdesk: Qmdesk, case: str):
    assert qmdesk("conclude", case).status == 1
    assert qmdesk("conclude", "missing.qmcase").status == 2


def test_a_period_may_be_written_with_dots(qmdesk: Qmdesk, case: str):
    assert qmdesk("set", case, "case", "period", "2025-01..2025-12").status == 0
    found = {each["field"]: each["value"] for each in qmdesk("show", case, "--json").json["fields"]}
    assert found["period"] == {"from": "2025-01", "to": "2025-12"}


def test_a_package_is_written_over_only_when_told(qmdesk: Qmdesk, case: str):
    assert qmdesk("pack", case, "-o", "p.zip").status == 0
    assert qmdesk("pack", case, "-o", "p.zip").status == 2
    assert qmdesk("pack", case, "-o", "p.zip", "--force").status == 0


def test_a_merge_can_be_looked_at_first(qmdesk: Qmdesk, case: str, tmp_path: Path):
    shutil.copyfile(tmp_path / case, tmp_path / "li.qmcase")
    qmdesk("set", "li.qmcase", "case", "region", "杭州", home="li")
    qmdesk("set", case, "case", "region", "宁波")
    qmdesk("pack", "li.qmcase", "-o", "li.zip", home="li")
    before = qmdesk("show", case, "--json").json["heads"]
    looked = qmdesk("merge", case, "li.zip", "--dry-run", "--json")
    assert looked.status == 0
    assert [each["field"] for each in looked.json["conflicts"]] == ["region"]
    (conflict,) = looked.json["conflicts"]
    assert {each["value"] for each in conflict["sides"]} == {"杭州", "宁波"}
    assert looked.json["packages"][0]["entries_new"] == 1
    told = qmdesk("merge", case, "li.zip", "--dry-run", "--lang", "en").err
    own = qmdesk("identity", "show", "--json", home="li").json["identities"][0]["fingerprint"]
    assert f"{own[:4]} {own[4:8]}" in told
    assert "compare the fingerprint" in told
    assert "    杭州 - " in told
    assert qmdesk("show", case, "--json").json["heads"] == before
    assert qmdesk("merge", case, "li.zip", "--json").json["entries_new"] == 1
    left = qmdesk("merge", case, "li.zip", "--leave-open", "现场再看", "--lang", "en")
    assert "left open as a point for the team: case/region" in left.err
    (conflict,) = qmdesk("merge", case, "li.zip", "--json").json["conflicts"]
    assert (conflict["marked"], set(conflict["values"])) == (True, {"宁波", "杭州"})


def test_a_device_can_be_forgotten_when_its_key_was_replaced(qmdesk: Qmdesk, case: str, tmp_path: Path):
    shutil.copyfile(tmp_path / case, tmp_path / "li.qmcase")
    qmdesk("set", "li.qmcase", "case", "region", "杭州", home="li")
    qmdesk("pack", "li.qmcase", "-o", "li.zip", home="li")
    qmdesk("merge", case, "li.zip")
    met = [each for each in qmdesk("identity", "show", "--json").json["identities"] if each["kind"] == "met"]
    assert len(met) == 1
    assert qmdesk("identity", "forget", met[0]["role"]).status == 0
    assert qmdesk("identity", "forget", met[0]["role"]).status == 2
    assert not [each for each in qmdesk("identity", "show", "--json").json["identities"] if each["kind"] == "met"]
