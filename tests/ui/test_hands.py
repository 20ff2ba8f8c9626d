"""Every page under the user's hands: Ctrl+P, F1, and things dropped anywhere. Nothing is ignored without a word."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType

import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QThreadPool
from PySide6.QtGui import QKeySequence
from PySide6.QtPrintSupport import QPrinterInfo
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from qmdesk import assets
from qmdesk.formdef.types import Form
from qmdesk.review.begin import begin
from qmdesk.review.session import Who
from qmdesk.ui.app import Dresser
from qmdesk.ui.desk import Desk
from qmdesk.ui.evidence.strip import EvidenceStrip
from qmdesk.ui.help.window import HelpWindow
from qmdesk.ui.printing.front import PrintChoice
from qmdesk.ui.printing.window import PrintWindow
from qmdesk.ui.programme.registry import stops
from qmdesk.ui.window import MainWindow
from tests.review.benchmark_case import filled
from tests.ui import hands
from tests.ui.conftest import CODE, Heard
from tests.ui.test_every_screen import a_window, settle
from tests.ui.test_other_screens import spec as other_spec

__all__ = ["other_spec"]
#: Brings every page to the front and gives its name, ``kind/stop/tab``, with the way to it.
Walk = Callable[[], Iterator[tuple[str, Callable[[], object]]]]


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path, dresser: Dresser) -> Iterator[MainWindow]:
    made = a_window(tmp_path, dresser, "zh-CN")
    yield made
    made.close()
    QThreadPool.globalInstance().waitForDone(5000)
    made.deleteLater()


@pytest.fixture(params=["start", "review", "own", "benchmark", "programme"])
def walk(
    request: pytest.FixtureRequest,
    qtbot: QtBot,
    tmp_path: Path,
    window: MainWindow,
    other_spec: tuple[ModuleType, ModuleType],
) -> Walk:
    """Shows each page of one kind of shell and gives its name as ``kind/stop/tab``."""
    others, _ = other_spec
    kind = request.param
    if kind == "review":
        import fillings  # pyright: ignore[reportMissingImports]

        window.open_case(fillings.make_case("normal", tmp_path, "zh-CN"))
    elif kind == "own":
        window.open_case(others.make_own("normal", tmp_path))
    elif kind == "benchmark":
        with filled(tmp_path / "a.qmcase", tmp_path / "home", edition="2026", records=None) as session:
            path = session.path
        window.open_case(path)
    if kind in ("review", "own", "benchmark"):
        qtbot.waitUntil(lambda: window.shell is not None, timeout=20_000)

    def pages() -> Iterator[tuple[str, Callable[[], object]]]:
        if kind == "start":
            ways = {
                "page": window.show_start,
                "new-case": window.show_new_case,
                "programmes": window._programmes().choose,
            }
        elif kind == "programme":
            ways = _of_programme(window, others.make_programme("normal", tmp_path / "home"), qtbot)
        else:
            ways = _of_case(window)
        for name, show in ways.items():
            show()
            settle()
            yield f"{kind}/{name}", show

    return pages


def _of_case(window: MainWindow) -> dict[str, Callable[[], object]]:
    """Stop and tab of every page of the open case, with the way there."""
    assert window.shell is not None
    shell, ways = window.shell, {}
    for stop in [each.id for each in shell.stops]:
        shell.go(f"page:{stop}")
        page = shell.pages[stop]
        names = list(getattr(page, "_names", ())) or [each.id for each in getattr(page, "_tables", ())] or [""]
        for tab in names:
            ways[f"{stop}/{tab}"] = lambda stop=stop, tab=tab: shell.go(f"page:{stop}/{tab}")
    return ways


def _of_programme(window: MainWindow, path: Path, qtbot: QtBot) -> dict[str, Callable[[], object]]:
    """Every stop of a programme, with the way there: what was dropped may have led out of it."""
    door = window._programmes()

    def show(stop: str) -> None:
        if door.shell is None:
            door.open(path)
            qtbot.waitUntil(lambda: door.shell is not None, timeout=20_000)
        assert door.shell is not None
        door.shell.go(f"page:{stop}")

    return {f"{each.id}/": lambda stop=each.id: show(stop) for each in stops()}


def beside(window: MainWindow) -> list[QDialog]:
    """The windows that stand open beside the main one."""
    return [each for each in QApplication.topLevelWidgets() if isinstance(each, QDialog) and each.isVisible()]


def tidy(window: MainWindow) -> None:
    window.notices.hide()
    window.tools.close()
    for each in beside(window):
        each.close()
    settle()


def press(top: QWidget, key: str) -> None:
    """A shortcut as it is typed; the window that it is meant for must be the active one."""
    for _ in range(100):
        if QApplication.activeWindow() is top:
            break
        top.activateWindow()
        QTest.qWait(20)
    assert QApplication.activeWindow() is top
    pressed = QKeySequence(key)[0]
    QTest.keyClick(top.focusWidget() or top, pressed.key(), pressed.keyboardModifiers())


#: Pages whose paper has no button of its own there.
WITHOUT_BUTTON = ("review/report", "benchmark/report", "programme/rollup")


def papers_of(window: MainWindow, page: str, tab: str) -> int:
    """How many papers a page has, told by its own buttons."""
    if page in WITHOUT_BUTTON or (page, tab) == ("review/rectify", "verification"):
        return 1
    return sum(each.isVisible() and each.text().strip() == "打印…" for each in window.findChildren(QPushButton))


# -- Ctrl+P --------------------------------------------------------------------------------------------


def test_ctrl_p_prints_the_page_or_says_what_can_be_printed(
    walk: Walk, window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", staticmethod(list))
    found: list[str] = []
    for name, _show in walk():
        kind, stop, tab = (*name.split("/"), "")[:3]
        tidy(window)
        before, own = hands.seen(), papers_of(window, f"{kind}/{stop}", tab)
        press(window, "Ctrl+P")
        opened = [each for each in beside(window) if isinstance(each, PrintWindow | PrintChoice)]
        expected = PrintWindow if own == 1 else PrintChoice
        if kind in ("start", "own"):
            if opened or hands.seen() == before or window.notices._shown is None:
                found.append(f"{name}: nothing was said")
        elif [type(each) for each in opened] != [expected]:
            found.append(f"{name}: {opened} for {own}")
        elif isinstance(opened[0], PrintWindow):
            shown = opened[0]
            qtbot.waitUntil(lambda shown=shown: bool(shown.pages) or "…" not in shown.said, timeout=60_000)
            if not shown.pages and "整改建议" not in shown.windowTitle():
                found.append(f"{name}: no page, {shown.said!r}")
        elif own and len(opened[0].buttons) != own:
            found.append(f"{name}: {len(opened[0].buttons)} papers offered of {own}")
    tidy(window)
    assert not found, "\n".join(found)


# -- F1 ------------------------------------------------------------------------------------------------

#: The page of the handbook about a stop, where it isn't called the same.
ABOUT = {"page": "start", "programmes": "programme", "targets": "rollup"}


def test_f1_opens_the_page_of_the_handbook_that_is_about_it(walk: Walk, window: MainWindow):
    found: list[str] = []
    for name, _show in walk():
        kind, stop, _ = (*name.split("/"), "")[:3]
        tidy(window)
        press(window, "F1")
        opened = [each for each in beside(window) if isinstance(each, HelpWindow)]
        if len(opened) != 1:
            found.append(f"{name}: no help")
            continue
        wanted = ABOUT.get(stop, stop)
        marked = opened[0].text.textCursor().selectedText().strip()
        if kind == "benchmark" and stop not in ("sync", "history"):
            wanted = "benchmark"
            assert window.shell is not None
            named = next(each.name() for each in window.shell.stops if each.id == stop)
            if named not in marked or not _in_sight(opened[0]):
                found.append(f"{name}: {marked!r} is marked")
        elif kind == "programme":
            wanted = "rollup" if stop in ("rollup", "targets") else "programme"
            assert window.door is not None and window.door.shell is not None
            named = next(each.name() for each in window.door.shell.stops if each.id == stop)
            if named not in marked:
                found.append(f"{name}: {marked!r} is marked")
        elif window.shell is not None and stop in {each.id for each in window.shell.stops if each.argument}:
            wanted = "item:" if opened[0].current.startswith("item:") else "items"
        if not opened[0].current.startswith(wanted):
            found.append(f"{name}: {opened[0].current}")
        page = window.shell.pages[stop] if window.shell is not None else None
        title = getattr(page, "title_in_front", "")
        if title and stop in ("opening", "leaving", "notes", "rectify") and marked != title:
            found.append(f"{name}: {marked!r} is marked, not {title!r}")
    tidy(window)
    assert not found, "\n".join(found)


def _in_sight(window: HelpWindow) -> bool:
    return window.text.viewport().rect().contains(window.text.cursorRect())


def test_f1_in_a_window_beside_is_about_that_window(window: MainWindow):
    found: list[str] = []
    for wish in ("verify", "backups", "trust", "templates", "support", "about"):
        made = window.tools.show(wish)
        assert made is not None
        press(made, "F1")
        opened = window.tools._open.get("help")
        current = opened.current if isinstance(opened, HelpWindow) else None
        if current != made.HELP:  # type: ignore[attr-defined]
            found.append(f"{wish}: {current}")
        tidy(window)
    assert not found, "\n".join(found)


# -- dropping ------------------------------------------------------------------------------------------


@pytest.fixture
def things(tmp_path: Path) -> dict[str, QMimeData]:
    """What people drag in, useful and not."""
    folder = tmp_path / "拖来的"
    (folder / "照片").mkdir(parents=True)
    (folder / "空").mkdir()
    store = io.BytesIO()
    Image.new("RGB", (64, 48), "red").save(store, "JPEG")
    for place in (folder / "现场.jpg", folder / "照片" / "一.jpg"):
        place.write_bytes(store.getvalue())
    (folder / "测量.csv").write_text("外径\n" + "\n".join(str(10 + n / 1000) for n in range(30)), "utf-8")
    (folder / "乱.bin").write_bytes(bytes(range(256)) * 9)
    (folder / "不是表.xlsx").write_bytes(b"PK\x03\x04 no")
    (folder / "空.pdf").write_bytes(b"%PDF-1.7\n")
    (folder / "证书.p12").write_bytes(b"no certificate")
    with zipfile.ZipFile(folder / "别的.zip", "w") as made:
        made.writestr("a.txt", "a")
    package = next(assets.resource("samples", "machining").glob("*.zip"))
    local = {each.name: hands.dragged(str(each)) for each in sorted(folder.iterdir())}
    return local | {
        "自评包": hands.dragged(str(package)),
        "没有的文件": hands.dragged(str(folder / "没有.jpg")),
        "网址": hands.dragged("https://example.org/a.jpg"),
        "几种": hands.dragged(str(folder / "现场.jpg"), str(folder / "乱.bin"), str(folder / "空.pdf")),
        "文件和网址": hands.dragged(str(folder / "现场.jpg"), "https://example.org/a.jpg"),
    }


def test_a_thing_dropped_anywhere_is_taken_or_told_and_never_typed_in(
    walk: Walk, window: MainWindow, things: dict[str, QMimeData], qtbot: QtBot
):
    """On every page all that lies under the pointer is asked for each thing; each taker then gets each thing once."""
    found: list[str] = []
    dropped: set[tuple[str, type[QWidget]]] = set()
    for name, show in walk():
        tidy(window)
        takers: dict[tuple[str, type[QWidget]], None] = {}
        for spot in hands.spots(window):
            for thing, data in things.items():
                taker = hands.acceptor(spot, data)
                if taker is None:
                    found.append(f"{name}: {thing} is refused over {type(spot).__name__}")
                elif isinstance(taker, QLineEdit | QPlainTextEdit):
                    found.append(f"{name}: {thing} would be typed into {taker.accessibleName()!r}")
                else:
                    takers[thing, type(taker)] = None
        for thing, kind in takers:
            if (thing, kind) not in dropped:
                dropped.add((thing, kind))
                show()
                tidy(window)
                if not _lands(window, kind, things[thing], qtbot):
                    found.append(f"{name}: {thing} dropped on {kind.__name__} and nothing was said")
        show()
    tidy(window)
    assert not found, "\n".join(dict.fromkeys(found))


def _lands(window: MainWindow, kind: type[QWidget], data: QMimeData, qtbot: QtBot) -> bool:
    """Drop something and wait for what can be seen of it; nothing of it may be typed into a field."""
    spot = next(each for each in hands.spots(window) if type(hands.acceptor(each, data)) is kind)
    before, fields = hands.seen(), hands.typed(window)
    assert hands.drop(spot, data)
    assert not any("file:" in each or "example.org" in each for each in hands.typed(window) if each not in fields)
    try:
        qtbot.waitUntil(lambda: hands.seen() != before, timeout=8000)
    except AssertionError:
        return False
    settle()
    return True


def test_of_several_kinds_dropped_together_what_was_left_is_named(
    window: MainWindow, things: dict[str, QMimeData], qtbot: QtBot
):
    assert hands.drop(window.centralWidget(), things["几种"])
    qtbot.waitUntil(lambda: "一起拖来的这些没有动：现场.jpg、乱.bin" in hands.seen(), timeout=8000)
    tidy(window)
    assert hands.drop(window.centralWidget(), things["文件和网址"])
    qtbot.waitUntil(lambda: "“现场.jpg”不是案卷" in hands.seen(), timeout=8000)
    assert "拖来的不是这台电脑里的文件：https://example.org/a.jpg" in hands.seen(), "neither takes the other's place"
    tidy(window)
    things["几种"].setUrls([*things["几种"].urls(), *things["网址"].urls()])
    assert hands.drop(window.centralWidget(), things["几种"])
    qtbot.waitUntil(lambda: "一起拖来的这些没有动" in hands.seen(), timeout=8000)
    assert "拖来的不是这台电脑里的文件" in hands.seen()


def test_a_private_key_does_not_become_evidence(desk: Desk, heard: Heard, qtbot: QtBot, tmp_path: Path):
    strip = EvidenceStrip(desk, "item:system.process")
    qtbot.addWidget(strip)
    key = tmp_path / "组长.p12"
    key.write_bytes(b"secret")
    strip.take([key])
    QThreadPool.globalInstance().waitForDone(5000)
    assert desk.hub.keys("evidence") == []
    assert any("组长.p12" in each and "私钥" in each for each in heard.said)


def test_a_new_case_page_over_an_open_case_is_what_keys_are_about(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, form: Form
):
    """Ctrl+N closes the case: help and print are then about the page in front, not about a review that is gone."""
    begin(
        tmp_path / "a.qmcase", form, Who("a" * 16, "王工", tmp_path / "home"), enterprise="甲", credit_code=CODE
    ).close()
    window.open_case(tmp_path / "a.qmcase")
    qtbot.waitUntil(lambda: window.shell is not None, timeout=20_000)
    press(window, "Ctrl+N")
    settle()
    assert window.hub is None
    press(window, "F1")
    opened = next(each for each in beside(window) if isinstance(each, HelpWindow))
    assert opened.current == "new-case"
    tidy(window)
    press(window, "Ctrl+P")
    assert window.notices._shown is not None
