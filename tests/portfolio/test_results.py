"""Results of a year: every row on one list or held back with one reason; differences explained; contacts kept."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qmdesk.formdef.loader import load_builtin
from qmdesk.formdef.programme_loader import load_pack
from qmdesk.model.programme import participant
from qmdesk.portfolio.contacts import contacts_of, take_contacts, write_contacts
from qmdesk.portfolio.differences import differences
from qmdesk.portfolio.results import HELD_BACK, results, standing
from qmdesk.portfolio.results_book import explained, write_results
from qmdesk.portfolio.store import open_store
from qmdesk.workspace.programme import Programme
from tests.portfolio.many import many_facts

AT = "2026-12-01T08:00:00+00:00"
FIELDS = {"enterprise": "示例机械", "credit_code": "91330212MA2TE8XU04", "province": "浙江", "city": "宁波"}


def row(**more: str) -> object:
    return participant("row:1", {**FIELDS, **more})


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({}, "not-reviewed"),
        ({"self_level": "3"}, "not-reviewed"),
        ({"onsite_level": "2"}, "not-concluded"),
        ({"onsite_level": "2", "concluded_on": "2026-10-01"}, ""),
        ({"onsite_level": "1", "concluded_on": "2026-10-01"}, "below-list"),
        ({"onsite_level": "3", "concluded_on": "2026-10-01", "consent": "true"}, "second-review-due"),
        ({"onsite_level": "3", "concluded_on": "2026-10-01", "second_level": "3"}, "consent-missing"),
        ({"onsite_level": "3", "second_level": "3", "consent": "false"}, "consent-refused"),
        ({"onsite_level": "3", "second_level": "3", "consent": "true"}, ""),
        ({"onsite_level": "3", "second_level": "2"}, ""),  # the second review found 检验级: the province publishes it
        ({"onsite_level": "3", "second_level": "3", "final_level": "2"}, ""),
        ({"final_level": "4", "consent": "true", "removed": "true"}, "removed"),
    ],
)
def test_why_an_enterprise_is_held_back(fields: dict[str, str], reason: str) -> None:
    assert standing(row(**fields), load_pack("zhejiang", 2026)).held_back == reason  # type: ignore[arg-type]


_LEVEL = st.sampled_from(["", "1", "2", "3", "4", "5"])


@given(
    st.lists(
        st.fixed_dictionaries(
            {
                "onsite_level": _LEVEL, "second_level": _LEVEL, "final_level": _LEVEL,
                "consent": st.sampled_from(["", "true", "false"]), "removed": st.sampled_from(["", "true"]),
                "concluded_on": st.sampled_from(["", "2026-10-01"]),
            }
        ),
        max_size=12,
    ),
    st.sampled_from(["miit", "zhejiang", "chongqing"]),
)  # fmt: skip
def test_every_row_comes_out_once(rows: list[dict[str, str]], authority: str) -> None:
    given_rows = [participant(f"row:{at}", {**FIELDS, **each}) for at, each in enumerate(rows)]
    found = results(given_rows, load_pack(authority, 2026))
    out = [e.participant.key for each in found.lists for e in each.entries]
    out += [each.participant.key for each in found.held_back]
    assert sorted(out) == sorted(each.key for each in given_rows)
    assert all(each.held_back in HELD_BACK for each in found.held_back)
    for each in found.lists:
        assert all(each.lowest <= (e.level or 0) <= each.highest for e in each.entries)
        assert not each.needs_consent or all(e.participant.consent for e in each.entries)


def test_differences_name_what_pulled_the_level_down(tmp_path: Path) -> None:
    store = open_store(str(tmp_path / "facts"), tmp_path)
    store.put(many_facts(120))
    found = differences(store)
    store.close()
    assert found
    assert all(each.before != each.after and each.earlier == "self" for each in found)
    for each in found:
        kinds = [change.kind for change in each.changes]
        assert kinds == sorted(kinds, key=lambda kind: kind != "dimension")
        rest = [change for change in each.changes if change.kind != "dimension"]
        downs = [change.lower for change in rest if change.before and change.after]
        assert downs == sorted(downs, reverse=True)
    form = load_builtin("meqmc")
    for lang in ("zh-CN", "en"):
        assert all(explained(each, form, lang) for each in found)


def test_the_workbook_has_a_sheet_for_each_list(tmp_path: Path) -> None:
    pack, form = load_pack("zhejiang", 2026), load_builtin("meqmc")
    rows = [
        participant("row:1", {**FIELDS, "onsite_level": "2", "concluded_on": "2026-10-01"}),
        participant("row:2", {**FIELDS, "enterprise": "=HYPERLINK(1)", "onsite_level": "2"}),
    ]
    write_results(results(rows, pack), pack, (), form, tmp_path / "结果.xlsx", "zh-CN")
    book = openpyxl.load_workbook(tmp_path / "结果.xlsx")
    assert len(book.sheetnames) == len(pack.publication) + 1
    first, last = book.worksheets[0], book.worksheets[-1]
    assert [cell.value for cell in first[4]][1:5] == ["浙江 宁波", "示例机械", "91330212MA2TE8XU04", "检验级"]
    assert (last[4][2].value, last[4][2].data_type) == ("=HYPERLINK(1)", "s")
    assert last[4][5].value == "现场复核尚未作结论"


def test_contacts_are_kept_brought_up_to_date_and_written_as_they_are_read(tmp_path: Path) -> None:
    with Programme.make(tmp_path / "2026.qmprog", "zhejiang", 2026, author="办", at=AT) as programme:
        first = tmp_path / "一.csv"
        first.write_text(
            "地区,姓名,工作单位,电话,手机号码\n杭州,甲,经信局,0571-1,13800000001\n宁波,乙,经信局,,13800000002\n"
        )
        taken = take_contacts(programme, first, author="办", at=AT)
        assert (taken.read, taken.new, taken.changed) == (2, 2, 0)
        assert (take_contacts(programme, first, author="办", at=AT).done.changed) == ()
        first.write_text("地区,姓名,工作单位,电话,手机号码\n杭州,甲,经信局,0571-9,13800000001\n")
        again = take_contacts(programme, first, author="办", at=AT)
        assert (again.new, again.changed) == (0, 1)
        assert [(each.name, each.phone) for each in contacts_of(programme)] == [("乙", ""), ("甲", "0571-9")]
        write_contacts(contacts_of(programme), tmp_path / "出.xlsx", "en")
        with Programme.make(tmp_path / "2.qmprog", "zhejiang", 2026, author="办", at=AT) as other:
            take_contacts(other, tmp_path / "出.xlsx", author="办", at=AT)
            assert [each.mobile for each in contacts_of(other)] == [each.mobile for each in contacts_of(programme)]
