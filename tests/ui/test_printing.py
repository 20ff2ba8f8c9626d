"""The rectification sheet on paper: looked at first, drawn sharp, told where no printer answers."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo
from pytestqt.qtbot import QtBot

from qmdesk.model.journal import Edit, Place
from qmdesk.ui.desk import Desk
from qmdesk.ui.pages.rectify import RectifyPage
from qmdesk.ui.pages.registry import stops_of
from qmdesk.ui.pages.report import ReportPage
from qmdesk.ui.printing import window as printing
from qmdesk.ui.printing.window import PrintWindow


@pytest.fixture
def sheet(desk: Desk, qtbot: QtBot) -> PrintWindow:
    """The sheet of a case with one suggestion, as the page shows it."""
    subject = "suggestion:s1"
    values = {"binds": "item:system.process", "action": "补齐过程卡", "owner": "质量部", "status": "open"}
    desk.hub.record([Edit(Place(subject, name), value) for name, value in values.items()])
    spec = next(each for each in stops_of(desk.hub.form, "zh-CN") if each.id == "rectify")
    page = RectifyPage(desk, spec)
    qtbot.addWidget(page)
    page.show()
    made = page.print_out()
    assert isinstance(made, PrintWindow)
    qtbot.addWidget(made)
    qtbot.waitUntil(lambda: bool(made.pages), timeout=60_000)
    return made


def test_the_pages_are_shown_before_anything_is_printed(sheet: PrintWindow):
    assert sheet.pages[0].height() > sheet.pages[0].width()
    assert sheet.printer.count() == len(QPrinterInfo.availablePrinterNames())
    assert sheet.go.isEnabled() == bool(sheet.printer.count())


def test_all_pages_go_to_the_printer_as_a4(sheet: PrintWindow, qtbot: QtBot, tmp_path: Path):
    import pypdfium2

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "paper.pdf"))
    sheet.print_on(printer, "好了")
    qtbot.waitUntil(lambda: sheet.said == "好了", timeout=60_000)
    paper = pypdfium2.PdfDocument(tmp_path / "paper.pdf")
    try:
        assert len(paper) == len(sheet.pages)
        assert tuple(round(each) for each in paper[0].get_size()) == (595, 842)
        shown = paper[0].render(scale=1).to_pil().convert("L")
        assert shown.getextrema()[0] < 128, "there is ink on it"
    finally:
        paper.close()


def test_a_printer_that_takes_nothing_is_said(sheet: PrintWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch):
    class Refusing:
        def begin(self, _: object) -> bool:
            return False

    monkeypatch.setattr(printing, "QPainter", Refusing)
    sheet.print_on(QPrinter(QPrinter.PrinterMode.HighResolution), "好了")
    qtbot.waitUntil(lambda: "没有接收" in sheet.said, timeout=60_000)
    assert sheet.go.isEnabled()


def test_a_report_that_takes_long_can_be_stopped(desk: Desk, qtbot: QtBot):
    spec = next(each for each in stops_of(desk.hub.form, "zh-CN") if each.id == "report")
    page = ReportPage(desk, spec)
    qtbot.addWidget(page)
    page.show()
    page.build()
    assert page._stop.isVisible()
    page.stop()
    qtbot.waitUntil(page._build.isEnabled, timeout=60_000)
    assert page._built is None, "what was made is let go"
    assert not page._stop.isVisible()


def test_handwriting_never_touches_the_disk(desk: Desk, qtbot: QtBot, tmp_path: Path):
    spec = next(each for each in stops_of(desk.hub.form, "zh-CN") if each.id == "report")
    page = ReportPage(desk, spec)
    qtbot.addWidget(page)
    certificate = tmp_path / "lead.p12"
    certificate.write_bytes(b"x")
    page.signing.use_handwriting(b"\x89PNG")
    page.signing.certificate.setText(str(certificate))
    page.signing.add()
    assert page._wishes[0].handwriting == b"\x89PNG"
    assert list(Path(page._folder.path()).iterdir()) == []
    page.signing.certificate.setText(str(certificate))
    page.signing.add()
    assert page._wishes[1].handwriting is None, "one signature's handwriting is not the next one's"
