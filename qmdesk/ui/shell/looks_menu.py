"""The menu for looks, text size, touch and language, for the tools beside the review, and for help."""

# Qt gives None where its stubs say it can't, and its signals take lambdas of any shape.
# pyright: reportUnnecessaryComparison=false, reportUnknownLambdaType=false

from __future__ import annotations

from collections.abc import Callable

from PySide6 import QtGui
from PySide6.QtWidgets import QMenu, QWidget

from qmdesk.ui.theme import Theme
from qmdesk.ui.tools import OF_A_CASE, TOOLS
from qmdesk.ui.words import mark, tr

LOOK_NAMES = {
    "light": (mark("浅色"), "sun"),
    "dark": (mark("深色"), "moon"),
    "contrast": (mark("高对比度（强光下）"), "contrast"),
}
LANGUAGE_NAMES = {"zh-CN": "简体中文", "en": "English"}


def looks_menu(parent: QWidget, theme: Theme, lang: str, ask: Callable[[str], None], *, case: bool = False) -> QMenu:
    """``ask`` gets the choice as ``look=dark``, ``scale=+``, ``touch=on``, ``lang=en``, a tool's wish, ``help`` or
    ``keys``. ``case``: a case is open. Filled when shown."""
    menu = QMenu(parent)
    menu.aboutToShow.connect(lambda: _fill(menu, theme, lang, ask, case=case) if menu.isEmpty() else None)
    return menu


def _fill(menu: QMenu, theme: Theme, lang: str, ask: Callable[[str], None], *, case: bool) -> None:
    for wish, icon, words in TOOLS:
        if case or wish not in OF_A_CASE:
            menu.addAction(theme.icon(icon), tr(words)).triggered.connect(_asking(ask, wish))
    menu.addSeparator()
    _fill_looks(menu.addMenu(theme.icon(LOOK_NAMES[theme.look][1]), tr("外观")), theme, ask)
    languages = {f"lang={code}": (name, code == lang, "languages") for code, name in LANGUAGE_NAMES.items()}
    _choices(menu.addMenu(theme.icon("languages"), tr("语言")), theme, languages, ask)
    menu.addSeparator()
    menu.addAction(theme.icon("printer"), f"{tr('打印…')}\tCtrl+P").triggered.connect(_asking(ask, "print"))
    menu.addAction(theme.icon("info"), f"{tr('帮助')}\tF1").triggered.connect(_asking(ask, "help"))
    menu.addAction(theme.icon("keyboard"), f"{tr('快捷键')}\tShift+F1").triggered.connect(_asking(ask, "keys"))


def _fill_looks(menu: QMenu, theme: Theme, ask: Callable[[str], None]) -> None:
    looks = {f"look={look}": (tr(name), theme.look == look, icon) for look, (name, icon) in LOOK_NAMES.items()}
    _choices(menu, theme, looks, ask)
    menu.addSeparator()
    for words, wish, keys in (
        (tr("放大文字"), "scale=+", "Ctrl++"),
        (tr("缩小文字"), "scale=-", "Ctrl+-"),
        (tr("恢复原大小"), "scale=0", "Ctrl+0"),
    ):
        menu.addAction(f"{words}\t{keys}").triggered.connect(_asking(ask, wish))
    touch = QtGui.QAction(tr("触屏大小"), menu, checkable=True, checked=theme.touch)
    touch.triggered.connect(lambda on: ask(f"touch={'on' if on else 'off'}"))
    menu.addAction(touch)


def _choices(menu: QMenu, theme: Theme, choices: dict[str, tuple[str, bool, str]], ask: Callable[[str], None]) -> None:
    group = QtGui.QActionGroup(menu)
    for wish, (name, on, icon) in choices.items():
        action = QtGui.QAction(theme.icon(icon), name, menu, checkable=True, checked=on)
        action.triggered.connect(_asking(ask, wish))
        group.addAction(action)
        menu.addAction(action)


def _asking(ask: Callable[[str], None], wish: str) -> Callable[..., None]:
    return lambda *_: ask(wish)
