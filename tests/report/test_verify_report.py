"""Verifying: what is whole is proved, and every tamper that we know fails by its name."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from datetime import timedelta
from functools import cache
from pathlib import Path

import pikepdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import FieldMDPAction, FieldMDPSpec, MDPPerm, SigFieldSpec, append_signature_field
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from qmdesk.grading.display import display_value
from qmdesk.model.canonical import canonical
from qmdesk.model.journal import Stage
from qmdesk.model.journal_json import entry_hash, entry_to_json
from qmdesk.model.problem import Refused, Severity
from qmdesk.report import verify_regrade
from qmdesk.report.build import write_report
from qmdesk.report.sign import Manner, Signer, sign_report
from qmdesk.report.verify import examine, verify_report
from qmdesk.report.verify_content import check_content
from qmdesk.report.verify_regrade import Regraded, differences, regrade
from qmdesk.trust.anchors import TrustList
from qmdesk.trust.verification import Verification
from tests.report import cases
from tests.report.signing_paper import paper
from tests.trust import people


def graded(_: bytes) -> Regraded:
    """A stand-in for grading again, where a test is about signatures only."""
    return Regraded({"ok": True, "printed": 3, "recomputed": 3}, ())


def codes(found: Verification, least: Severity = Severity.ERROR) -> set[str]:
    order = [Severity.INFO, Severity.WARNING, Severity.ERROR]
    return {each.code for each in found.problems if order.index(each.severity) >= order.index(least)}


def verified(content: bytes, anchors: TrustList | None = None, **named) -> Verification:
    return examine(content, anchors or people.trusted(), again=graded, **named)


def signed_by(folder: Path, content: bytes, *signers: Signer, roles: tuple[str, ...] = ()) -> bytes:
    path = folder / "signing.pdf"
    path.write_bytes(content)
    sign_report(path, path, signers, Manner(roles=roles))
    return path.read_bytes()


@pytest.fixture(scope="module")
def signed(tmp_path_factory) -> bytes:
    """Signed by the lead assessor and the representative."""
    folder = tmp_path_factory.mktemp("signed")
    lead, other = Signer("lead", people.lead()), Signer("representative", people.representative())
    return signed_by(folder, paper(), lead, other)


def updated(content: bytes, change: Callable[[IncrementalPdfFileWriter], None]) -> bytes:
    """The report with one more incremental update."""
    writer, out = IncrementalPdfFileWriter(io.BytesIO(content)), io.BytesIO()
    change(writer)
    writer.write(out)
    return out.getvalue()


# -- what is whole -----------------------------------------------------------------------------------


def test_a_whole_report_is_proved(signed: bytes):
    found = verified(signed)
    assert (found.ok, found.kind, found.problems) == (True, "report", ())
    keys = ("signer", "role", "valid", "trusted", "covers_all", "modified_after")
    assert [tuple(each.to_json()[key] for key in keys) for each in found.signatures] == [
        ("王𬭎", "lead", True, True, True, False),
        ("赵堃", "representative", True, True, True, False),
    ]


# -- changed after signing ---------------------------------------------------------------------------


def test_a_flipped_byte_anywhere_is_found(signed: bytes):
    """Every byte is signed, or part of a signature, or a zero that nothing may take the place of."""
    for position in range(10, len(signed), len(signed) // 30):
        raw = bytearray(signed)
        raw[position] ^= 0x01
        assert not verified(bytes(raw)).ok, position


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(share=st.floats(0, 1, exclude_max=True), step=st.integers(1, 255))
def test_no_change_of_a_byte_passes(signed: bytes, share: float, step: int):
    """But for one: a hexadecimal digit of a signature written in the other case says the same."""
    position = int(share * len(signed))
    raw = bytearray(signed)
    raw[position] = (raw[position] + step) % 256
    same_digit = bytes(raw[position : position + 1]).lower() == signed[position : position + 1].lower()
    assert not verified(bytes(raw)).ok or same_digit


def test_no_bit_of_the_signatures_own_bytes_is_free(signed: bytes):
    """Not even of those that CMS itself leaves uncovered: versions, lengths, the list of digests."""
    with pikepdf.open(io.BytesIO(signed)) as pdf:
        _, start, _, _ = (int(each) for each in pdf.Root.AcroForm.Fields[1].V.ByteRange)
    for number in (0, 1, 2, 3, 20, 24, 25, 26, 28, 29, 31, 40, 42):
        for digit in (1, 2):
            raw, position = bytearray(signed), start + 2 * number + digit
            raw[position : position + 1] = b"%x" % (int(raw[position : position + 1], 16) ^ 1)
            assert not verified(bytes(raw)).ok, (number, digit)


@pytest.mark.parametrize("junk", [b"\n", b"%%EOF\n", b"junk" * 100, b"%PDF-1.7\n"])
def test_junk_after_the_end_is_found(signed: bytes, junk: bytes):
    assert codes(verified(signed + junk)) & {"report-bytes-after-end", "report-unreadable"}
    assert not verified(signed + junk).ok


def test_a_report_rewritten_by_another_program_is_no_longer_signed(signed: bytes):
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(signed)) as pdf:
        pdf.save(out)
    found = verified(out.getvalue())
    assert {"signature-invalid", "report-changed-after-signing", "report-not-covered"} <= codes(found)
    assert not any(each.check.valid or each.covers_all for each in found.signatures)


def redraw(writer: IncrementalPdfFileWriter) -> None:
    page = writer.root["/Pages"]["/Kids"][0].get_object()
    page["/Contents"] = writer.add_object(generic.StreamObject(stream_data=b"BT ET"))
    writer.update_container(page)


def overlay(writer: IncrementalPdfFileWriter) -> None:
    page = writer.root["/Pages"]["/Kids"][0].get_object()
    note = generic.DictionaryObject(
        {
            generic.pdf_name("/Type"): generic.pdf_name("/Annot"),
            generic.pdf_name("/Subtype"): generic.pdf_name("/FreeText"),
            generic.pdf_name("/Rect"): generic.ArrayObject(generic.NumberObject(each) for each in (50, 700, 400, 800)),
            generic.pdf_name("/Contents"): generic.pdf_string("Level 5"),
        }
    )
    page["/Annots"] = generic.ArrayObject([writer.add_object(note)])
    writer.update_container(page)


def exchange_attachment(writer: IncrementalPdfFileWriter) -> None:
    names = writer.root["/Names"]["/EmbeddedFiles"]["/Names"]
    for number in range(0, len(names), 2):
        if names[number] == "snapshot.json":
            spec = names[number + 1]
            spec["/EF"]["/F"] = writer.add_object(generic.StreamObject(stream_data=b'{"grade": 5}'))
            writer.update_container(spec["/EF"])


def take_away(writer: IncrementalPdfFileWriter) -> None:
    fields = writer.root["/AcroForm"]["/Fields"]
    field = fields[1].get_object()
    del field["/V"]
    writer.update_container(field)


def rename(writer: IncrementalPdfFileWriter) -> None:
    first, second = (each.get_object() for each in writer.root["/AcroForm"]["/Fields"])
    first["/T"], second["/T"] = generic.pdf_string("representative"), generic.pdf_string("lead")
    writer.update_container(first)
    writer.update_container(second)


def add_metadata(writer: IncrementalPdfFileWriter) -> None:
    writer.root["/Metadata"] = writer.add_object(generic.StreamObject(stream_data=b"<x/>"))
    writer.update_root()


@pytest.mark.parametrize("change", [redraw, overlay, exchange_attachment, take_away, rename])
def test_an_update_behind_the_signatures_is_found(signed: bytes, change):
    found = verified(updated(signed, change))
    assert {"report-bytes-after-end", "report-changed-after-signing"} <= codes(found)
    assert any(each.modified_after for each in found.signatures)


def test_not_even_the_metadata_may_change_behind_the_last_signature(signed: bytes):
    assert codes(verified(updated(signed, add_metadata))) == {"report-bytes-after-end", "report-described-otherwise"}


@pytest.mark.parametrize("change", [redraw, overlay, exchange_attachment])
def test_an_update_between_two_signatures_breaks_the_first(tmp_path: Path, change):
    """Somebody changes the report after the lead signed, and has the last one sign the result with another tool."""
    half = signed_by(tmp_path, paper(), Signer("lead", people.lead()), roles=("lead", "representative"))
    found = verified(_sign_blindly(updated(half, change), "representative", people.representative()))
    assert [(each.role, each.modified_after) for each in found.signatures] == [
        ("lead", True), ("representative", False),
    ]  # fmt: skip
    assert "report-changed-after-signing" in codes(found)


def _sign_blindly(content: bytes, field: str, identity, **more) -> bytes:
    """Sign with pyHanko as any tool would: without a look at what went before."""
    described = PdfSignatureMetadata(field_name=field, md_algorithm="sha256", **more)
    writer = IncrementalPdfFileWriter(io.BytesIO(content))
    return PdfSigner(described, identity.pdf_signer()).sign_pdf(writer, output=io.BytesIO()).getvalue()


# -- signatures missing or misplaced -----------------------------------------------------------------


def test_a_report_cut_back_to_an_earlier_signature_says_who_is_missing(signed: bytes):
    with pikepdf.open(io.BytesIO(signed)) as pdf:
        start, size = (int(each) for each in list(pdf.Root.AcroForm.Fields[0].V.ByteRange)[2:])
    found = verified(signed[: start + size])
    assert codes(found) == {"report-role-unsigned"}
    assert [each.where for each in found.problems] == ["representative"]


def test_a_report_without_signatures_proves_nothing():
    assert codes(verified(paper())) == {"report-unsigned"}


def test_a_signature_after_the_lock_is_a_change(signed: bytes):
    found = verified(_sign_blindly(signed, "assessor", people.assessor()))
    assert not found.ok
    assert [each.modified_after for each in found.signatures] == [False, True, False]


def test_roles_in_another_order_are_found(tmp_path: Path):
    """Another tool has the closing role sign first: what comes after it is a change of what was closed."""
    writer = IncrementalPdfFileWriter(io.BytesIO(paper()))
    append_signature_field(writer, SigFieldSpec("lead"))
    lock = FieldMDPSpec(FieldMDPAction.ALL)
    spec = SigFieldSpec("representative", field_mdp_spec=lock, doc_mdp_update_value=MDPPerm.NO_CHANGES)
    append_signature_field(writer, spec)
    out = io.BytesIO()
    writer.write(out)
    first = _sign_blindly(out.getvalue(), "representative", people.representative())
    found = verified(_sign_blindly(first, "lead", people.lead()))
    assert [(each.role, each.modified_after) for each in found.signatures] == [
        ("representative", True), ("lead", False),
    ]  # fmt: skip
    assert not found.ok


def test_bytes_hidden_behind_a_signature_are_found(signed: bytes):
    """The space kept for a signature is larger than the signature; the rest of it is no place for anything else."""
    with pikepdf.open(io.BytesIO(signed)) as pdf:
        _, start, _, _ = (int(each) for each in pdf.Root.AcroForm.Fields[1].V.ByteRange)
    end = signed.index(b">", start)
    hidden = signed[: end - 40] + b"deadbeef" * 5 + signed[end:]
    assert codes(verified(hidden)) == {"report-hidden-bytes"}


def test_a_field_that_names_no_role_is_no_field_of_a_report(signed: bytes):
    writer = IncrementalPdfFileWriter(io.BytesIO(paper()))
    append_signature_field(writer, SigFieldSpec("Signature1.x"))
    out = io.BytesIO()
    writer.write(out)
    assert codes(verified(out.getvalue())) == {"report-has-form"}


# -- signers -----------------------------------------------------------------------------------------


def test_a_look_alike_certificate_is_valid_and_not_trusted(tmp_path: Path):
    found = verified(signed_by(tmp_path, paper(), Signer("lead", people.impostor())))
    (signature,) = found.signatures
    assert (signature.check.signer, signature.check.valid, signature.check.trusted) == ("王𬭎", True, False)
    assert codes(found) == {"signer-not-trusted"}


def test_without_a_trust_list_nobody_is_trusted(signed: bytes):
    found = examine(signed, TrustList(), again=graded)
    assert (found.ok, codes(found)) == (False, {"signer-not-trusted"})


def test_an_expired_certificate_is_told(tmp_path: Path, signed: bytes):
    assert codes(verified(signed_by(tmp_path, paper(), Signer("lead", people.expired())))) == {"certificate-expired"}
    later = verified(signed, at=people.NOW + timedelta(days=365 * 6))
    assert (later.ok, codes(later)) == (False, {"certificate-expired"})
    assert all(each.check.valid for each in later.signatures)


# -- prepared before signing -------------------------------------------------------------------------


def with_script(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pikepdf.String("app.alert(1)"))


def with_layers(pdf: pikepdf.Pdf) -> None:
    layer = pdf.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.OCG, Name=pikepdf.String("x")))
    pdf.Root.OCProperties = pikepdf.Dictionary(OCGs=pikepdf.Array([layer]), D=pikepdf.Dictionary())


def with_note(pdf: pikepdf.Pdf) -> None:
    note = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.FreeText, Rect=[0, 0, 9, 9])
    pdf.pages[0].Annots = pikepdf.Array([pdf.make_indirect(note)])


def with_launch(pdf: pikepdf.Pdf) -> None:
    action = pikepdf.Dictionary(Type=pikepdf.Name.Action, S=pikepdf.Name.Launch, F=pikepdf.String("x.exe"))
    link = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Rect=[0, 0, 9, 9], A=action)
    pdf.pages[0].Annots = pikepdf.Array([pdf.make_indirect(link)])


def with_page_script(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].AA = pikepdf.Dictionary(O=pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pikepdf.String("x")))


@pytest.mark.parametrize(
    ("change", "kind"),
    [
        (with_script, "script"), (with_page_script, "script"), (with_layers, "layers"), (with_note, "annotation"),
        (with_launch, "action"),
    ],
)  # fmt: skip
def test_what_could_change_the_pages_later_is_found_though_signed(tmp_path: Path, change, kind: str):
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(paper())) as pdf:
        change(pdf)
        pdf.save(out)
    found = verified(signed_by(tmp_path, out.getvalue(), Signer("lead", people.lead())))
    assert codes(found) == {"report-active-content"}
    assert kind in {each.where for each in found.problems}


@pytest.mark.parametrize("content", [b"", b"hello", b"%PDF-1.7\nrubbish\n%%EOF\n", b"%PDF-1.7" + bytes(2000)])
def test_what_is_no_report_is_an_answer_and_no_error(tmp_path: Path, content: bytes):
    path = tmp_path / "x.pdf"
    path.write_bytes(content)
    found = verify_report(path, people.trusted())
    assert (found.ok, found.signatures, codes(found)) == (False, (), {"report-unreadable"})


def test_a_missing_file_is_refused(tmp_path: Path):
    with pytest.raises(Refused) as caught:
        verify_report(tmp_path / "none.pdf", people.trusted())
    assert caught.value.problems[0].code == "file-missing"


# -- the grade computed again ------------------------------------------------------------------------


@cache
def _case() -> cases.Case:
    return cases.finished(cases.machining(photos=1))


@cache
def _real() -> bytes:
    """A real report of a real case, with its journal."""
    from tempfile import TemporaryDirectory

    case = _case()
    entries = sorted(
        (head for folded in case.snapshot.state.values() for head in folded.heads), key=lambda each: each.seq
    )
    whole = [each.seq for each in entries] == list(range(1, len(entries) + 1))
    journal = "".join(canonical(entry_to_json(entry)) + "\n" for entry in entries).encode() if whole else None
    with TemporaryDirectory() as folder:
        out = Path(folder) / "report.pdf"
        more = {"journal.jsonl": journal} if journal is not None else {}
        write_report(*case.arguments(), out, made_at=cases.MADE_AT, attachments=more)
        return out.read_bytes()


def with_file(name: str, change: Callable[[bytes], bytes]) -> bytes:
    """The real report with one of its embedded files changed, before anybody signs it."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(_real())) as pdf:
        content = change(pdf.attachments[name].get_file().read_bytes())
        pdf.attachments[name] = pikepdf.AttachedFileSpec(pdf, content, filename=name)
        pdf.save(out)
    return out.getvalue()


