"""Time stamps put in later: what they prove and until when, that they break nothing, and how each tamper is named."""

from __future__ import annotations

import io
import subprocess
from datetime import timedelta
from functools import cache
from pathlib import Path
from shutil import which

import pikepdf
import pytest
from cryptography.hazmat.primitives import serialization
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import SigFieldSpec, append_signature_field
from pyhanko.sign.signers.pdf_signer import PdfTimeStamper

from qmdesk.model.problem import Refused
from qmdesk.report.sign import Manner, Signer, sign_report
from qmdesk.report.sign_stamp import stamp_report
from qmdesk.report.verify import examine
from qmdesk.report.verify_regrade import Regraded
from qmdesk.trust.anchors import TrustList
from qmdesk.trust.identity import Term, new_crl, new_identity
from tests.report import stamping
from tests.report.signing_paper import paper
from tests.trust import people

DAY = timedelta(days=1)


def verified(content: bytes, anchors: TrustList | None = None, at=None):
    again = Regraded({"ok": True, "printed": 3, "recomputed": 3}, ())
    return examine(content, anchors or people.trusted(), at=at, again=lambda _: again)


def codes(found) -> list[str]:
    return [each.code for each in found.problems]


@cache
def _signed() -> bytes:
    return _signed_by(people.lead())


def _signed_by(identity, **manner) -> bytes:
    from tempfile import TemporaryDirectory

    with TemporaryDirectory() as folder:
        path = Path(folder) / "x.pdf"
        path.write_bytes(paper())
        sign_report(path, path, [Signer("lead", identity)], Manner(**manner))
        return path.read_bytes()


def stamped(content: bytes, folder: Path, *, at=None, by=None, anchors: TrustList | None = None) -> bytes:
    path = folder / "stamped.pdf"
    path.write_bytes(content)
    stamp_report(path, path, "local", anchors or people.trusted(), lambda _: stamping.stamper(at, by))
    return path.read_bytes()


def test_a_stamp_over_the_lock_breaks_nothing_and_proves_the_time(tmp_path: Path):
    whole = stamped(_signed(), tmp_path)
    assert whole.startswith(_signed())
    found = verified(whole)
    assert (found.ok, codes(found)) == (True, [])
    (signature,), (stamp,) = found.signatures, found.stamps
    assert (stamp.authority, stamp.trusted) == ("local time stamps", True)
    assert (signature.proved_at, signature.proved_until) == (stamp.at, stamp.until)
    assert not signature.modified_after


def test_the_signers_issuers_and_revocation_lists_go_in(tmp_path: Path):
    from cryptography import x509

    other = new_identity(people.root(), "某人", "lead")
    crl = x509.load_pem_x509_crl(new_crl(people.root(), [other.certificate]))
    anchors = people.trusted() | TrustList(crls=(crl.public_bytes(serialization.Encoding.DER),))
    with pikepdf.open(io.BytesIO(stamped(_signed(), tmp_path, anchors=anchors))) as pdf:
        assert len(pdf.Root.DSS.CRLs) == 1
        found = {bytes(each.read_bytes()) for each in pdf.Root.DSS.Certs}
    wanted = [people.lead().certificate, people.root().certificate]
    assert found >= {each.public_bytes(serialization.Encoding.DER) for each in wanted}


def test_a_signature_outlives_its_certificate_by_a_stamp(tmp_path: Path):
    later = people.NOW + 6 * 365 * DAY
    assert codes(verified(_signed(), at=later)) == ["certificate-expired"]
    assert codes(verified(stamped(_signed(), tmp_path), at=later)) == []


def test_a_stamp_whose_authority_ended_proves_no_more_unless_stamped_again(tmp_path: Path):
    short = stamping.authority(None, Term(people.NOW - DAY, people.NOW + 30 * DAY))
    once = stamped(_signed(), tmp_path, by=short)
    later = people.NOW + 6 * 365 * DAY
    assert sorted(codes(verified(once, at=later))) == ["certificate-expired", "report-stamp-ended"]
    twice = stamped(once, tmp_path)
    found = verified(twice, at=later)
    assert (codes(found), len(found.stamps)) == ([], 2)
    assert found.signatures[0].proved_at == found.stamps[0].at
    assert found.signatures[0].proved_until == found.stamps[1].until


