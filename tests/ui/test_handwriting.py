"""A signature by hand: smooth black lines on nothing, cut out, and used by the report as any picture."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QPoint, QPointF, Qt
from pytestqt.qtbot import QtBot

from qmdesk.report.sign_block import read_handwriting
from qmdesk.ui.desk import Desk
from qmdesk.ui.pages.registry import stops_of
from qmdesk.ui.pages.report import ReportPage
from qmdesk.ui.signing.pad import HEIGHT, SignatureDialog, SignaturePad
from qmdesk.ui.theme import load_theme


@pytest.fixture(params=["light", "dark"])
def pad(request: pytest.FixtureRequest, qtbot: QtBot) -> SignaturePad:
    made = SignaturePad(load_theme(request.param))
    qtbot.addWidget(made)
    made.resize(600, 240)
    made.show()
    return made


def write(pad: SignaturePad, *points: tuple[int, int], pressure: float = 0.5) -> None:
    pad.begin(QPointF(*points[0]), pressure)
    for each in points[1:]:
        pad.go_on(QPointF(*each), pressure)
    pad.end()


def test_the_picture_is_black_on_nothing_in_every_look(pad: SignaturePad):
    write(pad, (100, 60), (200, 120), (300, 60))
    with Image.open(io.BytesIO(pad.png())) as picture:
        assert picture.mode == "RGBA"
        alpha = picture.getchannel("A").getextrema()
        inked = (
            [pixel[:3] for pixel in picture.get_flattened_data() if pixel[3] == 255]
            if hasattr(picture, "get_flattened_data")
            else [pixel[:3] for pixel in picture.getdata() if pixel[3] == 255]
        )
    assert alpha == (0, 255)
    assert set(inked) == {(0, 0, 0)}


def test_the_picture_is_cut_to_what_was_written(pad: SignaturePad):
    write(pad, (100, 60), (110, 60))
    small = pad.picture()
    write(pad, (100, 60), (500, 200))
    wide = pad.picture()
    assert wide.width() > wide.height() * 1.5
    assert max(small.height(), wide.height()) <= HEIGHT + 2


def test_the_mouse_writes_and_a_press_alone_is_a_dot(pad: SignaturePad, qtbot: QtBot):
    qtbot.mousePress(pad, Qt.MouseButton.LeftButton, pos=QPoint(50, 50))
    qtbot.mouseMove(pad, QPoint(90, 80))
    qtbot.mouseRelease(pad, Qt.MouseButton.LeftButton, pos=QPoint(90, 80))
    qtbot.mouseClick(pad, Qt.MouseButton.LeftButton, pos=QPoint(200, 100))
    assert [len(stroke) for stroke in pad.strokes] == [2, 1]
    assert not pad.picture().isNull()


def test_a_harder_press_makes_a_thicker_line(pad: SignaturePad):
    def inked(pressure: float) -> int:
        pad.clear()
        write(pad, (10, 10), (590, 230), pressure=1.0)  # the same cut for both
        before = ink(pad)
        write(pad, (10, 230), (200, 200), pressure=pressure)
        return ink(pad) - before

    def ink(pad: SignaturePad) -> int:
        with Image.open(io.BytesIO(pad.png())) as picture:
            return sum(count * level for level, count in enumerate(picture.getchannel("A").histogram()))

    assert inked(1.0) > inked(0.1) * 1.3


def test_strokes_are_taken_back_one_by_one(pad: SignaturePad):
    write(pad, (10, 10), (50, 50))
    write(pad, (60, 10), (90, 50))
    pad.take_back()
    assert len(pad.strokes) == 1
    pad.clear()
    assert pad.png() == b""


def test_nothing_written_can_not_be_used(qtbot: QtBot):
    dialog = SignatureDialog(load_theme())
    qtbot.addWidget(dialog)
    assert not dialog._use.isEnabled()
    write(dialog.pad, (10, 10), (50, 50))
    assert dialog._use.isEnabled()


def test_the_report_page_takes_the_handwriting_and_the_signer_can_read_it(desk: Desk, qtbot: QtBot, tmp_path: Path):
    spec = next(each for each in stops_of(desk.hub.form, desk.lang) if each.id == "report")
    page = ReportPage(desk, spec)
    qtbot.addWidget(page)
    page.signing.write_by_hand()
    write(page.signing.pad.pad, (10, 60), (120, 20), (200, 90))
    page.signing.pad._use.click()
    certificate = tmp_path / "王工.p12"
    certificate.write_bytes(b"looked at when the report is saved")
    page.signing.certificate.setText(str(certificate))
    page.signing.add()
    (wish,) = page._wishes
    assert wish.handwriting is not None
    picture = read_handwriting(wish.handwriting)
    assert picture.getextrema() == (0, 255)
