"""Detached signatures: they hold for these bytes, this signer and these roots, and for nothing else."""

from __future__ import annotations

import logging
import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path
from shutil import which

import pytest
from asn1crypto import cms as asn1_cms
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qmdesk.trust.anchors import TrustList, read_trust
from qmdesk.trust.cms import sign_detached, verify_detached
from qmdesk.trust.device import device_identity
from qmdesk.trust.identity import new_crl, pem_of
from qmdesk.trust.keys import KeyIdentity
from tests.trust import people

DATA = b"0f1e  bag-info.txt\n" * 20


@pytest.fixture(scope="module")
def signature() -> bytes:
    return sign_detached(DATA, people.lead())


def code_of(check) -> str:
    return check.reasons[0].code if check.reasons else ""


def test_a_signature_tells_who_signed_in_which_role(signature: bytes):
    check = verify_detached(DATA, signature, people.trusted())
    assert (check.signer, check.role, check.valid, check.trusted, check.reasons) == ("王𬭎", "lead", True, True, ())
    assert check.fingerprint == people.lead().fingerprint
    assert abs(datetime.fromisoformat(check.signed_at) - datetime.now(UTC)) < timedelta(minutes=5)


def test_the_signature_binds_its_certificate(signature: bytes):
    signed = asn1_cms.ContentInfo.load(signature)["content"]["signer_infos"][0]["signed_attrs"]
    assert "signing_certificate_v2" in {attribute["type"].native for attribute in signed}


@pytest.mark.parametrize("data", [b"", DATA + b"\n", DATA[:-1], DATA.replace(b"f", b"e", 1)])
def test_a_signature_does_not_hold_for_other_bytes(signature: bytes, data: bytes):
    check = verify_detached(data, signature, people.trusted())
    assert (check.valid, check.trusted, code_of(check)) == (False, False, "signature-invalid")


def test_a_look_alike_of_an_unknown_root_is_valid_and_not_trusted():
    check = verify_detached(DATA, sign_detached(DATA, people.impostor()), people.trusted())
    assert check.signer == people.lead().name
    assert (check.valid, check.trusted, code_of(check)) == (True, False, "signer-not-trusted")


def test_nobody_is_trusted_without_a_trust_list(signature: bytes):
    check = verify_detached(DATA, signature, TrustList())
    assert (check.valid, check.trusted, code_of(check)) == (True, False, "signer-not-trusted")


@pytest.mark.parametrize(
    ("at", "code"),
    [
        (people.NOW + timedelta(days=365 * 4), ""),
        (people.NOW + timedelta(days=365 * 6), "certificate-expired"),
        (people.NOW - timedelta(days=3), "certificate-not-yet-valid"),
    ],
)
def test_a_certificate_counts_within_its_term(signature: bytes, at: datetime, code: str):
    check = verify_detached(DATA, signature, people.trusted(), at=at)
    assert (check.valid, check.trusted, code_of(check)) == (True, not code, code)


def test_an_expired_signer_is_not_trusted():
    check = verify_detached(DATA, sign_detached(DATA, people.expired()), people.trusted())
    assert (check.valid, check.trusted, code_of(check)) == (True, False, "certificate-expired")


def test_a_revoked_signer_is_not_trusted_and_another_is(tmp_path: Path, signature: bytes):
    path = tmp_path / "revoked.pem"
    path.write_bytes(new_crl(people.root(), [people.lead().certificate]))
    anchors = people.trusted() | read_trust([path])
    assert code_of(verify_detached(DATA, signature, anchors)) == "certificate-revoked"
    assert verify_detached(DATA, sign_detached(DATA, people.assessor()), anchors).trusted


def test_a_strangers_revocation_list_revokes_nobody(tmp_path: Path, signature: bytes):
    path = tmp_path / "revoked.pem"
    path.write_bytes(new_crl(people.stranger_root(), [people.lead().certificate]))
    assert verify_detached(DATA, signature, people.trusted() | read_trust([path])).trusted


def test_a_root_that_signs_itself_is_refused_as_a_signer():
    root = people.root()
    disguised = KeyIdentity(root.key, people.lead().chain)  # the leaf's certificate over the root's key
    check = verify_detached(DATA, disguised.sign_cms(DATA), people.trusted())
    assert (check.valid, check.trusted) == (False, False)


def test_a_devices_signature_leads_to_its_own_certificate(tmp_path: Path):
    device = device_identity(tmp_path, "王工的笔记本")
    signature = sign_detached(DATA, device)
    assert code_of(verify_detached(DATA, signature, people.trusted())) == "signer-not-trusted"
    assert verify_detached(DATA, signature, TrustList((device.certificate,))).trusted


@pytest.mark.parametrize("junk", [b"", b"\x30", b"no signature", b"\x30\x80\x00\x00", bytes(4000)])
def test_junk_is_no_signature_and_raises_nothing(junk: bytes):
    check = verify_detached(DATA, junk, people.trusted())
    assert (check.valid, check.trusted, code_of(check)) == (False, False, "signature-unreadable")


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_a_changed_signature_never_names_another_signer_as_trusted(signature: bytes, data: st.DataObject):
    position = data.draw(st.integers(0, len(signature) - 1))
    changed = bytearray(signature)
    changed[position] ^= data.draw(st.integers(1, 255))
    check = verify_detached(DATA, bytes(changed), people.trusted())
    assert not check.trusted or check.fingerprint == people.lead().fingerprint


def test_checking_says_nothing_on_the_logs(signature: bytes, caplog, capfd):
    with caplog.at_level(logging.DEBUG):
        verify_detached(b"other", signature, TrustList())
    assert [record for record in caplog.records if record.name.startswith("pyhanko")] == []
    assert capfd.readouterr() == ("", "")


@pytest.mark.skipif(which("openssl") is None, reason="openssl is not installed")
@pytest.mark.parametrize("who", ["person", "device"])
def test_openssl_accepts_the_signature_and_refuses_it_for_other_bytes(tmp_path: Path, who: str):
    identity = people.lead() if who == "person" else device_identity(tmp_path / "home", "一号机")
    (tmp_path / "trust.pem").write_bytes(pem_of(identity.chain[-1]))
    (tmp_path / "sig.p7s").write_bytes(sign_detached(DATA, identity))
    for data, accepted in ((DATA, True), (DATA + b" ", False)):
        (tmp_path / "content").write_bytes(data)
        command = "openssl cms -verify -binary -inform DER -in sig.p7s -content content -CAfile trust.pem -out read"
        done = subprocess.run(command.split(), cwd=tmp_path, capture_output=True, check=False)
        assert (done.returncode == 0) == accepted, done.stderr


@pytest.mark.skipif(which("openssl") is None, reason="openssl is not installed")
def test_a_signature_made_by_openssl_is_read(tmp_path: Path):
    from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

    key = people.lead().key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    (tmp_path / "key.pem").write_bytes(key)
    (tmp_path / "cert.pem").write_bytes(pem_of(people.lead().certificate))
    (tmp_path / "content").write_bytes(DATA)
    command = "openssl cms -sign -cades -binary -in content -signer cert.pem -inkey key.pem -outform DER -out sig.p7s"
    subprocess.run(command.split(), cwd=tmp_path, check=True, capture_output=True)
    check = verify_detached(DATA, (tmp_path / "sig.p7s").read_bytes(), people.trusted())
    assert (check.signer, check.valid, check.trusted) == ("王𬭎", True, True)
