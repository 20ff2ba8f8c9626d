"""docs/sync.md is enough: another program, written here from it alone, reads our packages and writes ones that we take.

That program is the functions above the first test: standard library and openssl, nothing of ours.
"""

from __future__ import annotations

import hashlib
import json
import subprocess
import zipfile
from pathlib import Path
from shutil import which

import pytest

from qmdesk.model.journal import Place
from qmdesk.trust.device import device_identity
from tests.exchange.make_sample import expected
from tests.exchange.teams import Laptop

DATA = Path(__file__).parents[1] / "data" / "sync"

pytestmark = pytest.mark.skipif(which("openssl") is None, reason="needs openssl")


def openssl(folder: Path, command: str) -> bytes:
    return subprocess.run(["openssl", *command.split()], cwd=folder, check=True, capture_output=True).stdout


def canonical(value: object) -> bytes:
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.encode("utf-8")


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def manifest(raw: bytes) -> dict[str, str]:
    return {line[66:]: line[:64] for line in raw.decode("utf-8").splitlines()}


def read(path: Path, folder: Path) -> tuple[dict[str, list[dict]], dict[str, bytes], str]:
    """Sections 2 to 5: the logs and files of a package, and the serial number of who signed; proved."""
    with zipfile.ZipFile(path) as opened:
        parts = {name: opened.read(name) for name in opened.namelist()}
    tags, signature = parts["tagmanifest-sha256.txt"], parts["tagmanifest-sha256.txt.p7s"]
    (folder / "tags").write_bytes(tags)
    (folder / "p7s").write_bytes(signature)
    (folder / "signer.pem").write_bytes(openssl(folder, "pkcs7 -inform DER -in p7s -print_certs"))
    openssl(folder, "cms -verify -binary -inform DER -in p7s -content tags -CAfile signer.pem -purpose any -out out")
    serial = openssl(folder, "x509 -in signer.pem -noout -serial").decode().strip()
    for name, digest in manifest(tags).items():
        assert sha256(parts[name]) == digest
    payload = manifest(parts["manifest-sha256.txt"])
    assert payload == {name: sha256(content) for name, content in parts.items() if name.startswith("data/")}
    info = [line.partition(": ")[::2] for line in parts["bag-info.txt"].decode("utf-8").splitlines()]
    assert dict(info)["Qmdesk-Format"] == "1"
    logs = {}
    for label, text in info:
        if label == "Qmdesk-Log":
            log, after, last, head = text.split()
            lines = parts.get(f"data/journal/{log}.jsonl", b"").splitlines()
            logs[log] = [entry(line, log, int(after) + at) for at, line in enumerate(lines, 1)]
            assert len(lines) == int(last) - int(after)
            assert not lines or logs[log][-1]["hash"] == head
            for one, other in zip(logs[log], logs[log][1:], strict=False):
                assert other["prev"] == one["hash"]
    files = {name[11:]: content for name, content in parts.items() if name.startswith("data/blobs/")}
    assert all(sha256(content) == name for name, content in files.items())
    return logs, files, serial


def entry(line: bytes, log: str, seq: int) -> dict:
    found = json.loads(line)
    assert canonical(found) == line
    assert (found["device"], found["seq"]) == (log, seq)
    assert sha256(canonical({key: value for key, value in found.items() if key != "hash"})) == found["hash"]
    return found


def state(entries: dict[str, dict]) -> dict[tuple[str, str], list[dict]]:
    """Section 6: for each place its heads."""
    places: dict[tuple[str, str], list[dict]] = {}
    for each in entries.values():
        places.setdefault((each["subject"], each["field"]), []).append(each)
    return {
        place: [
            each
            for each in here
            if not any(name(each) in other["replaces"] and each["lamport"] < other["lamport"] for other in here)
        ]
        for place, here in places.items()
    }


def name(each: dict) -> str:
    return f"{each['device']}:{each['seq']}"


def conflicts(heads: dict[tuple[str, str], list[dict]]) -> list[list[str]]:
    """Section 7, but for points for consensus."""
    found = [place for place, here in heads.items() if len({canonical(each["value"]) for each in here}) > 1]
    for (subject, field), here in heads.items():
        base, _, stage = field.partition("@")
        deletions = [each for each in here if each["value"] is True]
        if base == "deleted" and deletions:
            edits = [
                each
                for (other, its_field), there in heads.items()
                for each in there
                if other == subject and its_field.partition("@")[0] != "deleted" and each["value"] is not None
                and (not stage or "@" not in its_field or its_field.split("@")[1].split("/")[0] == stage)
            ]  # fmt: skip
            if any(all(side_by_side(edit, each) for each in deletions) for edit in edits):
                found.append((subject, field))
    return sorted(map(list, set(found)))


def side_by_side(edit: dict, deletion: dict) -> bool:
    known = name(edit) in deletion["replaces"] or name(deletion) in edit["replaces"]
    return edit["device"] != deletion["device"] and not known


