"""One long session through the real window, as steps of an event loop that goes on: a day of a review in minutes.

``steps`` yields what a person does, one thing after another: a name and the act. After each the driver lets the loop
run until what the step waits for has come. Photos, readings and the colleague's package are made beforehand.
"""

from __future__ import annotations

import io
import random
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageDraw
from PySide6.QtCore import QCoreApplication, QEventLoop, QMimeData, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from qmdesk.model.journal import Edit, Place
from qmdesk.review.packing import pack_case
from qmdesk.review.session import ReviewSession, Who
from qmdesk.trust.device import device_identity
from qmdesk.ui.intake.window import MeasurementWindow
from qmdesk.ui.window import MainWindow
from tests.ui.holds import Holds

NOTE = "现场抽查首检记录 20 份，其中 3 份缺二次确认，操作者能说明判异后的处置。"


@dataclass(frozen=True, slots=True)
class Size:
    """How long the session is: photos and their pixels, readings, entries of the colleague."""

    photos: int = 60
    pixels: tuple[int, int] = (4032, 3024)
    readings: int = 100_000
    entries: int = 600
    note: str = NOTE


SHORT = Size(photos=4, pixels=(320, 240), readings=500, entries=40, note="抽查 20 份。")


@dataclass(frozen=True, slots=True)
class Step:
    """What is done, under which name, and what must have come before the next; seconds to look at it then."""

    name: str
    act: Callable[[], object]
    until: Callable[[], bool] = lambda: True
    pause: float = 0.03


@dataclass(frozen=True, slots=True)
class Things:
    """What the session takes in from outside."""

    photos: list[Path]
    readings: Path
    package: Path


def make_things(folder: Path, case: Path, size: Size) -> Things:
    """Photos, a file of readings, and the package of a colleague who had a copy of the case."""
    photos = []
    content = _photo(size.pixels)
    for number in range(size.photos):
        path = folder / f"IMG_{number:04}.jpg"
        path.write_bytes(content + path.name.encode())  # another file each time: the same one would be kept once
        photos.append(path)
    draw = random.Random(7)
    readings = folder / "readings.csv"
    rows = "\n".join(f"{draw.gauss(10, 0.01):.4f}" for _ in range(size.readings))
    readings.write_text(f"外径(mm)\n{rows}\n", "utf-8")
    return Things(photos, readings, _package(folder, case, size.entries))


