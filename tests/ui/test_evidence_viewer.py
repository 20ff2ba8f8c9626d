"""Evidence through real widgets: dropped with the mouse, looked at large and marked, fed by a watched folder."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from pytestqt.qtbot import QtBot

from qmdesk.ui.desk import Desk
from qmdesk.ui.evidence import marks, watch
from qmdesk.ui.evidence.canvas import MOVE
from qmdesk.ui.evidence.strip import EvidenceStrip
from qmdesk.ui.evidence.taker import Standing, taker_of
from qmdesk.ui.evidence.tile import EvidenceTile
from qmdesk.ui.evidence.viewer import EvidenceViewer
from qmdesk.ui.evidence.watch import watch_of

WHERE = "item:system.process"


@pytest.fixture
def strip(desk: Desk, qtbot: QtBot) -> EvidenceStrip:
    made = EvidenceStrip(desk, WHERE)
    qtbot.addWidget(made)
    made.resize(700, 400)
    made.show()
    return made


def photo(path: Path, number: int = 0) -> Path:
    Image.new("RGB", (640, 480), (number * 4 % 256, number * 7 % 256, 90)).save(path)
    return path


def drop(strip: EvidenceStrip, paths: list[Path]) -> None:
    """Let files fall on the strip as a file manager does."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(each)) for each in paths])
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    strip.dropEvent(QDropEvent(QPointF(20, 20), Qt.DropAction.CopyAction, data, buttons, keys))


def ended(strip: EvidenceStrip, desk: Desk, qtbot: QtBot) -> Standing:
    taker = taker_of(desk.hub)

    def done() -> bool:
        found = taker.standing(WHERE)
        return found is not None and not found.running

    qtbot.waitUntil(done, timeout=60_000)
    found = taker.standing(WHERE)
    assert found is not None
    return found


def test_sixty_photos_dropped_at_once_all_stand_there(strip: EvidenceStrip, desk: Desk, qtbot: QtBot, tmp_path: Path):
    drop(strip, [photo(tmp_path / f"{number:02}.png", number) for number in range(60)])
    found = ended(strip, desk, qtbot)
    assert (found.total, found.accepted) == (60, 60)
    # The strip hears of what was taken in when the loop next turns.
    qtbot.waitUntil(lambda: sum(not each.isHidden() for each in strip.findChildren(EvidenceTile)) == 60)
    assert "60" in strip.answer.counts.text()
    qtbot.waitUntil(lambda: desk.hub.session.on_file(lambda case: len(case.blob_ids())) == 60, timeout=20_000)


def test_a_film_of_four_gigabytes_is_refused_at_the_place_and_never_read(
    strip: EvidenceStrip, desk: Desk, qtbot: QtBot, tmp_path: Path
):
    film = tmp_path / "全程录像.mp4"
    film.write_bytes(b"\x00\x00\x00\x18ftypisom")
    os.truncate(film, 4 << 30)  # takes no room on the disk
    drop(strip, [film, photo(tmp_path / "好.png")])
    found = ended(strip, desk, qtbot)
    assert found.accepted == 1
    assert [each.code for each in found.problems] == ["evidence-too-large"]
    assert "全程录像.mp4" in strip.answer.refused.text()
    assert "4096" in strip.answer.refused.text()
    assert strip.answer.refused.isVisible()


def viewer_of(strip: EvidenceStrip, desk: Desk, qtbot: QtBot, path: Path) -> EvidenceViewer:
    drop(strip, [path])
    ended(strip, desk, qtbot)
    made = EvidenceViewer(desk, desk.hub.keys("evidence")[-1])
    qtbot.addWidget(made)
    made.resize(900, 600)
    made.show()
    return made


def test_marks_drawn_with_the_mouse_are_kept_beside_the_picture(
    strip: EvidenceStrip, desk: Desk, qtbot: QtBot, tmp_path: Path
):
    path = photo(tmp_path / "现场.png")
    made = viewer_of(strip, desk, qtbot, path)
    qtbot.waitUntil(made._tools.isEnabled, timeout=20_000)
    canvas = made.canvas
    canvas.use(marks.BOX)
    view = canvas.viewport()
    middle = view.rect().center()
    qtbot.mousePress(view, Qt.MouseButton.LeftButton, pos=middle - QPoint(60, 40))
    qtbot.mouseMove(view, middle)
    qtbot.mouseRelease(view, Qt.MouseButton.LeftButton, pos=middle)
    stored = marks.read(desk.hub.text(made.subject, "marks"))
    assert [each.kind for each in stored] == [marks.BOX]
    assert desk.hub.session.blob(desk.hub.text(made.subject, "file")) == path.read_bytes(), "the original is whole"

    canvas.use(marks.TEXT)
    qtbot.mousePress(view, Qt.MouseButton.LeftButton, pos=middle + QPoint(20, 20))
    canvas._words.setText("毛刺")
    qtbot.keyClick(canvas._words, Qt.Key.Key_Return)
    assert [each.text for each in canvas.marks] == ["", "毛刺"]
    canvas.use(MOVE)
    canvas.chosen = 0
    qtbot.keyClick(canvas, Qt.Key.Key_Delete)
    assert [each.text for each in marks.read(desk.hub.text(made.subject, "marks"))] == ["毛刺"]
    assert desk.hub.undo()
    assert len(canvas.marks) == 2, "undo shows in the viewer"


@pytest.mark.parametrize(
    ("name", "content"),
    [("a.heic", b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00heicmif1" + b"\x01" * 400), ("b.png", b"\x89PNG\r\n\x1a\n" + b"\x00" * 60)],
)  # fmt: skip
def test_what_can_not_be_shown_is_said_where_the_picture_would_be(
    strip: EvidenceStrip, desk: Desk, qtbot: QtBot, tmp_path: Path, name: str, content: bytes
):
    path = tmp_path / name
    path.write_bytes(content)
    made = viewer_of(strip, desk, qtbot, path)
    qtbot.waitUntil(made.canvas.isHidden, timeout=20_000)
    assert desk.hub.session.blob(desk.hub.text(made.subject, "file")) == content, "kept as it is"


def test_what_a_phone_puts_into_a_watched_folder_comes_in_by_itself(
    strip: EvidenceStrip, desk: Desk, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(watch, "PERIOD", 30)
    folder = tmp_path / "手机"
    folder.mkdir()
    photo(folder / "旧.png", 1)
    watch_of(desk.hub)._timer.setInterval(30)
    strip.watch(folder)
    found = watch_of(desk.hub)
    qtbot.waitUntil(lambda: found.left == 1, timeout=10_000)
    photo(folder / "新.png", 2)
    (folder / "写到一半.part").write_bytes(b"x")
    qtbot.waitUntil(lambda: len(desk.hub.keys("evidence")) == 1, timeout=20_000)
    (key,) = desk.hub.keys("evidence")
    assert desk.hub.text(f"evidence:{key}", "name") == "新.png"
    assert "手机" in strip.watching.text.text()
    found.turn_to("item:system.training")
    qtbot.waitUntil(strip.watching._here.isVisible)
    folder.rename(tmp_path / "拔掉")
    qtbot.waitUntil(lambda: found.gone, timeout=10_000)
    found.stop()
    assert not strip.watching.isVisible()
