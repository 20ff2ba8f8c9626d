"""The program's start: nothing heavy is imported before the first paint, and it leaves when asked to."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from qmdesk.review.session import ReviewSession

ROOT = Path(__file__).resolve().parents[2]
HEAVY = ("matplotlib", "scipy", "reportlab", "numpy", "pikepdf", "pyhanko", "cryptography", "sqlite3", "yaml")
#: What only commands need.
COMMANDS = ("click", "platformdirs", "qmdesk.app.main")
OURS = (
    "qmdesk.review.session",
    "qmdesk.model.journal",
    "qmdesk.formdef.loader",
    "qmdesk.grading.assess",
    "qmdesk.ui.hub",
)


def run(script: str, home: Path) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "QMDESK_HOME": str(home), "PYTHONPATH": str(ROOT)}
    return subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, env=environment, check=False, timeout=60
    )


def test_the_start_page_stands_without_the_heavy_libraries(tmp_path: Path):
    script = (
        "import sys\nfrom qmdesk.app import start\nsys.argv = ['qmdesk', '--exit-when-ready']\n"
        "try:\n    start.main()\nexcept SystemExit as left:\n    status = left.code\n"
        f"print([each for each in {HEAVY + OURS + COMMANDS!r} if each in sys.modules], status)"
    )
    done = run(script, tmp_path)
    assert done.stdout.splitlines()[0].startswith("ready "), done.stderr
    assert done.stdout.splitlines()[-1] == "[] 0"


def test_a_case_is_opened_at_once_and_the_window_leaves_when_it_stands(tmp_path: Path, hub: object):
    hub.close()  # type: ignore[attr-defined]
    path = hub.session.path  # type: ignore[attr-defined]
    assert isinstance(hub.session, ReviewSession)  # type: ignore[attr-defined]
    script = (
        "from pathlib import Path\nfrom qmdesk.app.desktop import run_desktop\n"
        f"raise SystemExit(run_desktop(Path({str(path)!r}), Path({str(tmp_path / 'home')!r}), 'en', True))"
    )
    done = run(script, tmp_path)
    assert (done.returncode, done.stdout[:6]) == (0, "ready "), done.stderr


@pytest.mark.parametrize("named", ["fcitx", "Fcitx5", "fcitx5"])
def test_fcitx_without_its_plugin_becomes_ibus(named: str, monkeypatch: pytest.MonkeyPatch):
    from qmdesk.ui.app import choose_input_method

    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setenv("QT_IM_MODULE", named)
    choose_input_method()
    assert os.environ["QT_IM_MODULE"] == "ibus"


def test_the_start_without_commands_tells_a_mistake_of_ours_as_they_do(tmp_path: Path):
    script = (
        "import sys\nfrom qmdesk.app import desktop, start\nsys.argv = ['qmdesk']\n"
        "desktop.run_desktop = lambda *_: 1 / 0\nstart.main()"
    )
    done = run(script, tmp_path)
    assert (done.returncode, "Traceback" in done.stdout + done.stderr) == (70, False)
    assert len(list((tmp_path / "logs").glob("error-*.txt"))) == 1


def test_the_workspace_is_where_platformdirs_says(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    from platformdirs import user_data_path

    from qmdesk.app.context import home_folder

    monkeypatch.delenv("QMDESK_HOME", raising=False)
    for place in ("", "  ", str(tmp_path)):
        monkeypatch.setenv("XDG_DATA_HOME", place)
        assert home_folder() == user_data_path("qmdesk", appauthor=False)