def write(folder: Path, key: Path, device: str, case: dict, parts: dict[str, bytes], logs: list[str]) -> Path:
    """Sections 2 to 4: a package of given payload, signed by openssl."""
    payload = {f"data/{path}": content for path, content in parts.items()}
    info = [
        ("Bag-Software-Agent", "another program 1.0"),
        ("Bagging-Date", "2026-07-02"),
        ("Payload-Oxum", f"{sum(map(len, payload.values()))}.{len(payload)}"),
        ("External-Identifier", case["case_id"]),
        ("Qmdesk-Format", "1"),
        ("Qmdesk-Packed-At", "2026-07-02T08:00:00+08:00"),
        ("Qmdesk-Form", f"{case['form']['id']}/{case['form']['edition']} {case['form']['sha256']}"),
        ("Qmdesk-Device", device),
        ("Qmdesk-Sequence", "1"),
        ("Qmdesk-Previous", "none"),
        *(("Qmdesk-Log", log) for log in logs),
    ]
    tags = {
        "bagit.txt": b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n",
        "bag-info.txt": "".join(f"{label}: {text}\n" for label, text in info).encode(),
        "manifest-sha256.txt": "".join(f"{sha256(payload[each])}  {each}\n" for each in sorted(payload)).encode(),
    }
    signed = "".join(f"{sha256(tags[each])}  {each}\n" for each in sorted(tags)).encode()
    (folder / "tags").write_bytes(signed)
    openssl(folder, f"cms -sign -cades -binary -md sha256 -in tags -signer {key} -outform DER -out p7s")
    out = folder / "theirs.zip"
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as opened:
        rest = {"tagmanifest-sha256.txt": signed, "tagmanifest-sha256.txt.p7s": (folder / "p7s").read_bytes()}
        for path, content in {**payload, **tags, **rest}.items():
            opened.writestr(path, content)
    return out


# -- the tests ---------------------------------------------------------------------------------------


def test_another_program_comes_to_the_same_with_the_sample(tmp_path: Path):
    entries: dict[str, dict] = {}
    files: dict[str, int] = {}
    for package in ("third.zip", "second.zip", "first.zip"):
        logs, brought, _ = read(DATA / package, tmp_path)
        entries |= {name(each): each for log in logs.values() for each in log}
        files |= {digest: len(content) for digest, content in brought.items()}
    wanted = json.loads((DATA / "expected.json").read_text("utf-8"))
    heads = state(entries)
    assert sorted([each["device"], each["seq"], each["hash"]] for each in entries.values()) == wanted["entries"]
    assert {" ".join(place): sorted(map(name, here)) for place, here in heads.items()} == wanted["state"]
    assert conflicts(heads) == wanted["conflicts"]
    assert files == wanted["files"]


def test_this_program_comes_to_the_same_with_the_sample(li: Laptop):
    done = li.merge(DATA / "second.zip", DATA / "third.zip", DATA / "first.zip")
    assert done.refused == ()
    found = expected(li)
    wanted = json.loads((DATA / "expected.json").read_text("utf-8"))
    assert json.loads(json.dumps(found)) == wanted


def test_openssl_opens_the_sealed_sample(tmp_path: Path):
    command = f"cms -decrypt -binary -inform DER -in {DATA / 'sealed.p7m'} -recip {DATA / 'recipient.pem'}"
    openssl(tmp_path, f"{command} -inkey {DATA / 'recipient.key.pem'} -out first.zip")
    assert (tmp_path / "first.zip").read_bytes() == (DATA / "first.zip").read_bytes()


def test_a_package_of_another_program_is_taken(wang: Laptop, li: Laptop, tmp_path: Path):
    with zipfile.ZipFile(wang.pack()) as opened:
        parts = {each[5:]: opened.read(each) for each in opened.namelist() if each.startswith("data/")}
    case = json.loads(parts["snapshot.json"])
    home = tmp_path / "another"
    device = device_identity(home, "别的程序").id
    logs = {each[8:-6]: parts[each].splitlines() for each in parts if each.startswith("journal/")}
    ((theirs, known),) = logs.items()
    last = json.loads(known[-1])
    made = {
        "at": "2031-01-01T00:00:00Z", "author": "别人", "batch": "b:1", "device": f"{device}.1", "field": "passed@onsite",
        "lamport": last["lamport"] + 1, "origin": "typed", "prev": "", "raw": "", "reason": "复核", "seq": 1,
        "replaces": [name(json.loads(line)) for line in known if json.loads(line)["field"] == "passed@onsite"],
        "subject": "step:k1", "value": 46,
    }  # fmt: skip
    made["hash"] = sha256(canonical(made))
    parts[f"journal/{device}.1.jsonl"] = canonical(made) + b"\n"
    case["heads"] = sorted([[f"{device}.1", 1, made["hash"]], [theirs, len(known), last["hash"]]])
    case["state"] = []
    parts["snapshot.json"] = canonical(case)
    spans = [f"{log} 0 {last} {head}" for log, last, head in case["heads"]]
    package = write(tmp_path, home / "device.pem", device, case, parts, spans)
    done = li.merge(package)
    assert (done.refused, done.entries_new, done.conflicts) == ((), 4, ())
    assert li.case.state()[Place("step:k1", "passed", "onsite")].value == 46
