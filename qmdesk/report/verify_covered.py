"""Whether a line that a page's text holds lies under something: a box or a picture painted over it later.

Text can be read where nobody sees it. A page of ours paints nothing over its own words.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

Box = tuple[float, float, float, float]
#: Share of the line that something must lie over; frames and rules only touch it.
_OVER = 0.1


def is_covered(content: bytes, line: str) -> bool:
    """Whether anything that is no text is painted over an occurrence of a line, blanks aside."""
    import pypdfium2

    document = pypdfium2.PdfDocument(content)
    try:
        return any(_on_page(page, "".join(line.split())) for page in document)
    finally:
        document.close()


def _on_page(page: Any, line: str) -> bool:  # noqa: ANN401 - pypdfium2 is not typed throughout
    from pypdfium2.raw import FPDF_PAGEOBJ_TEXT

    text = page.get_textpage()
    try:
        boxes = list(_boxes(text, line))
    finally:
        text.close()
    if not boxes:
        return False
    painted = [(each.type == FPDF_PAGEOBJ_TEXT, each.get_bounds()) for each in page.get_objects(max_depth=1)]
    for box in boxes:
        own = [at for at, (is_text, bounds) in enumerate(painted) if is_text and _share(bounds, box) > 0]
        later = painted[own[0] + 1 :] if own else painted
        if any(not is_text and _share(bounds, box) > _OVER for is_text, bounds in later):
            return True
    return False


def _boxes(text: Any, line: str) -> Iterator[Box]:  # noqa: ANN401
    """The boxes around each occurrence of a line, in points."""
    signs = [(sign, at) for at, sign in enumerate(text.get_text_range()) if not sign.isspace()]
    whole, start = "".join(sign for sign, _ in signs), 0
    while (start := whole.find(line, start)) >= 0:
        chars = [text.get_charbox(at) for _, at in signs[start : start + len(line)]]
        edges = list(zip(*chars, strict=True))
        yield min(edges[0]), min(edges[1]), max(edges[2]), max(edges[3])
        start += len(line)


def _share(over: Box, box: Box) -> float:
    """The share of ``box`` that ``over`` lies on."""
    wide = min(over[2], box[2]) - max(over[0], box[0])
    high = min(over[3], box[3]) - max(over[1], box[1])
    area = (box[2] - box[0]) * (box[3] - box[1])
    return wide * high / area if wide > 0 and high > 0 and area > 0 else 0.0
