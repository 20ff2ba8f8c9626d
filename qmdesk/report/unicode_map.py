"""The ToUnicode map of a font subset: what lets a reader copy and search the text of a page.

reportlab writes a code point as it is; the format wants UTF-16BE, so a character beyond the basic plane (𬭎)
would come out as another one, and at most 100 entries in a block (ISO 32000-1, 9.10.3; Adobe technical note 5014).
"""

from __future__ import annotations

from collections.abc import Sequence

_BLOCK = 100
_HEAD = """/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /{name} def
/CMapType 2 def
1 begincodespacerange
<00> <FF>
endcodespacerange"""
_TAIL = """endcmap
CMapName currentdict /CMap defineresource pop
end
end"""


def to_unicode(name: str, subset: Sequence[int]) -> str:
    """The CMap program for a subset: ``subset[code]`` is the code point that one-byte ``code`` stands for.

    Code 0 and unused codes (code point 0) are left out: they stand for no character.
    """
    pairs = [f"<{code:02X}> <{_utf16(point)}>" for code, point in enumerate(subset) if point]
    lines = [_HEAD.format(name=name)]
    for start in range(0, len(pairs), _BLOCK):
        block = pairs[start : start + _BLOCK]
        lines += [f"{len(block)} beginbfchar", *block, "endbfchar"]
    return "\n".join([*lines, _TAIL])


def _utf16(point: int) -> str:
    return chr(point).encode("utf-16-be", "replace").hex().upper()
