"""Signing: one after the other, each in its place, the last one closes the report, and no step undoes another."""

from __future__ import annotations

import io
import json
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path
from shutil import which

import pikepdf
import pypdfium2
import pytest
from PIL import Image

from qmdesk.model.problem import Refused
from qmdesk.report.sign import Manner, Signer, sign_report
from qmdesk.report.sign_plan import Box, plan, read_boxes, role_of
from qmdesk.report.verify_attachments import page_lines
from qmdesk.report.verify_signatures import examine
from qmdesk.trust.device import device_identity
from qmdesk.trust.identity import new_identity, pem_of
from tests.report import stamping
from tests.report.signing_paper import boxes, handwriting, paper
from tests.trust import people

TEAM = [("lead", people.lead), ("assessor", people.assessor), ("representative", people.representative)]


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "报告.pdf"
    path.write_bytes(paper())
    return path


def signer(role: str) -> Signer:
    return Signer(role, dict(TEAM)[role]())


def refused(*arguments, **named) -> str:
    with pytest.raises(Refused) as caught:
        sign_report(*arguments, **named)
    return caught.value.problems[0].code


def test_three_sign_in_turn_and_every_signature_holds(report: Path):
    sign_report(report, report, [signer(role) for role, _ in TEAM])
    found = examine(report.read_bytes(), people.trusted())
    assert [(each.role, each.check.signer) for each in found.signatures] == [
        ("lead", "王𬭎"), ("assessor", "李祎"), ("representative", "赵堃"),
    ]  # fmt: skip
    assert all(each.check.valid and each.check.trusted for each in found.signatures)
    assert all(each.covers_all and not each.modified_after for each in found.signatures)
    assert found.problems == ()


def test_the_first_certifies_and_the_last_locks(report: Path):
    sign_report(report, report, [signer("lead"), signer("representative")])
    with pikepdf.open(report) as pdf:
        first, last = pdf.Root.AcroForm.Fields
        assert pdf.Root.Perms.DocMDP.objgen == first.V.objgen
        references = {str(each.TransformMethod): each.TransformParams for each in first.V.Reference}
        assert references["/DocMDP"].P == 2
        methods = {str(each.TransformMethod): each.TransformParams for each in last.V.Reference}
        assert str(methods["/FieldMDP"].Action) == "/All"
        assert last.Lock.P == 1
    assert refused(report, report, [signer("lead")]) == "report-locked"


def test_the_team_may_sign_in_several_sittings(report: Path):
    manner = Manner(roles=("lead", "assessor", "representative"))
    for role in ("assessor", "lead", "representative"):
        sign_report(report, report, [signer(role)], manner)
        unsigned = examine(report.read_bytes(), people.trusted()).problems
        left = {"assessor": 2, "lead": 1, "representative": 0}[role]
        assert [each.code for each in unsigned] == ["report-role-unsigned"] * left


def test_the_last_role_waits_for_the_others(report: Path):
    manner = Manner(roles=("lead", "assessor", "representative"))
    sign_report(report, report, [signer("lead")], manner)
    before = report.read_bytes()
    with pytest.raises(Refused) as caught:
        sign_report(report, report, [signer("representative")], manner)
    (problem,) = caught.value.problems
    assert (problem.code, problem.details["waiting"]) == ("report-signs-last", "assessor")
    assert report.read_bytes() == before


def test_a_role_signs_once_and_only_roles_of_the_report_sign(report: Path):
    manner = Manner(roles=("lead", "assessor", "representative"))
    sign_report(report, report, [signer("lead")], manner)
    assert refused(report, report, [signer("lead")], manner) == "report-role-signed"
    assert refused(report, report, [Signer("second_reviewer", people.assessor())], manner) == "report-role-unknown"
    assert refused(report, report, [Signer("Lead!", people.lead())]) == "report-role-unknown"


def test_a_single_signer_certifies_and_locks_at_once(report: Path):
    sign_report(report, report, [signer("lead")])
    found = examine(report.read_bytes(), people.trusted())
    assert (len(found.signatures), found.problems) == (1, ())
    assert refused(report, report, [signer("assessor")]) == "report-locked"


