"""``--print`` where the system has no way to a printer, or the printer refuses: the PDF is there, and it is said."""

from __future__ import annotations

from pathlib import Path

import pytest

from qmdesk.review import printing
from tests.app.conftest import Qmdesk

COMMANDS = (("rectify",), ("papers", "--paper", "documents"))


@pytest.fixture
def suggested(qmdesk: Qmdesk, case: str) -> str:
    for field, value in (("binds", "item:system.process"), ("action", "补齐过程卡"), ("owner", "质量部")):
        assert qmdesk("set", case, "suggestion:s1", field, value).status == 0
    return case


@pytest.mark.parametrize("command", COMMANDS)
def test_a_system_without_a_queue_keeps_the_file_and_says_so(
    qmdesk: Qmdesk, suggested: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...]
):
    monkeypatch.setattr(printing.sys, "platform", "linux")
    monkeypatch.setattr(printing.shutil, "which", lambda _: None)
    answer = qmdesk(command[0], suggested, *command[1:], "-o", "单子.pdf", "--print", "现场")
    assert answer.status != 0
    assert "没有可用的打印命令" in answer.err
    assert "PDF" in answer.err
    assert (tmp_path / "单子.pdf").read_bytes().startswith(b"%PDF")


def test_a_printer_that_is_not_there_is_named(
    qmdesk: Qmdesk, suggested: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    refusing = tmp_path / "lp"
    refusing.write_text('#!/bin/sh\necho "lp: The printer does not exist." >&2\nexit 1\n', "utf-8")
    refusing.chmod(0o755)
    monkeypatch.setattr(printing.shutil, "which", lambda name: str(refusing) if name == "lp" else None)
    answer = qmdesk("rectify", suggested, "-o", "单子.pdf", "--print", "现场")
    assert answer.status != 0
    assert "现场" in answer.err
    assert "does not exist" in answer.err
    assert (tmp_path / "单子.pdf").is_file()
