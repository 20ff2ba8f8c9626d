"""What leaves the office: no small group in workbook, summary or JSON; the summary is signed and says what it counts."""

from __future__ import annotations

import json

import openpyxl
import pikepdf
import pypdfium2
import pytest

from qmdesk.formdef.programme_loader import load_pack
from qmdesk.model.problem import Refused
from qmdesk.portfolio.engine import Facts
from qmdesk.portfolio.masked import masked_rollup
from qmdesk.portfolio.queries import Scope
from qmdesk.portfolio.rollup import roll_up
from qmdesk.portfolio.rollup_json import rollup_json
from qmdesk.portfolio.store import open_store
from qmdesk.portfolio.summary import Issue, Wanted, document_of, write_summary
from qmdesk.portfolio.tables import REVIEW
from qmdesk.portfolio.targets import targets_of
from qmdesk.portfolio.workbook import write_workbook
from qmdesk.report.verify_signatures import check_intact

from .many import many_facts


@pytest.fixture(scope="module")
def found(tmp_path_factory):
    folder = tmp_path_factory.mktemp("facts")
    store = open_store(str(folder), folder)
    store.put(many_facts(220))
    store.put(many_facts(60, year="2025"))
    made, targets = roll_up(store, Scope("2026")), targets_of(store, load_pack("miit"))
    store.close()
    return made, targets


def numbers(value):
    """Every count of a masked document."""
    if isinstance(value, dict):
        for key, each in value.items():
            if key not in ("scope", "high_level", "masked_below", "share", "share_below", "key", "id", "dimension"):
                yield from numbers(each)
    elif isinstance(value, list):
        for each in value:
            yield from numbers(each)
    elif isinstance(value, int):
        yield value


def test_masked_json_has_no_count_of_a_small_group(found):
    data = rollup_json(found[0], 5)
    assert [each for each in numbers(data) if 0 < each < 5] == []
    assert data["masked_below"] == 5
    assert data["denominator"] == "reviewed"


def test_unmasked_json_is_all_there_is(found):
    data = rollup_json(found[0])
    assert sum(each["cases"] for each in data["by"]["region"]) == data["total"]["cases"] == 220
    assert sum(data["total"]["levels"]) == data["total"]["reviewed"]


def test_a_share_is_shown_where_it_gives_nothing_new_away_and_else_not(found):
    shown = masked_rollup(found[0], 5)
    rows = found[0].groups["region"]
    seen = [shown.count("region", each) for each in rows]
    assert any(each.high is None for each in seen)
    for each, row in zip(seen, rows, strict=True):
        if each.high is not None and None in each.levels:
            hidden_high = [n for n, level in zip(each.levels[2:], row.levels[2:], strict=True) if n is None and level]
            assert not hidden_high or (each.reviewed is not None and None not in each.levels[:2])


def test_the_workbook_hides_small_groups_and_names_the_denominator(found, tmp_path):
    made, targets = found
    path = tmp_path / "汇总.xlsx"
    write_workbook(made, path, "zh-CN", k=1, wanted=Wanted(targets, load_pack("miit")))
    book = openpyxl.load_workbook(path)
    for sheet in book.worksheets[1:]:
        planned = (1, 2) if "计划" in sheet.title else ()
        for row in sheet.iter_rows(min_row=2, values_only=True):
            counts = [cell for at, cell in enumerate(row) if at not in planned and isinstance(cell, int | float)]
            assert [each for each in counts if 0 < each < 5] == [], sheet.title
    assert any(isinstance(cell.value, int | float) for cell in book.worksheets[2][2])
    notes = " ".join(str(row[0]) for row in book.worksheets[0].iter_rows(values_only=True))
    assert "分母" in notes
    assert "5" in notes
    with pytest.raises(Refused):
        write_workbook(made, path, "zh-CN")


@pytest.mark.parametrize("lang", ["zh-CN", "en"])
def test_the_summary_is_signed_whole_and_carries_only_masked_numbers(found, tmp_path, lang):
    from qmdesk.trust.device import device_identity

    made, targets = found
    path = tmp_path / "s.pdf"
    identity = device_identity(tmp_path / "home", "office").identity
    pages = write_summary(made, targets, load_pack("miit"), path, Issue("某某经信局", lang, 2, identity))
    content = path.read_bytes()
    check_intact(content)
    with pikepdf.open(path) as pdf:
        assert len(pdf.pages) == pages
        data = json.loads(pdf.attachments["rollup.json"].get_file().read_bytes())
    assert [each for each in numbers(data) if 0 < each < 5] == []
    text = "".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(content))
    for wanted in ("4788", "4787", "某某经信局"):
        assert wanted in text
    measure = "reached" if lang == "en" else "达到检验级"
    assert measure in text
    tampered = content.replace(b"%PDF-1.7", b"%PDF-1.6", 1)
    with pytest.raises(Refused):
        check_intact(tampered)


def test_a_summary_that_is_not_wanted_twice_is_refused(found, tmp_path):
    path = tmp_path / "s.pdf"
    path.write_bytes(b"there")
    with pytest.raises(Refused):
        write_summary(*found, load_pack("miit"), path, Issue())
    assert path.read_bytes() == b"there"


def test_a_hidden_share_reads_as_hidden_in_the_summary_s_head(tmp_path):
    def rows(count, level, first):
        facts = many_facts(count, first=first)
        at = [REVIEW.names.index(each) for each in ("level", "concluded")]
        found = [list(each) for each in facts.rows[REVIEW.name]]
        for each in found:
            each[at[0]], each[at[1]] = level, True
        return Facts({**facts.rows, REVIEW.name: [tuple(each) for each in found]})

    store = open_store(str(tmp_path / "facts"), tmp_path)
    store.put(rows(30, 2, 0))
    store.put(rows(3, 3, 30))
    pack = load_pack("miit")
    made, targets = roll_up(store, Scope("2026")), targets_of(store, pack)
    store.close()
    facts = document_of(made, targets, pack, Issue()).facts
    assert (facts[4][1], facts[5][1][:1]) == ("＊", "＊")
