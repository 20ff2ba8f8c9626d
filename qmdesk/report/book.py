"""A document in the making: its material, its outline, numbered captions, and the places to sign found on the way."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from qmdesk.report.graphics import SignatureBox
from qmdesk.report.headings import Heading, Outline
from qmdesk.report.material import Material
from qmdesk.report.photos import Shelf
from qmdesk.report.prose import Prose, Run
from qmdesk.report.tables import Column, Table


@dataclass(slots=True)
class Book:
    """What the chapters write into."""

    m: Material
    outline: Outline
    boxes: list[SignatureBox] = field(default_factory=list[SignatureBox])
    shelf: Shelf = field(default_factory=Shelf)
    _numbers: Counter[str] = field(default_factory=Counter[str])

    def say(self, key: str, **details: object) -> str:
        """A text of the report."""
        return self.m.say(key, **details)

    def heading(self, level: int, key: str, **details: object) -> Heading:
        """A numbered heading whose words are a text of the report; the key names its bookmark too."""
        return self.outline.heading(level, self.say(key, **details), key if not details else "")

    def body(self, key: str, **details: object) -> Prose:
        """A paragraph of running text."""
        return self.paragraph(self.say(key, **details))

    def lead(self, key: str, **details: object) -> Prose:
        """A paragraph that introduces what follows and stays with it."""
        made = self.body(key, **details)
        made.keepWithNext = True
        return made

    def paragraph(self, text: str | Sequence[str | Run]) -> Prose:
        """A paragraph of running text; its first line is drawn in by two characters in Chinese only."""
        return Prose(text, "body", indent=0 if self.m.lang.startswith("en") else 2)

    def note(self, key: str, **details: object) -> Prose:
        """A small remark."""
        return Prose(self.say(key, **details), "note")

    def table_title(self, key: str, **details: object) -> Prose:
        """The title above a table: 表3　…"""
        return Prose(self._caption("table", self.say(key, **details)), "table_title")

    def figure_title(self, key: str, **details: object) -> Prose:
        """The caption below a chart: 图2　…"""
        return Prose(self._caption("figure", self.say(key, **details)), "caption")

    def columns(self, *heads: tuple[str, float] | tuple[str, float, str]) -> list[Column]:
        """Columns whose heads are texts ``column.<key>``: key, share, style."""
        return [Column(self.say(f"column.{each[0]}"), each[1], each[2] if len(each) > 2 else "cell") for each in heads]

    def _caption(self, kind: str, text: str) -> str:
        self._numbers[kind] += 1
        return self.say(f"caption.{kind}", number=self._numbers[kind], text=text)


def spaced(made: Table, after: float = 10.0) -> Table:
    """A table with room after it."""
    made.spaceAfter = after
    return made
