"""Everything that can be done to a package is refused by name, and the case stays as it was."""

from __future__ import annotations

import json
import stat
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qmdesk.exchange import container
from qmdesk.exchange.bag import BAG_INFO, BAGIT, MANIFEST, SIGNATURE, TAG_MANIFEST
from qmdesk.exchange.container import Container
from qmdesk.exchange.content import depth
from qmdesk.exchange.verify import verify_package
from qmdesk.model.canonical import canonical
from qmdesk.model.journal import Place
from qmdesk.model.journal_json import entry_hash
from qmdesk.model.problem import Refused
from qmdesk.trust.anchors import TrustList
from qmdesk.trust.device import device_identity
from tests.exchange.conftest import PHOTO
from tests.exchange.teams import CASE_ID, Laptop, new_case, parts_of, resigned, write_zip
from tests.trust import people

Parts = dict[str, bytes]
BLOB = f"data/blobs/{PHOTO.sha256}"


def journal_of(parts: Parts) -> str:
    return next(name for name in parts if name.startswith("data/journal/"))


def changed(name: Callable[[Parts], str] | str, content: Callable[[bytes], bytes]) -> Callable[[Parts], None]:
    def change(parts: Parts) -> None:
        key = name if isinstance(name, str) else name(parts)
        parts[key] = content(parts[key])

    return change


def without(name: str) -> Callable[[Parts], None]:
    return lambda parts: parts.__delitem__(name)


def with_file(name: str, content: bytes = b"x") -> Callable[[Parts], None]:
    return lambda parts: parts.__setitem__(name, content)


def refuse_codes(laptop: Laptop, package: Path) -> list[str]:
    """Merge a package that must be refused; the case must stay as it was."""
    before = (tuple(laptop.case.entries()), laptop.case.blob_ids())
    result = laptop.merge(package)
    assert (tuple(laptop.case.entries()), laptop.case.blob_ids()) == before
    assert (result.entries_new, result.files_new) == (0, 0)
    verified = verify_package(package, TrustList(), devices=laptop.devices)
    assert not verified.ok
    return [each.problem.code for each in result.refused]


# -- changed on the way: the signature or a hash no longer fits --------------------------------------


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (changed(journal_of, lambda raw: raw.replace(b'"value":49', b'"value":50')), "package-changed"),
        (changed(BLOB, lambda raw: raw + b"\0"), "package-changed"),
        (changed(BLOB, lambda raw: raw[:-1] + b"x"), "package-changed"),
        (changed("data/form/form.yaml", lambda raw: raw + b"# \n"), "package-changed"),
        (changed("data/snapshot.json", lambda raw: raw.replace(b"49", b"50")), "package-changed"),
        (changed("data/files.json", lambda raw: raw.replace(b"jpeg", b"webp")), "package-changed"),
        (changed(MANIFEST, lambda raw: raw.replace(b"a", b"b")), "package-changed"),
        (changed(BAG_INFO, lambda raw: raw.replace(b"Sequence: 1", b"Sequence: 2")), "package-changed"),
        (changed(BAGIT, lambda raw: raw.replace(b"1.0", b"0.97")), "package-changed"),
        (changed(TAG_MANIFEST, lambda raw: raw.replace(b"a", b"b")), "signature-invalid"),
        (changed(SIGNATURE, lambda raw: raw[:-1] + bytes([raw[-1] ^ 1])), "signature-invalid"),
        (changed(SIGNATURE, lambda raw: b""), "signature-unreadable"),
        (changed(SIGNATURE, lambda raw: raw[:100]), "signature-unreadable"),
        (without(BLOB), "package-missing"),
        (without("data/snapshot.json"), "package-missing"),
        (without("data/form/items/system.yaml"), "package-missing"),
        (without(MANIFEST), "package-missing"),
        (without(SIGNATURE), "package-missing"),
        (without(TAG_MANIFEST), "package-missing"),
        (with_file("data/form/extra.yaml"), "package-unlisted"),
        (with_file(f"data/blobs/{'0' * 64}"), "package-unlisted"),
        (with_file("data/journal/other.jsonl"), "package-unlisted"),
        (with_file("manifest-md5.txt"), "package-name"),
        (with_file("fetch.txt", b"http://example.invalid/x - data/blobs/x\n"), "package-name"),
        (with_file("data/readme.txt"), "package-name"),
        (with_file("../escape.txt"), "package-name"),
        (with_file("/etc/passwd"), "package-name"),
        (with_file("data/form/../../x"), "package-name"),
        (with_file("data/form/con.yaml"), "package-name"),
        (with_file("data\\blobs\\x"), "package-name"),
        (with_file("C:x"), "package-name"),
        (with_file("data/form/e\u0301.yaml"), "package-name"),
        (with_file("data/form/\u202eyaml.x"), "package-name"),
        (with_file("data/form/.hidden"), "package-name"),
        (with_file("data/form/a/b/c.yaml"), "package-name"),
        (with_file("data/blobs/"), "package-name"),
        (with_file("data/form/FORM.yaml"), "package-duplicate"),
    ],
)  # fmt: skip
def test_a_package_changed_on_the_way_is_refused_by_name(wang: Laptop, li: Laptop, change, code: str):
    parts = parts_of(wang.pack())
    change(parts)
    assert refuse_codes(li, write_zip(wang.folder / "changed.zip", parts)) == [code]


