"""Who has no certificate signs by hand on the screen, before the first electronic signature, which then covers it.

The handwriting is drawn into its place on the page with words that say what it is, and written down in a file inside
the report, so that a reader is told that no certificate stands behind it.
"""

from __future__ import annotations

import io
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import Image
from reportlab.lib.utils import ImageReader

from qmdesk import wording
from qmdesk.model.canonical import sha256_bytes
from qmdesk.model.problem import Problem, Refused
from qmdesk.report import fonts, sign_over, styles
from qmdesk.report.sign_block import read_handwriting, wrapped
from qmdesk.report.sign_plan import Box, role_of

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

HANDS = "hand-signatures.json"
_KEYS = ("field", "role", "name", "at", "sha256")
_SIZE, _LEADING, _MARGIN = 7.5, 10.5, 4.0
#: Share of the place that the handwriting takes.
_PICTURE = 0.42


@dataclass(frozen=True, slots=True)
class Hand:
    """A signature by hand: in which role, whose (where known), and the picture."""

    role: str
    name: str
    picture: Path | bytes


@dataclass(frozen=True, slots=True)
class ByHand:
    """What a report says of a signature by hand: field, role, name, time as claimed, SHA-256 of the drawing."""

    field: str
    role: str
    name: str
    at: str
    sha256: str


def put_hands(content: bytes, hands: Sequence[tuple[Hand, Box]], at: datetime, lang: str) -> bytes:
    """The unsigned report with handwriting in the places. Raises Refused: handwriting-unreadable, report-unreadable."""
    told: list[dict[str, str]] = []
    on_page: dict[int, list[_Block]] = {}
    for hand, box in hands:
        picture = read_handwriting(hand.picture)
        name = hand.name or box.name
        on_page.setdefault(box.page, []).append(_Block(box, picture, _words(hand.role, name, at, lang)))
        entry = ByHand(box.field, hand.role, name, at.isoformat(timespec="seconds"), sha256_bytes(_png(picture)))
        told.append({key: getattr(entry, key) for key in _KEYS})
    drawings = {page: _drawing(blocks) for page, blocks in on_page.items()}
    raw = json.dumps(told, ensure_ascii=False, sort_keys=True, indent=1).encode("utf-8")
    return sign_over.draw_over(content, drawings, {HANDS: raw}, at)


def read_hands(raw: bytes | None) -> tuple[ByHand, ...]:
    """The signatures by hand that a report tells of. Raises Refused(report-hands-unreadable)."""
    if raw is None:
        return ()
    try:
        found = [
            ByHand(*(str(each[key]) for key in ("field", "role", "name", "at", "sha256"))) for each in json.loads(raw)
        ]
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise Refused(Problem("report-hands-unreadable", HANDS)) from error
    return tuple(each for each in found if role_of(each.field))


@dataclass(frozen=True, slots=True)
class _Block:
    box: Box
    picture: Image.Image
    words: tuple[str, ...]


def _words(role: str, name: str, at: datetime, lang: str) -> tuple[str, ...]:
    key = f"sign.role.{role}"
    title = wording.say(key, lang) if wording.knows(key, lang) else role
    lines = (title, name, f"{at:%Y-%m-%d %H:%M}", *wording.say("sign.by-hand", lang).split("\n"))
    return tuple(part for each in lines if each for part in wrapped(each))


def _drawing(blocks: Sequence[_Block]) -> sign_over.Drawing:
    def draw(canvas: Canvas) -> None:
        for block in blocks:
            _draw(canvas, block)

    return draw


def _draw(canvas: Canvas, block: _Block) -> None:
    left, bottom, right, top = block.box.rect
    width, height = right - left, top - bottom
    canvas.setFillColorRGB(1, 1, 1)
    canvas.rect(left + 1, bottom + 1, width - 2, height - 2, stroke=0, fill=1)
    room_x, room_y = width * _PICTURE - 2 * _MARGIN, height - 2 * _MARGIN
    scale = min(room_x / block.picture.width, room_y / block.picture.height)
    shown = (block.picture.width * scale, block.picture.height * scale)
    at = (left + _MARGIN + (room_x - shown[0]) / 2, bottom + _MARGIN + (room_y - shown[1]) / 2)
    canvas.drawImage(ImageReader(io.BytesIO(_png(block.picture))), *at, *shown)
    canvas.setFillColorRGB(*styles.colour("ink"))
    shrink = min(1.0, room_y / (len(block.words) * _LEADING))
    canvas.setFont(fonts.SANS, _SIZE * shrink)
    y = bottom + height / 2 + len(block.words) * _LEADING * shrink / 2 - _SIZE * shrink
    for line in block.words:
        canvas.drawString(left + width * _PICTURE, y, fonts.printable(line))
        y -= _LEADING * shrink


def _png(picture: Image.Image) -> bytes:
    out = io.BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()
