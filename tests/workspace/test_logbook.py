"""Claims: logs and reports hold ids, codes and hashes only, stay small, and never stop anything."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from qmdesk.model.problem import Problem, Refused
from qmdesk.workspace import logbook
from qmdesk.workspace.logbook import codes_of, note, report_error, told
from qmdesk.workspace.support import gather, save

CANARIES = ("甬江机械", "canary 王工", "12.345 mm", "C:\\用户\\张三", "secret@example.invalid")


def _crash(text: str) -> None:
    held = {"name": text}
    try:
        raise KeyError(text)
    except KeyError as error:
        raise ValueError(f"no {held}") from error


def _lines(home: Path) -> list[str]:
    return (home / "logs" / logbook.NAME).read_text("utf-8").splitlines()


def test_a_line_has_time_process_event_and_facts(tmp_path: Path) -> None:
    note(tmp_path, "import", file="ab" * 32, taken=12, codes="zip-link+file-empty")
    (line,) = _lines(tmp_path)
    assert line.split(" ")[2:] == ["import", f"file={'ab' * 32}", "taken=12", "codes=zip-link+file-empty"]


@pytest.mark.parametrize("text", [*CANARIES, "two words", "a\nb", "", "x" * 81, "编号"])
def test_what_is_no_id_is_left_out(tmp_path: Path, text: str) -> None:
    note(tmp_path, text, name=text)
    (line,) = _lines(tmp_path)
    assert line.endswith(" - name=-")


def test_the_log_is_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(logbook, "MOST", 2_000)
    for number in range(400):
        note(tmp_path, "event", number=number)
    files = sorted((tmp_path / "logs").iterdir())
    assert [each.name for each in files] == ["qmdesk.log", "qmdesk.log.1", "qmdesk.log.2", "qmdesk.log.3"]
    assert all(each.stat().st_size < 2_200 for each in files)
    assert _lines(tmp_path)[-1].endswith("number=399")


def test_a_folder_that_cannot_be_written_stops_nothing(tmp_path: Path) -> None:
    (tmp_path / "logs").write_text("a file in its place")
    note(tmp_path, "event")
    assert report_error(tmp_path, ValueError()) is None


@pytest.mark.parametrize("text", CANARIES)
def test_a_report_says_where_and_never_what(tmp_path: Path, text: str) -> None:
    with pytest.raises(ValueError) as caught:
        _crash(text)
    path = report_error(tmp_path, caught.value, doing=text)
    assert path is not None
    said = path.read_text("utf-8")
    assert "builtins.ValueError" in said
    assert "caused by builtins.KeyError" in said
    assert "test_logbook.py:" in said
    assert "_crash" in said
    assert all(each not in said for each in CANARIES)
    assert str(Path.home()) not in said


def test_a_refusal_is_told_by_its_codes() -> None:
    refused = Refused(Problem("zip-link", "甬江.zip"), Problem("zip-link"), Problem("file-empty"))
    assert codes_of(refused) == "zip-link+file-empty"
    assert "甬江" not in told(refused)


def test_reports_are_bounded(tmp_path: Path) -> None:
    for _ in range(logbook.REPORTS + 5):
        report_error(tmp_path, ValueError())
    assert len(list((tmp_path / "logs").glob("error-*.txt"))) == logbook.REPORTS


def test_what_is_collected_is_what_is_shown(tmp_path: Path) -> None:
    note(tmp_path, "event")
    report_error(tmp_path, ValueError("甬江机械"))
    (tmp_path / "logs" / "error-20260101T000000.txt").write_text("Traceback of an earlier version: 甬江机械", "utf-8")
    pieces = gather(tmp_path)
    save(pieces, tmp_path / "a.zip")
    with zipfile.ZipFile(tmp_path / "a.zip") as archive:
        assert {name: archive.read(name).decode() for name in archive.namelist()} == {e.name: e.text for e in pieces}
    assert {each.name.partition("-")[0] for each in pieces} == {"system.txt", "logs/qmdesk.log", "logs/error"}
    assert not any("甬江" in each.text for each in pieces)


def test_nothing_is_written_over_and_no_part_is_left(tmp_path: Path) -> None:
    target = tmp_path / "a.zip"
    target.write_bytes(b"mine")
    with pytest.raises(Refused) as caught:
        save(gather(tmp_path), target)
    assert caught.value.problems[0].code == "file-exists"
    with pytest.raises(Refused):
        save(gather(tmp_path), tmp_path / "nowhere" / "a.zip")
    assert [each.name for each in tmp_path.iterdir()] == ["a.zip"]
    assert target.read_bytes() == b"mine"
