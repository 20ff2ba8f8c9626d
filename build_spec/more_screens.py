"""What stands over a review's pages for a moment: dialogs, context menus, what was refused, the ways in.

``visit_more`` yields each with its name, as ``screens.visit`` does; ``visit_benchmark`` the screens of a 质量标杆 case.
``rest`` is called where something is read or drawn in the pool first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication, QMenu, QMessageBox, QWidget

from qmdesk import assets
from qmdesk.model.problem import Problem
from qmdesk.ui.charts.view import ChartView
from qmdesk.ui.desk import Desk
from qmdesk.ui.window import MainWindow

Screen = tuple[str, QWidget]
Rest = Callable[[], None]
#: A study of a gauge with one reading that is no number.
STUDY = (
    "测量人,次数,1,2,3,4,5\n甲,1,10.01,10.08,9.95,10.03,9.90\n,2,10.02,10.07,9.96,10.02,9.91\n"
    "乙,1,10.01,10.08,9.95,10.03,9.90\n,2,10.03,10.06,坏,10.02,9.91\n"
)


@dataclass(frozen=True, slots=True)
class Tried:
    """One thing that a self-test tried."""

    name: str
    ok: bool
    detail: str


def self_test(lang: str) -> Sequence[Tried]:
    """A self-test in which one thing fails."""
    if lang == "en":
        return (Tried("Fonts", True, ""), Tried("Printer", False, "No printer is set up on this computer"))
    return (Tried("字体", True, ""), Tried("打印机", False, "这台电脑没有设置打印机"))


def visit_more(window: MainWindow, folder: Path, rest: Rest) -> Iterator[Screen]:
    """Everything beside ``screens.visit`` that an open review can show; files that it needs are made in ``folder``."""
    assert window.shell is not None
    assert window.desk is not None
    window.tools.self_test = self_test
    for part in (_refused, _questions, _context_menus, _charts, _windows, _files_in, _outcomes, _tour):
        yield from part(window, window.desk, folder, rest)
    yield from _doors(window, folder, rest)


def _go(window: MainWindow, where: str, rest: Rest) -> QWidget:
    """A page, and its tab where one is named after a slash."""
    assert window.shell is not None
    stop, _, tab = where.partition("/")
    window.shell.go(f"page:{stop}")
    page = window.shell.pages[stop]
    if tab:
        page.show_tab(tab)  # pyright: ignore[reportAttributeAccessIssue]
    rest()
    return page


def _refused(window: MainWindow, desk: Desk, folder: Path, rest: Rest) -> Iterator[Screen]:
    """What was typed and can't be taken, at its field; several problems at once."""
    from qmdesk.ui.widgets.case_field import CaseField
    from qmdesk.ui.widgets.typing_fields import LineField

    page = _go(window, "scope", rest)
    code = next(each for each in page.findChildren(CaseField) if each.name == "credit_code")
    assert isinstance(code.editor, LineField)
    for text, name in (("91330212MA2TE8XU0X", "refused-field"), ("91330212MA2TE8XU04", "")):
        code.editor.setText(text)
        code.editor.commit()
        rest()
        if name:
            yield name, window
    problem = Problem("credit-code-check", "case/credit_code", {"character": "X", "text": "91330212MA2TE8XU0X"})
    window.notices.tell_problems((problem,) * 5)
    yield "refused-several", window
    window.notices.hide()
    assert window.shell is not None
    window.shell.note()
    rest()
    yield "over-capture", window
    if window.shell.capture is not None:
        window.shell.capture.hide()


def _questions(window: MainWindow, desk: Desk, folder: Path, rest: Rest) -> Iterator[Screen]:
    """The question before concluding, which waits for its answer: it is held while it is looked at."""
    from qmdesk.ui.pages.grade.conclusion import ConclusionTab

    page = _go(window, "grade", rest)
    asking = next(iter(page.findChildren(ConclusionTab)), None)
    if asking is None:
        return
    seen: list[QMessageBox] = []
    taken = QMessageBox.exec

    def show(self: QMessageBox) -> int:
        seen.append(self)
        self.show()
        return 0

    QMessageBox.exec = show  # type: ignore[method-assign,assignment]
    try:
        asking.ask()
        for box in seen:
            yield "question-conclude", box
            box.close()
    finally:
        QMessageBox.exec = taken  # type: ignore[method-assign]


def _context_menus(window: MainWindow, desk: Desk, folder: Path, rest: Rest) -> Iterator[Screen]:
    """The menu of a table's cell, of the readings, of a chart."""
    from qmdesk.ui.pages.performance.readings_table import ReadingsTable
    from qmdesk.ui.pages.performance.table import RecordTable

    for name, where, kind in (
        ("table", "performance/yield", RecordTable),
        ("readings", "performance/capability", ReadingsTable),
        ("chart", "performance/capability", ChartView),
    ):
        page = _go(window, where, rest)
        for each in page.findChildren(kind):
            if each.isVisible():
                menu = context_menu(each)
                if menu is not None:
                    yield f"context-{name}", menu
                    menu.close()
                    break


def context_menu(widget: QWidget) -> QMenu | None:
    """What a right click in the middle of a widget opens."""
    middle = widget.rect().center()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, middle, widget.mapToGlobal(middle))
    widget.contextMenuEvent(event)
    found = QApplication.activePopupWidget()
    return found if isinstance(found, QMenu) else None


def _charts(window: MainWindow, desk: Desk, folder: Path, rest: Rest) -> Iterator[Screen]:
    """A chart in a window of its own."""
    page = _go(window, "performance/capability", rest)
    for each in page.findChildren(ChartView):
        if each.isVisible() and each.build is not None:
            large = each.enlarge()
            if large is not None:
                rest()
                yield "chart-large", large
                large.close()
                return


