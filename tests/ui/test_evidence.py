"""Files as evidence: taken through the gate, one bad among many set aside and named at the place."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from qmdesk.model.journal import Edit, Place
from qmdesk.model.problem import Refused
from qmdesk.ui.desk import Desk
from qmdesk.ui.evidence.strip import EvidenceStrip
from qmdesk.ui.evidence.thumbs import small_picture
from qmdesk.ui.evidence.tile import EvidenceTile
from qmdesk.ui.evidence.work import png_of

WHERE = "item:system.process"


@pytest.fixture
def strip(desk: Desk, qtbot: QtBot) -> EvidenceStrip:
    made = EvidenceStrip(desk, WHERE)
    qtbot.addWidget(made)
    made.resize(600, 300)
    made.show()
    return made


def photo(path: Path, colour: str = "red") -> Path:
    Image.new("RGB", (320, 240), colour).save(path)
    return path


def test_photos_and_papers_dropped_are_kept_with_their_names(
    strip: EvidenceStrip, desk: Desk, qtbot: QtBot, tmp_path: Path
):
    papers = tmp_path / "内审报告.txt"
    papers.write_text("内审", "utf-8")
    with qtbot.waitSignal(desk.hub.saved, timeout=30_000):
        strip.take([photo(tmp_path / "现场.jpg"), papers])
    keys = desk.hub.keys("evidence")
    assert {desk.hub.text(f"evidence:{key}", "name") for key in keys} == {"现场.jpg", "内审报告.txt"}
    assert {desk.hub.text(f"evidence:{key}", "binds") for key in keys} <= {WHERE, WHERE.removeprefix("item:")}
    assert len(strip.findChildren(EvidenceTile)) == 2


def test_a_folder_gives_its_files(strip: EvidenceStrip, desk: Desk, qtbot: QtBot, tmp_path: Path):
    folder = tmp_path / "photos"
    folder.mkdir()
    for number, colour in enumerate(("red", "green", "blue")):
        photo(folder / f"{number}.png", colour)
    with qtbot.waitSignal(desk.hub.saved, timeout=30_000):
        strip.take([folder])
    assert len(desk.hub.keys("evidence")) == 3


def test_a_missing_file_is_named_and_the_others_go_in(strip: EvidenceStrip, desk: Desk, qtbot: QtBot, tmp_path: Path):
    with qtbot.waitSignal(desk.hub.saved, timeout=30_000):
        strip.take([tmp_path / "gone.jpg", photo(tmp_path / "there.png")])
    assert len(desk.hub.keys("evidence")) == 1
    qtbot.waitUntil(lambda: "gone.jpg" in strip.answer.refused.text())
    assert strip.answer.refused.isVisible()


def test_removed_evidence_comes_back_by_undo(strip: EvidenceStrip, desk: Desk, qtbot: QtBot):
    image = QImage(30, 20, QImage.Format.Format_RGB32)
    image.fill(QColor(0, 0, 0))
    with qtbot.waitSignal(desk.hub.saved):
        strip.take_image(image)
    (key,) = desk.hub.keys("evidence")
    desk.hub.record(Edit(Place(f"evidence:{key}", "deleted"), True))
    assert desk.hub.keys("evidence") == []
    desk.hub.undo()
    assert desk.hub.keys("evidence") == [key]


def test_a_thumbnail_keeps_its_proportions():
    image = QImage(400, 100, QImage.Format.Format_RGB32)
    image.fill(QColor(1, 2, 3))
    small = small_picture(png_of(image), 80)
    assert (small.width(), small.height()) == (80, 20)


@pytest.mark.parametrize("content", [b"", b"not a picture", b"\x89PNG\r\n\x1a\n" + b"\x00" * 40])
def test_what_is_no_picture_has_no_thumbnail(content: bytes):
    with pytest.raises(Refused):
        small_picture(content, 80)
