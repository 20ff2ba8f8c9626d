"""What PDF/A-3b demands stands in every report, however it was signed, and the check finds what doesn't."""

from __future__ import annotations

import io
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from qmdesk.report.build import write_report
from qmdesk.report.sign import Manner, Signer, sign_report
from qmdesk.report.sign_seam import seal_edges
from qmdesk.report.sign_stamp import stamp_report
from tests.report import cases, stamping
from tests.report.pdfa import faults
from tests.report.signing_paper import handwriting
from tests.trust import people


@cache
def _report() -> bytes:
    from tempfile import TemporaryDirectory

    with TemporaryDirectory() as folder:
        out = Path(folder) / "r.pdf"
        case = cases.finished(cases.machining(photos=2))
        write_report(*case.arguments(), out, made_at=cases.MADE_AT, attachments={"journal.jsonl": b"{}\n"})
        return out.read_bytes()


def test_a_report_keeps_to_it():
    assert faults(_report()) == []


def test_sealed_signed_by_hand_and_certificate_and_stamped_it_still_does(tmp_path: Path):
    hand, path = handwriting(tmp_path / "hand.png"), tmp_path / "r.pdf"
    path.write_bytes(seal_edges(_report(), hand.read_bytes()))
    sign_report(path, path, [Signer("representative", None, hand), Signer("lead", people.lead(), hand)], Manner())
    stamp_report(path, path, "local", people.trusted(), lambda _: stamping.stamper())
    assert faults(path.read_bytes()) == []


def _no_intent(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.OutputIntents


def _script(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Names["/JavaScript"] = pikepdf.Dictionary()


def _unlisted(pdf: pikepdf.Pdf) -> None:
    pdf.Root.AF = pikepdf.Array(list(pdf.Root.AF)[1:])


def _hidden(pdf: pikepdf.Pdf) -> None:
    next(each for page in pdf.pages for each in page.obj.get("/Annots", [])).F = 2


def _no_font(pdf: pikepdf.Pdf) -> None:
    del next(each for each in pdf.objects if _is(each, "/FontDescriptor")).FontFile2


def _wider(pdf: pikepdf.Pdf) -> None:
    font = next(each for each in pdf.objects if _is(each, "/Font") and "/Widths" in each)
    font.Widths = pikepdf.Array([1500] * len(font.Widths))


def _other_colours(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].contents_add(b"0 0 0 1 k")


def _left_open(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].contents_add(b"q")


def _other_title(pdf: pikepdf.Pdf) -> None:
    pdf.docinfo["/Title"] = "x"


def _is(found: Any, kind: str) -> bool:
    return isinstance(found, pikepdf.Dictionary) and found.get("/Type") == kind


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (_no_intent, "output intent"),
        (_script, "scripts"),
        (_unlisted, "not in /AF"),
        (_hidden, "with flags 2"),
        (_no_font, "not embedded"),
        (_wider, "width of code"),
        (_other_colours, "another intent"),
        (_left_open, "left open"),
        (_other_title, "/Title differs"),
    ],
)
def test_the_check_finds_what_does_not(spoil: Callable[[pikepdf.Pdf], None], told: str):
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(_report())) as pdf:
        spoil(pdf)
        pdf.save(out)
    assert any(told in each for each in faults(out.getvalue()))
