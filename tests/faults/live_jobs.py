"""What is done at the real window and on the real command line while they are killed: the six kinds of work.

Folders, and what must be true afterwards, are those of :mod:`tests.faults.jobs`; here a hand at the window, or typed
command lines, do the work through the program's own entry.
"""

# pyright: reportAttributeAccessIssue=false, reportOptionalMemberAccess=false, reportPrivateUsage=false
# pyright: reportUnknownLambdaType=false

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from qmdesk.casefile.case import open_case
from qmdesk.review.backups import generations
from qmdesk.trust.device import device_identity
from qmdesk.trust.identity import new_identity, new_root
from qmdesk.trust.p12 import save_p12
from tests.faults.jobs import CASE, JOBS, SAMPLES, Ack, Job, entries_lost, who

if TYPE_CHECKING:
    from qmdesk.ui.window import MainWindow
    from tests.faults.robot import Ready

PHOTO, COPY, SECRET = "照片.jpg", "另一处", "长口令-1234"
#: Items that are rated and written about.
ITEMS = 5


@dataclass(frozen=True, slots=True)
class Live:
    """``window`` is a script for the robot, ``lines`` the command lines, each with what it acknowledges."""

    job: Job
    window: Callable[[MainWindow, Path, Ack], Iterator[Ready]]
    lines: Callable[[Path], Iterator[tuple[str, list[str]]]]
    opens: bool = True
    """Whether the window is started on the case; else the script opens it."""


def home(folder: Path) -> Path:
    return who(folder).home


def prepare(job: Job, folder: Path) -> None:
    """The folder that every trial starts from, with this machine's device and a signer."""
    job.prepare(folder)
    device_identity(home(folder), "王工的笔记本")
    (folder / COPY).mkdir(exist_ok=True)
    (folder / "口令.txt").write_text(SECRET, "utf-8")
    if job.name == "export":
        save_p12(new_identity(new_root("示例机构"), "王工", "lead"), folder / "lead.p12", SECRET)


# -- editing -------------------------------------------------------------------------------------------


def _edit_window(window: MainWindow, folder: Path, ack: Ack) -> Iterator[Ready]:
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest

    from tests.faults.robot import type_text

    shell = window.shell
    for number, item in enumerate(window.hub.form.items[:ITEMS]):
        shell.go(f"item:{item.id}")
        page = shell.pages[shell.current]
        yield lambda page=page, item=item: page.card.item.id == item.id
        QTest.keyClicks(page.list, str(number % 4 + 1))
        yield lambda: True
        for field in (page.card.note.editor, page.card.weakness.editor):
            field.setFocus()
            type_text(field, f"现场看到第 {number} 处")
            yield lambda: True
            QTest.keyClick(field, Qt.Key.Key_Tab)
        yield lambda: True
    saved = shell.bar._saved
    yield lambda: "已保存" in saved.text()
    window.hub.session.on_file(lambda _: None)
    yield lambda: True
    window.close()


def _edit_lines(folder: Path) -> Iterator[tuple[str, list[str]]]:
    for number in range(6):
        yield (
            str(number),
            ["set", str(folder / CASE), "item:system.process", "note", f"第{number}次", "--author", "王工"],
        )


def _edits_wrong(folder: Path, acked: Sequence[str]) -> list[str]:
    with open_case(folder / CASE) as case:
        notes = {str(entry.value) for entry in case.entries() if entry.field.startswith("note@")}
    found = [f"the acknowledged edit {each} is lost" for each in acked if each.isdigit() and f"第{each}次" not in notes]
    return found + entries_lost(folder / CASE, acked)


# -- importing -----------------------------------------------------------------------------------------


def _package() -> Path:
    return next((SAMPLES / "machining").glob("*.zip"))


def _import_window(window: MainWindow, folder: Path, ack: Ack) -> Iterator[Ready]:
    from tests.faults.robot import drop, press

    for name, path in (("package", _package()), ("photo", folder / PHOTO)):
        drop(window, path)
        yield lambda: "import" in window.tools._open and window.tools._open["import"].ready
        made = window.tools._open["import"]
        yield lambda made=made: made._take.isVisible()
        press(made, "带入")
        yield lambda made=made: made.said.startswith("已带入")
        ack(name)
    window.close()


def _import_lines(folder: Path) -> Iterator[tuple[str, list[str]]]:
    yield "package", ["import", str(folder / CASE), str(_package())]
    yield "photo", ["import", str(folder / CASE), str(folder / PHOTO), "--binds", "item:system.process"]


# -- exporting -----------------------------------------------------------------------------------------


