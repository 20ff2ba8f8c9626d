"""Paper where the system has no printer: every way to it shows the pages, says that there is none and gives the PDF."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from qmdesk.formdef.types import Form
from qmdesk.model.journal import Edit, Place
from qmdesk.review.begin import begin
from qmdesk.review.session import Who
from qmdesk.ui.desk import Desk
from qmdesk.ui.printing import window as printing
from qmdesk.ui.printing.papers import PAPERS, of_case
from qmdesk.ui.protect.window import ProtectWindow
from tests.ui.conftest import CODE


@pytest.fixture
def no_printer(monkeypatch: pytest.MonkeyPatch) -> None:
    """A system whose list of printers is empty, whatever this machine has."""
    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", staticmethod(list))
    monkeypatch.setattr(QPrinterInfo, "defaultPrinterName", staticmethod(str))


@pytest.fixture
def over(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


def suggest(desk: Desk) -> None:
    values = {"binds": "item:system.process", "action": "补齐过程卡", "owner": "质量部", "status": "open"}
    desk.hub.record([Edit(Place("suggestion:s1", name), value) for name, value in values.items()])


@pytest.mark.usefixtures("no_printer")
@pytest.mark.parametrize("name", [each[0] for each in PAPERS])
def test_every_paper_is_shown_said_not_to_be_printed_and_saved_as_pdf(
    desk: Desk, over: QWidget, qtbot: QtBot, tmp_path: Path, name: str
):
    suggest(desk)
    (paper,) = of_case(desk, over, [name])
    window = paper.show()
    qtbot.waitUntil(lambda: bool(window.pages), timeout=60_000)
    assert "没有打印机" in window.said
    assert "PDF" in window.said
    for each in (window.go, window.printer, window.copies):
        assert not each.isVisible()
    assert window.save.isVisible()
    assert window.again.isVisible()
    window.save_as(tmp_path / f"{name}.pdf")
    qtbot.waitUntil(lambda: str(tmp_path / f"{name}.pdf") in window.said)
    assert (tmp_path / f"{name}.pdf").read_bytes().startswith(b"%PDF")
    window.close()


@pytest.mark.usefixtures("no_printer")
def test_a_printer_that_is_added_meanwhile_is_found(
    desk: Desk, over: QWidget, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
):
    (paper,) = of_case(desk, over, ["documents"])
    window = paper.show()
    qtbot.waitUntil(lambda: bool(window.pages), timeout=60_000)
    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", staticmethod(lambda: ["现场打印机"]))
    window.again.click()
    assert window.printer.currentText() == "现场打印机"
    assert window.go.isVisible()
    assert window.go.isEnabled()
    assert "没有打印机" not in window.said
    window.close()


@pytest.mark.usefixtures("no_printer")
def test_a_pdf_that_can_not_be_saved_is_said(desk: Desk, over: QWidget, qtbot: QtBot, tmp_path: Path):
    (paper,) = of_case(desk, over, ["documents"])
    window = paper.show()
    qtbot.waitUntil(lambda: bool(window.pages), timeout=60_000)
    window.save_as(tmp_path / "nowhere" / "a.pdf")
    qtbot.waitUntil(lambda: "nowhere" in window.said)
    window.close()


@pytest.fixture
def protecting(
    qtbot: QtBot, tmp_path: Path, form: Form, who_of: Callable[[str], Who], desk: Desk
) -> Iterator[ProtectWindow]:
    with begin(tmp_path / "b.qmcase", form, who_of(""), enterprise="甬江机械", credit_code=CODE) as session:
        made = ProtectWindow(desk.theme, "zh-CN", session, lambda _: None)
        qtbot.addWidget(made)
        made.show()
        yield made


@pytest.mark.usefixtures("no_printer")
def test_a_recovery_key_is_not_sent_to_an_empty_dialog(protecting: ProtectWindow, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(QPrintDialog, "exec", lambda _: pytest.fail("an empty dialog was opened"))
    protecting._ask_printer("ABCD-EFGH")
    assert "没有打印机" in protecting.said
    assert "存为文本文件" in protecting.said


def test_pages_go_to_the_printer_a_few_at_a_time_and_end_with_the_window(
    desk: Desk, over: QWidget, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    asked: list[int] = []
    real = printing.draw

    def draw(path: Path, first: int, count: int, sharpness: float) -> list[object]:
        asked.append(count)
        return real(path, first, count, sharpness)  # type: ignore[return-value]

    (paper,) = of_case(desk, over, ["report"])
    window = paper.show()
    qtbot.waitUntil(lambda: bool(window.pages), timeout=60_000)
    monkeypatch.setattr(printing, "draw", draw)
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "paper.pdf"))
    window.print_on(printer, "好了")
    qtbot.waitUntil(lambda: len(asked) >= 2, timeout=60_000)
    assert max(asked) <= 4, "a page at 300 dpi is 26 MB"
    window.close()
    assert window._painting is None
