"""Every screen of the window, one after another: what is photographed and what tests look through.

``visit`` shows each and yields its name and the widget to take; the caller waits and takes. What was opened for a
picture (menu, palette, dialog, notice) is closed before the next.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QDialog, QMenu, QWidget

from qmdesk.model.problem import Problem
from qmdesk.ui.tools import TOOLS
from qmdesk.ui.window import MainWindow

Screen = tuple[str, QWidget]


def visit(window: MainWindow) -> Iterator[Screen]:
    """The open case's stops with their tabs, what lies over them, the tools; then the start page and the new case."""
    yield from stops(window)
    yield from _over(window)
    yield from _tools(window)
    window.show_start()
    yield "start", window
    yield from _menu(window, "start")
    window.show_new_case()
    yield "new-case", window


def stops(window: MainWindow) -> Iterator[Screen]:
    """Every stop of the rail, and every tab of those that have tabs."""
    assert window.shell is not None
    for stop in [each.id for each in window.shell.stops]:
        window.shell.go(f"page:{stop}")
        page = window.shell.pages[stop]
        names = list(getattr(page, "_names", ()))
        if not names:
            yield stop, window
        for name in names:
            page.show_tab(name)  # pyright: ignore[reportAttributeAccessIssue]
            yield f"{stop}-{name}", window
        yield from _grade_tabs(window, stop, page)


def _grade_tabs(window: MainWindow, stop: str, page: QWidget) -> Iterator[Screen]:
    tabs = getattr(page, "tabs", None)
    if stop == "grade" and hasattr(tabs, "setCurrentIndex"):
        for number in range(1, tabs.count()):  # pyright: ignore[reportOptionalMemberAccess]
            tabs.setCurrentIndex(number)  # pyright: ignore[reportOptionalMemberAccess]
            yield f"{stop}-{number}", window


def _over(window: MainWindow) -> Iterator[Screen]:
    """What comes over a page: the palette, menus, notices, evidence, the signing pad."""
    assert window.shell is not None
    assert window.desk is not None
    window.shell.go(f"page:{window.shell.stops[3].id}")
    window.shell.search.open()
    yield "over-search", window
    window.shell.search.hide()
    yield from _menu(window, "over")
    window.notices.tell_problems(
        (Problem("credit-code-check", "case/credit_code", {"character": "X", "text": "91330212MA2TE8XU0X"}),)
    )
    yield "over-problem", window
    window.notices.hide()
    keys = window.desk.hub.keys("evidence")
    if keys:
        from qmdesk.ui.evidence.viewer import EvidenceViewer

        yield from _dialog("over-evidence", lambda: EvidenceViewer(window.desk, keys[-1], window))  # pyright: ignore[reportArgumentType]
    from qmdesk.ui.shell.keys import show_keys
    from qmdesk.ui.signing.pad import SignatureDialog

    yield from _dialog("over-signature", lambda: SignatureDialog(window.theme, window))
    yield from _dialog("over-keys", lambda: show_keys(window.theme, window))


def _tools(window: MainWindow) -> Iterator[Screen]:
    for wish in ("help", *(each[0] for each in TOOLS)):
        made = window.tools.show(wish)
        if made is not None:
            yield f"tool-{wish}", made
    window.tools.close()


def _menu(window: MainWindow, prefix: str) -> Iterator[Screen]:
    """Every menu of a visible button."""
    for number, menu in enumerate(window.findChildren(QMenu)):
        owner = menu.parentWidget()
        if isinstance(owner, QWidget) and owner.isVisible():
            menu.popup(window.mapToGlobal(QPoint(40, 60)))
            if not menu.isEmpty():
                yield f"{prefix}-menu-{number}", menu
            menu.close()


def _dialog(name: str, make: Callable[[], QDialog]) -> Iterator[Screen]:
    made = make()
    made.show()
    yield name, made
    made.close()
