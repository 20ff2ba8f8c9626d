"""The device's own key, the trust list and the devices met before."""

from __future__ import annotations

import json
import tomllib
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from qmdesk import assets
from qmdesk.model.problem import Refused
from qmdesk.trust.anchors import Standing, TrustList, import_trust, known_devices, load_trust, read_trust
from qmdesk.trust.device import FILE, device_id_of, device_identity
from qmdesk.trust.identity import new_crl, pem_of
from tests.trust import people


def code_of(caught: pytest.ExceptionInfo[Refused]) -> str:
    return caught.value.problems[0].code


def test_a_device_makes_its_key_once_and_keeps_it(tmp_path: Path):
    first = device_identity(tmp_path / "家", "王工的笔记本")
    again = device_identity(tmp_path / "家", "another name")
    assert (again.id, again.name, again.fingerprint) == (first.id, "王工的笔记本", first.fingerprint)
    assert device_id_of(first.certificate) == first.id
    assert (first.role, len(first.id)) == ("device", 16)


def test_only_its_owner_can_read_the_devices_key(tmp_path: Path):
    device_identity(tmp_path)
    assert (tmp_path / FILE).stat().st_mode & 0o077 == 0
    (tmp_path / FILE).chmod(0o644)
    device_identity(tmp_path)
    assert (tmp_path / FILE).stat().st_mode & 0o077 == 0


def test_a_device_knows_itself(tmp_path: Path):
    device = device_identity(tmp_path)
    assert known_devices(tmp_path).standing(device.id, device.fingerprint) is Standing.KNOWN


def test_two_homes_are_two_devices(tmp_path: Path):
    assert device_identity(tmp_path / "a").id != device_identity(tmp_path / "b").id


def test_many_first_uses_at_once_make_one_key(tmp_path: Path):
    with ThreadPoolExecutor(8) as pool:
        made = list(pool.map(lambda _: device_identity(tmp_path), range(16)))
    assert len({each.fingerprint for each in made}) == 1


@pytest.mark.parametrize("content", [b"", b"junk", pem_of(people.root().certificate)])
def test_a_damaged_device_key_is_refused_and_left_alone(tmp_path: Path, content: bytes):
    (tmp_path / FILE).write_bytes(content)
    with pytest.raises(Refused) as caught:
        device_identity(tmp_path)
    assert code_of(caught) == "device-key-damaged"
    assert (tmp_path / FILE).read_bytes() == content


def test_a_key_with_anothers_certificate_is_damage(tmp_path: Path):
    mine, other = device_identity(tmp_path / "a"), device_identity(tmp_path / "b")
    key = mine.identity.key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    (tmp_path / "a" / FILE).write_bytes(key + pem_of(other.certificate))
    with pytest.raises(Refused) as caught:
        device_identity(tmp_path / "a")
    assert code_of(caught) == "device-key-damaged"


def test_a_device_signs_no_report(tmp_path: Path):
    with pytest.raises(Refused) as caught:
        device_identity(tmp_path).pdf_signer()
    assert code_of(caught) == "device-signs-no-report"


def test_a_persons_certificate_that_bears_a_devices_name_is_no_device():
    assert device_id_of(people.lead().certificate) == ""


# -- the trust list ----------------------------------------------------------------------------------


def test_a_trust_list_is_empty_until_something_is_imported(tmp_path: Path):
    assert load_trust(tmp_path) == TrustList()


def test_imported_roots_and_revocations_come_back(tmp_path: Path):
    source = tmp_path / "roots.pem"
    source.write_bytes(
        b"subject=...\n" + pem_of(people.root().certificate) + pem_of(people.stranger_root().certificate)
        + new_crl(people.root(), [people.lead().certificate])
    )  # fmt: skip
    home = tmp_path / "home"
    import_trust(home, source)
    import_trust(home, source)
    found = load_trust(home)
    assert set(found.roots) == {people.root().certificate, people.stranger_root().certificate}
    assert len(found.crls) == 1


