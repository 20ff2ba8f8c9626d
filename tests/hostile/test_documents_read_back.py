"""Claims: a document that the disk keeps otherwise than it was written never gets its name."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from qmdesk.formdef.loader import load_builtin
from qmdesk.model.problem import Refused
from qmdesk.report.build import write_whole
from qmdesk.review import exporting
from qmdesk.review.begin import begin
from qmdesk.review.session import ReviewSession, Who


@pytest.fixture
def session(tmp_path: Path) -> Iterator[ReviewSession]:
    who = Who("a" * 16, "王工", tmp_path / "home")
    form = load_builtin("meqmc")
    with begin(tmp_path / "a.qmcase", form, who, enterprise="甬江", credit_code="91330212MA2TE8XU04") as made:
        yield made


def test_a_report_is_compared_with_what_was_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    (tmp_path / "r.pdf").write_bytes(b"before")
    real = Path.open

    def shortened(path: Path, mode: str = "r", *more: object, **named: object) -> object:
        opened = real(path, mode, *more, **named)  # type: ignore[call-overload]
        if mode != "rb":
            return opened
        with opened:
            return io.BytesIO(opened.read()[:-1])

    monkeypatch.setattr(Path, "open", shortened)
    with pytest.raises(Refused) as refused:
        write_whole(tmp_path / "r.pdf", b"%PDF-1.7 whole")
    monkeypatch.undo()
    assert refused.value.problems[0].code == "report-not-written"
    assert [each.name for each in tmp_path.iterdir()] == ["r.pdf"]
    assert (tmp_path / "r.pdf").read_bytes() == b"before"


def test_a_workbook_is_read_back(session: ReviewSession, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    from qmdesk.report.xlsx import data as module

    real = module.write_data

    def rotten(m: object, history: object, part: Path) -> None:
        real(m, history, part)  # pyright: ignore[reportArgumentType]
        content = bytearray(part.read_bytes())
        with zipfile.ZipFile(part) as archive:  # a byte of a head may mean nothing; one of a member's content does
            largest = max(archive.infolist(), key=lambda each: each.compress_size)
        content[largest.header_offset + 30 + len(largest.filename) + largest.compress_size // 2] ^= 0xFF
        part.write_bytes(content)

    monkeypatch.setattr(module, "write_data", rotten)
    with pytest.raises(Refused) as refused:
        exporting.data(session, tmp_path / "d.xlsx")
    assert refused.value.problems[0].code == "file-cannot-write"
    assert not (tmp_path / "d.xlsx").exists()
    monkeypatch.undo()
    exporting.data(session, tmp_path / "d.xlsx")
    assert (tmp_path / "d.xlsx").exists()