def _export_window(window: MainWindow, folder: Path, ack: Ack) -> Iterator[Ready]:
    from tests.faults.robot import answer_dialogs, press, says, type_text

    shell = window.shell
    shell.go("page:sync")
    page = shell.pages["sync"]
    answer_dialogs(folder / "包.zip")
    press(page, "导出同步包")
    yield lambda: says(page, "已导出 包.zip")
    ack("包.zip")
    shell.go("page:report")
    page = shell.pages["report"]
    panel = page.signing
    panel.role.setCurrentIndex(panel.role.findData("lead"))
    for field, text in ((panel.certificate, str(folder / "lead.p12")), (panel.secret, SECRET)):
        field.setFocus()
        type_text(field, text)
    press(page, "加入签名")
    answer_dialogs(folder / "报告.pdf")
    press(page, "保存报告")
    yield lambda: says(window, "已保存 报告.pdf")
    ack("报告.pdf")
    window.close()


def _export_lines(folder: Path) -> Iterator[tuple[str, list[str]]]:
    case = str(folder / CASE)
    yield "包.zip", ["pack", case, "-o", str(folder / "包.zip")]
    sign = ["--sign", f"lead={folder / 'lead.p12'}", "--passphrase-file", str(folder / "口令.txt")]
    yield "报告.pdf", ["report", case, "-o", str(folder / "报告.pdf"), *sign]


# -- merging -------------------------------------------------------------------------------------------


def _merge_window(window: MainWindow, folder: Path, ack: Ack) -> Iterator[Ready]:
    from tests.faults.robot import drop, says

    for number in (1, 2):
        drop(window, folder / f"from-li-{number}.zip")
        yield lambda: "sync" in window.shell.pages and window.shell.pages["sync"].incoming is not None
        page = window.shell.pages["sync"]
        page.incoming.accepted.emit()
        yield lambda page=page: says(page, "条新记录")
        ack(str(number))
    window.close()


def _merge_lines(folder: Path) -> Iterator[tuple[str, list[str]]]:
    for number in (1, 2):
        yield str(number), ["merge", str(folder / CASE), str(folder / f"from-li-{number}.zip")]


# -- migrating and backups -----------------------------------------------------------------------------


def _migrate_window(window: MainWindow, folder: Path, ack: Ack) -> Iterator[Ready]:
    window.open_case(folder / CASE)
    yield lambda: window.hub is not None
    ack("migrated")
    window.close()


def _migrate_lines(folder: Path) -> Iterator[tuple[str, list[str]]]:
    yield "migrated", ["set", str(folder / CASE), "case", "region", "宁波"]


def _backup_window(window: MainWindow, folder: Path, ack: Ack) -> Iterator[Ready]:
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest

    from tests.faults.robot import answer_dialogs, press, says, type_text

    home_ = home(folder)
    made = window.tools.show("backups")
    assert made is not None
    press(made, "立即备份")
    yield lambda: "已备份并核对" in made.said
    ack(f"backup {made.said.rpartition('：')[2].rpartition('/')[2]}")
    shell = window.shell
    shell.go(f"item:{window.hub.form.items[0].id}")
    field = shell.pages[shell.current].card.note.editor
    field.setFocus()
    type_text(field, "备份之间写的")
    QTest.keyClick(field, Qt.Key.Key_Tab)
    yield lambda: True
    answer_dialogs(folder / COPY)
    shell.go("page:leaving")
    press(shell.pages["leaving"], "备份到另一介质")
    yield lambda: says(window, "已备份到")
    ack(f"copy {next((folder / COPY).glob('*.qmcase')).name}")
    made.restore(generations(folder / CASE, home_)[0].path)
    yield lambda: made.said.startswith("已恢复为")
    ack(f"restore {made.said.removeprefix('已恢复为 ').partition('，')[0].rpartition('/')[2]}")
    window.close()  # and one more by itself


def _backup_lines(folder: Path) -> Iterator[tuple[str, list[str]]]:
    case, copy = str(folder / CASE), folder / COPY / "拷贝.qmcase"
    yield "", ["backup", case]
    yield "", ["set", case, "item:system.process", "note", "备份之间写的"]
    yield "", ["backup", case]
    yield f"copy {copy.name}", ["backup", case, "-o", str(copy)]
    yield "restore 恢复.qmcase", ["restore", case, "-o", str(folder / "恢复.qmcase")]


LIVE = {
    each.job.name: each
    for each in (
        Live(Job("edit", JOBS["edit"].prepare, JOBS["edit"].work, _edits_wrong), _edit_window, _edit_lines),
        Live(JOBS["import"], _import_window, _import_lines),
        Live(JOBS["export"], _export_window, _export_lines),
        Live(JOBS["merge"], _merge_window, _merge_lines),
        Live(JOBS["migrate"], _migrate_window, _migrate_lines, opens=False),
        Live(JOBS["backup"], _backup_window, _backup_lines),
    )
}
