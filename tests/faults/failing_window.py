"""A disk that fails while somebody types in the real window: a plain sentence, nothing typed is gone, all else works.

The case lies on the failing disk, the rest (workspace, the folder that is backed up and exported to) on another.
"""

# pyright: reportAttributeAccessIssue=false, reportOptionalMemberAccess=false, reportPrivateUsage=false
# pyright: reportUnknownLambdaType=false

from __future__ import annotations

import errno
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from qmdesk.casefile.case import open_case
from tests.faults import shim
from tests.faults.jobs import CASE, DONE, JOBS, Ack, case_wrong
from tests.faults.live_jobs import prepare
from tests.faults.living import import_all, in_a_child

if TYPE_CHECKING:
    from qmdesk.ui.window import MainWindow
    from tests.faults.robot import Ready

#: What the window must say of each error, and what it must say to do.
ERRORS = {"ENOSPC": (errno.ENOSPC, "磁盘已满", "腾出空间"), "EIO": (errno.EIO, "读写案卷失败", "检查磁盘")}
SAVED, LOST, LATER, AFTER = "存好的一句", "磁盘坏了时写的一句", "只读之后又写的一句", "恢复之后写的一句"


@dataclass(frozen=True, slots=True)
class Typed:
    """What became of typing on a disk that failed."""

    error: str
    checks: int
    wrong: tuple[str, ...]

    def __str__(self) -> str:
        end = "nothing wrong" if not self.wrong else f"{len(self.wrong)} WRONG: {'; '.join(self.wrong)}"
        return f"failing disk under the window, {self.error}: {self.checks} things looked at: {end}"


def fail_window() -> Iterator[Typed]:
    """Let all writes and syncs of a case fail for ever while somebody types, with each error."""
    import_all()
    for name, (number, said, remedy) in ERRORS.items():
        with tempfile.TemporaryDirectory() as made:
            disk, other = Path(made) / "disk", Path(made) / "other"
            disk.mkdir()
            other.mkdir()
            in_a_child(lambda say, disk=disk: prepare(JOBS["edit"], disk))
            lines = in_a_child(lambda say, d=disk, o=other, n=number: _work(d, o, n, say))
            checks = [each for each in lines if each.startswith(("ok ", "WRONG "))]
            wrong = [each.removeprefix("WRONG ") for each in checks if each.startswith("WRONG ")]
            wrong += [] if DONE in lines else [f"it did not come to its end: {lines[-2:]}"]
            notice = " ".join(each for each in lines if each.startswith("notice "))
            wrong += [f"the notice does not say {each}: {notice}" for each in (said, remedy) if each not in notice]
            wrong += case_wrong(disk) + case_wrong(other)
            with open_case(disk / CASE) as case:
                kept = [entry.value for entry in case.entries()]
            wrong += [f"{each} is lost" for each in (SAVED, LOST, LATER, AFTER) if each not in kept]
            yield Typed(name, len(checks) + 8, tuple(wrong))


def _work(disk: Path, other: Path, number: int, say: Ack) -> None:
    from tests.faults.robot import run_window

    shutil.copytree(disk / "home-c", other / "home")

    def script(window: MainWindow, _: Path, say: Ack) -> Iterator[Ready]:
        yield from _type(window, disk, other, number, say)

    run_window(disk, other / "home", disk / CASE, script, say)


def _type(window: MainWindow, disk: Path, other: Path, number: int, say: Ack) -> Iterator[Ready]:
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication, QLabel

    from tests.faults.robot import answer_dialogs, press, says, type_text

    def check(what: str, right: object) -> None:
        say(f"{'ok' if right else 'WRONG'} {what}")

    shell, items = window.shell, window.hub.form.items

    def write(at: int, name: str, text: str) -> None:
        shell.go(f"item:{items[at].id}")
        field = getattr(shell.pages[shell.current].card, name).editor
        field.setFocus()
        type_text(field, text)
        QTest.keyClick(field, Qt.Key.Key_Tab)

    def read(at: int, name: str) -> str:
        shell.go(f"item:{items[at].id}")
        return getattr(shell.pages[shell.current].card, name).editor.toPlainText()

    saved = shell.bar._saved
    write(0, "note", SAVED)
    yield lambda: "已保存" in saved.text()
    yield lambda: window.hub.assessment is not None
    shim.watch(disk)
    shim.fail(1, number, for_ever=True)
    write(1, "note", LOST)
    yield lambda: "已保存" not in saved.text()
    say(
        "notice "
        + " ".join(each.text() for each in window.findChildren(QLabel) if "disk" in each.text() or "请" in each.text())
    )
    check("the bar says that it is not saved", saved.text() == "未保存")
    check("what was typed stands in its field", read(1, "note") == LOST)
    write(2, "note", LATER)
    check("what is typed afterwards stays", read(2, "note") == LATER)
    check("it stays when one comes back to it", (read(0, "note"), read(2, "note"))[1] == LATER)
    check("what was saved is still shown", read(0, "note") == SAVED)
    for stop in shell.stops:
        shell.go(f"page:{stop.id}")
        yield lambda: True
    check("every page can be read", True)
    answer_dialogs(other)
    shell.go("page:leaving")
    press(shell.pages["leaving"], "备份到另一介质")
    yield lambda: says(window, "已备份到") or says(window, "备份没有")
    check("a copy can be made elsewhere", list(other.glob("*.qmcase")))
    answer_dialogs(other / "包.zip")
    shell.go("page:sync")
    press(shell.pages["sync"], "导出同步包")
    yield shell.pages["sync"]._out.isEnabled
    check("a package can be written elsewhere", (other / "包.zip").exists())
    shell.go("page:report")
    answer_dialogs(other / "报告.pdf")
    press(shell.pages["report"], "保存报告")
    yield shell.pages["report"]._save.isEnabled
    check("a report can be written elsewhere", (other / "报告.pdf").exists())
    shim.fail(0, 0, for_ever=False)  # room was made
    window.hub.recovery.try_again()
    yield lambda: "已保存" in saved.text()
    yield lambda: not window.hub.drafts
    check("what is typed after it is saved", not window.hub.session.read_only)
    shell.go(f"item:{items[3].id}")
    page = shell.pages[shell.current]
    window.activateWindow()
    yield lambda: QApplication.activeWindow() is window and page.isVisible()
    write(3, "note", AFTER)
    yield lambda: True
    window.close()
