"""Damaged settings, looks and places: the window starts, says what is missing, and works otherwise."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from qmdesk import assets
from qmdesk.formdef.types import Form
from qmdesk.review.begin import begin
from qmdesk.review.session import Who
from qmdesk.trust.device import device_identity
from qmdesk.ui import placing, theme
from qmdesk.ui.app import Dresser
from qmdesk.ui.settings import Settings
from qmdesk.ui.theme import load_theme
from qmdesk.ui.window import MainWindow

ROOT = Path(__file__).resolve().parents[2]
CODE = "91330212MA2TE8XU04"
Make = Callable[[Path], MainWindow]


@pytest.fixture
def make(qtbot: QtBot, dresser: Dresser, tmp_path: Path) -> Iterator[Make]:
    made: list[MainWindow] = []

    def one(home: Path) -> MainWindow:
        made.append(MainWindow(Settings(home), lambda author: Who("a" * 16, author or "王工", home), "zh-CN", dresser))
        made[-1].resize(1366, 768)
        made[-1].show()
        return made[-1]

    yield one
    for each in made:
        each.close()
        each.deleteLater()
    theme._tokens.cache_clear()
    dresser.wear(load_theme())


def said(window: QWidget) -> str:
    return "\n".join(each.text() for each in window.findChildren(QLabel) if each.isVisible())


LONG = "很长的文件名" * 60
SETTINGS = {
    "rubbish": bytes(range(256)) * 20,
    "not numbers": b"[General]\nscale=nan\nlook=pink\nlang=xx\ntouch=maybe\ngeometry=@ByteArray(abc)\n",
    "endless": b"[General]\nscale=inf\npanel=7\n",
    "paths": f"[General]\nrecent={LONG}.qmcase, /tmp/\\x0zz, @Invalid()\nfolder=/nowhere\n".encode(),
    "half": b"[General]\nrecent=@Variant(\\0\\0\\0\\x7f\\0\\0\\0",
}


@pytest.mark.parametrize("content", SETTINGS.values(), ids=SETTINGS)
def test_damaged_settings_are_the_defaults(
    make: Make, tmp_path: Path, qtbot: QtBot, form: Form, who_of: Callable[[str], Who], content: bytes
):
    (tmp_path / "home").mkdir(exist_ok=True)
    (tmp_path / "home" / "desktop.ini").write_bytes(content)
    window = make(tmp_path / "home")
    assert (window.lang, window.theme.look, window.theme.scale) == ("zh-CN", "light", 1.0)
    begin(tmp_path / "a.qmcase", form, who_of(""), enterprise="甬江机械", credit_code=CODE).close()
    with qtbot.waitSignal(window.ready, timeout=20_000):
        window.open_case(tmp_path / "a.qmcase")
    assert window.hub is not None


def test_a_stage_that_nobody_knows_is_the_visit(
    make: Make, tmp_path: Path, qtbot: QtBot, form: Form, who_of: Callable[[str], Who]
):
    session = begin(tmp_path / "a.qmcase", form, who_of(""), enterprise="甬江机械", credit_code=CODE)
    session.close()
    Settings(tmp_path / "home").put(f"stages/{session.case_id}", "someday")
    window = make(tmp_path / "home")
    with qtbot.waitSignal(window.ready, timeout=20_000):
        window.open_case(tmp_path / "a.qmcase")
    assert window.hub is not None
    assert str(window.hub.stage) == "onsite"


@pytest.fixture
def damage(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str, str, str], None]]:
    """Another style folder, with something replaced in one of its files."""
    shutil.copytree(assets.resource("style"), tmp_path / "style")
    real = assets.resource

    def elsewhere(*parts: str) -> Path:
        return tmp_path.joinpath(*parts) if parts[0] == "style" else real(*parts)

    def change(name: str, old: str, new: str) -> None:
        path = tmp_path / "style" / name
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new), "utf-8")
        theme._tokens.cache_clear()

    monkeypatch.setattr(theme.assets, "resource", elsewhere)
    yield change
    theme._tokens.cache_clear()


@pytest.mark.parametrize(
    ("name", "old", "new", "lacking"),
    [
        ("tokens.toml", 'muted = "#566270"', "", "muted"),
        ("tokens.toml", 'accent = "#1f5fa8"', 'accent = "blueish"', "accent"),
        ("tokens.toml", "control = 32\n", "", "control"),
        ("tokens.toml", "xl = 24", 'xl = "wide"', "space_xl"),
        ("tokens.toml", "[light]", "[lite]", "ink"),
        ("tokens.toml", "[type]", "[type", "tokens.toml"),
        ("app.qss", "$surface", "$surfaec", "surfaec"),
    ],
)
def test_a_look_without_a_token_is_worn_and_what_it_lacks_is_said(
    make: Make, tmp_path: Path, damage: Callable[[str, str, str], None], name: str, old: str, new: str, lacking: str
):
    damage(name, old, new)
    window = make(tmp_path / "home")
    assert lacking in window.theme.lacking
    assert "界面文件不完整" in said(window)


def test_a_style_sheet_and_an_icon_that_are_gone_are_done_without(make: Make, tmp_path: Path, damage: object):
    (tmp_path / "style" / "app.qss").unlink()
    made = load_theme()
    assert made.sheet(tmp_path) == ""
    assert not made.icon("no-such-icon").isNull()
    assert made.lacking == {"app.qss", "no-such-icon.svg"}
    assert "app.qss" in said(make(tmp_path / "home"))


def test_a_place_on_another_monitor_is_left_for_one_that_is_there(make: Make, tmp_path: Path):
    first = make(tmp_path / "home")
    first.move(QPoint(9000, 5000))
    first.close()
    again = make(tmp_path / "home")
    assert placing.can_be_held(again.frameGeometry())


def test_a_window_is_brought_back_when_its_screen_is_unplugged(make: Make, tmp_path: Path):
    window = make(tmp_path / "home")
    window.move(QPoint(-7000, 4000))
    assert not placing.can_be_held(window.frameGeometry())
    QGuiApplication.instance().screenRemoved.emit(QGuiApplication.primaryScreen())  # type: ignore[union-attr]
    assert placing.can_be_held(window.frameGeometry())


@pytest.mark.parametrize(
    ("place", "held"),
    [(QRect(0, 0, 900, 600), True), (QRect(-880, 10, 900, 600), False), (QRect(10, -700, 900, 600), False)],
)
def test_a_window_can_be_held_by_its_upper_edge_only(qtbot: QtBot, place: QRect, held: bool):
    assert placing.can_be_held(place) is held
    assert placing.can_be_held(QRect(QPoint(0, 0), QSize(60, 40)))


def test_a_name_that_the_system_does_not_take_is_said(make: Make, tmp_path: Path, qtbot: QtBot):
    window = make(tmp_path / "home")
    with qtbot.waitSignal(window.ready, timeout=20_000):
        window.open_case(tmp_path / ("很长" * 150 + ".qmcase"))
    assert window.hub is None
    assert window.notices._shown is not None
    assert "很长" in said(window)


def test_a_path_of_three_hundred_signs_is_opened_and_remembered(
    make: Make, tmp_path: Path, qtbot: QtBot, form: Form, who_of: Callable[[str], Who]
):
    folder = tmp_path
    while len(str(folder)) < 300:
        folder = folder / "Zhejiang Example Precision Machinery 2026"
    folder.mkdir(parents=True)
    begin(folder / "a.qmcase", form, who_of(""), enterprise="甬江机械", credit_code=CODE).close()
    window = make(tmp_path / "home")
    with qtbot.waitSignal(window.ready, timeout=20_000):
        window.open_case(folder / "a.qmcase")
    window.show_start()
    assert "甬江机械" in said(window)
    assert window.settings.recent == [folder / "a.qmcase"]


#: A start whose workspace can't be written, and a case that can only be read. Argument: a folder with ``a.qmcase``.
SCRIPT = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLabel
from qmdesk.app.context import Context
from qmdesk.ui.app import Dresser, make_application
from qmdesk.ui.settings import Settings
from qmdesk.ui.window import MainWindow

folder = Path(sys.argv[1])
application = make_application(sys.argv[:1], "zh-CN")
dresser = Dresser(application)
window = MainWindow(Settings(folder / "home"), Context("zh-CN", folder / "home").who, "zh-CN", dresser)
window.show()

def look():
    said = [each.text() for each in window.findChildren(QLabel) if each.isVisible()]
    print(window.hub is not None and window.hub.session.read_only)
    print("\\n".join(each for each in said))
    window.close()
    application.exit(0)

window.ready.connect(lambda: QTimer.singleShot(300, look))
window.open_case(folder / "a.qmcase")
application.exec()
"""


