"""A seeded monkey at the performance page: it clicks, types, pastes, switches and undoes; after each step all must agree.

    python -m tests.ui.monkey [--seed N] [--seconds S] [--filling empty|normal|overfull] [--every N]

Checked after each step: nothing was raised, Qt warned of nothing. Checked whenever the window has come to rest: every
field and cell shows what is recorded or what was typed and refused, the live grade is the session's own, the verdict
on the characteristic in front is the one that is graded, and what is on the disk is what is in memory. The same seed
does the same, as far as the machine's threads allow.
"""

from __future__ import annotations

import argparse
import os
import random
import sys
import tempfile
import time
import traceback
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import (
    QCoreApplication,
    QEvent,
    QMimeData,
    QPoint,
    QPointF,
    Qt,
    QThreadPool,
    QtMsgType,
    QUrl,
    qInstallMessageHandler,
)
from PySide6.QtGui import QDropEvent, QGuiApplication, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QFileDialog,
    QLineEdit,
    QListWidget,
    QMenu,
    QMessageBox,
    QPlainTextEdit,
    QTableView,
    QWidget,
)
from shiboken6 import isValid

from qmdesk.model.journal import Stage
from qmdesk.ui.charts.view import ChartView
from qmdesk.ui.pages.performance.capability import CapabilityTab
from qmdesk.ui.pages.performance.page import PerformancePage
from qmdesk.ui.pages.performance.table import RecordTable
from qmdesk.ui.widgets.case_field import CaseField
from qmdesk.ui.widgets.committing import commit_typed
from qmdesk.ui.widgets.typing_fields import AreaField, LineField
from qmdesk.ui.window import MainWindow

#: What one may type into anything.
TEXTS = (
    "1", "0", "12.5", "10.002", "9.998", "-3", "1e3", "９．９", "1,234", "12，5", "NaN", "inf", "-inf", " ", "", "1/3",
    "8.45 万元", "120000", "2025-13", "2025-06", "abc", "轴承档外径", "主轴箱体 Φ85H7", "=1+1", "9.95 mm", "9.95 inch",
    "99999999999999999999999999999999999", "0.0000000000000000001", "是", "否", "1,2,5", "26", "0,0", "量具" * 90, "٣", "½",
    "\u202etxt", "😀", "nil", "<b>x</b>", "%s {name}",
)  # fmt: skip
#: What one may paste.
BLOCKS = (
    "10.001\n9.999\n10.003\n9.998\n10.000",
    "10.001\t9.999\t10.003\n9.998\t10.000\t10.002\n10.001\t9.997\t10.004",
    "外径(mm)\t内径(mm)\n10.01\t5.01\n9.99\t4.99\n10.00\t5.00",
    "工序\t交验数\t一次合格数\n下料\t1000\t990\n车\t990\t1200\n磨\tabc\t5",
    "1\t2\t3\t4\t5\t6\t7\t8\t9\t10\t11\t12\t13\t14",
    "\n\n\t\t\n",
    "10,5\n10.5\n1.000,5",
    '"a ""b"""\t"c\nd"\n1\t2',
    "废话",
    "类别\t科目\t月份\t金额\n内部\t报废\t2025-03\t8.45 万元\n外部\t索赔\t2025-04\t1200 元",
    "2025-01-02\n2025-01-03",
)
#: Sentences of Qt about the platform that nobody can mend.
HARMLESS = ("This plugin does not support", "propagateSizeHints")
#: What would wait for a person.
MODAL = (
    (QFileDialog, "getOpenFileName"),
    (QFileDialog, "getSaveFileName"),
    (QFileDialog, "getOpenFileNames"),
    (QFileDialog, "getExistingDirectory"),
    (QFileDialog, "exec"),
    (QMessageBox, "exec"),
    (QMenu, "exec"),
)
FILE = "外径(mm),内径(mm)\n" + "\n".join(f"10.0{n % 7},5.0{n % 5}" for n in range(60))


def _no_files(*_: object, **__: object) -> tuple[list[str], str]:
    return [], ""


def _no_folder(*_: object, **__: object) -> str:
    return ""


def _no(*_: object, **__: object) -> int:
    return 0