def test_a_certificate_withdrawn_after_the_stamp_leaves_the_signature_good(tmp_path: Path):
    from cryptography import x509

    crl = x509.load_pem_x509_crl(new_crl(people.root(), [people.lead().certificate], now=people.NOW + 2 * DAY))
    anchors = people.trusted() | TrustList(crls=(crl.public_bytes(serialization.Encoding.DER),))
    assert codes(verified(_signed(), anchors)) == ["certificate-revoked"]
    assert codes(verified(stamped(_signed(), tmp_path), anchors)) == []
    late = stamped(_signed(), tmp_path, at=people.NOW + 3 * DAY)
    assert codes(verified(late, anchors, at=people.NOW + 4 * DAY)) == ["certificate-revoked"]


def test_a_stamp_of_nobody_known_is_told_and_proves_nothing(tmp_path: Path):
    found = verified(stamped(_signed(), tmp_path, by=stamping.authority(stamping.rogue_root())))
    assert (found.ok, codes(found)) == (True, ["report-stamp-not-trusted"])
    assert found.signatures[0].proved_at == ""


def test_what_is_not_signed_is_not_stamped(tmp_path: Path):
    with pytest.raises(Refused) as caught:
        stamped(paper(), tmp_path)
    assert caught.value.problems[0].code == "report-unsigned"


def test_a_server_that_is_not_there_leaves_the_report_as_it_was(tmp_path: Path):
    path = tmp_path / "x.pdf"
    path.write_bytes(_signed())
    with pytest.raises(Refused) as caught:
        stamp_report(path, path, "http://127.0.0.1:9/", people.trusted())
    assert caught.value.problems[0].code == "time-stamp-failed"
    assert path.read_bytes() == _signed()


def test_a_server_that_talks_nonsense_leaves_the_report_as_it_was(tmp_path: Path):
    path = tmp_path / "x.pdf"
    path.write_bytes(_signed())
    with stamping.serving(lambda _: b"<html>hello</html>") as address, pytest.raises(Refused) as caught:
        stamp_report(path, path, address, people.trusted())
    assert caught.value.problems[0].code == "time-stamp-failed"


@pytest.mark.skipif(which("openssl") is None, reason="openssl is not installed")
def test_openssl_as_the_authority_over_http(tmp_path: Path):
    """Another maker's time stamps, over the network of this machine, as an institution would have them."""
    by = stamping.authority()
    kind, plain = serialization.Encoding.PEM, serialization.NoEncryption()
    (tmp_path / "key.pem").write_bytes(by.key.private_bytes(kind, serialization.PrivateFormat.PKCS8, plain))
    (tmp_path / "tsa.pem").write_bytes(by.certificate.public_bytes(kind))
    (tmp_path / "serial").write_text("01")
    (tmp_path / "tsa.cnf").write_text(
        "[tsa]\ndefault_tsa=t\n[t]\nserial=serial\nsigner_cert=tsa.pem\nsigner_key=key.pem\nsigner_digest=sha256\n"
        "default_policy=1.2.3.4.1\ndigests=sha256\nordering=no\ntsa_name=no\ness_cert_id_chain=no\n"
    )

    def answer(raw: bytes) -> bytes:
        (tmp_path / "q").write_bytes(raw)
        command = "openssl ts -reply -config tsa.cnf -section t -queryfile q -out r"
        subprocess.run(command.split(), cwd=tmp_path, check=True, capture_output=True)
        return (tmp_path / "r").read_bytes()

    path = tmp_path / "x.pdf"
    path.write_bytes(_signed())
    with stamping.serving(answer) as address:
        stamp_report(path, path, address, people.trusted())
    found = verified(path.read_bytes())
    assert (found.ok, codes(found), found.stamps[0].trusted) == (True, [], True)


# -- tampers -----------------------------------------------------------------------------------------


