"""Contact lists of offices, as they are sent: annex 4, other headings, notes below, several sheets."""

from __future__ import annotations

from pathlib import Path

import pytest
import xlsxwriter

from qmdesk.intake.contacts import read_contacts
from qmdesk.model.problem import Refused

ANNEX = [
    ["浙江省制造业质量标杆推荐联络员名单"],
    ["推荐地区：杭州市", "", "", "联系人：张示例"],
    ["序号", "姓名", "工作单位", "职务", "电话", "手机号码（必填）"],
    [1, "张示例", "示例市经信局", "科长", "0571-00000001", 13800000001],
    [2, "李示例", "示例区经信局", "", "0571-00000002", "138 0000 0002"],
    [3, "王示例", "示例县经信局", "主任", "", ""],
    [4, "", "示例市经信局", "", "", "13800000004"],
    ["备注：填报各设区市、县（市、区）经信部门负责此项工作的经办人员1名。"],
]


def book(path: Path, *sheets: list[list[object]]) -> Path:
    made = xlsxwriter.Workbook(str(path))
    for rows in sheets:
        sheet = made.add_worksheet()
        for at, row in enumerate(rows):
            sheet.write_row(at, 0, row)
    made.close()
    return path


def test_the_annex_is_read_with_its_region_and_numbers(tmp_path: Path) -> None:
    read = read_contacts(book(tmp_path / "联络员.xlsx", ANNEX))
    assert [(each.name, each.region, each.unit, each.mobile) for each in read.found] == [
        ("张示例", "杭州市", "示例市经信局", "13800000001"),
        ("李示例", "杭州市", "示例区经信局", "138 0000 0002"),
        ("王示例", "杭州市", "示例县经信局", ""),
    ]
    assert [each.code for each in read.problems] == ["contact-odd-mobile", "contact-without-number", "contact-nameless"]
    assert read.problems[-1].where.endswith("B7")


def test_a_column_of_regions_and_several_sheets(tmp_path: Path) -> None:
    one = [
        ["区县", "联络人", "部门", "联系电话"],
        ["渝中区", "甲", "经信委", "023-1"],
        ["渝中区", "甲", "经信委", "023-2"],
    ]
    read = read_contacts(book(tmp_path / "渝.xlsx", one, [["说明"]], ANNEX))
    assert [each.region for each in read.found[:2]] == ["渝中区", "渝中区"]
    assert len(read.found) == 5
    assert [each.code for each in read.problems].count("contact-twice") == 1


def test_what_holds_no_table_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="contacts-no-table"):
        read_contacts(book(tmp_path / "x.xlsx", [["姓名"], ["甲"]]))
    empty = read_contacts(book(tmp_path / "y.xlsx", ANNEX[:3]))
    assert [each.code for each in empty.problems] == ["contacts-empty"]
