"""Claims: documents made of a case of hostile texts say them letter by letter; no cell works, no link, no script."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pypdfium2
import pytest

from qmdesk.formdef.loader import load_builtin
from qmdesk.review.begin import begin
from qmdesk.review.exporting import data
from qmdesk.review.reporting import report
from qmdesk.review.session import ReviewSession, Who
from tests.hostile.hostile_case import fill
from tests.hostile.nasty import NASTY


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ReviewSession]:
    folder = tmp_path_factory.mktemp("hostile")
    who = Who("a" * 16, "<b>王</b>工", folder / "home")
    with begin(
        folder / "a.qmcase", load_builtin("meqmc"), who, enterprise="=1+1<b>甬江</b>", credit_code="91330212MA2TE8XU04"
    ) as made:
        fill(made)
        yield made


def test_the_report_says_them_letter_by_letter_and_links_nowhere(session: ReviewSession, tmp_path: Path):
    path = tmp_path / "r.pdf"
    report(session, path)
    pages = pypdfium2.PdfDocument(path)
    said = "".join("".join(page.get_textpage().get_text_bounded().split()) for page in pages)
    plain = [each for each in NASTY if all(unicodedata.category(sign) not in ("Cf", "So", "Cc") for sign in each)]
    found = [each for each in plain if "".join(each.split())[:12] in said]
    assert len(found) > len(plain) // 2
    content = path.read_bytes()
    assert not re.search(rb"/(?:JavaScript|JS|Launch|SubmitForm|URI)\b", content)


def test_the_workbook_of_all_data_has_texts_and_no_formulas(session: ReviewSession, tmp_path: Path):
    path = tmp_path / "d.xlsx"
    data(session, path)
    cells = [cell for page in openpyxl.load_workbook(path) for row in page.iter_rows() for cell in row]
    assert not [cell.value for cell in cells if cell.data_type == "f"]
    assert not [cell.value for cell in cells if cell.hyperlink]
    values = {str(cell.value) for cell in cells if cell.data_type == "s"}
    starting = [each for each in NASTY if each.strip()[:1] in tuple("=+-@")]
    assert starting
    assert [each for each in starting if not any(each.strip() in value for value in values)] == []