def test_two_assessors_sign_each_in_the_place_that_bears_the_name(report: Path):
    other = new_identity(people.root(), "某人", "assessor")
    sign_report(report, report, [signer("lead"), signer("assessor"), Signer("assessor", other)])
    with pikepdf.open(report) as pdf:
        fields = {str(field.T): str(field.V.Name) for field in pdf.Root.AcroForm.Fields}
    assert fields == {"lead": "王𬭎", "assessor-2": "李祎", "assessor": "某人"}
    roles = [each.role for each in examine(report.read_bytes(), people.trusted()).signatures]
    assert roles == ["lead", "assessor", "assessor"]


def test_someone_else_in_a_named_place_is_told_and_not_refused(report: Path):
    sign_report(report, report, [Signer("representative", people.lead())])
    found = examine(report.read_bytes(), people.trusted())
    assert [each.code for each in found.problems] == ["certificate-other-role", "report-signer-other-name"]
    assert found.problems[1].details == {"signer": "王𬭎", "expected": "赵堃"}


def test_the_institution_signs_in_the_place_of_its_seal(report: Path):
    seal = new_identity(people.root(), "某省质量评价中心", "institution")
    sign_report(report, report, [signer("lead"), Signer("institution", seal)])
    with pikepdf.open(report) as pdf:
        rect = [float(edge) for edge in pdf.Root.AcroForm.Fields[1].Rect]
    assert rect == [float(edge) for edge in boxes()[-1]["rect"]]


def test_the_block_shows_role_name_time_and_certificate(report: Path, tmp_path: Path):
    picture = handwriting(tmp_path / "笔迹.png")
    sign_report(report, report, [Signer("representative", people.representative(), picture)])
    lines = "".join(_appearance_text(report.read_bytes()).split())
    fingerprint = people.representative().fingerprint[:16].upper()
    for expected in ("企业代表", "赵堃", "证书" + fingerprint):
        assert expected in lines
    drawn = _drawn(report.read_bytes(), 2)
    left, bottom, right, top = boxes()[3]["rect"]
    middle = left * 2 + (right - left) * 4 // 5  # the drawing is at twice the size; the handwriting has the left part
    block = drawn.crop((left * 2 + 6, (842 - top) * 2 + 6, middle, (842 - bottom) * 2 - 6))
    assert block.getextrema()[0] < 60, "the handwriting is not on the page"


@pytest.mark.skipif(which("pdftotext") is None, reason="poppler-utils is not installed")
def test_a_name_beyond_the_basic_plane_is_copied_right_from_the_block(report: Path, tmp_path: Path):
    sign_report(report, report, [signer("lead")])
    (tmp_path / "flat.pdf").write_bytes(_flattened(report.read_bytes()))
    done = subprocess.run(["pdftotext", tmp_path / "flat.pdf", "-"], capture_output=True, check=True)
    assert "王𬭎" in done.stdout.decode("utf-8")


def _appearance_text(content: bytes) -> str:
    return "\n".join(page_lines(_flattened(content)))


def _drawn(content: bytes, scale: int) -> Image.Image:
    """The page of signatures as a picture in grey."""
    with pypdfium2.PdfDocument(_flattened(content)) as document:
        return document[1].render(scale=scale).to_pil().convert("L")


def _flattened(content: bytes) -> bytes:
    """The report with its signature blocks drawn into the pages, as a printer draws them."""
    out = io.BytesIO()
    with pypdfium2.PdfDocument(content) as document:
        document.init_forms()
        for page in document:
            page.flatten()
        document.save(out)
    return out.getvalue()


@pytest.mark.parametrize("lang", ["zh-CN", "en"])
def test_names_of_sixty_characters_stay_inside_their_box(report: Path, lang: str):
    long = new_identity(people.root(), "欧阳" * 30, "lead")
    sign_report(report, report, [Signer("lead", long)], Manner(lang=lang))
    drawn = _drawn(report.read_bytes(), 1)
    right, top = int(boxes()[0]["rect"][2]) + 2, 842 - int(boxes()[0]["rect"][3])
    assert drawn.crop((62, top + 2, right - 4, top + 56)).getextrema()[0] < 128, "the block is not on the page"
    assert drawn.crop((right, top, 595, top + 58)).getextrema() == (255, 255)


