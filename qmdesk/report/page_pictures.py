"""Pages of a PDF of ours as PNG, for a chat message: one picture a page, sharp enough to read on a phone."""

from __future__ import annotations

import io

import pypdfium2

#: Dots for an inch: an A4 page of 1240 by 1754, some 200 KB.
DOTS = 150
_COLOURS = 64


def page_pictures(pdf: bytes, dots: int = DOTS) -> list[bytes]:
    """Every page as PNG."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [_png(document[number], dots) for number in range(len(document))]
    finally:
        document.close()


def page_names(stem: str, count: int) -> list[str]:
    """File names for the pages: ``name.png`` for one, ``name-1.png`` and so on for several."""
    if count == 1:
        return [f"{stem}.png"]
    digits = len(str(count))
    return [f"{stem}-{number:0{digits}}.png" for number in range(1, count + 1)]


def _png(page: pypdfium2.PdfPage, dots: int) -> bytes:
    picture = page.render(scale=dots / 72).to_pil().convert("RGB")  # pyright: ignore[reportArgumentType]
    out = io.BytesIO()
    picture.quantize(_COLOURS, dither=0).save(out, "PNG", optimize=True, dpi=(dots, dots))
    return out.getvalue()
