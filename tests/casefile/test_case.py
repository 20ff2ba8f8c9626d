"""The case file: what is written is there again, and files that are not ours stay as they are."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from qmdesk.casefile.case import Blob, CaseFile, NewCase, create, open_case
from qmdesk.casefile.schema import APPLICATION_ID, FORMAT
from qmdesk.formdef.loader import sha256_of_files
from qmdesk.model.journal import Place
from qmdesk.model.problem import Refused
from tests.casefile.journal_factory import Device
from tests.casefile.test_fold import histories, played

FORM = {"form.yaml": b"id: meqmc"}
NEW = NewCase("case-1", "meqmc", "2026", sha256_of_files(FORM), FORM, "2026-07-01T08:00:00+08:00")
NOTE = Place("case", "note")


@pytest.fixture
def case(tmp_path: Path):
    with create(tmp_path / "评审 一.qmcase", NEW) as opened:
        yield opened


def codes(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [problem.code for problem in refused.value.problems]


def test_a_new_case_carries_its_form_and_identity(case: CaseFile):
    assert case.case_id == "case-1"
    assert dict(case.form_files()) == {"form.yaml": b"id: meqmc"}
    assert case.state() == {}


def test_what_was_appended_is_there_after_reopening(tmp_path: Path):
    device, path = Device("a"), tmp_path / "x.qmcase"
    with create(path, NEW) as case:
        case.append([device.write(NOTE, "一"), device.write(NOTE, "二")])
    with open_case(path) as case:
        assert case.state()[NOTE].value == "二"
        assert [entry.value for entry in case.history(NOTE)] == ["一", "二"]
        assert case.heads()[0].hash == device.prev


def test_a_closed_case_is_one_file(tmp_path: Path):
    with create(tmp_path / "x.qmcase", NEW) as case:
        case.append([Device("a").write(NOTE, 1)])
    assert [each.name for each in tmp_path.iterdir()] == ["x.qmcase"]


def test_creating_never_overwrites(tmp_path: Path):
    path = tmp_path / "x.qmcase"
    path.write_bytes(b"mine")
    with pytest.raises(Refused) as refused:
        create(path, NEW)
    assert codes(refused) == ["file-exists"]
    assert path.read_bytes() == b"mine"


@given(histories)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_projection_equals_the_fold_after_any_absorptions(tmp_path_factory: pytest.TempPathFactory, history):
    devices = played(history)
    with create(tmp_path_factory.mktemp("p") / "x.qmcase", NEW) as case:
        for device in devices:
            case.absorb(device.known.values())
        assert case.state() == case.state_from_journal()
        assert case.check_journal() == ()
        known = case.absorb([entry for device in devices for entry in device.known.values()])
        assert known.new == 0


def test_rebuilding_the_heads_gives_what_was_there(case: CaseFile):
    device = Device("a")
    case.append([device.write(NOTE, each) for each in range(5)])
    before = case.state()
    case.rebuild()
    assert case.state() == before


def test_a_fork_is_refused_and_nothing_of_it_stays(case: CaseFile):
    device = Device("a")
    entry = device.write(NOTE, "真")
    case.append([entry])
    other = Device("a").write(NOTE, "假")
    with pytest.raises(Refused) as refused:
        case.absorb([other, Device("b").write(NOTE, "x")])
    assert codes(refused) == ["journal-fork"]
    assert [each.value for each in case.entries()] == ["真"]


@pytest.mark.parametrize(
    ("spoil", "code"),
    [
        (lambda entries: entries[1:], "journal-gap"),
        (lambda entries: [entries[0], replace(entries[1], value="改过")], "journal-hash"),
        (lambda entries: [entries[0], replace(entries[1], prev="0" * 64)], "journal-link"),
    ],
)
def test_a_log_that_is_not_whole_is_refused(case: CaseFile, spoil, code: str):
    device = Device("b")
    entries = [device.write(NOTE, each) for each in range(3)]
    with pytest.raises(Refused) as refused:
        case.absorb(spoil(entries))
    assert codes(refused) == [code]
    assert list(case.entries()) == []


def test_an_entry_altered_in_the_file_is_found(tmp_path: Path):
    path, device = tmp_path / "x.qmcase", Device("a")
    with create(path, NEW) as case:
        case.append([device.write(NOTE, each) for each in range(3)])
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE entry SET value = '9' WHERE seq = 2")
        connection.commit()
    with open_case(path) as case:
        assert [problem.code for problem in case.check_journal()] == ["journal-hash"]


def test_blobs_are_kept_once_and_come_back_whole(case: CaseFile):
    first = case.put_blob(b"\x00photo" * 1000, "image/jpeg")
    assert case.put_blob(b"\x00photo" * 1000, "image/jpeg") == first
    assert case.blob(first) == b"\x00photo" * 1000
    assert case.blob_infos()[first].size == 6000


def test_entries_and_their_blobs_are_one_transaction(case: CaseFile):
    device = Device("a")
    entry = device.write(NOTE, 1)
    case.append([entry])
    with pytest.raises(Refused):
        case.append([replace(entry, seq=1, hash="other")], [Blob(b"lost", "text/plain")])
    assert case.blob_ids() == ()


def test_a_foreign_file_is_refused_with_its_bytes_untouched(tmp_path: Path):
    plain = tmp_path / "a.qmcase"
    plain.write_bytes(b"PK\x03\x04 not a case" * 100)
    sqlite = tmp_path / "b.qmcase"
    with closing(sqlite3.connect(sqlite)) as connection:
        connection.execute("CREATE TABLE t (a)")
    for path in (plain, sqlite):
        before = path.read_bytes()
        with pytest.raises(Refused) as refused:
            open_case(path)
        assert codes(refused) == ["case-not-ours"]
        assert path.read_bytes() == before


def test_a_newer_file_is_refused_with_its_bytes_untouched(tmp_path: Path):
    path = tmp_path / "x.qmcase"
    create(path, NEW).close()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA user_version={FORMAT + 1}")
    before = path.read_bytes()
    with pytest.raises(Refused) as refused:
        open_case(path)
    assert codes(refused) == ["case-newer"]
    assert path.read_bytes() == before


def test_a_damaged_file_is_called_damaged(tmp_path: Path):
    path = tmp_path / "x.qmcase"
    with create(path, NEW) as case:
        case.put_blob(os.urandom(50_000), "application/octet-stream")
    content = bytearray(path.read_bytes())
    content[4096:] = os.urandom(len(content) - 4096)
    path.write_bytes(content)
    with pytest.raises(Refused) as refused, open_case(path) as case:
        case.state()
    assert codes(refused) == ["case-damaged"]


def test_a_missing_file_is_said_to_be_missing(tmp_path: Path):
    with pytest.raises(Refused) as refused:
        open_case(tmp_path / "没有.qmcase")
    assert codes(refused) == ["file-missing"]


def test_the_stamps_of_a_case_file_are_set(tmp_path: Path):
    path = tmp_path / "x.qmcase"
    create(path, NEW).close()
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
        assert connection.execute("PRAGMA user_version").fetchone() == (FORMAT,)


HOLD = """
import sys, time
from pathlib import Path
from qmdesk.casefile.case import open_case
case = open_case(Path(sys.argv[1]))
print("held", flush=True)
time.sleep(60)
"""


def test_a_second_process_gets_the_case_read_only_and_the_name_of_the_first(tmp_path: Path):
    path = tmp_path / "x.qmcase"
    create(path, NEW).close()
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(path)],
        stdout=subprocess.PIPE,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
    )
    try:
        assert holder.stdout is not None
        assert holder.stdout.readline().strip() == b"held"
        with open_case(path) as second:
            assert second.read_only
            assert second.owner is not None
            assert second.owner.pid == holder.pid
            with pytest.raises(Refused) as refused:
                second.append([Device("b").write(NOTE, 1)])
        assert codes(refused) == ["case-held"]
    finally:
        holder.kill()
        holder.communicate()
    with open_case(path) as after:
        assert not after.read_only, "a killed process must leave no lock behind"


def test_a_backup_is_whole_and_never_overwrites(case: CaseFile, tmp_path: Path):
    device = Device("a")
    case.append([device.write(NOTE, "甲")], [Blob(b"photo", "image/png")])
    target = tmp_path / "备份.qmcase"
    case.backup(target)
    with pytest.raises(Refused) as refused:
        case.backup(target)
    assert codes(refused) == ["file-exists"]
    with open_case(target) as copy:
        assert copy.state() == case.state()
        assert copy.blob(copy.blob_ids()[0]) == b"photo"


def test_the_live_case_file_is_never_opened_by_ordinary_means(tmp_path: Path):
    """An ordinary handle, when closed, drops SQLite's POSIX locks: an audit hook sees every open()."""
    script = f"""
import json, sys
sys.path[:0] = {sys.path!r}
from pathlib import Path
opened = []
sys.addaudithook(lambda event, args: opened.append(str(args[0])) if event == "open" else None)
from qmdesk.casefile.case import create, open_case
from tests.casefile.test_case import NEW, NOTE, Device, Blob
path = Path({str(tmp_path / "x.qmcase")!r})
with create(path, NEW) as case:
    case.append([Device("a").write(NOTE, 1)], [Blob(b"x", "text/plain")])
    case.backup(path.with_name("b.qmcase"))
with open_case(path) as case:
    case.state(); case.check_journal()
print(json.dumps([each for each in opened if each.endswith(".qmcase")]))
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert json.loads(done.stdout.splitlines()[-1]) == []