def type_in(field: QWidget, text: str) -> None:
    """By key where the keyboard has it, else as an input method commits it."""
    if text.isascii():
        QTest.keyClicks(field, text)
        return
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(field, event)


class Fell(AssertionError):
    """What the monkey found, with the steps that led there."""


class Monkey:
    """One window with an open case; :meth:`run` until the time is over or something falls."""

    def __init__(self, window: MainWindow, seed: int, folder: Path) -> None:
        self.window, self.random = window, random.Random(seed)
        self.steps: list[str] = []
        self.raised: list[str] = []
        self.file = folder / "读数.csv"
        self.file.write_text(FILE, "utf-8")
        self._out = folder / "图.svg"
        self._before = (sys.excepthook, qInstallMessageHandler(self._on_message))
        sys.excepthook = lambda kind, error, trace: self.raised.append(
            "".join(traceback.format_exception(kind, error, trace))
        )
        self._dialogs = [(of, name, getattr(of, name)) for of, name in MODAL]
        answers = (self._open, self._save, _no_files, _no_folder, _no, _no, _no)
        for (of, name), answer in zip(MODAL, answers, strict=True):
            setattr(of, name, answer)

    def _open(self, *_: object, **__: object) -> tuple[str, str]:
        return (str(self.file) if self.random.random() < 0.6 else "", "")

    def _save(self, *_: object, **__: object) -> tuple[str, str]:
        return (str(self._out), "")

    def close(self) -> None:
        """Give back what was taken over."""
        sys.excepthook, handler = self._before
        qInstallMessageHandler(handler)
        for of, name, real in self._dialogs:
            setattr(of, name, real)

    def _on_message(self, kind: QtMsgType, _: object, text: str) -> None:
        if kind != QtMsgType.QtDebugMsg and not any(each in text for each in HARMLESS):
            self.raised.append(f"Qt: {text}")

    # -- the window ------------------------------------------------------------------------------

    @property
    def page(self) -> PerformancePage:
        assert self.window.shell is not None
        if "performance" not in self.window.shell.pages or self.window.shell.current != "performance":
            self.window.shell.go("page:performance")
        made = self.window.shell.pages["performance"]
        assert isinstance(made, PerformancePage)
        return made

    def _top(self) -> QWidget:
        """The dialog or tool window in front, else the performance page."""
        others = [
            each
            for each in QApplication.topLevelWidgets()
            if each.isVisible() and each is not self.window and not isinstance(each, QMenu) and each.width() > 200
        ]
        return others[-1] if others else self.page

    def _one(self, *kinds: type[QWidget]) -> QWidget | None:
        found = [
            each
            for each in self._top().findChildren(QWidget)
            if isinstance(each, kinds) and each.isVisible() and each.isEnabled() and not each.visibleRegion().isEmpty()
        ]
        return self.random.choice(found) if found else None

    # -- what it does ----------------------------------------------------------------------------

    def run(self, seconds: float = float("inf"), *, steps: int = 10**9, every: int = 8) -> int:
        """Go on for so long, or so many steps; the number of steps. Raises Fell."""
        end = time.monotonic() + seconds
        while time.monotonic() < end and len(self.steps) < steps:
            self.step()
            if len(self.steps) % every == 0:
                self.rest()
                self.check()
        self.rest()
        self.check()
        return len(self.steps)

    def step(self) -> None:
        """One thing at random, then what it set off."""
        does = self.random.choices(list(WEIGHTS), list(WEIGHTS.values()))[0]
        self.steps.append(does)
        getattr(self, f"_{does}")()
        QCoreApplication.processEvents()
        self._fall_if_raised()

    def _note(self, what: object) -> None:
        self.steps[-1] += f" {what!s:.60}"

    def _tab(self) -> None:
        names = [*self.page.tabs, *self.page._names]  # pyright: ignore[reportPrivateUsage]
        name = self.random.choice(names)
        self._note(name)
        self.page.show_tab(name)

    def _line(self) -> None:
        field = self._one(QLineEdit)
        if not isinstance(field, QLineEdit) or field.isReadOnly():
            return
        text = self.random.choice(TEXTS)
        self._note(f"{field.accessibleName()} := {text!r}")
        if self._focus(field):
            field.selectAll()
            QTest.keyClick(field, Qt.Key.Key_Backspace)
            type_in(field, text[:20])
            self._leave(field)

    def _focus(self, widget: QWidget) -> bool:
        """Put the cursor there, as a click does; False where it did not stay."""
        widget.window().activateWindow()
        QCoreApplication.processEvents()
        if not isValid(widget):
            return False
        widget.setFocus(Qt.FocusReason.MouseFocusReason)
        return widget.hasFocus()

    def _leave(self, field: QWidget) -> None:
        key = self.random.choice([Qt.Key.Key_Return, Qt.Key.Key_Tab, Qt.Key.Key_Backtab, None])
        if key is not None:
            QTest.keyClick(field, key)

    def _area(self) -> None:
        field = self._one(QPlainTextEdit)
        if isinstance(field, QPlainTextEdit) and not field.isReadOnly():
            text = self.random.choice(TEXTS)
            self._note(f"{field.accessibleName()} += {text!r}")
            if self._focus(field):
                type_in(field, text[:30])

    def _choice(self) -> None:
        field = self._one(QComboBox)
        if isinstance(field, QComboBox):
            self._note(field.accessibleName())
            if self._focus(field):
                QTest.keyClick(field, self.random.choice([Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_End]))

    def _button(self) -> None:
        made = self._one(QAbstractButton)
        if isinstance(made, QAbstractButton):
            self._note(made.text() or made.accessibleName())
            self._focus(made)
            QTest.mouseClick(made, Qt.MouseButton.LeftButton)

    def _cell(self) -> None:
        table = self._one(QTableView)
        if not isinstance(table, QTableView) or not self._to_a_cell(table):
            return
        text = self.random.choice(TEXTS)
        self._note(f"{table.accessibleName()} {table.currentIndex().row()},{table.currentIndex().column()} := {text!r}")
        QTest.keyClick(table, Qt.Key.Key_F2)
        editor = next((each for each in table.viewport().findChildren(QLineEdit) if each.isVisible()), None)
        if editor is not None:
            editor.selectAll()
            type_in(editor, text[:20])
            self._leave(editor)

    def _to_a_cell(self, table: QTableView) -> bool:
        model = table.model()
        if not model.rowCount() or not model.columnCount():
            return False
        row = self.random.choice([self.random.randrange(model.rowCount()), model.rowCount() - 1])
        if not self._focus(table):
            return False
        table.setCurrentIndex(model.index(row, self.random.randrange(model.columnCount())))
        return True

    def _key(self) -> None:
        table = self._one(QTableView)
        if isinstance(table, QTableView) and self._to_a_cell(table):
            key, more = self.random.choice(KEYS)
            self._note(f"{table.accessibleName()} {key.name}")
            QTest.keyClick(table, key, more)

    def _sort(self) -> None:
        table = self._one(RecordTable)
        if isinstance(table, RecordTable):
            table.horizontalHeader().sectionClicked.emit(self.random.randrange(table.model().columnCount()))

    def _paste(self) -> None:
        QGuiApplication.clipboard().setText(self.random.choice(BLOCKS))
        target = self._one(QTableView, QLineEdit)
        if target is not None:
            self._note(f"{target.accessibleName()} <- {QGuiApplication.clipboard().text()[:20]!r}")
            if self._focus(target):
                QTest.keyClick(target, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)

    def _drop(self) -> None:
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(self.file))])
        target = next((each for each in self.page.tabs.values() if each.isVisible() and each.acceptDrops()), None)
        if target is not None:
            event = QDropEvent(
                QPointF(50, 50),
                Qt.DropAction.CopyAction,
                data,
                Qt.MouseButton.LeftButton,
                Qt.KeyboardModifier.NoModifier,
            )
            QApplication.sendEvent(target, event)

    def _list(self) -> None:
        made = self._one(QListWidget)
        if isinstance(made, QListWidget) and made.count() and self._focus(made):
            made.setCurrentRow(self.random.randrange(made.count()))

    def _chart(self) -> None:
        made = self._one(ChartView)
        if isinstance(made, ChartView):
            made.setFocus()
            key = self.random.choice(
                [Qt.Key.Key_Plus, Qt.Key.Key_Minus, Qt.Key.Key_Right, Qt.Key.Key_Home, Qt.Key.Key_Space]
            )
            self._note(f"{made.accessibleName()} {key.name}")
            QTest.keyClick(made, key)
            place = QPoint(self.random.randrange(max(made.width(), 1)), self.random.randrange(max(made.height(), 1)))
            QTest.mouseMove(made, place)
            if self.random.random() < 0.3:
                QTest.mouseClick(made, Qt.MouseButton.LeftButton, pos=place)

    def _menu(self) -> None:
        popup = QApplication.activePopupWidget()
        if isinstance(popup, QMenu):
            actions = [each for each in popup.actions() if each.isEnabled() and not each.isSeparator()]
            if actions and self.random.random() < 0.7:
                chosen = self.random.choice(actions)
                self._note(chosen.text())
                popup.close()
                chosen.trigger()
                return
        if popup is not None:
            popup.close()

    def _close(self) -> None:
        top = self._top()
        if top is not self.page:
            self._note(type(top).__name__)
            top.close()

    def _undo(self) -> None:
        assert self.window.hub is not None
        again = self.random.random() < 0.4
        self._note("redo" if again else "undo")
        self._settle_editors()
        self.window.hub.undo(redo=again) if any(self.window.hub.next_steps()[int(again)]) else None

    def _settle_editors(self) -> None:
        commit_typed()

    def _stage(self) -> None:
        assert self.window.hub is not None
        self.window.hub.set_stage(self.random.choice([*Stage, Stage.ONSITE, Stage.ONSITE]))

    def _wear(self) -> None:
        wish = self.random.choice(
            ["lang=en", "lang=zh-CN", "look=dark", "look=light", "scale=+", "scale=0", "touch=on", "touch=off"]
        )
        self._note(wish)
        self.window.wear(wish)

    def _elsewhere(self) -> None:
        assert self.window.shell is not None
        stop = self.random.choice([each.id for each in self.window.shell.stops])
        self._note(stop)
        self.window.shell.go(f"page:{stop}")

    def _size(self) -> None:
        self.window.resize(*self.random.choice([(1366, 768), (1920, 1080), (1000, 620)]))

    # -- what must hold --------------------------------------------------------------------------

    def rest(self) -> None:
        """Commit what is being typed, and wait until nothing is under way."""
        self._settle_editors()
        end = time.monotonic() + 20
        quiet = 0
        while quiet < 3 and time.monotonic() < end:
            QThreadPool.globalInstance().waitForDone(2000)
            self.page._pool.waitForDone(5000)  # pyright: ignore[reportPrivateUsage]
            QCoreApplication.processEvents()
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
            hub = self.window.hub
            assert hub is not None
            busy = hub.judging.busy
            quiet = 0 if busy else quiet + 1

    def check(self) -> None:
        """All that must agree. Raises Fell."""
        self._fall_if_raised()
        for holds in (self._grade_holds, self._fields_hold, self._tables_hold, self._study_holds, self._disk_holds):
            said = holds()
            if said:
                raise Fell(self._told(said))

    def _fall_if_raised(self) -> None:
        if self.raised:
            raise Fell(self._told("\n".join(self.raised)))

    def _told(self, said: str) -> str:
        return f"step {len(self.steps)}: {said}\nlast steps:\n  " + "\n  ".join(self.steps[-12:])

    def _grade_holds(self) -> str:
        hub = self.window.hub
        assert hub is not None
        own = hub.session.assess(hub.stage)
        return "" if hub.assessment == own else "the live grade is not the session's"

    def _fields_hold(self) -> str:
        hub = self.window.hub
        assert hub is not None
        for field in self.page.findChildren(CaseField):
            editor = field.editor
            if not isinstance(editor, LineField | AreaField) or not field.isVisible():
                continue
            text = editor.text() if isinstance(editor, LineField) else editor.toPlainText()
            shown, draft = text, hub.drafts.get(field._place)  # pyright: ignore[reportPrivateUsage]
            found, _ = field._standing()  # pyright: ignore[reportPrivateUsage]
            from qmdesk.formdef.fields import format_value

            value = None if found is None else found.value
            standing = format_value(field._field, value, self.window.lang)  # pyright: ignore[reportPrivateUsage]
            if shown != (draft if draft is not None else standing):
                return f"{field.subject} {field.name} shows {shown!r}, recorded {standing!r}, draft {draft!r}"
        return ""

    def _tables_hold(self) -> str:
        from qmdesk.ui.pages.performance.rows import rows_of

        hub = self.window.hub
        assert hub is not None
        for table in self.page.findChildren(RecordTable):
            records = table.records
            want = {row.key: row.cells for row in rows_of(hub, records.kind)}
            if {row.key: row.cells for row in records.rows} != want:
                return f"the table of {records.kind} does not show what is recorded"
            if records.rowCount() != len(records.rows) + int(records.writable):
                return f"the table of {records.kind} has a wrong number of rows"
        return ""

    def _study_holds(self) -> str:
        hub = self.window.hub
        tab = self.page.tabs.get("capability")
        if not isinstance(tab, CapabilityTab) or not tab.isVisible() or hub is None or hub.assessment is None:
            return ""
        row = tab.list.record_of(tab.list.key)
        shown = tab.study._found  # pyright: ignore[reportPrivateUsage]
        if row is None or shown is None:
            return ""
        if shown.asked.characteristic.key != row.key:
            return "the study in front is of another characteristic"
        result = next(each for each in hub.assessment.figures if each.id == tab._figure.id)  # pyright: ignore[reportPrivateUsage]
        part = next((each for each in result.parts if each.key == row.key), None)
        typed = any(place.subject == row.subject for place in hub.drafts)
        if part is None or typed or shown.study is None or shown.study.index is None or part.value is None:
            return ""
        if abs(float(part.value) - shown.study.index) > 1e-3:  # they are written with so many decimals
            return f"the tab says {shown.study.index_text}, the grade {part.value}"
        return ""

    def _disk_holds(self) -> str:
        hub = self.window.hub
        assert hub is not None
        if len(self.steps) % 5:
            return ""
        return (
            ""
            if hub.session.on_file(lambda case: case.state()) == dict(hub.session.state)
            else "memory is not the disk"
        )