def _windows(window: MainWindow, desk: Desk, folder: Path, rest: Rest) -> Iterator[Screen]:
    """Windows beside the review that a page opens."""
    from qmdesk.review.papers import PAPERS
    from qmdesk.ui.pages.preparing.papers import print_out
    from qmdesk.ui.pages.report_copy import CopyWindow
    from qmdesk.ui.phone.receiver import receiver_of
    from qmdesk.ui.second import begin_here

    _go(window, "opening", rest)
    receiver = receiver_of(desk.hub)
    phone = receiver.show(window, desk)
    rest()
    yield "window-phone", phone
    if receiver.start("127.0.0.1"):
        phone.refresh()  # pyright: ignore[reportAttributeAccessIssue]
        rest()
        yield "window-phone-on", phone
        receiver.stop()
    phone.close()
    made = print_out(desk, next(iter(PAPERS)), "A4", window)
    rest()
    rest()
    yield "window-print", made
    made.close()
    copy = CopyWindow(desk, lambda wish: None, window)
    copy.show()
    yield "window-copy", copy
    copy.close()
    second = begin_here(desk, window)
    second.show()
    yield "window-second", second
    second.submit()
    rest()
    yield "window-second-refused", second
    second.close()
    test = window.tools.show("self-test")
    if test is not None:
        rest()
        yield "window-self-test", test
        test.close()


def _files_in(window: MainWindow, desk: Desk, folder: Path, rest: Rest) -> Iterator[Screen]:
    """Files of readings and of a study, as they are before they are taken in; one that is no table."""
    from qmdesk.ui.intake.gauge import GaugeWindow
    from qmdesk.ui.intake.window import MeasurementWindow

    measured = assets.resource("samples", "machining", "measurements")
    odd = folder / "说明.csv"
    odd.write_text("这里没有数字\n", "utf-8")
    for name, path in (("csv", measured / "length.csv"), ("xlsx", measured / "runout.xlsx"), ("odd", odd)):
        made = MeasurementWindow(desk, path, window)
        made.show()
        rest()
        rest()
        yield f"measurements-{name}", made
        made.close()
    study = folder / "千分尺研究.csv"
    study.write_text(STUDY, "utf-8")
    made = GaugeWindow(desk, study, "", window)
    made.show()
    rest()
    rest()
    yield "gauge-file", made
    made.close()


def _outcomes(window: MainWindow, desk: Desk, folder: Path, rest: Rest) -> Iterator[Screen]:
    """What the tools say once they were given something: right, wrong, or to be filled in."""
    package = next(assets.resource("samples", "machining").glob("*.zip"))
    broken = folder / "损坏的同步包.zip"
    broken.write_bytes(package.read_bytes()[:4000])
    for name, path in (("package", package), ("broken", broken)):
        for wish in ("verify", "import"):
            made = window.tools.show(wish)
            if made is not None:
                made.look(path if wish == "verify" else [path])  # pyright: ignore[reportAttributeAccessIssue]
                rest()
                rest()
                yield f"{wish}-{name}", made
                made.close()
    trust = window.tools.show("trust")
    for name, ask in (
        ("root", lambda: trust.ask_new(root=True)),  # pyright: ignore
        ("person", lambda: trust.ask_new(root=False)),  # pyright: ignore
        ("open", trust.ask_open),  # pyright: ignore
        ("word", trust.ask_root_word),  # pyright: ignore
    ):
        ask()
        rest()
        yield f"trust-{name}", trust  # pyright: ignore[reportReturnType]
    window.tools.close()


def _tour(window: MainWindow, desk: Desk, folder: Path, rest: Rest) -> Iterator[Screen]:
    """The tour's steps over the open case."""
    from qmdesk.ui.tour.card import Tour

    assert window.shell is not None
    tour = Tour(window.shell, window.theme)
    for at in range(len(tour.steps)):
        tour.go(at)
        rest()
        yield f"tour-{at + 1}", window
    tour.end()


def _doors(window: MainWindow, folder: Path, rest: Rest) -> Iterator[Screen]:
    """The start page without a case and with missing ones, the pages for each kind of case, the passphrase."""
    window.show_start()
    package = next(assets.resource("samples", "machining").glob("*.zip"))
    for name, keys in (("own", {"own": True}), ("benchmark", {"family": "benchmark"})):
        window.show_new_case(**keys)  # pyright: ignore[reportArgumentType]
        rest()
        yield f"new-case-{name}", window
    window.look_into(package)
    rest()
    rest()
    yield "new-case-package", window
    for each in window.findChildren(QWidget):
        if type(each).__name__ == "NewCasePage" and each.isVisible():
            each.code.setText("91330212MA2TE8XU0X")  # pyright: ignore[reportAttributeAccessIssue]
            rest()
            yield "new-case-refused", window
            break
    window._ask_passphrase(folder / "甬江精密机械有限公司 加密.qmcase")  # pyright: ignore[reportPrivateUsage]
    rest()
    yield "unlock", window


def visit_benchmark(window: MainWindow, rest: Rest) -> Iterator[Screen]:
    """Every stop of a 质量标杆 case with the tabs of those that have them."""
    assert window.shell is not None
    for stop in [each.id for each in window.shell.stops]:
        page = _go(window, stop, rest)
        tabs = [each.id for each in getattr(page, "_tables", ())]
        for tab in tabs or [""]:
            if tab:
                page.show_tab(tab)  # pyright: ignore[reportAttributeAccessIssue]
                rest()
            yield f"benchmark-{stop}{'-' if tab else ''}{tab}", window
