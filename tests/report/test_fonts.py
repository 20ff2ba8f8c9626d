"""The fonts have what Chinese documents need, and a page's text can be copied right."""

from __future__ import annotations

import io

import pikepdf
import pypdfium2
import pytest
from reportlab.pdfgen.canvas import Canvas

from qmdesk.report import fonts
from qmdesk.report.unicode_map import to_unicode

RARE = "䶮堃祎㛃𬭎"


@pytest.mark.parametrize("name", fonts.FACES)
def test_every_face_has_the_characters_of_names_and_reports(name: str):
    known = fonts.widths(name)
    wanted = RARE + "☐☑☒✔✗⌀⁺⁻⁰¹²³₀₁₂±≥≤×÷μσΦΩ℃‰㎡·—…“”①⑩●○□■▲→αβ"
    assert [char for char in wanted if ord(char) not in known] == []


@pytest.mark.parametrize("name", fonts.FACES)
def test_every_face_has_the_whole_cjk_block_and_extension_a_nearly(name: str):
    known = fonts.widths(name)
    assert sum(code in known for code in range(0x4E00, 0xA000)) > 20900
    assert sum(code in known for code in range(0x3400, 0x4DC0)) > 6500


def page(text: str, face: str = fonts.SERIF) -> bytes:
    fonts.register()
    out = io.BytesIO()
    canvas = Canvas(out, initialFontName=fonts.SANS, invariant=1)
    canvas.setFont(face, 12)
    for line in range(0, len(text), 30):
        canvas.drawString(50, 800 - line, text[line : line + 30])
    canvas.save()
    return out.getvalue()


def text_of(content: bytes) -> str:
    document = pypdfium2.PdfDocument(content)
    return document[0].get_textpage().get_text_bounded().replace("\r\n", "").strip()


@pytest.mark.parametrize("text", ["王𬭎、陈䶮、堃祎", "㛃氏 R² ≥ 0.9", "一" + RARE * 3, "A" * 40 + "𬭎"])
def test_text_is_copied_as_it_was_written(text: str):
    assert text_of(page(text)) == text


def test_three_hundred_characters_make_several_subsets_and_all_copy_right():
    text = "".join(chr(code) for code in range(0x4E00, 0x4E00 + 300))
    assert text_of(page(text)) == text


def test_no_font_but_ours_is_named():
    with pikepdf.open(io.BytesIO(page("质量"))) as pdf:
        named = {
            str(each.BaseFont) for each in pdf.objects if isinstance(each, pikepdf.Dictionary) and "/BaseFont" in each
        }
    assert named
    assert all(name.split("+")[1] in fonts.FACES for name in named)


def test_a_map_has_blocks_of_a_hundred_and_leaves_unused_codes_out():
    program = to_unicode("X", [0, *range(0x4E00, 0x4E00 + 150), 0x2CB4E])
    assert "100 beginbfchar" in program
    assert "51 beginbfchar" in program
    assert "<00> <0000>" not in program
    assert "<97> <D872DF4E>" in program  # 𬭎 as a surrogate pair


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("plain", "plain"),
        ("e\u0301te\u0301", "été"),
        ("\u202e反\u202c正", "反正"),
        ("零\u200b宽", "零宽"),
        ("表情😀在此", "表情〓在此"),
        ("家👨‍👩‍👧人", "家〓〓〓人"),
        ("👍🏽好", "〓好"),
        ("עברית", "〓〓〓〓〓"),
        ("a\tb\r\nc", "a b\nc"),
        ("nul\x00\x07", "nul"),
        ("⚠\ufe0f", "⚠"),
    ],
)
def test_what_cannot_be_printed_is_shown_as_missing_or_left_out(typed: str, printed: str):
    assert fonts.printable(typed) == printed