def test_the_grade_of_a_real_report_follows_from_its_data(tmp_path: Path):
    """All of it, in the child process that the command line uses."""
    path = tmp_path / "报告.pdf"
    path.write_bytes(_real())
    team = [Signer("lead", people.lead()), Signer("assessor", people.assessor())]
    sign_report(path, path, team)
    found = verify_report(path, people.trusted())
    assert (found.ok, codes(found)) == (True, set())
    assert found.regrade is not None
    assert found.regrade["ok"] is True
    assert found.regrade["printed"] == found.regrade["recomputed"] == _case().assessments[Stage.ONSITE].grade.level
    assert codes(found, Severity.WARNING) == {"report-role-on-paper", "report-signer-other-name"}


def test_a_report_that_lacks_the_leads_signature_is_not_proved(tmp_path: Path):
    content = signed_by(tmp_path, _real(), Signer("assessor", people.assessor()))
    found = examine(content, people.trusted())
    assert [(each.code, each.where) for each in found.problems if each.severity is Severity.ERROR] == [
        ("report-role-unsigned", "lead")
    ]


@pytest.mark.parametrize(("stage", "severity"), [("onsite", Severity.WARNING), ("second", Severity.ERROR)])
def test_a_second_review_needs_its_reviewer(tmp_path: Path, stage: str, severity: Severity):
    roles = {"lead", "second_reviewer"} if stage == "second" else {"lead"}
    graded = Regraded({"ok": True}, (), {"second_reviewer": "second_reviewer", "lead": "lead"}, frozenset(roles))
    found = examine(
        signed_by(tmp_path, paper(), Signer("lead", people.lead())), people.trusted(), again=lambda _: graded
    )
    assert [(each.where, each.severity) for each in found.problems] == [("second_reviewer", severity)]


