"""Roots and identities: what their certificates say, and how they come back from a file."""

from __future__ import annotations

import pickle
import subprocess
from datetime import timedelta
from pathlib import Path
from shutil import which

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, NoEncryption, pkcs12
from hypothesis import example, given, settings
from hypothesis import strategies as st

from qmdesk.model.problem import Refused
from qmdesk.trust import names, p12
from qmdesk.trust.engine import to_asn1
from qmdesk.trust.identity import Term, load_p12, new_identity, new_root, save_p12, self_signed
from qmdesk.trust.keys import KeyIdentity, short_fingerprint
from tests.trust import people

PASSPHRASE = "签名 口令 7!"


@pytest.fixture
def few_rounds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(p12, "ROUNDS", 2_000)


@pytest.fixture
def saved(tmp_path: Path, few_rounds: None) -> Path:
    path = tmp_path / "王工.p12"
    save_p12(people.lead(), path, PASSPHRASE)
    return path


def code_of(caught: pytest.ExceptionInfo[Refused]) -> str:
    return caught.value.problems[0].code


def test_a_root_lasts_ten_years_an_identity_five_and_both_begin_a_day_back():
    for identity, years in ((people.root(), 10), (people.lead(), 5)):
        certificate = identity.certificate
        assert timedelta(hours=23) < people.NOW - certificate.not_valid_before_utc < timedelta(hours=25)
        assert abs(certificate.not_valid_after_utc - people.NOW - timedelta(days=365.25 * years)) < timedelta(days=1)


def test_an_identity_never_outlasts_its_root():
    root = new_root("短期根", term=Term(people.NOW - timedelta(days=1), people.NOW + timedelta(days=30)))
    assert new_identity(root, "甲").certificate.not_valid_after_utc == root.certificate.not_valid_after_utc


@pytest.mark.parametrize(
    ("name", "common", "in_subject"),
    [
        ("Li Wei", "Li Wei", False),
        ("李伟", "qmdesk signer", True),
        ("王𬭎", "qmdesk signer", False),  # newer than Unicode 3.2
        ("李伟\u202e", "qmdesk signer", False),  # a direction override
        ("王" * 60, "qmdesk signer", True),
        ("王" * 65, "qmdesk signer", False),
    ],
)
def test_the_common_name_is_ascii_and_the_full_name_is_kept(name: str, common: str, in_subject: bool):
    certificate = self_signed(ec.generate_private_key(ec.SECP256R1()), "qmdesk signer", name, Term.years(1))
    subject = names.subject(names.common_name(name, "qmdesk signer"), name, "", "")
    assert subject.get_attributes_for_oid(x509.NameOID.COMMON_NAME)[0].value == common
    assert bool(subject.get_attributes_for_oid(names.NAME)) == in_subject
    assert names.name_of(certificate) == name.replace("\u202e", "")


@settings(max_examples=300, deadline=None)
@example("0\u0640")  # a right-to-left letter behind a digit
@example("\u202e")
@example("𬭎")
@given(st.text(min_size=1, max_size=40))
def test_asn1crypto_can_compare_every_name_we_write(name: str):
    subject = names.subject("qmdesk signer", name, name, name)
    key = ec.generate_private_key(ec.SECP256R1())
    builder = x509.CertificateBuilder().subject_name(subject).issuer_name(subject).public_key(key.public_key())
    term = Term.years(1)
    builder = builder.serial_number(1).not_valid_before(term.start).not_valid_after(term.end)
    from cryptography.hazmat.primitives import hashes

    certificate = to_asn1(builder.sign(key, hashes.SHA256()))
    assert certificate.subject == certificate.issuer
    assert certificate.subject.hashable


def test_the_roles_and_uses_of_certificates_are_what_readers_expect():
    leaf = people.lead().certificate
    usage = leaf.extensions.get_extension_for_class(x509.KeyUsage).value
    assert (usage.digital_signature, usage.content_commitment, usage.key_cert_sign) == (True, True, False)
    purposes = leaf.extensions.get_extension_for_class(x509.ExtendedKeyUsage).value
    assert x509.ExtendedKeyUsageOID.EMAIL_PROTECTION in purposes
    assert people.lead().role == "lead"
    assert people.root().is_authority
    assert not people.lead().is_authority


def test_a_root_signs_nothing_and_an_identity_issues_nothing():
    with pytest.raises(Refused) as caught:
        people.root().sign_cms(b"data")
    assert code_of(caught) == "identity-is-root"
    with pytest.raises(Refused) as caught:
        new_identity(people.lead(), "乙")
    assert code_of(caught) == "identity-not-root"


@pytest.mark.parametrize("make", [lambda: new_root("  "), lambda: new_identity(people.root(), "")])
def test_nobody_signs_without_a_name(make):
    with pytest.raises(Refused) as caught:
        make()
    assert code_of(caught) == "identity-name-missing"


def test_the_key_is_in_no_text_of_an_identity_and_cannot_be_pickled():
    assert "key=" not in repr(people.lead())
    assert "RSAPrivateKey" not in repr(people.lead())
    with pytest.raises(TypeError):
        pickle.dumps(people.lead())


def test_an_identity_comes_back_whole_from_its_file(saved: Path):
    loaded = load_p12(saved, PASSPHRASE)
    assert loaded == people.lead()
    assert [each.subject for each in loaded.chain] == [each.subject for each in people.lead().chain]
    assert loaded.key.private_numbers() == people.lead().key.private_numbers()


