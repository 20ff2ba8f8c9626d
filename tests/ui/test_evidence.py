"""Files as evidence: taken through the gate, one bad among many set aside and named at the place."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QTimer
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from qmdesk.formdef.types import Form
from qmdesk.gate.limits import MIB
from qmdesk.model.journal import Edit, Place, Stage
from qmdesk.model.problem import Problem, Refused
from qmdesk.ui.desk import Desk
from qmdesk.ui.evidence import thumbs
from qmdesk.ui.evidence.reading import BATCH_FILES, Bound, content_of, read_some
from qmdesk.ui.evidence.strip import EvidenceStrip
from qmdesk.ui.evidence.taker import Standing, taker_of
from qmdesk.ui.evidence.thumbs import small_picture, thumbs_of
from qmdesk.ui.evidence.tile import EvidenceTile
from qmdesk.ui.evidence.work import png_of
from qmdesk.ui.widgets.basics import column, empty
from qmdesk.ui.words import problem_text, remedy_text

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


# -- whatever is dropped is answered for ---------------------------------------------------------


def ended(strip: EvidenceStrip, desk: Desk, qtbot: QtBot, paths: list[Path], timeout: int = 30_000) -> Standing:
    """Take paths in and wait until all is said."""
    strip.take(paths)
    taker = taker_of(desk.hub)

    def done() -> bool:
        found = taker.standing(WHERE)
        return found is not None and not found.running

    qtbot.waitUntil(done, timeout=timeout)
    found = taker.standing(WHERE)
    assert found is not None
    return found


def names(desk: Desk) -> set[str]:
    return {desk.hub.text(f"evidence:{key}", "name") for key in desk.hub.keys("evidence")}


def test_a_mixed_drop_keeps_the_good_and_names_the_bad(strip: EvidenceStrip, desk: Desk, qtbot: QtBot, tmp_path: Path):
    folder = tmp_path / "现场"
    (folder / "第二天").mkdir(parents=True)
    (folder / ".DS_Store").write_bytes(b"x")
    photo(folder / "好.png")
    (folder / "空.pdf").write_bytes(b"")
    (folder / "坏.jpg").write_bytes(photo(tmp_path / "whole.jpg").read_bytes()[:150])
    (folder / "IMG.heic").write_bytes(b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00heicmif1" + b"\x01" * 400)
    found = ended(strip, desk, qtbot, [folder, tmp_path / "没有.jpg"])
    assert names(desk) == {"好.png", "坏.jpg", "IMG.heic"}
    assert (found.total, found.read, found.accepted) == (5, 5, 3)
    said = {(each.code, each.where) for each in found.problems}
    assert said == {
        ("evidence-folder-nested", "现场/第二天"),
        ("evidence-hidden", "现场"),
        ("file-empty", "空.pdf"),
        ("evidence-gone", "没有.jpg"),
        ("image-damaged", "坏.jpg"),
    }
    assert "空.pdf" in strip.answer.refused.text()
    assert "第二天" in strip.answer.told.text()
    assert "3" in strip.answer.counts.text()


@pytest.mark.parametrize("lang", ["zh-CN", "en"])
def test_every_code_has_its_sentence_and_the_way_out(lang: str):
    for code in [
        "evidence-gone",
        "evidence-no-right",
        "evidence-too-large",
        "evidence-not-a-file",
        "evidence-folder-nested",
        "evidence-hidden",
        "evidence-folder-empty",
        "evidence-folder-full",
        "evidence-there",
    ]:
        problem = Problem(code, "a", {"size": 1, "most": 1, "count": 1})
        assert problem_text(problem, lang) != code
        assert remedy_text(problem, lang)


def test_a_film_at_the_limit_goes_in_and_one_above_it_is_refused_unread(tmp_path: Path):
    film = tmp_path / "film.mp4"
    film.write_bytes(b"\x00\x00\x00\x18ftypisom" + b"\x07" * 988)
    assert len(content_of(film, most=1000)) == 1000
    with film.open("ab") as stream:
        stream.write(b"+")
    with pytest.raises(Refused) as refused:
        content_of(film, most=1000)
    assert refused.value.problems[0].code == "evidence-too-large"


def test_a_film_of_100_megabytes_never_holds_the_window(strip: EvidenceStrip, desk: Desk, qtbot: QtBot, tmp_path: Path):
    film = tmp_path / "film.mp4"
    film.write_bytes(b"\x00\x00\x00\x18ftypisom")
    os.truncate(film, 100 * MIB)
    turns: list[int] = []
    timer = QTimer(interval=5)
    timer.timeout.connect(lambda: turns.append(1))
    timer.start()
    found = ended(strip, desk, qtbot, [film])
    timer.stop()
    assert found.accepted == 1
    assert len(turns) >= 5, "the event loop went on turning while the film was read"


def test_what_may_not_be_read_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    locked = photo(tmp_path / "locked.jpg")

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(Refused) as refused:
        content_of(locked)
    assert [(each.code, each.where) for each in refused.value.problems] == [("evidence-no-right", "locked.jpg")]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no pipes with names")
def test_a_pipe_is_refused_and_never_waited_for(tmp_path: Path):
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(Refused) as refused:
        content_of(tmp_path / "pipe")
    assert refused.value.problems[0].code == "evidence-not-a-file"


def test_the_same_file_again_is_said_and_a_removed_one_comes_back(
    strip: EvidenceStrip, desk: Desk, qtbot: QtBot, tmp_path: Path
):
    path = photo(tmp_path / "a.png")
    ended(strip, desk, qtbot, [path])
    again = ended(strip, desk, qtbot, [path])
    assert (again.accepted, [each.code for each in again.problems]) == (0, ["evidence-there"])
    (key,) = desk.hub.keys("evidence")
    desk.hub.record(Edit(Place(f"evidence:{key}", "deleted"), True))
    assert ended(strip, desk, qtbot, [path]).accepted == 1
    assert desk.hub.keys("evidence") == [key]


def test_more_files_than_a_batch_all_go_in(tmp_path: Path, form: Form):
    paths = [tmp_path / f"{number}.txt" for number in range(BATCH_FILES + 5)]
    for path in paths:
        path.write_text(path.name)
    bound = Bound(WHERE, Stage.ONSITE, "王工", frozenset())
    first = read_some(paths, form, bound)
    second = read_some(first.rest, form, bound)
    assert (first.accepted, second.accepted, second.rest) == (BATCH_FILES, 5, ())


def test_what_the_strip_asked_for_goes_in_when_another_card_is_shown(desk: Desk, qtbot: QtBot, tmp_path: Path):
    card = QWidget()
    qtbot.addWidget(card)
    shown = column(EvidenceStrip(desk, WHERE))
    card.setLayout(shown)
    taker_of(desk.hub).take(WHERE, [photo(tmp_path / "a.png")])
    with qtbot.waitSignal(desk.hub.saved, timeout=30_000):
        empty(shown)
    assert names(desk) == {"a.png"}


def test_small_pictures_are_decoded_once_and_kept(strip: EvidenceStrip, desk: Desk, qtbot: QtBot, tmp_path: Path):
    ended(strip, desk, qtbot, [photo(tmp_path / "a.png", "blue")])
    sha256 = desk.hub.text(f"evidence:{desk.hub.keys('evidence')[0]}", "file")
    found: list[object] = []
    thumbs = thumbs_of(desk.hub)
    thumbs.ask(strip, sha256, 64, found.append)
    qtbot.waitUntil(lambda: len(found) == 1, timeout=30_000)
    thumbs.ask(strip, sha256, 64, found.append)
    assert found[0] is found[1]
    assert isinstance(found[0], QImage)
    assert found[0].pixelColor(10, 10) == QColor("blue")


def test_only_so_many_pictures_are_kept_and_of_large_ones_the_newest(
    desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(thumbs, "MOST_KEPT", 10 * 40_000)
    monkeypatch.setattr(thumbs, "LARGE", 90_000)
    store = thumbs_of(desk.hub)
    small = [(f"{number}", 100) for number in range(15)]
    for key in small:
        store._keep(key, QImage(100, 100, QImage.Format.Format_RGB32))
    assert list(store._kept) == small[5:]
    for name in ("a", "b"):
        store._keep((name, 200), QImage(200, 200, QImage.Format.Format_RGB32))
    assert list(store._kept) == [*small[9:], ("b", 200)]
    store._keep(small[0], QImage(100, 100, QImage.Format.Format_RGB32))
    assert list(store._kept) == [*small[9:], small[0]]
