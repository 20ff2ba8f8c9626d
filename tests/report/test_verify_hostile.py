"""A reader with a motive: reports made to look otherwise than they verify, each found by name."""

from __future__ import annotations

import io
import warnings
from pathlib import Path

import pikepdf
import pytest
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import SigFieldSpec, append_signature_field
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner
from pyhanko.sign.signers.pdf_signer import PdfTimeStamper
from pyhanko.stamp import TextStampStyle

from qmdesk.report.sign import Manner, Signer, sign_report
from qmdesk.report.verify import examine
from qmdesk.report.verify_regrade import Regraded
from tests.report import stamping
from tests.report.signing_paper import paper
from tests.trust import people

PAGE = (20, 20, 575, 820)


def codes(content: bytes) -> set[str]:
    again = Regraded({"ok": True, "printed": 3, "recomputed": 3}, ())
    found = examine(content, people.trusted(), again=lambda _: again)
    assert not found.ok, [each.code for each in found.problems]
    return {each.code for each in found.problems}


def signed(folder: Path, content: bytes, *, roles: tuple[str, ...] = ("lead", "representative")) -> bytes:
    path = folder / "x.pdf"
    path.write_bytes(content)
    sign_report(path, path, [Signer("lead", people.lead())], Manner(roles=roles))
    return path.read_bytes()


def changed(content: bytes, change) -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(content)) as pdf, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # pikepdf finds some of it odd too
        change(pdf)
        pdf.save(out)
    return out.getvalue()


def _sign(writer, field: str, **more) -> bytes:
    described = PdfSignatureMetadata(field_name=field, md_algorithm="sha256")
    style = TextStampStyle(stamp_text="Level 5")
    return (
        PdfSigner(described, people.representative().pdf_signer(), stamp_style=style, **more)
        .sign_pdf(writer, output=io.BytesIO())
        .getvalue()
    )


# -- with other tools, after the lead signed ---------------------------------------------------------


def test_the_representative_moves_the_place_to_sign_over_the_grade(tmp_path: Path):
    writer = IncrementalPdfFileWriter(io.BytesIO(signed(tmp_path, paper())))
    field = writer.root["/AcroForm"]["/Fields"][1].get_object()
    field["/Rect"] = generic.ArrayObject(generic.NumberObject(each) for each in PAGE)
    page = writer.root["/Pages"]["/Kids"][0]
    field["/P"] = page
    page.get_object()["/Annots"] = generic.ArrayObject([writer.root["/AcroForm"]["/Fields"].raw_get(1)])
    writer.update_container(field)
    writer.update_container(page.get_object())
    assert codes(_sign(writer, "representative")) & {"report-changed-after-signing", "report-field-misplaced"}


def test_the_representative_signs_in_a_new_field_over_the_grade(tmp_path: Path):
    writer = IncrementalPdfFileWriter(io.BytesIO(signed(tmp_path, paper())))
    append_signature_field(writer, SigFieldSpec("representative-2", on_page=0, box=PAGE))
    assert "report-changed-after-signing" in codes(_sign(writer, "representative-2"))


@pytest.mark.parametrize("roles", [("lead",), ("lead", "representative")])
def test_a_time_stamp_with_a_picture_over_the_grade(tmp_path: Path, roles: tuple[str, ...]):
    writer = IncrementalPdfFileWriter(io.BytesIO(signed(tmp_path, paper(), roles=roles)))
    append_signature_field(writer, SigFieldSpec("stamp", on_page=0, box=PAGE))
    out = PdfTimeStamper(stamping.stamper(), field_name="stamp").timestamp_pdf(writer, "sha256", output=io.BytesIO())
    assert codes(out.getvalue()) & {"report-changed-after-signing", "report-field-misplaced"}


