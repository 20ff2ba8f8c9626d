"""Signing by hand without a certificate, and the seal across the page edges: both before the first signature."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from PIL import Image, ImageDraw

from qmdesk.model.problem import Refused
from qmdesk.report.sign import Manner, Signer, sign_report
from qmdesk.report.sign_hand import HANDS
from qmdesk.report.sign_seam import groups, seal_edges
from qmdesk.report.verify import examine
from qmdesk.report.verify_attachments import page_lines
from qmdesk.report.verify_regrade import Regraded
from tests.report.signing_paper import handwriting, paper
from tests.trust import people


def verified(content: bytes):
    listed = {"lead": "lead", "representative": "representative"}
    again = Regraded({"ok": True, "printed": 3, "recomputed": 3}, (), listed)
    return examine(content, people.trusted(), again=lambda _: again)


def refused(path: Path, *signers: Signer, **manner) -> str:
    before = path.read_bytes()
    with pytest.raises(Refused) as caught:
        sign_report(path, path, signers, Manner(**manner))
    assert path.read_bytes() == before
    return caught.value.problems[0].code


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "报告.pdf"
    path.write_bytes(paper())
    return path


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    return handwriting(tmp_path / "笔迹.png")


def test_the_leads_signature_covers_the_hand_and_the_block_says_so(report: Path, picture: Path):
    sign_report(report, report, [Signer("representative", None, picture), Signer("lead", people.lead())])
    found = verified(report.read_bytes())
    assert found.ok
    assert [(each.code, each.where, each.details["name"]) for each in found.problems] == [
        ("report-role-by-hand", "representative", "赵堃")
    ]
    assert [each.role for each in found.signatures] == ["lead"]
    page = "".join("".join(page_lines(report.read_bytes())).split())
    assert "企业代表" in page and "赵堃" in page and "手写签名，无证书，由其后的电子签名一并保护" in page


def test_the_handwriting_is_on_the_page(report: Path, picture: Path):
    sign_report(report, report, [Signer("representative", None, picture), Signer("lead", people.lead())])
    with pypdfium2.PdfDocument(report.read_bytes()) as document:
        drawn = document[1].render(scale=2).to_pil().convert("L")
    left, bottom, right, top = 60, 330, 300, 388
    block = drawn.crop((left * 2 + 6, (842 - top) * 2 + 6, left * 2 + (right - left) * 4 // 5, (842 - bottom) * 2 - 6))
    assert block.getextrema()[0] < 60


def test_the_order_given_does_not_matter_the_hand_comes_first(report: Path, picture: Path):
    sign_report(report, report, [Signer("lead", people.lead()), Signer("representative", None, picture)])
    assert verified(report.read_bytes()).ok


def test_a_hand_comes_too_late_once_somebody_signed(report: Path, picture: Path):
    sign_report(report, report, [Signer("lead", people.lead())], Manner(roles=("lead", "assessor")))
    hand = Signer("representative", None, picture)
    assert refused(report, hand, Signer("assessor", people.assessor())) == "report-hand-too-late"


def test_a_hand_alone_proves_nothing_and_the_lead_needs_a_certificate(report: Path, picture: Path):
    assert refused(report, Signer("representative", None, picture)) == "report-hand-alone"
    lead = Signer("lead", None, picture)
    assert refused(report, lead, Signer("assessor", people.assessor())) == "report-hand-lead"


def test_a_hand_needs_a_picture_and_a_place(report: Path, picture: Path):
    lead = Signer("lead", people.lead())
    assert refused(report, Signer("representative", None), lead) == "report-hand-without-picture"
    assert refused(report, Signer("second_reviewer", None, picture), lead) == "report-role-unknown"
    report.write_bytes(paper())
    (report.parent / "x.png").write_bytes(b"GIF89a")
    assert refused(report, Signer("representative", None, report.parent / "x.png"), lead) == "handwriting-unreadable"


def test_a_forged_note_that_the_lead_signed_by_hand_does_not_replace_the_signature(tmp_path: Path):
    told = [{"field": "lead", "role": "lead", "name": "王", "at": "", "sha256": ""}]
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(paper())) as pdf:
        pdf.attachments[HANDS] = json.dumps(told).encode()
        pdf.save(out)
    path = tmp_path / "x.pdf"
    path.write_bytes(out.getvalue())
    sign_report(path, path, [Signer("representative", people.representative())])
    assert ("report-role-unsigned", "lead") in [
        (each.code, each.where) for each in verified(path.read_bytes()).problems
    ]


# -- the seal across the edges -----------------------------------------------------------------------


def seal(background: str | None = None) -> bytes:
    picture = Image.new("RGBA", (400, 400), background or (0, 0, 0, 0))
    draw = ImageDraw.Draw(picture)
    draw.ellipse((10, 10, 390, 390), outline=(200, 0, 0, 255), width=24)
    draw.line((20, 200, 380, 200), fill=(200, 0, 0, 255), width=30)
    out = io.BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()


def edges(content: bytes, width: float = 60) -> list[Image.Image]:
    with pypdfium2.PdfDocument(content) as document:
        found = []
        for page in document:
            drawn = page.render(scale=2).to_pil().convert("RGB")
            found.append(drawn.crop((drawn.width - round(width * 2), 0, drawn.width, drawn.height)))
        return found


def is_red(pixel: tuple[int, ...]) -> bool:
    return pixel[0] > 150 and pixel[1] < 110 and pixel[2] < 110


@pytest.mark.parametrize("background", [None, "white"])
def test_the_slices_of_all_pages_make_the_seal_again(background: str | None):
    slices = edges(seal_edges(paper(), seal(background)), 119 / 2)
    whole = Image.new("RGB", (sum(each.width for each in slices), slices[0].height))
    at = 0
    for each in slices:
        whole.paste(each, (at, 0))
        at += each.width
    middle = whole.height // 2
    row = [is_red(whole.getpixel((x, middle))) for x in range(12, whole.width - 12)]
    assert all(row), "the bar of the seal runs through all slices"
    assert whole.getpixel((whole.width // 2, middle - 40)) == (255, 255, 255), "the paper shows through"


def test_pages_share_a_seal_in_even_groups():
    assert groups(2) == [(0, 2)]
    assert groups(16) == [(0, 16)]
    assert groups(40) == [(0, 13), (13, 14), (27, 13)]
    assert sum(count for _, count in groups(101)) == 101
    assert groups(0) == []


def test_a_sealed_report_is_signed_as_any_other(report: Path):
    report.write_bytes(seal_edges(report.read_bytes(), seal()))
    sign_report(report, report, [Signer("lead", people.lead()), Signer("representative", people.representative())])
    assert verified(report.read_bytes()).problems == ()


@pytest.mark.parametrize("content", [b"", b"GIF89a", b"\x89PNG\r\n\x1a\nno"])
def test_a_seal_that_is_no_picture_is_refused(content: bytes):
    with pytest.raises(Refused) as caught:
        seal_edges(paper(), content)
    assert caught.value.problems[0].code == "seal-unreadable"