def test_a_report_without_places_is_signed_out_of_sight(tmp_path: Path):
    path = tmp_path / "x.pdf"
    path.write_bytes(paper(places=[]))
    sign_report(path, path, [signer("lead"), signer("assessor")])
    assert examine(path.read_bytes(), people.trusted()).problems == ()


def test_a_report_with_a_plain_xref_table_is_signed_too(tmp_path: Path):
    path = tmp_path / "x.pdf"
    path.write_bytes(paper(streams=False))
    sign_report(path, path, [signer("lead"), signer("assessor")])
    assert examine(path.read_bytes(), people.trusted()).problems == ()


# -- refusals ----------------------------------------------------------------------------------------


def test_nobody_is_not_a_signer(report: Path):
    assert refused(report, report, []) == "report-signers-missing"


def test_a_device_and_a_root_sign_no_report(report: Path, tmp_path: Path):
    before = report.read_bytes()
    assert refused(report, report, [Signer("lead", device_identity(tmp_path / "home"))]) == "device-signs-no-report"
    assert refused(report, report, [Signer("lead", people.root())]) == "identity-is-root"
    assert report.read_bytes() == before


@pytest.mark.parametrize("content", [b"", b"hello", b"%PDF-1.7\n%%EOF", b"PK\x03\x04" + bytes(100)])
def test_what_is_no_pdf_is_refused(tmp_path: Path, content: bytes):
    path = tmp_path / "x.pdf"
    path.write_bytes(content)
    assert refused(path, path, [signer("lead")]) == "report-unreadable"
    assert refused(tmp_path / "none.pdf", path, [signer("lead")]) == "report-unreadable"


def test_an_encrypted_report_is_refused(report: Path):
    with pikepdf.open(report, allow_overwriting_input=True) as pdf:
        pdf.save(report, encryption=pikepdf.Encryption(owner="o", user=""))
    assert refused(report, report, [signer("lead")]) == "report-encrypted"


def test_a_report_with_fields_to_fill_is_refused(report: Path):
    with pikepdf.open(report, allow_overwriting_input=True) as pdf:
        field = pdf.make_indirect(pikepdf.Dictionary(FT=pikepdf.Name.Tx, T=pikepdf.String("grade")))
        pdf.Root.AcroForm = pikepdf.Dictionary(Fields=pikepdf.Array([field]))
        pdf.save(report)
    assert refused(report, report, [signer("lead")]) == "report-has-form"


def test_a_report_that_was_changed_since_is_not_signed_again(report: Path):
    sign_report(report, report, [signer("lead")], Manner(roles=("lead", "assessor")))
    report.write_bytes(report.read_bytes() + b"\n% junk\n")
    assert refused(report, report, [signer("assessor")]) == "report-bytes-after-end"


@pytest.mark.parametrize(
    "places",
    [
        {"role": "lead"}, [1], [{"role": "lead", "page": 1}], [{"role": "lead", "page": 0, "rect": [0, 0, 1, 1]}],
        [{"role": "lead", "page": 1, "rect": [9, 0, 1, 1]}], [{"role": "lead", "page": 1, "rect": [0, 0, 1, "x"]}],
        [{"role": "a.b", "page": 1, "rect": [0, 0, 1, 1]}], [{"role": "lead", "page": 1, "rect": [0, 0, 1, 1]}] * 2,
    ],
)  # fmt: skip
def test_places_that_make_no_sense_are_refused(tmp_path: Path, places):
    with pytest.raises(Refused) as caught:
        read_boxes(json.dumps(places).encode())
    assert caught.value.problems[0].code == "report-boxes-unreadable"


@pytest.mark.parametrize("content", [b"", b"GIF89a", b"\x89PNG\r\n\x1a\nnot really"])
def test_a_picture_that_is_none_is_refused_and_nothing_is_signed(report: Path, tmp_path: Path, content: bytes):
    picture, before = tmp_path / "h.png", report.read_bytes()
    picture.write_bytes(content)
    assert refused(report, report, [Signer("lead", people.lead(), picture)]) == "handwriting-unreadable"
    assert report.read_bytes() == before


