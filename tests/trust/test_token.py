"""A token that signs, tried with SoftHSM: found without a PIN, opened with it, and every way in which it says no."""

from __future__ import annotations

import subprocess
from dataclasses import replace
from pathlib import Path
from shutil import which

import pytest
from cryptography.hazmat.primitives import serialization

from qmdesk.model.problem import Refused
from qmdesk.trust.cms import verify_detached
from qmdesk.trust.token import TokenKey, look, open_token, read_uri
from tests.trust import people

MODULES = [
    Path(each)
    for each in (
        "/usr/lib/softhsm/libsofthsm2.so",
        "/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so",
        "/usr/lib/aarch64-linux-gnu/softhsm/libsofthsm2.so",
        "/usr/local/lib/softhsm/libsofthsm2.so",
    )
]
MODULE = next((each for each in MODULES if each.is_file()), Path("/none"))
PIN = "246810"


def _reason() -> str:
    try:
        import pkcs11  # noqa: F401
    except ImportError:
        return "python-pkcs11 (extra: token) is not installed"
    return "" if MODULE.is_file() and which("softhsm2-util") else "softhsm2 is not installed"


needs_softhsm = pytest.mark.skipif(bool(_reason()), reason=_reason() or "-")


@pytest.fixture
def token(tmp_path: Path, monkeypatch) -> TokenKey:
    """A token with the lead's certificate and key, and the root's certificate beside it."""
    (tmp_path / "tokens").mkdir()
    config = tmp_path / "softhsm2.conf"
    config.write_text(f"directories.tokendir = {tmp_path}/tokens\nobjectstore.backend = file\nlog.level = ERROR\n")
    monkeypatch.setenv("SOFTHSM2_CONF", str(config))
    lead, kind = people.lead(), serialization.Encoding.DER
    plain = lead.key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    (tmp_path / "key.pem").write_bytes(plain)
    _run("--init-token", "--free", "--label", "王的令牌", "--so-pin", "135791", "--pin", PIN)
    _run("--import", str(tmp_path / "key.pem"), "--token", "王的令牌", "--label", "sign", "--id", "01", "--pin", PIN)
    import pkcs11

    library = pkcs11.lib(str(MODULE))
    library.reinitialize()
    with library.get_token(token_label="王的令牌").open(rw=True, user_pin=PIN) as session:
        for label, key_id, each in (("sign", b"\x01", lead.certificate), ("root", b"\x09", people.root().certificate)):
            session.create_object(
                {
                    pkcs11.Attribute.CLASS: pkcs11.ObjectClass.CERTIFICATE,
                    pkcs11.Attribute.CERTIFICATE_TYPE: pkcs11.CertificateType.X_509,
                    pkcs11.Attribute.TOKEN: True,
                    pkcs11.Attribute.LABEL: label,
                    pkcs11.Attribute.ID: key_id,
                    pkcs11.Attribute.SUBJECT: each.subject.public_bytes(),
                    pkcs11.Attribute.VALUE: each.public_bytes(kind),
                }
            )
    return TokenKey(MODULE, "王的令牌", "sign", b"\x01")


def _run(*arguments: str) -> None:
    subprocess.run(["softhsm2-util", *arguments], check=True, capture_output=True)


def refused(key: TokenKey, pin: str = PIN) -> str:
    with pytest.raises(Refused) as caught:
        open_token(key, pin)
    return caught.value.problems[0].code


@needs_softhsm
def test_a_token_shows_its_certificates_without_a_pin(token: TokenKey):
    (found,) = look(MODULE)
    assert (found.token, found.pin) == ("王的令牌", "")
    assert found.keys == ((token, people.lead().certificate),)


@needs_softhsm
def test_a_token_signs_as_a_file_does(token: TokenKey):
    identity = open_token(token, PIN)
    assert (identity.name, identity.role, len(identity.chain)) == ("王𬭎", "lead", 2)
    check = verify_detached(b"hello", identity.sign_cms(b"hello"), people.trusted())
    assert (check.valid, check.trusted, check.reasons) == (True, True, ())
    assert PIN not in repr(identity)