def test_a_colleagues_signing_certificate_is_no_time_stamp_authority(tmp_path: Path):
    """Else whoever signs could prove any moment, as one before a certificate was withdrawn."""
    content = signed(tmp_path, paper(), roles=("lead",))
    stamper = PdfTimeStamper(stamping.stamper(by=people.assessor()), field_name="stamp")
    out = stamper.timestamp_pdf(IncrementalPdfFileWriter(io.BytesIO(content)), "sha256", output=io.BytesIO())
    again = Regraded({"ok": True, "printed": 3, "recomputed": 3}, ())
    found = examine(out.getvalue(), people.trusted(), again=lambda _: again)
    assert found.signatures[0].proved_at == ""
    assert not any(each.trusted for each in found.stamps)


# -- prepared before the lead signs ------------------------------------------------------------------


def picture(pdf: pikepdf.Pdf):
    return pdf.make_stream(
        b"1 g 0 0 555 800 re f", Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form, BBox=[0, 0, 555, 800]
    )


def link_with_a_picture(pdf: pikepdf.Pdf) -> None:
    note = pikepdf.Dictionary(
        Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Rect=list(PAGE), AP=pikepdf.Dictionary(N=picture(pdf))
    )
    pdf.pages[0].Annots = pikepdf.Array([pdf.make_indirect(note)])


def widget_of_no_field(pdf: pikepdf.Pdf) -> None:
    note = pikepdf.Dictionary(
        Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Widget, Rect=list(PAGE), AP=pikepdf.Dictionary(N=picture(pdf))
    )
    pdf.pages[0].Annots = pikepdf.Array([pdf.make_indirect(note)])


def invisible_words(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].contents_add(b"BT 3 Tr /F1 12 Tf 60 760 Td (Assessment: Level 5) Tj ET")


def a_second_file_of_the_same_name(pdf: pikepdf.Pdf) -> None:
    names = pdf.Root.Names.EmbeddedFiles
    tree = names.Kids[0].Names if "/Kids" in names else names.Names
    spec = pikepdf.AttachedFileSpec(pdf, b'{"grade": 5}', filename="snapshot.json")
    tree.append(pikepdf.String("snapshot.json"))
    tree.append(spec.obj)


@pytest.mark.parametrize(
    "prepare", [link_with_a_picture, widget_of_no_field, invisible_words, a_second_file_of_the_same_name]
)
def test_what_was_prepared_before_signing_is_found(tmp_path: Path, prepare):
    assert "report-active-content" in codes(signed(tmp_path, changed(paper(), prepare), roles=("lead",)))


def test_a_place_to_sign_prepared_over_the_grade_is_found(tmp_path: Path):
    """The places that the report carries are those on its pages of signatures; a field elsewhere is none of them."""
    writer, out = IncrementalPdfFileWriter(io.BytesIO(paper())), io.BytesIO()
    append_signature_field(writer, SigFieldSpec("lead", on_page=0, box=PAGE))
    writer.write(out)
    assert "report-field-misplaced" in codes(signed(tmp_path, out.getvalue(), roles=("lead",)))


def test_hidden_pages_brought_out_by_a_new_catalog_after_signing_are_found(tmp_path: Path):
    """Hide and replace: the other pages lie ready in the signed part; an appended trailer points to them."""

    def hide(pdf: pikepdf.Pdf) -> None:
        pages = pdf.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.Pages, Kids=pikepdf.Array([]), Count=0))
        pdf.Root.Pages.Hidden = pages

    content = signed(tmp_path, changed(paper(), hide), roles=("lead",))
    writer, out = IncrementalPdfFileWriter(io.BytesIO(content)), io.BytesIO()
    writer.root["/Pages"] = writer.root["/Pages"].raw_get("/Hidden")
    writer.update_root()
    writer.write(out)
    assert "report-bytes-after-end" in codes(out.getvalue())
    again = PdfTimeStamper(stamping.stamper(), field_name="stamp")
    try:
        over = again.timestamp_pdf(IncrementalPdfFileWriter(io.BytesIO(out.getvalue())), "sha256", output=io.BytesIO())
    except Exception:  # the library may not even stamp such a thing
        return
    assert codes(over.getvalue())