def _photo(pixels: tuple[int, int]) -> bytes:
    draw = random.Random(5)
    wide, high = pixels
    noise = Image.frombytes("L", (wide // 8, high // 8), draw.randbytes((wide // 8) * (high // 8)))
    noise = noise.resize(pixels, Image.Resampling.BICUBIC)
    picture = Image.merge("RGB", (noise, noise.rotate(180), noise))
    lines = ImageDraw.Draw(picture)
    for at in range(0, wide, 61):
        lines.line((at, 0, wide - at, high), fill=(at % 255, 90, 40), width=3)
    store = io.BytesIO()
    picture.save(store, "JPEG", quality=88)
    return store.getvalue()


def _package(folder: Path, case: Path, entries: int) -> Path:
    with ReviewSession.open(case, Who("a" * 16, "王工", folder / "home")) as session:
        session.on_file(lambda file: file.backup(folder / "colleague.qmcase"))
    who = Who("b" * 16, "李工", folder / "colleague")
    with ReviewSession.open(folder / "colleague.qmcase", who) as session:
        edits = [Edit(Place(f"item:{each.id}", "level", "onsite", "李工"), 2) for each in session.form.items]
        edits += [Edit(Place(f"item:{each.id}", "note", "onsite"), f"李工：{NOTE}") for each in session.form.items[:10]]
        edits += [
            Edit(Place(f"finding:f{number}", name), value)
            for number in range((entries - len(edits)) // 3)
            for name, value in (("text", f"{number} {NOTE}"), ("kind", "observation"), ("place", "二号厂房"))
        ]
        session.record(edits).wait()
        device = device_identity(who.home, "李工的平板")
        pack_case(session, folder / "colleague.zip", device, device=device.id)
    return folder / "colleague.zip"


class LongSession:
    """The steps in a window whose case is open."""

    def __init__(self, window: MainWindow, things: Things, size: Size) -> None:
        self.window, self.things, self.size = window, things, size

    # -- driving ---------------------------------------------------------------------------------

    def drive(self, steps: Iterator[Step], holds: Holds | None = None, patience: float = 90) -> None:
        """Do all steps in the event loop, each as an event of its own. Raises TimeoutError naming what never came."""
        for step in steps:
            if holds is not None:
                holds.doing = step.name
            _soon(step.act)
            end = time.monotonic() + patience
            _turn(step.pause)
            while not step.until():
                if time.monotonic() > end:
                    raise TimeoutError(step.name)
                _turn(0.01)

    # -- steps -----------------------------------------------------------------------------------

    def steps(self) -> Iterator[Step]:
        """The whole session."""
        yield from self.rate()
        yield from self.photos()
        yield from self.readings()
        yield from self.merge()
        yield from self.visit()
        yield from self.report()
        yield from self.undo()

    def page(self, stop: str) -> QWidget:
        assert self.window.shell is not None
        return self.window.shell.pages[stop]

    def go(self, where: str) -> Step:
        return Step(f"go {where}", lambda: self.window.shell.go(where), self._at_rest, 0.05)  # pyright: ignore

    def _at_rest(self) -> bool:
        hub = self.window.hub
        return hub is None or not hub.judging.busy

    def rate(self) -> Iterator[Step]:
        """Each item: a level by its key, a note typed, on by Ctrl+Enter."""
        yield from self.rate_some(10**6)

    def rate_some(self, most: int) -> Iterator[Step]:
        """So many items of each dimension."""
        hub, shell = self.window.hub, self.window.shell
        assert hub is not None
        assert shell is not None
        for dimension in hub.form.dimensions:
            items = hub.form.items_of(dimension.id)[:most]
            for number, item in enumerate(items):
                yield self.go(f"item:{item.id}")
                page = self.page(dimension.id)
                yield Step("rate", lambda p=page, n=number: QTest.keyClick(p, str(1 + n % 5)), self._at_rest)
                yield Step("to the note", lambda p=page: p.card.focus_field("note"))  # pyright: ignore
                for part in _parts(self.size.note):
                    yield Step("type a note", lambda t=part: _type(t), pause=0.005)
                yield Step("next", lambda p=page: p.next_item(), self._at_rest)  # pyright: ignore

    def photos(self) -> Iterator[Step]:
        """Dropped onto the evidence of three items, and looked at."""
        hub = self.window.hub
        assert hub is not None
        items, share = hub.form.items[:3], -(-len(self.things.photos) // 3)
        for number, item in enumerate(items):
            some = self.things.photos[number * share : (number + 1) * share]
            if some:
                yield self.go(f"item:{item.id}")
                card = self.page(item.dimension).card  # pyright: ignore
                wanted = len(hub.keys("evidence")) + len(some)
                yield Step(
                    "drop photos",
                    lambda c=card, s=some: drop(c.evidence, s),
                    lambda w=wanted: len(hub.keys("evidence")) >= w and self._at_rest(),
                    0.5,
                )
        yield self.go(f"item:{items[0].id}")
        yield Step("look at photos", lambda: None, pause=1)

    def readings(self) -> Iterator[Step]:
        """A file of readings taken into the case, and its charts."""
        yield self.go("page:performance")
        page = self.page("performance")
        yield Step("tab capability", lambda: page.show_tab("capability"), self._at_rest, 0.3)  # pyright: ignore
        made: list[MeasurementWindow] = []

        def open_file() -> None:
            assert self.window.desk is not None
            made.append(MeasurementWindow(self.window.desk, self.things.readings, self.window))
            made[0].show()

        yield Step("read readings", open_file, lambda: bool(made) and made[0].take.isEnabled(), 0.2)
        yield Step(
            "take readings", lambda: made[0].take_in() or None, lambda: not isValid(made[0]) and self._at_rest(), 1
        )
        tab = page.tabs["capability"]  # pyright: ignore
        yield Step("charts of the readings", lambda: tab.show_record(self._characteristic(), ""), self._at_rest, 2)

    def _characteristic(self) -> str:
        assert self.window.hub is not None
        return self.window.hub.keys("characteristic")[-1]

    def merge(self) -> Iterator[Step]:
        """A colleague's package: looked at, taken in."""
        yield self.go("page:sync")
        page = self.page("sync")
        yield Step("look at a package", lambda: page.look([self.things.package]), lambda: page.incoming is not None)  # pyright: ignore
        hub = self.window.hub
        assert hub is not None
        yield Step(
            "merge a package",
            lambda: page.incoming.take.click() or None,  # pyright: ignore
            lambda: page.incoming is None and len(hub.keys("finding")) > 0 and self._at_rest(),  # pyright: ignore
            0.5,
        )

    def visit(self) -> Iterator[Step]:
        """Every stop with its tabs, the search over everything, and each stop again."""
        shell = self.window.shell
        assert shell is not None
        for stop in [each.id for each in shell.stops]:
            yield self.go(f"page:{stop}")
            page = self.page(stop)
            for name in list(getattr(page, "_names", ())):
                yield Step(f"tab {stop}/{name}", lambda p=page, n=name: p.show_tab(n), self._at_rest, 0.15)  # pyright: ignore
            tabs = getattr(page, "tabs", None)
            if hasattr(tabs, "setCurrentIndex"):
                for at in range(tabs.count()):
                    yield Step(f"tab {stop}/{at}", lambda t=tabs, n=at: t.setCurrentIndex(n), self._at_rest, 0.15)
        yield Step("search", shell.search.open)
        for part in ("首", "检", "记", "录"):
            yield Step("search", lambda t=part: _type(t), pause=0.1)
        yield Step("search", shell.search.hide)
        for stop in [each.id for each in shell.stops]:
            yield Step(f"again {stop}", lambda s=stop: shell.go(f"page:{s}"), self._at_rest, 0.05)

    def report(self) -> Iterator[Step]:
        """Built, and all its pages drawn for the preview."""
        yield self.go("page:report")
        page = self.page("report")
        yield Step("build the report", page.build, lambda: page._built is not None)  # pyright: ignore

        def drawn() -> bool:
            return page._pages.count() >= page._built.pages  # pyright: ignore

        yield Step("draw the report", lambda: None, drawn)

    def undo(self, steps: int = 20) -> Iterator[Step]:
        """So many steps back, and again forward."""
        shell = self.window.shell
        assert shell is not None
        yield self.go(f"page:{shell.stops[3].id}")
        for _ in range(steps):
            yield Step("undo", shell.bar.take_back, self._at_rest)
        for _ in range(steps):
            yield Step("redo", lambda: shell.bar.take_back(redo=True), self._at_rest)


def drop(target: QWidget, paths: list[Path]) -> None:
    """Files dropped on a widget. (Qt's own way to it needs a pointer that drags: a posted event is let go.)"""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(each)) for each in paths])
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    target.dropEvent(QDropEvent(QPointF(20, 20), Qt.DropAction.CopyAction, data, buttons, keys))


def _parts(text: str) -> list[str]:
    """As an input method commits: a few characters at a time."""
    return [text[at : at + 3] for at in range(0, len(text), 3)]


def _type(text: str) -> None:
    from tests.ui.monkey import type_in

    focus = QApplication.focusWidget()
    if focus is not None:
        type_in(focus, text)


def _soon(act: Callable[[], object]) -> None:
    QTimer.singleShot(0, lambda: act() and None)


def _turn(seconds: float) -> None:
    """Let the event loop go on for so long, at least once round."""
    loop = QEventLoop()
    QTimer.singleShot(max(round(seconds * 1000), 1), loop.quit)
    loop.exec()
    QCoreApplication.sendPostedEvents(None, 0)