@needs_softhsm
def test_a_token_signs_a_report(token: TokenKey, tmp_path: Path):
    from qmdesk.report.sign import Signer, sign_report
    from qmdesk.report.verify_signatures import examine
    from tests.report.signing_paper import paper

    path = tmp_path / "x.pdf"
    path.write_bytes(paper())
    sign_report(path, path, [Signer("lead", open_token(token, PIN)), Signer("assessor", people.assessor())])
    found = examine(path.read_bytes(), people.trusted())
    assert ([each.check.signer for each in found.signatures], found.problems) == (["王𬭎", "李祎"], ())


@needs_softhsm
def test_a_wrong_pin_and_none_are_told_apart(token: TokenKey):
    assert refused(token, "999999") == "token-pin-wrong"
    assert refused(token, "") == "token-pin-empty"
    assert open_token(token, PIN).name == "王𬭎"


def test_a_locked_pin_is_told_by_name():
    """SoftHSM locks none; a token that does says so by this error."""
    pkcs11 = pytest.importorskip("pkcs11")
    from qmdesk.trust.token import _refused

    told = {
        each: _refused("t", getattr(pkcs11, each)()).problems[0].code
        for each in ("PinLocked", "PinExpired", "DeviceRemoved")
    }
    assert told == {"PinLocked": "token-pin-locked", "PinExpired": "token-pin-expired", "DeviceRemoved": "token-gone"}


@needs_softhsm
def test_a_token_with_a_locked_pin_is_not_even_asked(token: TokenKey, monkeypatch):
    monkeypatch.setattr("qmdesk.trust.token._state_of_pin", lambda _: "locked")
    assert refused(token) == "token-pin-locked"


@needs_softhsm
def test_a_token_that_is_not_in_and_a_certificate_that_is_not_on_it(token: TokenKey):
    assert refused(TokenKey(MODULE, "other")) == "token-not-there"
    assert refused(TokenKey(MODULE, token.token, "nothing")) == "token-certificate-missing"
    assert refused(TokenKey(MODULE, token.token, "root")) == "token-certificate-missing"
    assert refused(TokenKey(Path("/nowhere.so"), token.token)) == "token-module-unreadable"


@needs_softhsm
def test_a_library_that_is_none_is_told(token: TokenKey, tmp_path: Path):
    (tmp_path / "x.so").write_bytes(b"not a library")
    assert refused(TokenKey(tmp_path / "x.so", token.token)) == "token-module-unreadable"


@needs_softhsm
def test_a_token_pulled_before_signing_leaves_the_report_as_it_was(token: TokenKey, tmp_path: Path):
    import pkcs11

    from qmdesk.report.sign import Signer, sign_report
    from tests.report.signing_paper import paper

    class Pulled:
        def __getattr__(self, name: str):
            raise pkcs11.DeviceRemoved()

    path, identity = tmp_path / "x.pdf", replace(open_token(token, PIN), session=Pulled())
    path.write_bytes(paper())
    with pytest.raises(Refused) as caught:
        sign_report(path, path, [Signer("lead", identity)])
    assert caught.value.problems[0].code == "token-gone"
    assert path.read_bytes() == paper()


@pytest.mark.parametrize(
    "text",
    ["pkcs11:", "pkcs11:token=a", "pkcs11:object=b?module-path=/x.so", "file.p12", "pkcs11:token=?module-path=/x"],
)
def test_a_name_that_names_no_token_is_refused(text: str):
    with pytest.raises(Refused) as caught:
        read_uri(text)
    assert caught.value.problems[0].code == "token-uri"


def test_a_name_is_read_as_it_is_written():
    key = TokenKey(Path("/usr/lib/a b.so"), "王;的?令牌", "签名=1", b"\x01\xff")
    assert read_uri(key.uri) == key


def test_without_the_extra_the_reason_is_told(monkeypatch):
    import sys

    monkeypatch.setitem(sys.modules, "pkcs11", None)
    assert refused(TokenKey(MODULE, "x")) == "token-extra-missing"