# -- signed anew by its own device: every claim fits, but what is said can't be ----------------------


def rehashed(parts: Parts, edit: Callable[[list[dict]], None]) -> None:
    """Rewrite the log with hashes and links in step, as a device that forges its own past would."""
    name = journal_of(parts)
    entries = [json.loads(line) for line in parts[name].splitlines()]
    edit(entries)
    prev = ""
    for number, entry in enumerate(entries, 1):
        entry |= {"seq": number, "prev": prev}
        entry["hash"] = prev = entry_hash(entry)
    parts[name] = "".join(canonical(entry) + "\n" for entry in entries).encode()
    log = name.removeprefix("data/journal/").removesuffix(".jsonl")
    info = parts[BAG_INFO].decode().splitlines()
    span = f"Qmdesk-Log: {log} 0 {len(entries)} {prev}"
    parts[BAG_INFO] = "".join(f"{span if line.startswith('Qmdesk-Log') else line}\n" for line in info).encode()
    snapshot = json.loads(parts["data/snapshot.json"])
    snapshot["heads"] = [[log, len(entries), prev]]
    parts["data/snapshot.json"] = canonical(snapshot).encode()


def other_value(text: bytes) -> Callable[[Parts], None]:
    return changed(journal_of, lambda raw: raw.replace(b'"value":49', b'"value":' + text))


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (changed(journal_of, lambda raw: raw.splitlines(keepends=True)[0]), "package-log-short"),
        (changed(journal_of, lambda raw: b"".join(raw.splitlines(keepends=True)[1:])), "package-log-broken"),
        (changed(journal_of, lambda raw: b"".join(raw.splitlines(keepends=True)[::-1])), "package-log-broken"),
        (changed(journal_of, lambda raw: raw + raw.splitlines(keepends=True)[-1]), "package-log-broken"),
        (changed(journal_of, lambda raw: raw[:-1]), "package-log-unreadable"),
        (changed(journal_of, lambda raw: b"\xef\xbb\xbf" + raw), "package-log-unreadable"),
        (changed(journal_of, lambda raw: b"\n" + raw), "package-log-unreadable"),
        (other_value(b"50"), "package-log-unreadable"),
        (other_value(b"49.0"), "package-log-unreadable"),
        (other_value(b"NaN"), "package-log-unreadable"),
        (other_value(b'48,"value":49'), "package-log-unreadable"),
        (other_value(b'"\\ud800"'), "package-log-unreadable"),
        (other_value(b" 49"), "package-log-unreadable"),
        (other_value(b"[" * 5000 + b"]" * 5000), "package-log-unreadable"),
        (changed("data/snapshot.json", lambda raw: raw.replace(CASE_ID.encode(), b"x")), "package-changed"),
        (changed("data/snapshot.json", lambda raw: b"{}"), "package-unreadable"),
        (changed("data/files.json", lambda raw: b"[]"), "package-unreadable"),
        (changed("data/files.json", lambda raw: b"{}"), "package-unreadable"),
        (changed("data/form/form.yaml", lambda raw: raw + b"#"), "package-changed"),
        (changed(BAG_INFO, lambda raw: raw.replace(b"Qmdesk-Format: 1", b"Qmdesk-Format: 2")), "package-newer"),
        (changed(BAG_INFO, lambda raw: raw.replace(b"Qmdesk-Format: 1\n", b"")), "package-unreadable"),
        (changed(BAG_INFO, lambda raw: raw + raw.splitlines(keepends=True)[-1]), "package-unreadable"),
        (changed(BAG_INFO, lambda raw: raw.replace(b"Sequence: 1", b"Sequence: one")), "package-unreadable"),
        (changed(BAG_INFO, lambda raw: b"\xff" + raw), "package-unreadable"),
        (changed(BAGIT, lambda raw: raw.replace(b"1.0", b"0.97")), "package-unreadable"),
        (without(BLOB), "package-unreadable"),
        (with_file(f"data/blobs/{'0' * 64}"), "package-unreadable"),
        (with_file("data/journal/other.jsonl"), "package-unreadable"),
    ],
)  # fmt: skip
def test_a_package_that_contradicts_itself_is_refused_though_signed(wang: Laptop, li: Laptop, change, code: str):
    assert refuse_codes(li, resigned(wang.pack(), wang.identity, change)) == [code]


