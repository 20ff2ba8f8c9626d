"""Small drawings of a report: the ladder of levels, a bar of five, photos, codes to scan, boxes to sign in.

Nothing is told by colour alone: a level always stands with its number.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import segno
from reportlab.lib.utils import ImageReader
from reportlab.platypus.flowables import Flowable

from qmdesk.model.assessment import Interval
from qmdesk.report import fonts, photos, styles
from qmdesk.report.prose import Prose

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas


class LevelBar(Flowable):  # pyright: ignore[reportUntypedBaseClass]
    """Five fields, as high as a line of a table: full up to the lowest level still possible, pale up to the highest."""

    def __init__(self, span: Interval, top: int = 5, *, width: float = 62.0) -> None:
        super().__init__()
        self.span, self.top, self.width, self.height = span, top, width, styles.text("cell").leading

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: N803 - reportlab's names
        """The size taken."""
        return self.width, self.height

    def draw(self) -> None:
        """Draw the fields."""
        gap, high, canvas = 1.6, 8.0, self.canv
        each, y = (self.width - gap * (self.top - 1)) / self.top, (self.height - high) / 2 - 0.6
        for level in range(1, self.top + 1):
            x = (level - 1) * (each + gap)
            canvas.setStrokeColorRGB(*styles.colour("rule"))
            canvas.setLineWidth(styles.rule("thin"))
            if level <= self.span.lowest:
                canvas.setFillColorRGB(*styles.colour("accent"))
            elif level <= self.span.highest:
                canvas.setFillColorRGB(*styles.colour("accent_soft"))
            else:
                canvas.setFillColorRGB(*styles.colour("paper"))
            canvas.rect(x, y, each, high, stroke=int(level > self.span.lowest), fill=1)
            if self.span.lowest < level <= self.span.highest:
                _hatch(canvas, x, y, each, high)


class Ladder(Flowable):  # pyright: ignore[reportUntypedBaseClass]
    """The levels as rising steps, the ones still possible marked, with their names and a word about the marked one."""

    def __init__(self, names: Sequence[str], span: Interval, caption: str, *, height: float = 92.0) -> None:
        super().__init__()
        self.names, self.span, self.caption, self.height = names, span, caption, height
        self.spaceBefore, self.spaceAfter = 6.0, 8.0

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: N803
        """The size taken."""
        self.width = aW
        return aW, self.height

    def draw(self) -> None:
        """Draw the steps from left to right."""
        count, gap, canvas = len(self.names), 5.0, self.canv
        each = (self.width - gap * (count - 1)) / count
        low, rise = 27.0, (self.height - 27.0 - 20.0) / max(count - 1, 1)
        for index, name in enumerate(self.names):
            x, height, marked = index * (each + gap), low + rise * index, self._marked(index + 1)
            ground = styles.level_colour(index + 1) if marked and self.span.level else styles.colour("band")
            canvas.setFillColorRGB(*(styles.colour("accent_soft") if marked and not self.span.level else ground))
            canvas.setStrokeColorRGB(*styles.colour("accent" if marked else "rule"))
            canvas.setLineWidth(styles.rule("strong" if marked else "thin"))
            canvas.rect(x, 0, each, height, stroke=1, fill=1)
            ink = styles.level_ink(index + 1) if marked and self.span.level else styles.colour("ink")
            self._label(name, x, each, ink)
            if index + 1 == self.span.highest:
                self._flag(x + each / 2, height)

    def _marked(self, level: int) -> bool:
        return self.span.lowest <= level <= self.span.highest

    def _label(self, name: str, x: float, width: float, ink: tuple[float, float, float]) -> None:
        text = Prose(name, "cell_bold", align="center", colour="paper" if ink == (1.0, 1.0, 1.0) else "ink")
        height = text.wrap(width - 4, 40)[1]
        text.drawOn(self.canv, x + 2, (27.0 - height) / 2)

    def _flag(self, x: float, y: float) -> None:
        canvas = self.canv
        canvas.setFillColorRGB(*styles.colour("accent"))
        path = canvas.beginPath()
        path.moveTo(x, y + 2)
        path.lineTo(x - 4, y + 8)
        path.lineTo(x + 4, y + 8)
        path.close()
        canvas.drawPath(path, stroke=0, fill=1)
        text = Prose(self.caption, "cell_bold", colour="accent")
        width = text.natural_width() + 1
        text.wrap(width, 40)
        text.drawOn(canvas, min(max(x - width / 2, 0), self.width - width), y + 8)


class Photo(Flowable):  # pyright: ignore[reportUntypedBaseClass]
    """A JPEG as :func:`qmdesk.report.photos.thumbnail` makes it in a box, whole, with a thin frame.

    Where the canvas keeps ``pictures`` for later, what gives its bytes goes there by name, and the page gets an empty
    image. ``kept`` are the bytes, or where they are kept.
    """

    def __init__(self, kept: bytes | photos.Kept, pixels: tuple[int, int], width: float, height: float) -> None:
        super().__init__()
        scale = min(width / pixels[0], height / pixels[1])
        self._kept, self.pixels = kept, pixels
        self.width, self.height = pixels[0] * scale, pixels[1] * scale
        self.hAlign = "LEFT"

    @property
    def content(self) -> bytes:
        """The JPEG."""
        return self._kept if isinstance(self._kept, bytes) else self._kept.read()

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: N803
        """The size taken."""
        return self.width, self.height

    def draw(self) -> None:
        """Draw the picture."""
        self._picture()
        self.canv.setStrokeColorRGB(*styles.colour("rule"))
        self.canv.setLineWidth(styles.rule("thin"))
        self.canv.rect(0, 0, self.width, self.height, stroke=1, fill=0)

    def _picture(self) -> None:
        later: dict[str, Callable[[], bytes]] | None = getattr(self.canv, "pictures", None)
        if later is None:
            self.canv.drawImage(ImageReader(io.BytesIO(self.content)), 0, 0, self.width, self.height)
            return
        name = photos.name_of(self._kept) if isinstance(self._kept, bytes) else self._kept.name
        later[name] = lambda: self.content
        photos.stand_in(self.canv, name, self.pixels, (self.width, self.height))


class ScanCode(Flowable):  # pyright: ignore[reportUntypedBaseClass]
    """A QR code (ISO/IEC 18004) of a short text, as vectors."""

    def __init__(self, text: str, size: float) -> None:
        super().__init__()
        self.modules = [bytes(row) for row in segno.make_qr(text, error="m", boost_error=False).matrix]
        self.width = self.height = size

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: N803
        """The size taken."""
        return self.width, self.height

    def draw(self) -> None:
        """Draw the dark modules, joined along each row."""
        canvas, count = self.canv, len(self.modules)
        each = self.width / count
        canvas.setFillColorRGB(*styles.colour("ink"))
        path = canvas.beginPath()
        for row, modules in enumerate(self.modules):
            for start, length in _dark_runs(modules):
                path.rect(start * each, self.height - (row + 1) * each, length * each, each)
        canvas.drawPath(path, stroke=0, fill=1)


@dataclass(frozen=True, slots=True)
class SignatureBox:
    """Where a role signs: page from 1, and the rectangle left, bottom, right, top in points."""

    role: str
    name: str
    page: int
    rect: tuple[float, float, float, float]


class SigningField(Flowable):  # pyright: ignore[reportUntypedBaseClass]
    """A framed place to sign in; it writes down where it came to stand."""

    def __init__(self, role: str, name: str, hint: str, found: list[SignatureBox], *, height: float = 58.0) -> None:
        super().__init__()
        self.role, self.name, self.hint, self.found, self.height = role, name, hint, found, height

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: N803
        """The size taken."""
        self.width = aW
        return aW, self.height

    def draw(self) -> None:
        """Draw the frame and note its place."""
        canvas = self.canv
        canvas.setStrokeColorRGB(*styles.colour("faint"))
        canvas.setLineWidth(styles.rule("thin"))
        canvas.setDash([2, 2])
        canvas.rect(0, 0, self.width, self.height, stroke=1, fill=0)
        canvas.setDash()
        canvas.setFillColorRGB(*styles.colour("faint"))
        canvas.setFont(fonts.SANS, 7)
        canvas.drawString(4, 4, fonts.printable(self.hint))
        left, bottom = canvas.absolutePosition(0, 0)
        box = tuple(round(edge, 2) for edge in (left, bottom, left + self.width, bottom + self.height))
        self.found.append(SignatureBox(self.role, self.name, canvas.getPageNumber(), box))  # pyright: ignore[reportArgumentType]


def _dark_runs(modules: bytes) -> list[tuple[int, int]]:
    runs, start = list[tuple[int, int]](), -1
    for index, dark in enumerate([*modules, 0]):
        if dark and start < 0:
            start = index
        elif not dark and start >= 0:
            runs.append((start, index - start))
            start = -1
    return runs


def _hatch(canvas: Canvas, x: float, y: float, width: float, height: float) -> None:
    canvas.setStrokeColorRGB(*styles.colour("accent"))
    canvas.setLineWidth(0.3)
    for step in range(1, 4):
        offset = width * step / 4
        end = min(offset + height * 0.5, width)
        canvas.line(x + offset, y, x + end, y + 2 * (end - offset))
