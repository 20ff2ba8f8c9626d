"""A small PDF with places to sign, as a report has them, for tests of signatures."""

from __future__ import annotations

import io
import json
from collections.abc import Sequence
from pathlib import Path

import pikepdf
from PIL import Image, ImageDraw
from reportlab.pdfgen.canvas import Canvas

FIELDS = ("lead", "assessor", "assessor-2", "representative", "seal")
NAMES = {"lead": "王𬭎", "assessor": "某人", "assessor-2": "李祎", "representative": "赵堃"}


def boxes() -> list[dict[str, object]]:
    return [
        {"role": field, "name": NAMES.get(field, ""), "page": 2, "rect": [60, 600 - 90 * row, 300, 658 - 90 * row]}
        for row, field in enumerate(FIELDS)
    ]


def paper(*, grade: str = "Level 3", places: object = None, streams: bool = True) -> bytes:
    """Two pages, compressed as reports are; ``places`` replaces the embedded list of places to sign."""
    drawn = io.BytesIO()
    canvas = Canvas(drawn, pagesize=(595, 842), invariant=1)
    canvas.drawString(60, 760, f"Assessment: {grade}")
    canvas.showPage()
    for box in boxes():
        left, bottom, right, top = box["rect"]
        canvas.rect(left, bottom, right - left, top - bottom)
    canvas.showPage()
    canvas.save()
    with pikepdf.open(io.BytesIO(drawn.getvalue())) as pdf:
        found = boxes() if places is None else places
        pdf.attachments["signature-boxes.json"] = json.dumps(found).encode()
        pdf.attachments["snapshot.json"] = b'{"grade": 3}'
        out = io.BytesIO()
        mode = pikepdf.ObjectStreamMode.generate if streams else pikepdf.ObjectStreamMode.disable
        pdf.save(out, object_stream_mode=mode)
    return out.getvalue()


def handwriting(path: Path, size: Sequence[int] = (600, 200)) -> Path:
    picture = Image.new("RGBA", tuple(size), (0, 0, 0, 0))
    ImageDraw.Draw(picture).line([(20, size[1] - 30), (size[0] // 2, 20), (size[0] - 20, size[1] - 40)], "black", 9)
    picture.save(path)
    return path
