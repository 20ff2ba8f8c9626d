"""A hostile colleague: signed by a device that we know, everything in step, and still not what an honest one sends."""

from __future__ import annotations

import json
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from qmdesk.exchange.bag import LogSpan
from qmdesk.exchange.content import read_log
from qmdesk.exchange.merge import Believing, merge_into
from qmdesk.formdef.loader import load_builtin
from qmdesk.model.canonical import canonical
from qmdesk.model.journal import Place
from qmdesk.model.journal_json import entry_hash
from qmdesk.model.problem import Refused
from qmdesk.trust.envelope import Opener, seal
from tests.exchange.teams import Laptop, parts_of, resigned
from tests.exchange.test_tampering import refuse_codes, rehashed

PASSED = Place("step:k1", "passed", "onsite")


def forged(laptop: Laptop, edit: Callable[[list[dict]], None]) -> Path:
    return resigned(laptop.pack(), laptop.identity, lambda parts: rehashed(parts, edit))


def test_numbers_that_would_run_out_are_refused(wang: Laptop, li: Laptop):
    def far(entries: list[dict]) -> None:
        entries[-1]["lamport"] = 10**9

    package = forged(wang, far)
    result = li.merge(package)
    assert [each.problem.code for each in result.refused] == ["package-lamport-far"]
    assert tuple(li.case.entries()) == ()
    assert li.case.blob_ids() == ()


@pytest.mark.parametrize("number", [10**13, 2**63, 10**30, 0, -1, True])
def test_numbers_beyond_reason_are_refused_and_crash_nothing(wang: Laptop, li: Laptop, number: int):
    def wild(entries: list[dict]) -> None:
        entries[-1]["lamport"] = number

    assert refuse_codes(li, forged(wang, wild)) == ["package-log-unreadable"]


def test_numbers_that_fall_along_a_log_are_refused(wang: Laptop, li: Laptop):
    def falling(entries: list[dict]) -> None:
        entries[1]["lamport"] = entries[0]["lamport"]

    assert refuse_codes(li, forged(wang, falling)) == ["package-log-broken"]


def test_entries_that_replace_each_other_in_a_circle_hide_nothing(wang: Laptop, li: Laptop):
    def circle(entries: list[dict]) -> None:
        log = entries[0]["device"]
        for each in entries:
            each |= {"subject": "step:k1", "field": "passed@onsite", "value": each["seq"]}
            each["replaces"] = [f"{log}:{seq}" for seq in range(1, len(entries) + 1)]

    assert li.merge(forged(wang, circle)).refused == ()
    assert [head.seq for head in li.case.state()[PASSED].heads] == [3]
    assert li.case.state() == li.case.state_from_journal()


def test_entries_of_other_places_are_not_replaced_from_afar(wang: Laptop, li: Laptop):
    li.set(Place("case", "note"), "我的")
    mine = next(iter(li.case.entries()))

    def steal(entries: list[dict]) -> None:
        for each in entries:
            each["replaces"] = [f"{mine.device}:1"]

    assert li.merge(forged(wang, steal)).refused == ()
    assert li.case.state()[Place("case", "note")].value == "我的"
    assert li.case.state() == li.case.state_from_journal()


@pytest.mark.parametrize("name", ["a", "a:0", "a:01", "a:1 b:1", "A b:1", ":1", "a:１", "../x:1", "a:1" + "0" * 12])
def test_names_of_entries_that_no_entry_has_are_refused(wang: Laptop, li: Laptop, name: str):
    def rename(entries: list[dict]) -> None:
        entries[-1]["replaces"] = [name]

    assert refuse_codes(li, forged(wang, rename)) == ["package-log-unreadable"]


def test_a_replayed_log_under_another_name_is_refused(wang: Laptop, li: Laptop):
    def rename(parts: dict[str, bytes]) -> None:
        old = next(each for each in parts if each.startswith("data/journal/"))
        log = old.removeprefix("data/journal/").removesuffix(".jsonl")
        parts["data/journal/other.jsonl"] = parts.pop(old)
        parts["bag-info.txt"] = parts["bag-info.txt"].replace(f"Qmdesk-Log: {log}".encode(), b"Qmdesk-Log: other")
        snapshot = json.loads(parts["data/snapshot.json"])
        snapshot["heads"][0][0] = "other"
        parts["data/snapshot.json"] = canonical(snapshot).encode()

    assert refuse_codes(li, resigned(wang.pack(), wang.identity, rename)) == ["package-log-broken"]


def test_a_million_tiny_files_are_refused_before_they_are_listed(wang: Laptop, li: Laptop, tmp_path: Path):
    """A directory of a million entries, made of bytes: zipfile itself would take minutes to write it."""
    whole = wang.pack().read_bytes()
    entry = b"PK\x01\x02" + bytes(24) + (6).to_bytes(2, "little") + bytes(16) + b"data/x"
    directory = entry * 1_000_000
    end = b"PK\x05\x06" + bytes(4) + b"\xff\xff" * 2 + len(directory).to_bytes(4, "little") + bytes(4) + bytes(2)
    path = tmp_path / "flood.zip"
    path.write_bytes(whole[:200] + directory + end)
    started = time.process_time()
    assert [each.problem.code for each in li.merge(path).refused] == ["package-too-large"]
    assert time.process_time() - started < 5, "looked through all of them"


