"""Claims: the program has a place for its settings also under an account that has no home."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from qmdesk.app.context import home_folder


@pytest.mark.skipif(sys.platform != "linux", reason="other systems give every account a place")
def test_an_account_without_a_home_gets_a_folder_of_its_own(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def none() -> Path:
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.setattr(Path, "home", none)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    for each in ("QMDESK_HOME", "XDG_DATA_HOME"):
        monkeypatch.delenv(each, raising=False)
    found = home_folder()
    assert found.is_relative_to(tmp_path)
    monkeypatch.setattr("os.getuid", lambda: 4711)
    assert home_folder() != found
    monkeypatch.setenv("XDG_DATA_HOME", "/there")
    assert home_folder() == Path("/there/qmdesk")