KEYS = (
    (Qt.Key.Key_Delete, Qt.KeyboardModifier.NoModifier),
    (Qt.Key.Key_Delete, Qt.KeyboardModifier.ControlModifier),
    (Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier),
    (Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier),
    (Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier),
    (Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier),
    (Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier),
    (Qt.Key.Key_Tab, Qt.KeyboardModifier.NoModifier),
    (Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier),
)  # fmt: skip
#: What it does, and how often.
WEIGHTS = {
    "cell": 16, "line": 14, "key": 8, "paste": 8, "choice": 8, "button": 14, "tab": 7, "undo": 8, "menu": 6, "list": 6,
    "chart": 4, "area": 2, "drop": 2, "close": 4, "stage": 1, "wear": 1, "elsewhere": 2, "size": 1, "sort": 1,
}  # fmt: skip


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--filling", default="normal", choices=("empty", "normal", "overfull"))
    parser.add_argument("--every", type=int, default=8)
    arguments = parser.parse_args()
    sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "build_spec"))
    from fillings import make_case  # pyright: ignore[reportMissingImports]

    from qmdesk.review.session import Who
    from qmdesk.ui.app import Dresser, make_application
    from qmdesk.ui.settings import Settings

    application = make_application(sys.argv[:1], "zh-CN")
    dresser = Dresser(application)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        settings = Settings(folder / "home")
        window = MainWindow(settings, lambda author: Who("a" * 16, author or "王工", folder / "home"), "zh-CN", dresser)
        window.resize(1366, 768)
        window.show()
        window.open_case(make_case(arguments.filling, folder))
        while window.hub is None or window.hub.assessment is None:
            QTest.qWait(20)
        monkey = Monkey(window, arguments.seed, folder)
        try:
            print(f"seed {arguments.seed}: {monkey.run(arguments.seconds, every=arguments.every)} steps, nothing fell")
            status = 0
        except Fell as fell:
            print(f"seed {arguments.seed}: {fell}")
            status = 1
        finally:
            monkey.close()
        window.close()
        QThreadPool.globalInstance().waitForDone(5000)
    dresser.close()
    return status


if __name__ == "__main__":
    sys.exit(main())
