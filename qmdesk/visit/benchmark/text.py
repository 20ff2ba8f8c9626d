"""The written experience as it is printed: headings, paragraphs, pictures and tables in their order, all numbered.

In the text a line ``# …`` is a heading under its section, ``## …`` and ``### …`` those below (printed （一）, 1.,
（1）); ``[图 KEY]`` and ``[表 KEY]`` (or ``[picture KEY]``, ``[table KEY]``) alone on a line place a picture or a
table. Pictures and tables that no line places follow at the end of their section.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from qmdesk.formdef.benchmark import Benchmark, Limit, Section
from qmdesk.grading.records import Index, Record
from qmdesk.visit.benchmark.counting import Count, count

_PLACED = re.compile(r"\[(图|picture|表|table)\s*[:：]?\s*([0-9A-Za-z_.-]+)\]", re.IGNORECASE)
_HEADING = re.compile(r"(#{1,3})\s+(.+)")
_NUMERALS = "〇一二三四五六七八九十"
_CELLS = re.compile(r"\t|\s*[|｜]\s*")
#: An "about" length may be off by a fifth either way before it is worth a word (a choice of ours).
ABOUT_SHARE = 5


@dataclass(frozen=True, slots=True)
class Block:
    """``kind`` is heading, paragraph, picture or table. ``level`` of a heading is 2 to 4 (1 is the section itself);
    ``text`` its words, or the caption with its number; ``key`` of a picture or table; ``cells`` of a table."""

    kind: str
    text: str
    level: int = 0
    key: str = ""
    cells: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Written:
    """A section as it is printed. ``missing`` are keys that a line places and nothing stands behind."""

    section: Section
    blocks: tuple[Block, ...]
    missing: tuple[str, ...] = ()

    @property
    def prose(self) -> Count:
        """The length of headings and paragraphs."""
        return count("\n".join(self._lines))

    @property
    def whole(self) -> Count:
        """The length with captions and the cells of tables, as Word counts them too."""
        cells = [cell for each in self.blocks for row in each.cells for cell in row]
        captions = [each.text for each in self.blocks if each.kind in {"picture", "table"}]
        return count("\n".join((*self._lines, *captions, *cells)))

    @property
    def _lines(self) -> list[str]:
        return [each.text for each in self.blocks if each.kind in {"heading", "paragraph"}]

    @property
    def standing(self) -> str:
        """empty, over (the prose itself), over-with-tables, short or long (of an "about" length), or fits."""
        limit, words = self.section.limit, self.prose.words
        if not words and not self.blocks:
            return "empty"
        if self.section.means is Limit.ABOUT:
            off = limit // ABOUT_SHARE
            return "short" if words < limit - off else "long" if words > limit + off else "fits"
        if words > limit:
            return "over"
        return "over-with-tables" if self.whole.words > limit else "fits"


def experience(made: Benchmark, found: Index, name: str = "title") -> tuple[Written, ...]:
    """All sections in order; the first is the name of the experience, which stands in the case."""
    numbers = _Numbers()
    sections: list[Written] = []
    for section in made.sections:
        if section.id == name:
            title = found.record("case").text("title").strip()
            sections.append(Written(section, (Block("paragraph", title),) if title else ()))
        else:
            sections.append(_written(section, found, numbers))
    return tuple(sections)


def lines_of(cells: str) -> tuple[tuple[str, ...], ...]:
    """The rows of a table from its text: a line for each row, cells apart by tab or ``|``; all rows of one length."""
    rows = [
        [cell.strip() for cell in _CELLS.split(line.strip().strip("|｜"))]
        for line in cells.splitlines()
        if line.strip()
    ]
    wide = max((len(row) for row in rows), default=0)
    return tuple(tuple(row + [""] * (wide - len(row))) for row in rows)


def chinese_number(number: int) -> str:
    """一, 二, … 十, 十一, … 九十九."""
    if number <= 10:
        return _NUMERALS[number]
    tens, ones = divmod(number, 10)
    return ("" if tens == 1 else _NUMERALS[tens]) + "十" + (_NUMERALS[ones] if ones else "")


@dataclass(slots=True)
class _Numbers:
    """Pictures and tables are numbered through the whole experience, each by its kind; headings in their section."""

    pictures: int = 0
    tables: int = 0
    headings: list[int] = field(default_factory=lambda: [0, 0, 0])

    def heading(self, level: int, words: str) -> str:
        self.headings[level - 2] += 1
        self.headings[level - 1 :] = [0] * (4 - level)
        number = self.headings[level - 2]
        return (f"（{chinese_number(number)}）", f"{number}.", f"（{number}）")[level - 2] + words

    def caption(self, kind: str, words: str) -> str:
        if kind == "picture":
            self.pictures += 1
            return f"图{self.pictures}　{words}".strip()
        self.tables += 1
        return f"表{self.tables}　{words}".strip()


def placing(kind: str, key: str) -> str:
    """The line that places a record of the kind ``picture`` or ``grid`` in a text."""
    return f"[{'图' if kind == 'picture' else '表'} {key}]"


def section_as(section: Section, found: Index, text: str) -> Written:
    """A section as it would be with this text, for counting while it is typed; its pictures are numbered from 1."""
    return _written(section, found, _Numbers(), text)


def _written(section: Section, found: Index, numbers: _Numbers, typed: str | None = None) -> Written:
    numbers.headings = [0, 0, 0]
    text = found.record("section", section.id).text("text") if typed is None else typed
    shown = {("picture", each.key): each for each in found.records("picture")}
    shown |= {("table", each.key): each for each in found.records("grid")}
    placed: list[tuple[str, str]] = []
    missing: list[str] = []
    blocks: list[Block] = []
    for line in text.splitlines():
        plain = line.strip()
        if not plain:
            continue
        if (place := _PLACED.fullmatch(plain)) is not None:
            key = ("picture" if place[1].lower() in {"图", "picture"} else "table", place[2])
            placed.append(key)
            if key in shown:
                blocks.append(_shown(key[0], shown[key], numbers))
            else:
                missing.append(place[2])
        elif (heading := _HEADING.fullmatch(plain)) is not None:
            level = len(heading[1]) + 1
            blocks.append(Block("heading", numbers.heading(level, heading[2].strip()), level))
        else:
            blocks.append(Block("paragraph", plain))
    blocks += list(_left(section, shown, placed, numbers))
    return Written(section, tuple(blocks), tuple(missing))


def _left(
    section: Section, shown: dict[tuple[str, str], Record], placed: list[tuple[str, str]], numbers: _Numbers
) -> Iterator[Block]:
    for key, record in shown.items():
        if key not in placed and record.text("section") == section.id:
            yield _shown(key[0], record, numbers)


def _shown(kind: str, record: Record, numbers: _Numbers) -> Block:
    cells = lines_of(record.text("cells")) if kind == "table" else ()
    return Block(kind, numbers.caption(kind, record.text("caption")), key=record.key, cells=cells)