def test_only_its_owner_can_read_the_file(saved: Path):
    assert saved.stat().st_mode & 0o077 == 0
    assert [each.name for each in saved.parent.iterdir()] == [saved.name]


def test_a_passphrase_typed_in_parts_is_the_same_passphrase(tmp_path: Path, few_rounds: None):
    save_p12(people.lead(), tmp_path / "a.p12", "Zu\u0308rich")
    assert load_p12(tmp_path / "a.p12", "Z\u00fcrich") == people.lead()


@pytest.mark.parametrize("wrong", ["", "签名 口令 7", "签名 口令 7！", PASSPHRASE.upper() + "x"])
def test_a_wrong_passphrase_is_called_that(saved: Path, wrong: str):
    with pytest.raises(Refused) as caught:
        load_p12(saved, wrong)
    assert code_of(caught) == "passphrase-wrong"


def test_damage_anywhere_is_called_damage_and_never_a_wrong_passphrase(saved: Path):
    whole = saved.read_bytes()
    for position in range(0, len(whole), 97):
        saved.write_bytes(whole[:position] + bytes([whole[position] ^ 0x10]) + whole[position + 1 :])
        with pytest.raises(Refused) as caught:
            load_p12(saved, PASSPHRASE)
        assert code_of(caught) == "p12-damaged", position


@pytest.mark.parametrize(
    "content", [b"", b"hello", b"\x30\x82\x01\x00", b"\x00" * 5000, b"-----BEGIN CERTIFICATE-----"]
)
def test_what_is_no_identity_file_is_refused_as_one(tmp_path: Path, content: bytes):
    path = tmp_path / "x.p12"
    path.write_bytes(content)
    with pytest.raises(Refused) as caught:
        load_p12(path, "x")
    assert code_of(caught) == "p12-damaged"


def test_a_cut_file_is_damaged(saved: Path):
    saved.write_bytes(saved.read_bytes()[:-40])
    with pytest.raises(Refused) as caught:
        load_p12(saved, PASSPHRASE)
    assert code_of(caught) == "p12-damaged"


def test_a_missing_file_is_called_missing(tmp_path: Path):
    with pytest.raises(Refused) as caught:
        load_p12(tmp_path / "none.p12", "x")
    assert code_of(caught) == "file-missing"


def test_saving_never_overwrites_a_key_and_never_without_a_passphrase(saved: Path):
    before = saved.read_bytes()
    with pytest.raises(Refused) as caught:
        save_p12(people.assessor(), saved, PASSPHRASE)
    assert code_of(caught) == "identity-exists"
    with pytest.raises(Refused) as caught:
        save_p12(people.assessor(), saved.with_name("other.p12"), "")
    assert code_of(caught) == "passphrase-empty"
    assert saved.read_bytes() == before


def other_makers(key, certificate=None, password: bytes = b"pw") -> bytes:
    encryption = BestAvailableEncryption(password) if password else NoEncryption()
    return pkcs12.serialize_key_and_certificates(b"x", key, certificate, None, encryption)


def test_another_makers_file_is_read_without_its_root(tmp_path: Path):
    path = tmp_path / "ca.p12"
    path.write_bytes(other_makers(people.lead().key, people.lead().certificate))
    assert load_p12(path, "pw").chain == people.lead().chain[:1]


def test_weak_and_foreign_keys_and_files_without_a_key_are_refused_by_name(tmp_path: Path):
    path = tmp_path / "x.p12"
    weak = rsa.generate_private_key(65537, 1024)
    cases = [
        (other_makers(weak, self_signed(weak, "weak", "weak", Term.years(1))), "key-unsupported"),
        (other_makers(ed25519.Ed25519PrivateKey.generate()), "p12-without-key"),
        (other_makers(None, people.lead().certificate), "p12-without-key"),
    ]
    for content, code in cases:
        path.write_bytes(content)
        with pytest.raises(Refused) as caught:
            load_p12(path, "pw")
        assert code_of(caught) == code


@pytest.mark.skipif(which("openssl") is None, reason="openssl is not installed")
def test_openssl_opens_our_file_with_the_passphrase_and_only_with_it(tmp_path: Path):
    path = tmp_path / "full.p12"
    save_p12(people.lead(), path, PASSPHRASE)
    for word, status in ((PASSPHRASE, 0), ("wrong", 1)):
        command = [
            "openssl",
            "pkcs12",
            "-in",
            path,
            "-passin",
            f"pass:{word}",
            "-noenc",
            "-info",
            "-out",
            tmp_path / "o",
        ]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert done.returncode == status
    assert f"Iteration {p12.ROUNDS}" in subprocess.run(
        ["openssl", "pkcs12", "-in", path, "-passin", f"pass:{PASSPHRASE}", "-noout", "-info"],
        capture_output=True, text=True, check=True,
    ).stderr.splitlines()[0]  # fmt: skip


def test_a_short_fingerprint_reads_in_fours():
    assert short_fingerprint("0123456789abcdef" * 4) == "0123 4567 89AB CDEF"


def test_an_identity_is_the_certificate_and_its_issuers():
    identity: KeyIdentity = people.lead()
    assert identity.chain == (identity.certificate, people.root().certificate)