def test_a_private_key_in_an_imported_file_stays_out(tmp_path: Path):
    source = tmp_path / "both.pem"
    key = people.root().key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    source.write_bytes(key + pem_of(people.root().certificate))
    import_trust(tmp_path, source)
    kept = b"".join(path.read_bytes() for path in (tmp_path / "trust").iterdir())
    assert b"PRIVATE" not in kept
    assert load_trust(tmp_path).roots == (people.root().certificate,)


def test_der_is_read_too(tmp_path: Path):
    (tmp_path / "root.cer").write_bytes(people.root().certificate.public_bytes(Encoding.DER))
    assert read_trust([tmp_path / "root.cer"]).roots == (people.root().certificate,)


@pytest.mark.parametrize(
    "content", [b"", b"hello", b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n", b"\x30\x00"]
)
def test_a_file_without_certificates_is_refused_by_name(tmp_path: Path, content: bytes):
    path = tmp_path / "坏文件.pem"
    path.write_bytes(content)
    with pytest.raises(Refused) as caught:
        read_trust([path])
    assert code_of(caught) == "trust-file-unreadable"
    assert "坏文件" in caught.value.problems[0].where


# -- devices met before ------------------------------------------------------------------------------


def test_a_device_is_new_then_known_and_an_alarm_with_another_key(tmp_path: Path):
    devices = known_devices(tmp_path)
    assert devices.standing("d1", "aa") is Standing.FIRST_USE
    devices.remember("d1", "aa", "李工的平板")
    assert devices.standing("d1", "aa") is Standing.KNOWN
    assert devices.standing("d1", "bb") is Standing.CHANGED
    with pytest.raises(Refused) as caught:
        devices.remember("d1", "bb", "李工的平板")
    assert code_of(caught) == "device-key-changed"
    assert known_devices(tmp_path).standing("d1", "aa") is Standing.KNOWN


def test_a_device_can_be_forgotten_on_purpose(tmp_path: Path):
    devices = known_devices(tmp_path)
    devices.remember("d1", "aa", "甲")
    devices.forget("d1")
    devices.forget("never seen")
    assert devices.standing("d1", "bb") is Standing.FIRST_USE
    assert devices.names() == {}


def test_devices_remembered_at_once_are_all_kept(tmp_path: Path):
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda n: known_devices(tmp_path).remember(f"d{n}", f"{n}", f"设备{n}"), range(24)))
    assert known_devices(tmp_path).names() == {f"d{n}": f"设备{n}" for n in range(24)}


@pytest.mark.parametrize("content", ["", "[]", "{}", json.dumps({"v": 1, "devices": {"d": "x"}})])
def test_a_damaged_list_of_devices_is_refused_rather_than_taken_as_empty(tmp_path: Path, content: str):
    devices = known_devices(tmp_path)
    devices.path.write_text(content, "utf-8")
    with pytest.raises(Refused) as caught:
        devices.standing("d", "aa")
    assert code_of(caught) == "known-devices-damaged"


@pytest.mark.parametrize("room", ["trust", "exchange", "verify"])
def test_every_text_is_there_in_both_languages_with_the_same_details(room: str):
    chinese, english = (
        tomllib.loads(assets.resource("texts", lang, f"{room}.toml").read_text("utf-8")) for lang in ("zh-CN", "en")
    )
    assert _details(chinese) == _details(english)


def _details(table: dict, prefix: str = "") -> dict[str, set[str]]:
    import string

    found: dict[str, set[str]] = {}
    for key, value in table.items():
        if isinstance(value, dict):
            found |= _details(value, f"{prefix}{key}.")
        else:
            found[prefix + key] = {name for _, name, _, _ in string.Formatter().parse(value) if name}
    return found


def test_a_list_of_devices_that_cannot_be_written_is_told(tmp_path: Path):
    in_the_way = tmp_path / "home"
    in_the_way.write_bytes(b"a file where the folder should be")
    known = known_devices(in_the_way)
    for keep in (lambda: known.remember("d" * 16, "ab" * 32, "王工"), lambda: known.forget("d" * 16)):
        with pytest.raises(Refused) as refused:
            keep()
        assert [each.code for each in refused.value.problems] == ["known-devices-not-kept"]
    assert in_the_way.read_bytes() == b"a file where the folder should be"