def test_a_failed_write_leaves_the_old_file_and_nothing_beside(report: Path, tmp_path: Path, monkeypatch):
    before = report.read_bytes()

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    assert refused(report, report, [signer("lead")]) == "file-cannot-write"
    assert report.read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == [report.name]


# -- the plan ----------------------------------------------------------------------------------------


def test_roles_without_a_place_get_fields_of_their_own():
    box = Box("assessor", "", 0, (0, 0, 10, 10))
    found = plan(["assessor", "assessor", "lead"], ["", "", ""], [box])
    assert [(each.field, each.box) for each in found] == [("assessor", box), ("assessor-2", None), ("lead", None)]
    assert [role_of(each.field) for each in found] == ["assessor", "assessor", "lead"]


def test_too_many_signers_are_refused():
    with pytest.raises(Refused) as caught:
        plan(["assessor"] * 21, [""] * 21, [])
    assert caught.value.problems[0].code == "report-roles-too-many"


# -- other programs ----------------------------------------------------------------------------------


@pytest.mark.skipif(which("pdfsig") is None, reason="poppler-utils is not installed")
def test_pdfsig_finds_every_signature_valid_and_the_last_over_all(report: Path, tmp_path: Path):
    sign_report(report, report, [signer(role) for role, _ in TEAM])
    home = {**os.environ, "HOME": str(tmp_path)}  # no certificate store of this machine's user
    done = subprocess.run(["pdfsig", "-nocert", report], env=home, capture_output=True, text=True, check=False)
    assert done.stdout.count("Signature Validation: Signature is Valid.") == 3
    assert done.stdout.count("Total document signed") == 1
    assert done.stdout.rindex("Total document signed") > done.stdout.rindex("Not total document signed")
    assert done.stdout.count("ETSI.CAdES.detached") == 3


@pytest.mark.skipif(which("openssl") is None, reason="openssl is not installed")
def test_openssl_checks_each_signature_over_its_bytes(report: Path, tmp_path: Path):
    sign_report(report, report, [signer("lead"), signer("assessor")])
    raw = report.read_bytes()
    (tmp_path / "trust.pem").write_bytes(pem_of(people.root().certificate))
    with pikepdf.open(report) as pdf:
        signatures = [
            ([int(each) for each in field.V.ByteRange], bytes(field.V.Contents)) for field in pdf.Root.AcroForm.Fields
        ]
    for (start, size, start2, size2), contents in signatures:
        (tmp_path / "signed").write_bytes(raw[start : start + size] + raw[start2 : start2 + size2])
        (tmp_path / "sig.der").write_bytes(contents)
        command = "openssl cms -verify -binary -inform DER -in sig.der -content signed -CAfile trust.pem -out read"
        done = subprocess.run(command.split(), cwd=tmp_path, capture_output=True, check=False)
        assert done.returncode == 0, done.stderr


# -- time stamps -------------------------------------------------------------------------------------


@pytest.fixture
def time_stamp_server() -> Iterator[str]:
    """A time stamp authority on this machine."""
    with stamping.serving(stamping.by_pyhanko) as address:
        yield address


def test_a_time_stamp_is_put_in_where_a_server_is_named(report: Path, time_stamp_server: str):
    sign_report(report, report, [signer("lead")], Manner(tsa_url=time_stamp_server))
    found = examine(report.read_bytes(), people.trusted())
    assert (len(found.signatures), found.problems) == (1, ())
    with pikepdf.open(report) as pdf:
        assert b"local time stamps" in bytes(pdf.Root.AcroForm.Fields[0].V.Contents)


def test_a_time_stamp_server_that_is_not_there_leaves_the_report_unsigned(report: Path):
    before = report.read_bytes()
    assert refused(report, report, [signer("lead")], Manner(tsa_url="http://127.0.0.1:9/")) == "time-stamp-failed"
    assert report.read_bytes() == before
