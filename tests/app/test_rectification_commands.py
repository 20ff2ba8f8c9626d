"""The commands of what comes after a visit."""

from __future__ import annotations

import json

import openpyxl

from tests.app.conftest import Qmdesk


def prepared(qmdesk: Qmdesk, case: str) -> None:
    for field, value in (("binds", "item:system.process"), ("action", "补齐过程卡"), ("due", "2020-01-01")):
        assert qmdesk("set", case, "suggestion:s1", field, value).status == 0


def test_workbook_out_package_in_twice_verified_and_reminded_of(qmdesk: Qmdesk, case: str):
    prepared(qmdesk, case)
    assert qmdesk("rectification", case, "--template", "-o", "表.xlsx").status == 0
    assert qmdesk("rectification", case, "--template", "-o", "表.xlsx").status == 2, "nothing is written over"
    empty = qmdesk("rectification", case, "--import", "表.xlsx", "--json")
    assert (empty.status, empty.json["blank"], empty.json["changed"]) == (1, ["s1"], 0)
    book = openpyxl.load_workbook("表.xlsx")
    sheet = book.active
    assert sheet is not None
    sheet["G5"] = "补了 12 张"
    book.save("表.xlsx")
    dry = qmdesk("rectification", case, "--import", "表.xlsx", "--dry-run", "--json").json
    assert (dry["new"], dry["changed"]) == (["s1"], 0)
    assert qmdesk("rectification", case, "--import", "表.xlsx", "--json").json["changed"] > 0
    again = qmdesk("rectification", case, "--import", "表.xlsx", "--json")
    assert (again.status, again.json["known"], again.json["changed"]) == (0, ["s1"], 0)
    due = qmdesk("rectification", case, "--due", "0", "--json").json["due"]
    assert [(each["key"], each["days"] < 0) for each in due] == [("s1", True)]
    assert qmdesk("rectification", case, "--verify", "s1", "--verdict", "closed").status == 2, "no ground"
    assert qmdesk("rectification", case, "--verify", "s1", "--verdict", "closed", "--reason", "看过").status == 0
    assert qmdesk("rectification", case, "--json").json["due"] == []


def test_a_review_begins_from_the_last_one(qmdesk: Qmdesk, case: str):
    prepared(qmdesk, case)
    answer = qmdesk("new", "下次.qmcase", "--from", case)
    assert answer.status == 0, answer.err
    fields = {
        (each["subject"], each["field"]): each["value"]
        for each in qmdesk("show", "下次.qmcase", "--json").json["fields"]
    }
    assert ("case", "previous") in fields
    assert json.dumps(list(fields.values()), ensure_ascii=False).count("补齐过程卡") == 1
    assert qmdesk("new", "又一个.qmcase", "--from", case, "--enterprise", "别家").status == 2
    assert qmdesk("new", "无名.qmcase").status == 2
