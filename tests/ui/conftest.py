"""One offscreen application; Qt's own warnings fail a test."""

from __future__ import annotations

import gc
import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QThreadPool, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from qmdesk.formdef.loader import load_builtin
from qmdesk.formdef.types import Form
from qmdesk.review.begin import begin
from qmdesk.review.session import Who
from qmdesk.ui.app import Dresser, load_fonts
from qmdesk.ui.desk import Desk
from qmdesk.ui.hub import Hub
from qmdesk.ui.settings import Settings
from qmdesk.ui.theme import load_theme
from qmdesk.ui.window import MainWindow
from qmdesk.ui.words import install_language

CODE = "91330212MA2TE8XU04"
#: What the offscreen platform says about itself and nobody can mend.
HARMLESS = ("This plugin does not support", "propagateSizeHints")


@pytest.fixture(scope="session")
def qapp_args() -> list[str]:
    return ["qmdesk"]


@pytest.fixture(scope="session")
def dresser(qapp: QApplication) -> Iterator[Dresser]:
    qapp.setStyle("Fusion")
    load_fonts()
    made = Dresser(qapp)
    made.wear(load_theme())
    yield made
    made.close()


@pytest.fixture(scope="package", autouse=True)
def collecting_here_only() -> Iterator[None]:
    """As in the program: the garbage collector never runs in a worker thread."""
    gc.disable()
    yield
    gc.enable()


@pytest.fixture(scope="module", autouse=True)
def swept_after_each_module(qapp: QApplication) -> Iterator[None]:
    """Each module begins in Chinese, whatever the one before it left, and leaves no garbage."""
    install_language(qapp, "zh-CN")
    yield
    gc.collect()


@pytest.fixture(autouse=True)
def no_qt_warnings(dresser: Dresser) -> Iterator[None]:
    said: list[str] = []

    def hear(kind: QtMsgType, _: object, text: str) -> None:
        if kind != QtMsgType.QtDebugMsg and not any(each in text for each in HARMLESS):
            said.append(text)

    before = qInstallMessageHandler(hear)
    yield
    QThreadPool.globalInstance().waitForDone(5000)
    qInstallMessageHandler(before)
    assert said == [], "Qt warned"


@pytest.fixture(scope="session")
def form() -> Form:
    return load_builtin("meqmc")


@pytest.fixture
def who_of(tmp_path: Path) -> Callable[[str], Who]:
    return lambda author: Who("a" * 16, author or "王工", tmp_path / "home")


@pytest.fixture
def hub(tmp_path: Path, form: Form, who_of: Callable[[str], Who]) -> Iterator[Hub]:
    session = begin(tmp_path / "甬江.qmcase", form, who_of("王工"), enterprise="甬江机械", credit_code=CODE)
    made = Hub(session)
    yield made
    made.close()


class Heard:
    """What a desk was asked to say or to show."""

    def __init__(self) -> None:
        self.places: list[str] = []
        self.said: list[str] = []
        self.problems: list[object] = []


@pytest.fixture
def heard() -> Heard:
    return Heard()


@pytest.fixture
def desk(hub: Hub, tmp_path: Path, qapp: QApplication, heard: Heard) -> Desk:
    install_language(qapp, "zh-CN")
    settings = Settings(tmp_path / "home")
    return Desk(hub, load_theme(), "zh-CN", settings, heard.places.append, heard.said.append, heard.problems.append)


@pytest.fixture
def window(tmp_path: Path, who_of: Callable[[str], Who], dresser: Dresser, qtbot: object) -> Iterator[MainWindow]:
    made = MainWindow(Settings(tmp_path / "home"), who_of, "zh-CN", dresser)
    made.resize(1366, 768)
    made.show()
    yield made
    made.close()
    QThreadPool.globalInstance().waitForDone(5000)
    made.deleteLater()
