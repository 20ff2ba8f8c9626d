"""A sheet before it is printed: its pages as they will be, a printer of the system, how many copies."""

# Qt gives None where its stubs say it can't, and its signals take lambdas of any shape.
# pyright: reportUnnecessaryComparison=false, reportUnknownLambdaType=false

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QMarginsF, QRectF, Qt
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter, QPixmap
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo
from PySide6.QtWidgets import QSpinBox, QWidget

from qmdesk.model.problem import Problem
from qmdesk.review.printing import has_queues, print_file
from qmdesk.ui import jobs
from qmdesk.ui.drafts import DraftFolder
from qmdesk.ui.printing.pages import SHARPNESS, draw
from qmdesk.ui.theme import Theme
from qmdesk.ui.widgets.basics import box, button, column, empty, frame, label, line
from qmdesk.ui.widgets.tool_window import ToolWindow, size_to
from qmdesk.ui.widgets.typing_fields import ChoiceBox
from qmdesk.ui.words import tr

#: Dots for an inch on paper, and pages that are drawn at once.
DOTS, AT_ONCE = 300, 2
MOST_COPIES = 20


class PrintWindow(ToolWindow):
    """``write`` makes the PDF in the pool; it is gone with the window."""

    def __init__(
        self, theme: Theme, lang: str, title: str, write: Callable[[Path], None], over: QWidget | None = None
    ) -> None:
        super().__init__(theme, lang, title, tr("看过再印；纸张为 A4。"), over)
        self._folder = DraftFolder()
        self.path = Path(self._folder.path()) / "sheet.pdf"
        self.pages: list[QImage] = []
        self.printer = ChoiceBox()
        self.printer.setAccessibleName(tr("打印机"))
        for each in QPrinterInfo.availablePrinterNames():
            self.printer.addItem(each, each)
        self.printer.setCurrentIndex(max(self.printer.findData(QPrinterInfo.defaultPrinterName()), 0))
        self.copies = QSpinBox()
        self.copies.setRange(1, MOST_COPIES)
        self.copies.setAccessibleName(tr("份数"))
        self.go = button(tr("打印"), self.print_out, role="primary", theme=theme, icon="printer")
        self.go.setEnabled(False)
        for name, field in ((tr("打印机"), self.printer), (tr("份数"), self.copies)):
            caption = label(name, "caption")
            caption.setBuddy(field)
            self.head.addWidget(box("", column(caption, field)))
        self.head.addWidget(box("", column(label("", "caption"), self.go)))
        self._shown = column(gap=theme.px("space_md"))
        self.body.addLayout(self._shown)
        size_to(self, theme, 820, 700)
        self._make(write)

    def _make(self, write: Callable[[Path], None]) -> None:
        path = self.path

        def work() -> list[QImage]:
            write(path)
            return _all(path, SHARPNESS)

        self.busy(tr("正在生成…"))
        jobs.run(self, work, self._show, self._refused)

    def _refused(self, problems: tuple[Problem, ...]) -> None:
        self.say_problems(problems)

    def _show(self, pages: list[QImage]) -> None:
        self.pages = pages
        empty(self._shown)
        ratio = self.devicePixelRatioF()
        width = round(min(self.width() - 4 * self.theme.px("space_xl"), self.theme.px("measure")) * ratio)
        for number, each in enumerate(pages, 1):
            page = label("")
            shown = QPixmap.fromImage(each).scaledToWidth(width, Qt.TransformationMode.SmoothTransformation)
            shown.setDevicePixelRatio(ratio)
            page.setPixmap(shown)
            page.setAccessibleName(tr("第 {n} 页，共 {total} 页", n=number, total=len(pages)))
            self._shown.addLayout(line(None, frame("card", column(page, margins=(1, 1, 1, 1))), None))
        if self.printer.count():
            self.say(tr("{n} 页", n=len(pages)))
            self.go.setEnabled(True)
        else:
            self.say(tr("系统里没有打印机。请先在系统设置里添加，或改用“导出 PDF”。"), "bad")

    # -- printing --------------------------------------------------------------------------------

    def print_out(self) -> None:
        """Send the sheet to the chosen printer."""
        name, copies = str(self.printer.currentData()), self.copies.value()
        if has_queues():
            self._queue(name, copies)
            return
        printer = QPrinter(QPrinterInfo.printerInfo(name), QPrinter.PrinterMode.HighResolution)
        printer.setCopyCount(copies)
        self.print_on(printer, tr("已送到打印机 {name}", name=name))

    def _queue(self, name: str, copies: int) -> None:
        """Give the file itself to the queue, which Qt would not tell to have refused it."""
        self.go.setEnabled(False)
        self.busy(tr("正在打印…"))
        path = self.path
        jobs.run(
            self, lambda: print_file(path, name, copies), lambda out: self._queued(name, out=out), self._not_queued
        )

    def _queued(self, name: str, *, out: bool) -> None:
        self.go.setEnabled(True)
        if out:
            self.say(tr("已送到打印机 {name}", name=name), "good")
        else:
            self.say(tr("已交给打印队列 {name}，但它已暂停；重新启用后才会印出。", name=name), "bad")

    def _not_queued(self, problems: tuple[Problem, ...]) -> None:
        self.go.setEnabled(True)
        self.say_problems(problems)

    def print_on(self, printer: QPrinter, done: str) -> None:
        """Draw the pages anew as sharp as paper needs, one after another, and put them on a printer."""
        printer.setDocName(self.windowTitle())
        printer.setFullPage(True)
        printer.setPageLayout(
            QPageLayout(QPageSize(QPageSize.PageSizeId.A4), QPageLayout.Orientation.Portrait, QMarginsF())
        )
        printer.setResolution(DOTS)
        self.go.setEnabled(False)
        self.busy(tr("正在打印…"))
        path = self.path
        jobs.run(self, lambda: _all(path, DOTS / 72), lambda pages: self._put(printer, pages, done), self._refused)

    def _put(self, printer: QPrinter, pages: list[QImage], done: str) -> None:
        self.go.setEnabled(True)
        painter = QPainter()
        if not painter.begin(printer):
            self._failed(printer)
            return
        for number, each in enumerate(pages):
            if number:
                printer.newPage()
            painter.drawImage(QRectF(painter.viewport()), each)
        if not painter.end() or printer.printerState() == QPrinter.PrinterState.Error:
            self._failed(printer)
            return
        self.say(done, "good")

    def _failed(self, printer: QPrinter) -> None:
        text = tr("打印机 {name} 没有接收。请检查它的连接，或改用“导出 PDF”。", name=printer.printerName())
        self.say(text, "bad")


def _all(path: Path, sharpness: float) -> list[QImage]:
    pages: list[QImage] = []
    while more := draw(path, len(pages), AT_ONCE, sharpness):
        pages += more
    return pages
