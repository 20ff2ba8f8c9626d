"""Claims: a whole run and a crash leave no name, figure or text of a case in the logs; support sees what it is sent."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from qmdesk.app import main
from tests.app.conftest import Qmdesk


def _texts(node: object) -> set[str]:
    """Every text and number of some length in what ``show --json`` tells of a case."""
    if isinstance(node, dict):
        return {text for key, value in node.items() if key != "file" for text in _texts(value)}
    if isinstance(node, list):
        return {text for value in node for text in _texts(value)}
    return {str(node)} if isinstance(node, str | float) and len(str(node)) >= 4 else set()


def test_a_demo_leaves_nothing_of_the_case_in_the_logs(qmdesk: Qmdesk, tmp_path: Path) -> None:
    assert qmdesk("demo", "--headless", "--out", "成果").status == 0
    fields = qmdesk("show", "成果/case.qmcase", "--json").json["fields"]
    values = {text for each in fields for text in _texts(each["value"])}
    assert len(values) > 200
    logs = "".join(each.read_text("utf-8") for each in (tmp_path / "home" / "logs").iterdir())
    assert "name=demo" in logs
    assert [each for each in values if each in logs] == []
    assert not any("\u4e00" <= sign <= "\u9fff" for sign in logs)


def test_a_crash_is_told_calmly_and_reported_without_what_was_at_hand(
    qmdesk: Qmdesk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    def falls(*_: object, **__: object) -> None:
        name = "甬江机械 12.345"
        raise KeyError(name)

    monkeypatch.setattr(main.cli, "main", falls)
    assert main.run(["show", "甬江机械.qmcase"]) == 70
    assert "案卷未受影响" in capfdbinary.readouterr().err.decode()
    (report,) = (tmp_path / "home" / "logs").glob("error-*.txt")
    logs = "".join(each.read_text("utf-8") for each in report.parent.iterdir())
    assert "builtins.KeyError" in logs
    assert "甬江" not in logs
    assert "12.345" not in logs


def test_the_list_shows_all_and_saves_nothing(qmdesk: Qmdesk, tmp_path: Path) -> None:
    qmdesk("show", "nowhere.qmcase")
    answer = qmdesk("support", "--list")
    assert answer.status == 0
    said = answer.out.decode()
    assert "codes=file-missing" in said
    assert "logs/qmdesk.log" in said
    assert not list(tmp_path.glob("*.zip"))


def test_what_is_saved_was_listed(qmdesk: Qmdesk) -> None:
    answer = qmdesk("support", "-o", "支持.zip")
    assert answer.status == 0
    with zipfile.ZipFile("支持.zip") as archive:
        assert all(name in answer.out.decode() for name in archive.namelist())
    assert qmdesk("support", "-o", "支持.zip").status == 2
