"""Settings are written though another process that was stopped holds their lock."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from qmdesk.ui.settings import Settings

HOLDER = """
import sys
from PySide6.QtCore import QLockFile
lock = QLockFile(sys.argv[1])
print(lock.lock(), flush=True)
sys.stdin.read()
"""


@pytest.fixture
def held(tmp_path: Path) -> Iterator[Path]:
    """A home whose settings are locked by a process that lives and does nothing."""
    command = [sys.executable, "-c", HOLDER, str(tmp_path / "desktop.ini.lock")]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline().strip() == b"True"
        yield tmp_path
        holder.kill()


def test_closing_writes_them_past_the_lock(held: Path):
    settings = Settings(held)
    settings.put("author", "王工")
    settings.sync()
    assert "author" in (held / "desktop.ini").read_text("utf-8")


def test_what_is_put_is_written_at_the_next_turn_past_the_lock(held: Path, qapp: QApplication):
    settings = Settings(held)
    settings.put("author", "王工")
    qapp.processEvents()
    assert "author" in (held / "desktop.ini").read_text("utf-8")