def test_too_deep_a_value_is_refused_though_all_hashes_fit(wang: Laptop, li: Laptop):
    def deepen(entries: list[dict]) -> None:
        value: object = 1
        for _ in range(40):
            value = [value]
        entries[0]["value"] = value

    signed = resigned(wang.pack(), wang.identity, lambda parts: rehashed(parts, deepen))
    assert refuse_codes(li, signed) == ["package-log-unreadable"]
    assert depth([[{"a": [1]}]]) == 4


def test_a_snapshot_that_does_not_follow_from_the_logs_fails_verification(wang: Laptop):
    def other_state(parts: Parts) -> None:
        data = json.loads(parts["data/snapshot.json"])
        data["state"].pop()
        parts["data/snapshot.json"] = canonical(data).encode()

    signed = resigned(wang.pack(), wang.identity, other_state)
    found = verify_package(signed, TrustList(), devices=wang.devices)
    assert [each.code for each in found.problems] == ["package-snapshot-differs"]
    assert found.signatures[0].check.valid


def test_a_fork_is_an_alarm_and_changes_nothing(wang: Laptop, li: Laptop):
    package = wang.pack()
    assert li.merge(package).entries_new == 3

    def other_past(entries: list[dict]) -> None:
        entries[1]["value"] = 50

    forged = resigned(package, wang.identity, lambda parts: rehashed(parts, other_past))
    assert refuse_codes_only(li, forged) == ["journal-fork"]
    assert li.case.state()[Place("step:k1", "passed", "onsite")].value == 49


def refuse_codes_only(laptop: Laptop, package: Path) -> list[str]:
    before = tuple(laptop.case.entries())
    result = laptop.merge(package)
    assert tuple(laptop.case.entries()) == before
    return [each.problem.code for each in result.refused]


# -- signers -----------------------------------------------------------------------------------------


def test_a_known_device_with_another_key_is_an_alarm(wang: Laptop, li: Laptop, tmp_path: Path):
    li.merge(wang.pack())
    from cryptography.hazmat.primitives.asymmetric import ec

    from qmdesk.trust.device import DeviceIdentity
    from qmdesk.trust.identity import Term, self_signed
    from qmdesk.trust.keys import KeyIdentity

    key = ec.generate_private_key(ec.SECP256R1())
    certificate = self_signed(key, f"qmdesk device {wang.identity.id}", "王工的笔记本", Term.years(1))
    thief = DeviceIdentity(wang.identity.id, KeyIdentity(key, (certificate,)))
    assert refuse_codes(li, resigned(wang.pack(), thief, lambda _: None)) == ["device-key-changed"]


