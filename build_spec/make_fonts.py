"""Make the fonts of resources/fonts from an unpacked pair of font packages.

    python build_spec/make_fonts.py UNPACKED resources/fonts

``UNPACKED`` holds the static TrueType files of Noto Sans SC and Noto Serif SC anywhere below it (npm packages
``@expo-google-fonts/noto-sans-sc`` and ``-serif-sc``) with their licence. Kept are the characters that Chinese
documents need; dropped are layout features, which neither the report nor the charts use, vertical forms and
scripts of other languages. A few signs that the fonts lack and that quality people write are drawn from signs
that they have. The result is the same bytes for the same input.
"""

from __future__ import annotations

import argparse
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from fontTools.misc.transform import Transform
from fontTools.pens.boundsPen import BoundsPen
from fontTools.pens.transformPen import TransformPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

FACES = {
    "NotoSansSC_400Regular.ttf": "NotoSansSC-Regular.ttf",
    "NotoSansSC_700Bold.ttf": "NotoSansSC-Bold.ttf",
    "NotoSerifSC_400Regular.ttf": "NotoSerifSC-Regular.ttf",
}

#: What stays, by block. All 8,105 characters of the national list and all names in use lie in these.
KEPT = (
    (0x0020, 0x024F),  # Latin, Latin-1, Extended-A and -B: pinyin, names, units
    (0x02B0, 0x036F),  # modifier letters and combining marks
    (0x0370, 0x03FF),  # Greek
    (0x0400, 0x045F),  # Cyrillic of steel and part names
    (0x2000, 0x27BF),  # punctuation, letterlike, arrows, operators, enclosed, boxes, shapes, dingbats
    (0x2E80, 0x2FDF),  # radicals, as pasted from PDF files
    (0x3000, 0x30FF),  # CJK symbols and punctuation, kana
    (0x3200, 0x33FF),  # enclosed CJK, squared units
    (0x3400, 0x4DBF),  # CJK extension A
    (0x4E00, 0x9FFF),  # CJK unified ideographs
    (0xF900, 0xFAFF),  # compatibility ideographs
    (0xFF00, 0xFFEF),  # full-width forms
    (0x20000, 0x323AF),  # the ideographs beyond the BMP that the fonts have
)

#: No file may go out without these: rare characters of names, and the marks of a report.
MUST = "䶮堃祎㛃𬭎㎡℃‰σμΦ±≥≤×·—…①→□■●△☐☑☒✔✗⌀⁺⁻₁₂⁰₀"


@dataclass(frozen=True)
class Drawn:
    """A sign made of others: each part a character and where it goes (a Transform in font units)."""

    parts: tuple[tuple[str, Transform], ...]
    width_of: str
    narrower: float = 1.0


def kept(codes: Iterator[int]) -> list[int]:
    return [code for code in codes if any(first <= code <= last for first, last in KEPT)]


def bounds(font: TTFont, char: str) -> tuple[float, float, float, float]:
    glyphs = font.getGlyphSet()
    pen = BoundsPen(glyphs)
    glyphs[font.getBestCmap()[ord(char)]].draw(pen)
    if pen.bounds is None:
        raise SystemExit(f"{char!r} has no outline")
    return pen.bounds


def script_digits(font: TTFont) -> dict[str, Drawn]:
    """Superscripts as high and small as the font's own ², subscripts as small, hanging below the line."""
    _, low2, _, high2 = bounds(font, "2")
    _, low, _, high = bounds(font, "²")
    scale = (high - low) / (high2 - low2)
    raised, lowered = low - low2 * scale, -0.28 * (high2 - low2)
    signs: dict[str, Drawn] = {}
    for supers, subs, plain in zip("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻", "₀₁₂₃₄₅₆₇₈₉₊₋", "0123456789+−", strict=True):
        for sign, rise in ((supers, raised), (subs, lowered)):
            signs[sign] = Drawn(((plain, Transform(scale, 0, 0, scale, 0, rise)),), plain, scale)
    return signs


def fitted(font: TTFont, char: str, inside: tuple[float, float, float, float], share: float) -> Transform:
    """The transform that puts a sign into the middle of a box, at ``share`` of the box's width."""
    left, bottom, right, top = bounds(font, char)
    scale = share * (inside[2] - inside[0]) / (right - left)
    x = (inside[0] + inside[2] - scale * (left + right)) / 2
    y = (inside[1] + inside[3] - scale * (bottom + top)) / 2
    return Transform(scale, 0, 0, scale, x, y)