def test_a_bad_file_after_good_ones_leaves_none_of_them(wang: Laptop, li: Laptop, tmp_path: Path):
    from qmdesk.casefile.case import Blob

    for number in range(6):
        blob = Blob(bytes([number]) * 3000, "image/png")
        wang.set(Place(f"evidence:e{number}", "file"), blob.sha256, (blob,))
    parts = parts_of(wang.pack())
    last = max(each for each in parts if each.startswith("data/blobs/"))
    parts[last] = parts[last][:-1] + b"!"
    path = tmp_path / "bad.zip"
    with zipfile.ZipFile(path, "w") as opened:
        for name, content in parts.items():
            opened.writestr(name, content)
    assert [each.problem.code for each in li.merge(path).refused] == ["package-changed"]
    assert li.case.blob_ids() == ()


def test_a_cut_merge_goes_on_where_it_was(wang: Laptop, li: Laptop, monkeypatch: pytest.MonkeyPatch):
    from qmdesk.casefile import files
    from qmdesk.casefile.case import Blob

    monkeypatch.setattr(files, "TOGETHER", 3000)
    for number in range(6):
        blob = Blob(bytes([number]) * 3000, "image/png")
        wang.set(Place(f"evidence:e{number}", "file"), blob.sha256, (blob,))
    package = wang.pack()
    seen: list[str] = []
    real = files.insert

    def cut(connection, arriving) -> bool:
        if len(seen) == 4:
            raise KeyboardInterrupt
        seen.append(arriving.info.sha256)
        return real(connection, arriving)

    monkeypatch.setattr(files, "insert", cut)
    with pytest.raises(KeyboardInterrupt):
        li.merge(package)
    assert len(li.case.blob_ids()) == 4
    assert tuple(li.case.entries()) == ()
    monkeypatch.setattr(files, "insert", real)
    done = li.merge(package)
    assert (done.refused, done.files_new, len(li.case.blob_ids())) == ((), 3, 7)


def test_a_sealed_package_is_taken_by_whom_it_is_for_and_leaves_nothing_beside(
    wang: Laptop, li: Laptop, tmp_path: Path
):
    sealed, room = tmp_path / "s.p7m", tmp_path / "room"
    room.mkdir()
    seal(wang.pack(), sealed, [li.identity.certificate])
    mine = Opener(li.identity.identity.key, li.identity.certificate)
    theirs = Opener(wang.identity.identity.key, wang.identity.certificate)
    for opener, expected in ((theirs, ["sealed-for-others"]), (mine, [])):
        done = merge_into(li.case, [sealed], Believing(devices=li.devices, openers=[opener], room=room))
        assert [each.problem.code for each in done.refused] == expected
        assert list(room.iterdir()) == []
    assert len(tuple(li.case.entries())) == 3


@pytest.mark.parametrize(
    "value",
    [None, True, 0, -1, 10**17, 10**25, "", "甲", 'a"b', "a\\b", "\x7f\u2028", "\x01", "\t", "😀", [1, {"a": "b"}], {}, '","value":1'],
)  # fmt: skip
def test_both_ways_of_reading_a_line_agree(value: object):
    """The pattern for plain lines and the parser give the same row, and what is not canonical passes neither."""
    entry = {
        "device": "d", "seq": 1, "lamport": 1, "author": "王", "at": "t", "batch": "b", "subject": "case", "field": "f",
        "value": value, "raw": "", "reason": str(value), "origin": "typed", "replaces": ["a:1", "b.c-d:12"], "prev": "",
    }  # fmt: skip
    entry["hash"] = entry_hash(entry)
    line = canonical(entry)
    span = LogSpan("d", 0, 1, str(entry["hash"]))
    (row,) = read_log(span, [line.encode() + b"\n"])
    assert row[8] == canonical(value)
    assert row[12] == "a:1 b.c-d:12"
    from qmdesk.exchange import content

    assert content._row_of_json(line, "") == row
    for wrong in (
        line.replace(":", ": ", 1),
        line.replace('"王"', '"\\u738b"'),
        line + " ",
        line.replace('"d"', '"e"'),
    ):
        with pytest.raises(Refused):
            read_log(span, [wrong.encode() + b"\n"])


@pytest.mark.parametrize("field", ["", "@", "@onsite", "note@", "note@/王", "level@onsite/"])
def test_a_field_in_another_spelling_than_its_places_own_is_refused(field: str):
    """Else the tables of a case would hold two places where its state has one."""
    entry = {
        "device": "d", "seq": 1, "lamport": 1, "author": "王", "at": "t", "batch": "b", "subject": "case",
        "field": field, "value": 1, "raw": "", "reason": "", "origin": "typed", "replaces": [], "prev": "",
    }  # fmt: skip
    entry["hash"] = entry_hash(entry)
    with pytest.raises(Refused, match="package-log-unreadable"):
        read_log(LogSpan("d", 0, 1, str(entry["hash"])), [canonical(entry).encode() + b"\n"])


def test_a_conclusion_of_no_level_that_the_form_has_is_no_level():
    form = load_builtin("meqmc")
    assert [each for each in (0, 1, 5, 6, 10**30, -1, True, None, "3", {"a": 1}) if form.has_level(each)] == [1, 5]


def test_entries_that_somebody_adds_to_our_own_running_log_are_told(wang: Laptop, li: Laptop):
    li.merge(wang.pack("all.zip"))
    wang.case.set_meta("log", wang.writer.name)
    li.writer = wang.writer  # 李 writes on in 王's log
    li.set(Place("case", "note"), "冒名")
    done = wang.merge(li.pack("forged.zip"))
    assert [(each.code, each.details.get("count")) for each in done.notices] == [
        ("package-own-log", 1),
        ("signer-first-use", None),
    ]
