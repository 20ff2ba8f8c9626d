"""Claims: text from outside is no markup on a page and no formula in a table, and comes back as it went in."""

from __future__ import annotations

import io
import unicodedata
from pathlib import Path

import openpyxl
import pypdfium2
import pytest
from reportlab.pdfgen.canvas import Canvas

from qmdesk.formdef.loader import load_builtin
from qmdesk.intake.readers import read_table
from qmdesk.intake.template import write_filled
from qmdesk.intake.template.filling import Filling
from qmdesk.report import fonts
from qmdesk.report.prose import Prose
from tests.hostile.nasty import NASTY

ON_PAPER = [each for each in NASTY if all(unicodedata.category(sign) not in ("Cf", "So") for sign in each)]


def _drawn(text: str) -> str:
    fonts.register()
    out = io.BytesIO()
    canvas = Canvas(out, initialFontName=fonts.SANS)  # pyright: ignore[reportArgumentType]
    made = Prose(text, "body")
    _, height = made.wrap(400, 1000)
    made.drawOn(canvas, 50, 800 - height)
    canvas.save()
    return pypdfium2.PdfDocument(out.getvalue())[0].get_textpage().get_text_bounded()


@pytest.mark.parametrize("text", ON_PAPER)
def test_a_page_says_what_was_given(text: str) -> None:
    assert "".join(_drawn(text).split()) == "".join(text.split())


@pytest.mark.parametrize("text", [each for each in NASTY if each not in ON_PAPER])
def test_a_page_is_drawn_whatever_the_text(text: str) -> None:
    assert _drawn(text).strip()


def test_no_cell_of_a_workbook_is_a_formula_or_a_link(tmp_path: Path) -> None:
    path = tmp_path / "自评表.xlsx"
    rows = [{"name": text, "note": text} for text in NASTY]
    form = load_builtin("meqmc")
    write_filled("self-assessment", form, path, Filling(case={"enterprise": NASTY[8]}, tables={"steps": rows}))
    book = openpyxl.load_workbook(path)
    cells = [cell for page in book for row in page.iter_rows() for cell in row if cell.value is not None]
    found = {str(cell.value) for cell in cells if cell.data_type == "s"}
    assert NASTY[8] in found
    assert not any(cell.value in NASTY and cell.data_type != "s" for cell in cells)
    assert not any(cell.hyperlink for cell in cells if cell.value in NASTY)


@pytest.mark.parametrize("text", [each for each in NASTY if "\n" not in each])
def test_a_cell_that_is_read_stays_the_text_it_was(text: str) -> None:
    quoted = '"' + text.replace('"', '""') + '"'
    grid = read_table(f"名称,值\n{quoted},1\n".encode(), "a.csv")
    cell = grid.sheets[0].rows[1][0]
    assert cell is not None
    assert cell.text == text.strip()