def signs(font: TTFont) -> dict[str, Drawn]:
    """The signs to add: ballot boxes, ticks and crosses, the diameter sign, small digits."""
    box, plain = bounds(font, "□"), Transform()
    return script_digits(font) | {
        "☐": Drawn((("□", plain),), "□"),
        "☑": Drawn((("□", plain), ("✓", fitted(font, "✓", box, 0.72))), "□"),
        "☒": Drawn((("□", plain), ("×", fitted(font, "×", box, 0.62))), "□"),
        "✔": Drawn((("✓", plain),), "✓"),
        "✗": Drawn((("×", fitted(font, "×", box, 0.8)),), "□"),
        "✘": Drawn((("×", fitted(font, "×", box, 0.8)),), "□"),
        "⌀": Drawn((("Ø", plain),), "Ø"),
    }


def add_signs(font: TTFont) -> None:
    """Give the font the signs that it lacks."""
    cmap, glyphs = font.getBestCmap(), font.getGlyphSet()
    wanted = {sign: drawn for sign, drawn in signs(font).items() if ord(sign) not in cmap}
    for sign, drawn in wanted.items():
        name = f"uni{ord(sign):04X}"
        pen = TTGlyphPen(None)
        for char, transform in drawn.parts:
            glyphs[cmap[ord(char)]].draw(TransformPen(pen, transform))
        font.setGlyphOrder([*font.getGlyphOrder(), name])
        font["glyf"][name] = pen.glyph()
        font["glyf"][name].recalcBounds(font["glyf"])
        width = round(font["hmtx"][cmap[ord(drawn.width_of)]][0] * drawn.narrower)
        font["hmtx"][name] = (width, font["glyf"][name].xMin)
        for table in font["cmap"].tables:
            if table.isUnicode() and table.format != 14:
                table.cmap[ord(sign)] = name


def place_macron(font: TTFont) -> None:
    """Put the combining macron over the letter before it, clear of a capital: X̄, R̄ and x̄ without a layout feature."""
    cmap, glyphs = font.getBestCmap(), font.getGlyphSet()
    name, letter = cmap[0x0304], font["hmtx"][cmap[ord("x")]][0]
    left, bottom, right, _ = bounds(font, "\u0304")
    rise = bounds(font, "R")[3] + 45 - bottom
    pen = TTGlyphPen(None)
    glyphs[name].draw(TransformPen(pen, Transform(1, 0, 0, 1, -letter / 2 - (left + right) / 2, rise)))
    font["glyf"][name] = pen.glyph()
    font["glyf"][name].recalcBounds(font["glyf"])
    font["hmtx"][name] = (0, font["glyf"][name].xMin)


def make(source: Path, target: Path) -> None:
    """Write one face."""
    font = TTFont(source, recalcTimestamp=False)
    for table in ("GSUB", "GPOS", "GDEF", "BASE", "STAT", "vhea", "vmtx", "gasp", "prep"):
        if table in font:
            del font[table]
    add_signs(font)
    place_macron(font)
    options = Options(
        layout_features=[], hinting=False, notdef_outline=True, glyph_names=False, recalc_timestamp=False,
        name_IDs=[0, 1, 2, 3, 4, 5, 6, 13, 14], name_languages=[0x409],
    )  # fmt: skip
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=kept(iter(font.getBestCmap())))
    subsetter.subset(font)
    missing = [char for char in MUST if ord(char) not in font.getBestCmap()]
    if missing:
        raise SystemExit(f"{source.name} lacks {missing}")
    font.save(target, reorderTables=True)
    print(f"{target.name}: {len(font.getGlyphOrder())} glyphs, {target.stat().st_size / 1e6:.1f} MB")


def main() -> None:
    """Find the faces, write their subsets and the licences."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("unpacked", type=Path)
    parser.add_argument("out", type=Path)
    args = parser.parse_args()
    for name, target in FACES.items():
        found = sorted(args.unpacked.rglob(name))
        if not found:
            parser.error(f"{name} is not below {args.unpacked}")
        make(found[0], args.out / target)
        family = target.partition("-")[0]
        licences = [path for folder in found[0].parents for path in folder.glob("LICENSE_FONT")]
        shutil.copyfile(licences[0], args.out / f"OFL-{family}.txt")


if __name__ == "__main__":
    main()