def test_the_report_of_a_second_review_says_so_to_who_verifies(tmp_path: Path):
    maker = cases.machining(photos=0)
    maker.set("member:m9", name="赵复核", role="second_reviewer")
    maker.set("item:system.strategy", "second", level=2)
    case, out = cases.finished(maker, (Stage.SELF, Stage.ONSITE, Stage.SECOND)), tmp_path / "r.pdf"
    journal = "".join(canonical(entry_to_json(entry)) + "\n" for entry in maker.entries).encode()
    write_report(*case.arguments(), out, made_at=cases.MADE_AT, attachments={"journal.jsonl": journal})
    found = regrade(out.read_bytes())
    assert (found.problems, found.deciding) == ((), {"lead", "second_reviewer"})


@pytest.mark.parametrize("with_picture", [False, True])
def test_a_grade_that_is_painted_over_before_signing_is_found(with_picture: bool):
    """Its words are still in the file's text, and another grade in a picture would be in none."""
    layer, out = io.BytesIO(), io.BytesIO()
    canvas = Canvas(layer, (595, 842))
    canvas.setFillColorRGB(1, 1, 1)
    if with_picture:
        canvas.drawImage(ImageReader(Image.new("RGB", (40, 6), "white")), 100, 640, 400, 60)
    else:
        canvas.rect(100, 640, 400, 60, fill=1, stroke=0)
    canvas.save()
    with pikepdf.open(io.BytesIO(_real())) as pdf, pikepdf.open(layer) as over:
        pdf.pages[2].add_overlay(over.pages[0])
        pdf.save(out)
    found = regrade(out.getvalue())
    assert {each.code for each in found.problems} == {"report-grade-covered"}
    assert found.document is not None
    assert found.document["ok"] is False