@pytest.mark.parametrize("known", [True, False])
def test_a_workspace_and_a_case_that_can_not_be_written_are_said(
    tmp_path: Path, form: Form, who_of: Callable[[str], Who], known: bool
):
    begin(tmp_path / "a.qmcase", form, who_of(""), enterprise="甬江机械", credit_code=CODE).close()
    (tmp_path / "home").mkdir(exist_ok=True)
    if known:  # this device has worked here before
        device_identity(tmp_path / "home")
    for each in (*tmp_path.rglob("*"), tmp_path):
        each.chmod(0o555 if each.is_dir() else 0o444)
    without = ["setpriv", "--bounding-set", "-dac_override", "--inh-caps", "-dac_override"]
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    if root and shutil.which("setpriv") is None:
        pytest.skip("root may write everything, and setpriv is not there")
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)}
    try:
        done = subprocess.run(
            [*(without if root else []), sys.executable, "-c", SCRIPT, str(tmp_path)],
            capture_output=True, text=True, env=environment, check=False, timeout=60,
        )  # fmt: skip
    finally:
        for each in (tmp_path, *tmp_path.rglob("*")):
            each.chmod(0o755 if each.is_dir() else 0o644)
    assert "Traceback" not in done.stderr
    assert done.stdout.splitlines()[0] == str(known), done.stdout + done.stderr
    assert ("只能查看" if known else str(tmp_path / "home")) in done.stdout
