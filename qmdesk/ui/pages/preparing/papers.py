"""Buttons that put a paper of the visit into a file or onto a printer; made in the background."""

# Qt's signals take lambdas of any shape.
# pyright: reportUnknownLambdaType=false

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QPushButton, QWidget

from qmdesk.model.journal import Stage
from qmdesk.ui.desk import Desk
from qmdesk.ui.frozen import frozen
from qmdesk.ui.widgets.basics import button
from qmdesk.ui.words import tr


def paper_buttons(desk: Desk, paper: str, name: str, over: QWidget, *, book: bool = False) -> list[QPushButton]:
    """Buttons for the PDF, for printing, and (``book``) for the table as XLSX. ``name`` is what the file is called."""
    theme = desk.theme
    made = [
        button(
            tr("导出 PDF…"), lambda: ask(desk, paper, name, ".pdf", over), role="quiet", theme=theme, icon="file-text"
        ),
        button(tr("打印…"), lambda: print_out(desk, paper, name, over), role="quiet", theme=theme, icon="printer"),
    ]
    if book:
        export = button(
            tr("导出 XLSX…"), lambda: ask(desk, paper, name, ".xlsx", over), role="quiet", theme=theme, icon="download"
        )
        made.insert(0, export)
    for each in made:
        each.setAccessibleName(f"{each.text().strip()} {name}")
    return made


def ask(desk: Desk, paper: str, name: str, suffix: str, over: QWidget) -> None:
    """Ask where the file is to go, and write it."""
    enterprise = desk.hub.text("case", "enterprise")
    suggested = str(desk.hub.session.path.with_name(f"{enterprise} {name}{suffix}"))
    kind = "PDF (*.pdf)" if suffix == ".pdf" else "Excel (*.xlsx)"
    chosen, _ = QFileDialog.getSaveFileName(over, tr("导出{name}", name=name), suggested, kind)
    if chosen:
        write(desk, paper, Path(chosen), over)


def write(desk: Desk, paper: str, path: Path, over: QWidget) -> object:
    """Write a paper in the background; the job."""
    session, lang, stage = frozen(desk.hub.session), desk.lang, Stage(desk.hub.stage)

    def work() -> Path:
        from qmdesk.review.papers import write_paper_of

        write_paper_of(session, paper, path, lang=lang, stage=stage, force=True)
        return path

    def written(done: Path) -> None:
        desk.tell(tr("已导出 {path}", path=done.name))
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(done)))

    return desk.hub.ask(over, work, written, desk.tell_problems)


def print_out(desk: Desk, paper: str, name: str, over: QWidget) -> QWidget:
    """Look at the paper and send it to a printer, in a window beside the review."""
    from qmdesk.ui.printing.papers import show_paper

    return show_paper(desk, paper, name, over.window())