def test_another_grade_in_the_data_than_on_the_page_is_found():
    def better(raw: bytes) -> bytes:
        data = json.loads(raw)
        for heads in data["state"]:
            for entry in heads:
                if entry["field"].startswith(("level@onsite", "agreed@onsite")):
                    entry["value"] = 1
                    entry["hash"] = entry_hash(entry)
        return canonical(data).encode()

    found = regrade(with_file("snapshot.json", better))
    assert {each.code for each in found.problems} >= {"report-assessment-differs", "report-printed-differs"}
    assert found.document is not None
    assert (found.document["ok"], found.document["recomputed"]) == (False, 1)
    assert found.document["printed"] != 1


def test_an_entry_changed_without_its_hash_is_found():
    raw = with_file("snapshot.json", lambda raw: raw.replace(b'"value":2}', b'"value":3}', 1))
    assert {each.code for each in regrade(raw).problems} == {"report-data-unreadable", "snapshot-damaged"}


@pytest.mark.parametrize("change", [
    lambda data: data["stages"]["onsite"]["grade"].__setitem__("level", 5),
    lambda data: data["stages"]["onsite"]["figures"][0].__setitem__("value", "1"),
    lambda data: data["stages"]["onsite"]["items"][3].__setitem__("level", 5),
    lambda data: data["stages"]["onsite"]["items"].pop(),
    lambda data: data["stages"]["self"].__setitem__("blocking", []),
    lambda data: data["stages"]["onsite"].pop("dimensions"),
])  # fmt: skip
def test_a_result_that_does_not_follow_from_the_data_is_found(change):
    def edit(raw: bytes) -> bytes:
        data = json.loads(raw)
        change(data)
        return json.dumps(data).encode()

    found = regrade(with_file("assessment.json", edit))
    assert [each.code for each in found.problems] == ["report-assessment-differs"]


