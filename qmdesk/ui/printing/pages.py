"""Pages of a PDF of ours as pictures, for the screen and for paper. Runs in the pool."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QImage

#: Pixels for a point of the page on the screen.
SHARPNESS = 1.6


def draw(path: Path, first: int, count: int, sharpness: float = SHARPNESS) -> list[QImage]:
    """Pages ``first`` to ``first + count`` (zero-based) as far as there are; ``sharpness`` in pixels for a point."""
    import pypdfium2

    document = pypdfium2.PdfDocument(path)
    try:
        return [_page(document, number, sharpness) for number in range(first, min(first + count, len(document)))]
    finally:
        document.close()


def _page(document: object, number: int, sharpness: float) -> QImage:
    bitmap = document[number].render(scale=sharpness, rev_byteorder=True)  # pyright: ignore[reportIndexIssue]
    picture = bitmap.to_pil().convert("RGB")
    data = picture.tobytes()
    return QImage(data, picture.width, picture.height, picture.width * 3, QImage.Format.Format_RGB888).copy()
