"""The fonts of a PDF as PDF/A-3b wants them: embedded, with a glyph and the right width for every code that is shown."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import pikepdf
from fontTools.ttLib import TTFont
from pikepdf import Dictionary, Stream


def fonts(pdf: pikepdf.Pdf) -> Iterator[str]:
    """What speaks against the fonts that are shown."""
    used = _codes(pdf)
    for found in pdf.objects:
        if not isinstance(found, Dictionary) or found.get("/Type") != "/Font":
            continue
        if found.objgen not in used:
            continue
        name = str(found.get("/BaseFont", "?"))
        if found.Subtype == "/Type0":
            yield from (f"font {name}: {fault}" for fault in _composite(found, used[found.objgen]))
            continue
        descriptor = found.get("/FontDescriptor")
        if found.Subtype != "/TrueType" or descriptor is None or "/FontFile2" not in descriptor:
            yield f"font {name} ({found.Subtype}) is not embedded"
            continue
        if "/ToUnicode" not in found:
            yield f"font {name} without ToUnicode"
        yield from (f"font {name}: {fault}" for fault in _font(found, descriptor, used[found.objgen]))


def _font(font: Any, descriptor: Any, codes: set[int]) -> Iterator[str]:
    symbolic = bool(int(descriptor.Flags) & 4)
    program = TTFont(io.BytesIO(descriptor.FontFile2.read_bytes()))
    tables = program["cmap"].tables
    if symbolic and ("/Encoding" in font or len(tables) != 1):
        yield "symbolic with an encoding, or several maps"
    if not symbolic and str(font.get("/Encoding")) not in ("/WinAnsiEncoding", "/MacRomanEncoding"):
        yield "no encoding"
    glyphs, em = tables[0].cmap, program["head"].unitsPerEm
    first = int(font.FirstChar)
    for code in sorted(codes):
        glyph = glyphs.get(code, ".notdef")
        if program.getGlyphID(glyph) == 0:
            yield f"no glyph for code {code}"
            continue
        told, drawn = float(font.Widths[code - first]), program["hmtx"][glyph][0] * 1000 / em
        if abs(told - drawn) > 1:
            yield f"width of code {code}: {told} and {drawn}"


def _composite(font: Any, codes: set[int]) -> Iterator[str]:
    """A font of codes of two bytes, which are the numbers of its glyphs."""
    inside = font.DescendantFonts[0]
    if font.Encoding != "/Identity-H" or inside.Subtype != "/CIDFontType2" or inside.CIDToGIDMap != "/Identity":
        yield "not by the numbers of its glyphs"
        return
    if "/ToUnicode" not in font or "/FontFile2" not in inside.FontDescriptor:
        yield "not embedded, or without ToUnicode"
        return
    program, widths = TTFont(io.BytesIO(inside.FontDescriptor.FontFile2.read_bytes())), dict[int, float]()
    for start, run in zip(list(inside.W)[::2], list(inside.W)[1::2], strict=True):
        widths |= {int(start) + at: float(width) for at, width in enumerate(run)}
    names, em = program.getGlyphOrder(), program["head"].unitsPerEm
    for code in sorted(codes):
        if not 0 < code < len(names):
            yield f"no glyph for code {code}"
        elif abs(widths.get(code, 1000.0) - program["hmtx"][names[code]][0] * 1000 / em) > 1:
            yield f"width of code {code}"


def _codes(pdf: pikepdf.Pdf) -> dict[tuple[int, int], set[int]]:
    """The codes that are shown in each font, by the font's object."""
    used = dict[tuple[int, int], set[int]]()
    for page in pdf.pages:
        _shown(pikepdf.parse_content_stream(page), page.obj.Resources, used)
        for each in page.obj.get("/Annots", []):
            _looks(each.get("/AP", {}).get("/N"), used)
    return used


def _looks(stream: Any, used: dict[tuple[int, int], set[int]]) -> None:
    if isinstance(stream, Stream):
        _shown(pikepdf.parse_content_stream(stream), stream.get("/Resources", Dictionary()), used)


def _shown(instructions: Any, resources: Any, used: dict[tuple[int, int], set[int]]) -> None:
    font, wide = set[int](), False
    saved = list[tuple[set[int], bool]]()
    for each in instructions:
        operator, operands = str(each.operator), list(each.operands)
        if operator == "q":
            saved.append((font, wide))
        elif operator == "Q" and saved:
            font, wide = saved.pop()
        elif operator == "Tf":
            chosen = resources.Font[str(operands[0])]
            font, wide = used.setdefault(chosen.objgen, set()), chosen.Subtype == "/Type0"
        elif operator in ("Tj", "'", '"'):
            font.update(_split(bytes(operands[-1]), wide=wide))
        elif operator == "TJ":
            for part in operands[0]:
                if isinstance(part, pikepdf.String):
                    font.update(_split(bytes(part), wide=wide))
        elif operator == "Do":
            drawn = resources.XObject[str(operands[0])]
            if drawn.get("/Subtype") == "/Form":
                _looks(drawn, used)


def _split(text: bytes, *, wide: bool) -> list[int]:
    return [int.from_bytes(text[at : at + 2]) for at in range(0, len(text), 2)] if wide else list(text)