def test_other_words_in_the_result_are_no_difference():
    def edit(raw: bytes) -> bytes:
        data = json.loads(raw)
        data["stages"]["onsite"]["items"][0]["text"] = "worded otherwise by a later version"
        return json.dumps(data).encode()

    assert regrade(with_file("assessment.json", edit)).problems == ()


def test_another_form_inside_is_found():
    def edit(raw: bytes) -> bytes:
        out = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(out, "w") as new:
            for info in old.infolist():
                new.writestr(info.filename, old.read(info) + (b"# a\n" if info.filename == "form.yaml" else b""))
        return out.getvalue()

    assert "report-form-differs" in {each.code for each in regrade(with_file("form.zip", edit)).problems}


def test_another_grade_printed_than_computed_is_found(monkeypatch):
    lines = verify_regrade.page_lines(_real())
    grade = next(line for line in lines if line.startswith("复核等级"))
    for printed in (
        [grade.replace("2", "4").replace("检验", "预防")],
        [],
        [grade, grade.replace("2级（检验级）", "5级（卓越级）")],
    ):
        monkeypatch.setattr(verify_regrade, "page_lines", lambda _, printed=printed: printed)
        found = regrade(_real())
        told = [each.code for each in found.problems if each.code != "report-figure-not-printed"]
        assert told == ["report-printed-differs"], printed
        assert found.document is not None
        assert found.document["ok"] is False


