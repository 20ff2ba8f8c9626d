"""Flowables onto pages, in two steps: first every page is settled, then all are drawn.

So a table of contents and "page 3 of 28" need no second run. A heading never stands without the beginning of
what it heads.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from reportlab.platypus.flowables import Flowable

from qmdesk.report.styles import Page

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

_CLOSE = 0.01


class NewPage(Flowable):  # pyright: ignore[reportUntypedBaseClass]
    """The next flowable begins a page; ``kind`` names how that page and those after it are framed."""

    def __init__(self, kind: str = "") -> None:
        super().__init__()
        self.kind = kind


class Space(Flowable):  # pyright: ignore[reportUntypedBaseClass]
    """Empty height; none of it at the top of a page unless ``fixed``."""

    def __init__(self, height: float, *, fixed: bool = False) -> None:
        super().__init__()
        self.width, self.height, self.fixed = 0.0, height, fixed

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: N803 - reportlab's names
        """The space taken."""
        return 0.0, self.height

    def draw(self) -> None:
        """Nothing."""


class Stack(Flowable):  # pyright: ignore[reportUntypedBaseClass]
    """Flowables that stay on one page as long as they fit on one at all."""

    def __init__(self, *parts: Flowable) -> None:
        super().__init__()
        self.parts = list(parts)
        self.spaceBefore = parts[0].getSpaceBefore() if parts else 0
        self.spaceAfter = parts[-1].getSpaceAfter() if parts else 0

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: N803
        """The height of all parts with the space between them."""
        self._heights = [part.wrap(aW, aH)[1] for part in self.parts]
        self.width, self.height = aW, sum(self._heights) + sum(self._gaps())
        return self.width, self.height

    def split(self, aW: float, aH: float) -> list[Flowable]:  # noqa: N803
        """The parts one by one, for a stack that is higher than a page."""
        return list(self.parts)

    def draw(self) -> None:
        """Draw the parts from the top down."""
        y = self.height
        for part, height, gap in zip(self.parts, self._heights, self._gaps(), strict=True):
            y -= gap + height
            part.drawOn(self.canv, 0, y)

    def _gaps(self) -> list[float]:
        between = [
            max(before.getSpaceAfter(), after.getSpaceBefore())
            for before, after in zip(self.parts, self.parts[1:], strict=False)
        ]
        return [0.0, *between] if self.parts else []


@dataclass(slots=True)
class Sheet:
    """A settled page: its kind of frame and each flowable with the height of its lower edge above the body's."""

    kind: str
    placed: list[tuple[Flowable, float]] = field(default_factory=list[tuple[Flowable, float]])

    def parts(self) -> list[Flowable]:
        """The flowables on the page, those of a stack one by one."""
        return [part for each, _ in self.placed for part in (each.parts if isinstance(each, Stack) else [each])]


@dataclass(slots=True)
class _Pen:
    """Where the next flowable goes: the room left below, and the space that the last one wants after it."""

    sheets: list[Sheet]
    page: Page
    room: float
    after: float = 0.0

    @property
    def at_top(self) -> bool:
        return not self.sheets[-1].placed

    def gap(self, flowable: Flowable) -> float:
        return 0.0 if self.at_top else max(flowable.getSpaceBefore(), self.after)

    def turn(self, kind: str = "") -> None:
        """Begin a page."""
        self.sheets.append(Sheet(kind or self.sheets[-1].kind))
        self.room, self.after = self.page.body_height, 0.0

    def place(self, flowable: Flowable, height: float) -> None:
        self.room -= self.gap(flowable) + height
        self.sheets[-1].placed.append((flowable, self.room))
        self.after = flowable.getSpaceAfter()


def paginate(story: Iterable[Flowable], page: Page, kind: str) -> list[Sheet]:
    """Settle the pages of a story; the first page is of ``kind``.

    Raises ValueError for a flowable that is higher than a page and can't be split: a mistake of ours.
    """
    pen, queue = _Pen([Sheet(kind)], page, page.body_height), deque(story)
    while queue:
        first = queue[0]
        if isinstance(first, NewPage):
            queue.popleft()
            _turn(pen, first.kind)
        elif isinstance(first, Space) and pen.at_top and not first.fixed:
            queue.popleft()
        else:
            _set_group(pen, _group(queue), queue)
    return pen.sheets if pen.sheets[-1].placed or len(pen.sheets) == 1 else pen.sheets[:-1]


def draw(canvas: Canvas, sheets: Sequence[Sheet], page: Page, frame: Callable[[Canvas, Sheet, int], None]) -> None:
    """Draw all pages; ``frame`` draws what surrounds the body of a sheet, given its number from 1."""
    for number, sheet in enumerate(sheets, 1):
        canvas.setPageSize((page.width, page.height))
        frame(canvas, sheet, number)
        for flowable, lower in sheet.placed:
            flowable.drawOn(canvas, page.left + _indent(flowable, page), page.bottom + lower)
        canvas.showPage()


def _indent(flowable: Flowable, page: Page) -> float:
    """How far a flowable that is narrower than the page stands in."""
    spare = max(page.body_width - getattr(flowable, "width", page.body_width), 0.0)
    return {"RIGHT": spare, "CENTER": spare / 2}.get(str(flowable.hAlign), 0.0)


def _turn(pen: _Pen, kind: str) -> None:
    if pen.at_top:
        pen.sheets[-1].kind = kind or pen.sheets[-1].kind
    else:
        pen.turn(kind)


def _group(queue: deque[Flowable]) -> list[Flowable]:
    """The next flowable, with the ones that it must not be parted from."""
    group = [queue.popleft()]
    while getattr(group[-1], "keepWithNext", False) and queue and not isinstance(queue[0], NewPage):
        group.append(queue.popleft())
    return group


def _set_group(pen: _Pen, group: list[Flowable], queue: deque[Flowable]) -> None:
    """Place a group; where its last member is too long, its beginning, the rest going back to the queue."""
    *heads, body = group
    width, room = pen.page.body_width, pen.room
    heights, after, top = list[float](), pen.after, pen.at_top
    for head in heads:
        gap = 0.0 if top else max(head.getSpaceBefore(), after)
        heights.append(head.wrap(width, room)[1])
        room, after, top = room - gap - heights[-1], head.getSpaceAfter(), False
    room -= 0.0 if top else max(body.getSpaceBefore(), after)
    height = body.wrap(width, max(room, 0.0))[1]
    if height <= room + _CLOSE:
        _place(pen, [*heads, body], [*heights, height])
        return
    whole = isinstance(body, Stack) and not pen.at_top
    parts = [] if whole or room <= _CLOSE else body.split(width, room)
    fits = bool(parts) and parts[0].wrap(width, room)[1] <= room + _CLOSE
    if fits and len(parts) > 1:
        _place(pen, [*heads, parts[0]], [*heights, parts[0].wrap(width, room)[1]])
        queue.extendleft(reversed(parts[1:]))
        if not isinstance(body, Stack):
            pen.turn()
    elif pen.at_top:
        if parts and parts != [body]:
            queue.extendleft(reversed([*heads, *parts]))
            return
        raise ValueError(f"{type(body).__name__} is {height:.0f} points high and can't be split into {room:.0f}")
    else:
        queue.extendleft(reversed(group))
        pen.turn()


def _place(pen: _Pen, flowables: Sequence[Flowable], heights: Sequence[float]) -> None:
    for flowable, height in zip(flowables, heights, strict=True):
        pen.place(flowable, height)