def test_a_device_cannot_speak_for_another(wang: Laptop, li: Laptop, tmp_path: Path):
    stranger = device_identity(tmp_path / "stranger", "外来")
    signed = resigned(wang.pack(), stranger, lambda _: None)
    assert refuse_codes(li, signed) == ["package-device-differs"]


def test_an_unknown_person_cannot_speak_for_a_known_device(wang: Laptop, li: Laptop):
    li.merge(wang.pack())
    signed = resigned(wang.pack(), people.impostor(), lambda _: None)
    assert refuse_codes(li, signed) == ["package-signer-replaced"]


def test_a_chain_is_demanded_where_a_trust_list_was_named(wang: Laptop, li: Laptop):
    by_device, by_person = wang.pack("d.zip"), wang.pack("p.zip", identity=people.lead())
    result = li.merge(by_device, by_person, anchors=people.trusted(), demand_chain=True)
    assert [(each.package, each.problem.code) for each in result.refused] == [("d.zip", "signer-not-trusted")]
    assert (result.entries_new, result.notices) == (3, ())


@pytest.mark.parametrize("signer", [people.impostor, people.expired])
def test_a_demanded_chain_refuses_look_alikes_and_the_expired(wang: Laptop, li: Laptop, signer):
    result = li.merge(wang.pack(identity=signer()), anchors=people.trusted(), demand_chain=True)
    assert [each.problem.code for each in result.refused] in (["signer-not-trusted"], ["certificate-expired"])


def test_an_expired_person_is_not_taken_on_first_use_either(wang: Laptop, li: Laptop):
    result = li.merge(wang.pack(identity=people.expired()), anchors=people.trusted())
    assert [each.problem.code for each in result.refused] == ["certificate-expired"]


# -- the zip itself ----------------------------------------------------------------------------------


def test_a_cut_package_is_called_cut_wherever_it_was_cut(wang: Laptop, li: Laptop):
    whole = wang.pack().read_bytes()
    for size in range(4, len(whole), 211):
        path = wang.folder / "cut.zip"
        path.write_bytes(whole[:size])
        assert [each.problem.code for each in li.merge(path).refused] == ["package-truncated"], size


@pytest.mark.parametrize("content", [b"", b"PK", b"%PDF-1.7\n", b"SQLite format 3\0" + bytes(100)])
def test_another_kind_of_file_is_called_that(li: Laptop, tmp_path: Path, content: bytes):
    path = tmp_path / "x.zip"
    path.write_bytes(content)
    assert refuse_codes(li, path) == ["package-not-ours"]


@pytest.mark.parametrize("where", ["before", "behind", "comment"])
def test_nothing_may_stand_around_the_package(wang: Laptop, li: Laptop, where: str):
    whole = wang.pack().read_bytes()
    path = wang.folder / "wrapped.zip"
    if where == "comment":
        path.write_bytes(whole[:-2] + b"\x05\x00extra")
    else:
        path.write_bytes(b"PK\x03\x04junk" + whole if where == "before" else whole + b"junk")
    assert refuse_codes(li, path) == ["package-truncated"]


def test_two_files_of_one_name_are_refused(wang: Laptop, li: Laptop):
    parts = parts_of(wang.pack())
    path = wang.folder / "twice.zip"
    with pytest.warns(UserWarning, match="Duplicate"), zipfile.ZipFile(path, "w") as opened:
        for name, content in [*parts.items(), (BLOB, b"other")]:
            opened.writestr(zipfile.ZipInfo(name), content)
    assert refuse_codes(li, path) == ["package-duplicate"]


@pytest.mark.parametrize("kind", ["symlink", "folder", "encrypted", "method"])
def test_links_and_strange_entries_are_refused(wang: Laptop, li: Laptop, kind: str):
    path = wang.folder / "strange.zip"
    with zipfile.ZipFile(path, "w") as opened:
        for name, content in parts_of(wang.pack()).items():
            info = zipfile.ZipInfo(name)
            if name == BLOB:
                mode = stat.S_IFLNK if kind == "symlink" else stat.S_IFDIR if kind == "folder" else stat.S_IFREG
                info.external_attr = (mode | 0o777) << 16
                info.compress_type = zipfile.ZIP_BZIP2 if kind == "method" else zipfile.ZIP_STORED
            opened.writestr(info, content, info.compress_type)
    if kind == "encrypted":
        raw = bytearray(path.read_bytes())
        at = raw.rindex(BLOB.encode()) - 46  # the entry in the directory
        raw[at + 8] |= 1
        path.write_bytes(raw)
    assert refuse_codes(li, path) == ["package-name"]