def test_figures_printed_from_other_data_are_found(monkeypatch):
    """The same grade on the page, and other figures than those that follow from the data inside."""
    lines = verify_regrade.page_lines(_real())
    figures = {each.id: each for each in _case().assessments[Stage.ONSITE].figures if each.value is not None}
    for name, value in (("cpk", figures["cpk"].value), ("fpy", figures["fpy"].value)):
        shown = display_value(_case().form.figure(name), str(value)).split()[0]
        monkeypatch.setattr(
            verify_regrade, "page_lines", lambda _, s=shown: [each.replace(s, "9.99") for each in lines]
        )
        found = regrade(_real())
        assert ("report-figure-not-printed", name) in [(each.code, each.where) for each in found.problems]
        assert found.document is not None and found.document["ok"] is False


def test_a_report_without_its_journal_is_not_proved():
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(_real())) as pdf:
        del pdf.attachments["journal.jsonl"]
        pdf.save(out)
    found = regrade(out.getvalue())
    assert [(each.code, each.where) for each in found.problems] == [("report-data-missing", "journal.jsonl")]
    assert found.document is not None and found.document["ok"] is False


@pytest.mark.parametrize("name", verify_regrade.NEEDED)
def test_a_report_without_its_data_cannot_be_graded_again(name: str):
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(_real())) as pdf:
        del pdf.attachments[name]
        pdf.save(out)
    found = regrade(out.getvalue())
    assert (found.document, [(each.code, each.where) for each in found.problems]) == (
        None, [("report-data-missing", name)],
    )  # fmt: skip


@pytest.mark.parametrize("name", verify_regrade.NEEDED)
@pytest.mark.parametrize("content", [b"", b"{}", b"[1]", b"\xff\xfe", b"[" * 100_000])
def test_junk_in_place_of_the_data_is_found(name: str, content: bytes):
    found = regrade(with_file(name, lambda _: content))
    assert found.problems
    assert found.document is None or found.document["ok"] is False


def test_a_journal_that_tells_another_story_is_found():
    """The journal inside must end in the heads that the snapshot names."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(_real())) as pdf:
        entry = next(iter(_case().snapshot.state.values())).heads[0]
        line = canonical(entry_to_json(entry)).encode() + b"\n"
        pdf.attachments["journal.jsonl"] = pikepdf.AttachedFileSpec(pdf, line, filename="journal.jsonl")
        pdf.save(out)
    assert {each.code for each in regrade(out.getvalue()).problems} == {"report-journal-differs"}


def test_statistics_may_differ_in_their_last_digits_and_levels_may_not():
    facts = {"level": 3, "shown": {"cpk": "1.3333333333333333", "n": 5}, "inputs": {"value": "1.33"}}
    same = {**facts, "name": "x", "shown": {"cpk": "1.3333333333333335", "n": 5}}
    assert list(differences(same, facts)) == []
    assert list(differences({**facts, "shown": {"cpk": "1.34", "n": 5}}, facts)) == ["/shown/cpk"]
    assert list(differences({**facts, "inputs": {"value": "1.330000001"}}, facts)) == ["/inputs/value"]
    assert list(differences({**facts, "level": True}, {**facts, "level": 1})) == ["/level"]


def test_a_report_of_ours_has_nothing_active():
    assert check_content(_real()) == ()