def test_no_byte_of_a_stamped_report_is_free(tmp_path: Path):
    whole = stamped(_signed(), tmp_path)
    for position in range(len(_signed()) - 200, len(whole), (len(whole) - len(_signed())) // 8):
        raw = bytearray(whole)
        raw[position] ^= 0x01
        found = verified(bytes(raw))
        assert not found.ok, (position, len(_signed()), len(whole))


def _updated(content: bytes, change) -> bytes:
    writer, out = IncrementalPdfFileWriter(io.BytesIO(content)), io.BytesIO()
    change(writer)
    writer.write(out)
    return out.getvalue()


def empty_the_store(writer) -> None:
    writer.root["/DSS"] = generic.DictionaryObject({})
    writer.update_root()


def drop_the_stamp(writer) -> None:
    field = next(
        each.get_object() for each in writer.root["/AcroForm"]["/Fields"] if each.get_object()["/T"] == "stamp"
    )
    del field["/V"]
    writer.update_container(field)


def test_a_changed_store_is_found(tmp_path: Path):
    found = verified(_updated(stamped(_signed(), tmp_path), empty_the_store))
    assert not found.ok
    assert "report-bytes-after-end" in codes(found)


def test_a_changed_store_under_another_stamp_is_found(tmp_path: Path):
    """What is in the store may only grow, whoever stamps the file after."""
    changed = _updated(stamped(_signed(), tmp_path), empty_the_store)
    assert codes(verified(_blindly_stamped(changed))) == ["report-store-shrunk"]


def test_a_removed_stamp_is_found(tmp_path: Path):
    found = verified(_updated(stamped(_signed(), tmp_path), drop_the_stamp))
    assert not found.ok
    assert {"report-stamp-removed", "report-bytes-after-end"} <= set(codes(found))


def test_a_file_cut_before_its_stamp_is_the_signed_report_and_says_that_no_time_is_proved(tmp_path: Path):
    whole = stamped(_signed(), tmp_path)
    found = verified(whole[: len(_signed())])
    assert (found.ok, found.stamps, found.signatures[0].proved_at) == (True, (), "")


def test_a_stamp_taken_out_of_a_signature_is_found(tmp_path: Path):
    """Nothing in CMS protects it; so the signed words say that there is one."""
    with stamping.serving(stamping.by_pyhanko) as address:
        signed = _signed_by(people.lead(), tsa_url=address)
    found = verified(signed)
    assert codes(found) == []
    assert found.signatures[0].proved_at
    assert codes(verified(_without_unsigned(signed))) == ["report-stamp-removed"]


def _without_unsigned(content: bytes) -> bytes:
    from asn1crypto import cms, parser

    with pikepdf.open(io.BytesIO(content)) as pdf:
        _, before, after, _ = (int(each) for each in pdf.Root.AcroForm.Fields[0].V.ByteRange)
    raw = bytes.fromhex(content[before + 1 : after - 1].decode())
    found = cms.ContentInfo.load(raw[: parser.peek(raw)])
    info = found["content"]["signer_infos"][0]
    del info["unsigned_attrs"]
    info["unsigned_attrs"] = None
    bare = found.dump(force=True).hex().encode()
    return content[: before + 1] + bare.ljust(after - before - 2, b"0") + content[after - 1 :]


def _blindly_stamped(content: bytes, field: str = "stamp-9") -> bytes:
    stamping_at = PdfTimeStamper(stamping.stamper(), field_name=field)
    writer = IncrementalPdfFileWriter(io.BytesIO(content))
    out = stamping_at.timestamp_pdf(writer, "sha256", output=io.BytesIO())
    return out.getvalue()


def retitle(writer) -> None:
    writer.set_info(writer.add_object(generic.DictionaryObject({generic.pdf_name("/Title"): generic.pdf_string("5")})))


def redescribe(writer) -> None:
    writer.root["/Metadata"] = writer.add_object(
        generic.StreamObject(
            {
                generic.pdf_name("/Type"): generic.pdf_name("/Metadata"),
                generic.pdf_name("/Subtype"): generic.pdf_name("/XML"),
            },
            stream_data=b"<x:xmpmeta xmlns:x='adobe:ns:meta/'/>",
        )
    )
    writer.update_root()


@pytest.mark.parametrize("change", [retitle, redescribe])
def test_what_the_library_lets_pass_under_an_honest_stamp_is_found(change):
    """Title and metadata changed behind the last signature, with a trusted authority's stamp over the change."""
    found = verified(_blindly_stamped(_updated(_signed(), change)))
    assert not found.ok
    assert "report-described-otherwise" in codes(found)


def test_a_time_stamp_in_a_roles_place_is_no_signature():
    writer, out = IncrementalPdfFileWriter(io.BytesIO(paper())), io.BytesIO()
    for role in ("lead", "assessor"):
        append_signature_field(writer, SigFieldSpec(role))
    writer.write(out)
    content = _blindly_stamped(out.getvalue(), "lead")
    from tests.report.test_verify_report import _sign_blindly

    found = verified(_sign_blindly(content, "assessor", people.assessor()))
    assert ("report-role-unsigned", "lead") in [(each.code, each.where) for each in found.problems]
