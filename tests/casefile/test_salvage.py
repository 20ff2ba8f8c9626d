"""Whatever of a damaged file is whole comes back, and nothing else."""

import random
from pathlib import Path

import pytest

from qmdesk.casefile.carve import records
from qmdesk.casefile.case import Blob, create, open_case
from qmdesk.casefile.salvage import REST, salvage
from qmdesk.model.journal import Place
from qmdesk.model.problem import Refused
from tests.casefile.journal_factory import Device
from tests.casefile.test_case import FORM, NEW

NOTE = Place("case", "note")
ENTRIES = 300
NOW = "2026-07-02T08:00:00+08:00"


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A case of many pages: entries long and short, files that spill over many pages."""
    path = tmp_path_factory.mktemp("whole") / "案卷.qmcase"
    device, other = Device("a.1"), Device("b.1")
    rng = random.Random(4)
    with create(path, NEW) as case:
        for number in range(ENTRIES):
            writer = device if number % 3 else other
            blob = Blob(rng.randbytes(rng.choice([10, 4000, 30_000])), "image/jpeg")
            file = writer.write(Place(f"evidence:e{number}", "file"), blob.sha256)
            case.append([writer.write(NOTE, f"第{number}次" * rng.choice([1, 900])), file], [blob])
    return path


def test_a_whole_file_is_brought_back_whole(whole: Path, tmp_path: Path):
    done = salvage(whole, tmp_path / "回.qmcase", {}, NOW)
    assert (done.entries, done.files, done.unlinked, done.lost_files) == (2 * ENTRIES, ENTRIES, 0, ())
    with open_case(whole) as before, open_case(done.path) as after:
        assert after.state() == before.state() and after.blob_ids() == before.blob_ids()
        assert (after.case_id, dict(after.form_files())) == ("case-1", FORM)
        assert after.check_journal() == ()


@pytest.mark.parametrize("seed", range(12))
def test_what_is_whole_comes_back_and_nothing_else(whole: Path, tmp_path: Path, seed: int):
    rng = random.Random(seed)
    content = bytearray(whole.read_bytes())
    for _ in range(3):
        start = rng.randrange(0, len(content), 512)
        content[start : start + 4096] = rng.randbytes(len(content[start : start + 4096]))
    damaged = tmp_path / "坏.qmcase"
    damaged.write_bytes(content)
    done = salvage(damaged, tmp_path / "回.qmcase", FORM, NOW)
    assert damaged.read_bytes() == content
    rest = tmp_path / ("回.qmcase" + REST)
    assert rest.exists() == (done.unlinked > 0)
    with open_case(whole) as before, open_case(done.path) as after:
        known = {entry.hash for entry in before.entries()}
        assert {entry.hash for entry in after.entries()} <= known
        assert after.check_journal() == ()
        assert set(after.blob_ids()) <= set(before.blob_ids())
        assert all(after.blob(each) == before.blob(each) for each in after.blob_ids())
    # Three damaged pages of some 1,500 can't take more than a part of it along.
    assert done.entries + done.unlinked > 1.5 * ENTRIES
    assert done.files > 0.9 * ENTRIES


def test_a_file_without_its_head_is_brought_back(whole: Path, tmp_path: Path):
    damaged = tmp_path / "坏.qmcase"
    damaged.write_bytes(bytes(4096) + whole.read_bytes()[4096:])
    assert salvage(damaged, tmp_path / "回.qmcase", FORM, NOW).entries == 2 * ENTRIES


@pytest.mark.parametrize("content", [b"", b"x" * 100, b"\x0d" * 5000, bytes(random.Random(1).randbytes(50_000))])
def test_there_is_nothing_in_rubbish(tmp_path: Path, content: bytes):
    rubbish = tmp_path / "rubbish.qmcase"
    rubbish.write_bytes(content)
    assert all(isinstance(each, tuple) for each in records(content))
    with pytest.raises(Refused) as refused:
        salvage(rubbish, tmp_path / "回.qmcase", FORM, NOW)
    assert refused.value.problems[0].code == "nothing-to-salvage"
    assert not (tmp_path / "回.qmcase").exists()


def test_neither_an_open_case_nor_a_name_that_is_taken(whole: Path, tmp_path: Path):
    with open_case(whole), pytest.raises(Refused) as held:
        salvage(whole, tmp_path / "回.qmcase", FORM, NOW)
    assert held.value.problems[0].code == "case-held"
    with pytest.raises(Refused) as taken:
        salvage(whole, whole, FORM, NOW)
    assert taken.value.problems[0].code == "file-exists"
