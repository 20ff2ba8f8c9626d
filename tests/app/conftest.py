"""The command line, called in this process as a shell would call it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from qmdesk.app.main import run

CODE = "91330212MA2TE8XU04"


@dataclass(frozen=True)
class Answer:
    status: int
    out: bytes
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


Qmdesk = Callable[..., Answer]


@pytest.fixture
def qmdesk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]) -> Qmdesk:
    """Call ``qmdesk WORD...`` in a folder and with a workspace of the test's own; no traceback may ever show."""
    monkeypatch.setenv("QMDESK_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)

    def call(*words: object, home: str = "home") -> Answer:
        monkeypatch.setenv("QMDESK_HOME", str(tmp_path / home))
        capfdbinary.readouterr()
        status = run([str(word) for word in words])
        captured = capfdbinary.readouterr()
        answer = Answer(status, captured.out, captured.err.decode("utf-8"))
        assert "Traceback" not in answer.err
        bug = re.search(r"error-\d+T\d+\.txt", answer.err)
        assert bug is None, (tmp_path / home / "logs" / bug.group()).read_text("utf-8")
        return answer

    return call


@pytest.fixture
def case(qmdesk: Qmdesk) -> str:
    assert qmdesk("new", "示例.qmcase", "--enterprise", "示例机械", "--credit-code", CODE).status == 0
    return "示例.qmcase"
