"""Sealed files: for device and person, opened by us and by openssl, and by nobody when a bit is off."""

from __future__ import annotations

import subprocess
from pathlib import Path
from shutil import which

import pytest
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from qmdesk.model.problem import Refused
from qmdesk.trust.device import device_identity
from qmdesk.trust.envelope import Opener, is_sealed, seal, unseal
from qmdesk.trust.identity import new_crl, pem_of
from qmdesk.trust.keys import KeyIdentity
from qmdesk.trust.recipients import recipients_in
from qmdesk.trust.vouching import vouch_for
from tests.trust import people

CONTENT = bytes(range(256)) * 9000


@pytest.fixture
def device(tmp_path: Path) -> KeyIdentity:
    return device_identity(tmp_path / "home", "李").identity


@pytest.fixture
def plain(tmp_path: Path) -> Path:
    path = tmp_path / "包.zip"
    path.write_bytes(CONTENT)
    return path


def opener(identity: KeyIdentity) -> Opener:
    return Opener(identity.key, identity.certificate)


def code(path: Path, out: Path, *openers: Opener) -> str:
    with pytest.raises(Refused) as caught:
        unseal(path, out, openers)
    assert not out.exists()
    assert list(out.parent.glob(".*.part")) == []
    return caught.value.problems[0].code


def test_every_recipient_opens_it_and_nobody_else(plain: Path, device: KeyIdentity, tmp_path: Path):
    sealed, out = tmp_path / "s.p7m", tmp_path / "out"
    seal(plain, sealed, [people.lead().certificate, device.certificate])
    assert is_sealed(sealed)
    assert not is_sealed(plain)
    assert CONTENT[:64] not in sealed.read_bytes()
    assert code(sealed, out, opener(people.impostor())) == "sealed-for-others"
    for each in (people.lead(), device):
        unseal(sealed, out, [opener(people.impostor()), opener(each)])
        assert out.read_bytes() == CONTENT
        out.unlink()


def test_what_a_root_wrote_of_a_device_is_for_the_device_and_not_for_the_root(
    plain: Path, device: KeyIdentity, tmp_path: Path
):
    """The file of ``identity certify`` holds the root's word on the device, and the root."""
    root, sealed, out, file = people.root(), tmp_path / "s.p7m", tmp_path / "out", tmp_path / "certified.pem"
    file.write_bytes(pem_of(vouch_for(root, device.certificate)) + pem_of(root.certificate))
    recipients = recipients_in([file])
    assert [each.public_key() for each in recipients] == [device.certificate.public_key()]
    seal(plain, sealed, recipients)
    assert code(sealed, out, opener(root), opener(people.lead())) == "sealed-for-others"
    unseal(sealed, out, [opener(device)])
    assert out.read_bytes() == CONTENT


def test_nothing_is_sealed_for_a_root_or_for_a_list_of_revoked_ones(tmp_path: Path):
    file = tmp_path / "lead.trust.pem"
    for content, expected in (
        (pem_of(people.root().certificate), "recipient-is-root"),
        (new_crl(people.root(), [people.lead().certificate]), "recipient-missing"),
    ):
        file.write_bytes(content)
        with pytest.raises(Refused, match=expected):
            recipients_in([file])


@pytest.mark.skipif(which("openssl") is None, reason="needs openssl")
@pytest.mark.parametrize("who", ["device", "lead"])
def test_openssl_opens_what_we_seal(plain: Path, device: KeyIdentity, tmp_path: Path, who: str):
    identity = device if who == "device" else people.lead()
    seal(plain, tmp_path / "s.p7m", [people.representative().certificate, identity.certificate])
    (tmp_path / "c.pem").write_bytes(pem_of(identity.certificate))
    (tmp_path / "k.pem").write_bytes(identity.key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    command = "openssl cms -decrypt -binary -inform DER -in s.p7m -recip c.pem -inkey k.pem -out out"
    subprocess.run(command.split(), cwd=tmp_path, check=True, capture_output=True)
    assert (tmp_path / "out").read_bytes() == CONTENT


def test_a_changed_or_cut_file_is_refused_by_name(plain: Path, device: KeyIdentity, tmp_path: Path):
    sealed, out, me = tmp_path / "s.p7m", tmp_path / "out", opener(device)
    seal(plain, sealed, [device.certificate])
    raw = sealed.read_bytes()
    for at, expected in ((len(raw) // 2, "sealed-changed"), (len(raw) - 1, "sealed-changed"), (4, "sealed-unreadable")):
        changed = bytearray(raw)
        changed[at] ^= 1
        sealed.write_bytes(changed)
        assert code(sealed, out, me) == expected
    for size in (3, 40, len(raw) - 20, len(raw) - 1):
        sealed.write_bytes(raw[:size])
        assert code(sealed, out, me) == "sealed-unreadable"
    sealed.write_bytes(raw + b"x")
    assert code(sealed, out, me) == "sealed-unreadable"


def test_a_flipped_bit_of_the_head_never_gives_other_content(plain: Path, device: KeyIdentity, tmp_path: Path):
    """What only names the recipient isn't sealed, so a flipped bit there may pass (X.500 takes a capital for a small
    letter, one type of string for another); other content never does."""
    sealed, out = tmp_path / "s.p7m", tmp_path / "out"
    plain.write_bytes(CONTENT[:2000])
    seal(plain, sealed, [device.certificate])
    raw = sealed.read_bytes()
    for at in range(len(raw) - 2018):
        changed = bytearray(raw)
        changed[at] ^= 1 << (at % 8)
        sealed.write_bytes(changed)
        try:
            unseal(sealed, out, [opener(device)])
        except Refused as refused:
            assert refused.problems[0].code.startswith("sealed-")
            assert not out.exists()
        else:
            assert out.read_bytes() == CONTENT[:2000]
            out.unlink()


def test_nobody_to_seal_for_is_refused(plain: Path, tmp_path: Path):
    with pytest.raises(Refused, match="recipient-missing"):
        seal(plain, tmp_path / "s", [])