def test_two_files_that_share_bytes_are_refused(wang: Laptop, li: Laptop):
    raw = bytearray(wang.pack().read_bytes())
    first, second = (raw.rindex(name) - 46 for name in (b"data/form/form.yaml", BLOB.encode()))
    raw[second + 42 : second + 46] = raw[first + 42 : first + 46]
    path = wang.folder / "overlap.zip"
    path.write_bytes(raw)
    assert refuse_codes(li, path) == ["package-truncated"]


def test_a_directory_of_impossible_size_is_not_even_read(wang: Laptop, li: Laptop):
    raw = bytearray(wang.pack().read_bytes())
    struct.pack_into("<L", raw, len(raw) - 10, 0xFFFFFFF0)
    path = wang.folder / "huge.zip"
    path.write_bytes(raw)
    assert refuse_codes(li, path) == ["package-too-large"]


def test_a_bomb_from_a_stranger_is_refused_and_a_known_devices_large_package_taken(
    wang: Laptop, li: Laptop, monkeypatch
):
    from qmdesk.casefile.case import Blob

    bomb = Blob(bytes(3 << 20), "application/octet-stream")
    wang.set(Place("evidence:e9", "file"), bomb.sha256, (bomb,))
    package = wang.pack("bomb.zip")
    assert refuse_codes(li, package) == ["package-too-large"]
    li.devices.remember(wang.identity.id, wang.identity.fingerprint, "王工的笔记本")
    assert li.merge(package).files_new == 2


@pytest.mark.parametrize("limit", ["entries", "entry_bytes", "total_bytes"])
def test_the_limits_hold_for_strangers(wang: Laptop, limit: str):
    with Container(wang.pack()) as opened:
        opened.check(container.Limits())
        with pytest.raises(Refused) as caught:
            opened.check(container.Limits(**{limit: 5}))
    assert caught.value.problems[0].code == "package-too-large"


def test_an_archiver_may_add_the_folders(wang: Laptop, li: Laptop):
    parts = {"data/": b"", "data/blobs/": b"", "data/form/": b"", "data/journal/": b"", **parts_of(wang.pack())}
    assert li.merge(write_zip(wang.folder / "again.zip", parts)).entries_new == 3


def test_a_missing_file_is_called_missing(li: Laptop, tmp_path: Path):
    assert [each.problem.code for each in li.merge(tmp_path / "none.zip").refused] == ["file-missing"]
    with pytest.raises(Refused):
        verify_package(tmp_path / "none.zip", TrustList())


# -- other cases -------------------------------------------------------------------------------------


def test_a_package_of_another_case_or_form_is_refused(wang: Laptop, tmp_path: Path):
    for number, new in enumerate([new_case("another case"), new_case(form={"form.yaml": b"id: other\n"})]):
        other = Laptop(tmp_path / f"other{number}", "另一台", new)
        code = refuse_codes_only(other, wang.pack())
        assert code == (["package-other-case"], ["package-other-form"])[number]
        other.close()


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_no_flipped_bit_gets_anything_other_than_the_original_in(wang: Laptop, li: Laptop, data: st.DataObject):
    """A bit in the unused parts of a zip may change nothing; anywhere else the package is refused."""
    if not hasattr(wang, "packed"):
        wang.pack()
    raw = bytearray((wang.folder / "包.zip").read_bytes())
    raw[data.draw(st.integers(0, len(raw) - 1))] ^= 1 << data.draw(st.integers(0, 7))
    path = wang.folder / "flipped.zip"
    path.write_bytes(raw)
    result = li.merge(path)
    assert result.refused or tuple(li.case.entries()) == tuple(wang.case.entries())
