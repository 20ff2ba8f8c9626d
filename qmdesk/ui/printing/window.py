"""A sheet before it is printed: its pages as they will be, a printer of the system, how many copies."""

# Qt gives None where its stubs say it can't, and its signals take lambdas of any shape.
# pyright: reportUnnecessaryComparison=false, reportUnknownLambdaType=false

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QMarginsF, QRectF, Qt
from PySide6.QtGui import QImage, QKeySequence, QPageLayout, QPageSize, QPainter, QPixmap, QShortcut
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo
from PySide6.QtWidgets import QFileDialog, QSpinBox, QWidget

from qmdesk.model.problem import Problem
from qmdesk.review.printing import has_queues, print_file, save_copy
from qmdesk.ui import jobs
from qmdesk.ui.drafts import DraftFolder
from qmdesk.ui.printing.pages import SHARPNESS, draw
from qmdesk.ui.theme import Theme
from qmdesk.ui.widgets.basics import box, button, column, empty, frame, label, line, restyle
from qmdesk.ui.widgets.tool_window import ToolWindow, size_to
from qmdesk.ui.widgets.typing_fields import ChoiceBox
from qmdesk.ui.words import tr

#: Dots for an inch on paper, and pages that are drawn at once.
DOTS, AT_ONCE = 300, 2
MOST_COPIES = 20


class PrintWindow(ToolWindow):
    """``write`` makes the PDF in the pool; it is gone with the window. ``suggested`` is where a copy is offered to be
    saved. Without a printer the sheet can be looked at and saved."""

    HELP = "printing"

    fits = False

    def __init__(
        self, theme: Theme, lang: str, title: str, write: Callable[[Path], None], over: QWidget | None = None
    ) -> None:
        super().__init__(theme, lang, title, tr("看过再印；纸张为 A4。"), over)
        self._folder = DraftFolder()
        self.path = Path(self._folder.path()) / "sheet.pdf"
        self.pages: list[QImage] = []
        self._painting: tuple[QPrinter, QPainter] | None = None
        self.printer = ChoiceBox()
        self.printer.setAccessibleName(tr("打印机"))
        self.suggested = f"{title}.pdf"
        self.copies = QSpinBox()
        self.copies.setRange(1, MOST_COPIES)
        self.copies.setAccessibleName(tr("份数"))
        self.go = button(tr("打印"), self.print_out, role="primary", theme=theme, icon="printer")
        self.save = button(tr("另存为 PDF…"), self._ask_file, theme=theme, icon="download")
        self.again = button(tr("重新找打印机"), self.find_printers, role="quiet", theme=theme, icon="refresh-cw")
        self._of_printers: list[QWidget] = []
        for name, field in ((tr("打印机"), self.printer), (tr("份数"), self.copies)):
            caption = label(name, "caption")
            caption.setBuddy(field)
            self._of_printers.append(box("", column(caption, field)))
        self._of_printers.append(box("", column(label("", "caption"), self.go)))
        for each in (*self._of_printers, self.save, self.again):
            self.head.addWidget(each if each in self._of_printers else box("", column(label("", "caption"), each)))
        for each in (self.go, self.save):
            each.setEnabled(False)
        QShortcut(QKeySequence("Ctrl+P"), self).activated.connect(self.go.click)
        self._shown = column(gap=theme.px("space_md"))
        self.body.addLayout(self._shown)
        size_to(self, theme, 820, 700)
        self.finished.connect(self._stop_painting)
        self.find_printers()
        self._make(write)

    def find_printers(self) -> None:
        """Ask the system which printers there are; without one, what needs one is not shown."""
        chosen = self.printer.currentData() or QPrinterInfo.defaultPrinterName()
        self.printer.clear()
        for each in QPrinterInfo.availablePrinterNames():
            self.printer.addItem(each, each)
        self.printer.setCurrentIndex(max(self.printer.findData(chosen), 0))
        found = self.printer.count() > 0
        for each in self._of_printers:
            each.setVisible(found)
        self.again.setVisible(not found)
        restyle(self.save, "role", "" if found else "primary")
        self.save.setIcon(self.theme.icon("download", "muted" if found else "on_accent"))
        if self.pages:
            self._tell_ready()

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
        self._tell_ready()

    def _tell_ready(self) -> None:
        found = self.printer.count() > 0
        self.go.setEnabled(found)
        self.save.setEnabled(True)
        if found:
            self.say(tr("{n} 页", n=len(self.pages)))
        else:
            said = tr("系统里没有打印机，共 {n} 页没有打印。可以另存为 PDF，在别的电脑上打印。", n=len(self.pages))
            self.say(said, "bad")
            self.save.setFocus()

    # -- as a file -------------------------------------------------------------------------------

    def _ask_file(self) -> None:
        chosen, _ = QFileDialog.getSaveFileName(self, tr("另存为 PDF…"), self.suggested, "PDF (*.pdf)")
        if chosen:
            self.save_as(Path(chosen).with_suffix(".pdf"))

    def save_as(self, target: Path) -> None:
        """Write what is shown where the user wants it."""
        path, saved = self.path, tr("已保存：{path}", path=target)
        jobs.run(self, lambda: save_copy(path, target), lambda _: self.say(saved, "good"), self.say_problems)

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
        """Draw the pages anew as sharp as paper needs, a few at a time, and put them on a printer."""
        printer.setDocName(self.windowTitle())
        printer.setFullPage(True)
        printer.setPageLayout(
            QPageLayout(QPageSize(QPageSize.PageSizeId.A4), QPageLayout.Orientation.Portrait, QMarginsF())
        )
        printer.setResolution(DOTS)
        painter = QPainter()
        if not painter.begin(printer):
            self._failed(printer)
            return
        self.go.setEnabled(False)
        self.busy(tr("正在打印…"))
        self._painting = printer, painter
        self._paint(0, done)

    def _paint(self, first: int, done: str) -> None:
        path = self.path
        jobs.run(
            self,
            lambda: draw(path, first, AT_ONCE, DOTS / 72),
            lambda pages: self._put(pages, first, done),
            self._refused,
        )

    def _put(self, pages: list[QImage], first: int, done: str) -> None:
        if self._painting is None:  # the window was closed
            return
        printer, painter = self._painting
        for number, each in enumerate(pages, first):
            if number:
                printer.newPage()
            painter.drawImage(QRectF(painter.viewport()), each)
        if pages:
            self._paint(first + len(pages), done)
            return
        self._painting = None
        self.go.setEnabled(True)
        if not painter.end() or printer.printerState() == QPrinter.PrinterState.Error:
            self._failed(printer)
            return
        self.say(done, "good")

    def _stop_painting(self) -> None:
        """What is on its way to a printer when the window goes ends where it is."""
        if self._painting is not None:
            (printer, painter), self._painting = self._painting, None
            printer.abort()
            painter.end()

    def _failed(self, printer: QPrinter) -> None:
        self.go.setEnabled(True)
        text = tr("打印机 {name} 没有接收。请检查它的连接，或改用“另存为 PDF”。", name=printer.printerName())
        self.say(text, "bad")


def _all(path: Path, sharpness: float) -> list[QImage]:
    pages: list[QImage] = []
    while more := draw(path, len(pages), AT_ONCE, sharpness):
        pages += more
    return pages
