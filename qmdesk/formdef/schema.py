"""Reading nodes as the schema wants them: every mistake is noted with its line and reading goes on.

Each function returns a value of its type even where the node is wrong; the note that it left makes the
loader refuse the form afterwards, so a stand-in value never leaves this room.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import TypeVar

import yaml

from qmdesk.formdef.program import PLACEHOLDERS
from qmdesk.formdef.types import Text
from qmdesk.formdef.yaml_nodes import line_of
from qmdesk.model.problem import Detail, Problem

T = TypeVar("T")
#: How one node is read.
Reader = Callable[["Source", yaml.Node], T]

#: Characters that one text of a form may have.
TEXT_CHARACTERS = 4000
NO_TEXT = Text("", "")

_IDENTIFIER = re.compile(r"[a-z][a-z0-9]*(?:[_-][a-z0-9]+)*(?:\.[a-z][a-z0-9]*(?:[_-][a-z0-9]+)*)*")
_EDITION = re.compile(r"[0-9A-Za-z]+(?:[.-][0-9A-Za-z]+)*")
_PLACEHOLDER = re.compile(r"\{([a-z][a-z0-9_]*)\}")
_WHOLE = re.compile(r"0|[1-9][0-9]{0,8}")
_DECIMAL = re.compile(r"(?:0|[1-9][0-9]{0,11})(?:\.[0-9]{1,12})?")
_SHARE = re.compile(r"([0-9]{1,6})/([1-9][0-9]{0,5})")


@dataclass(frozen=True, slots=True)
class Source:
    """One file while it is read: its name and the list, shared by all files, that notes go to."""

    file: str
    problems: list[Problem]

    def place(self, node: yaml.Node) -> str:
        return f"{self.file}:{line_of(node)}"

    def note(self, code: str, node: yaml.Node, **details: Detail) -> None:
        self.problems.append(Problem(code, self.place(node), details))


def mapping(
    source: Source, node: yaml.Node, required: Collection[str] = (), optional: Collection[str] = ()
) -> dict[str, yaml.Node]:
    """The known keys of a mapping; doubled, unknown and missing keys are noted."""
    found = open_mapping(source, node)
    if not isinstance(node, yaml.MappingNode):
        return found
    known = (*required, *optional)
    for key_node, _ in node.value:
        if key_node.value not in known:
            key = scalar(source, key_node)
            source.note("form-key-unknown", key_node, word=key[:60], nearest=nearest(key, known))
            found.pop(key, None)
    for key in required:
        if key not in found:
            source.note("form-key-missing", node, word=key)
    return found


def open_mapping(source: Source, node: yaml.Node) -> dict[str, yaml.Node]:
    """All keys of a mapping whose keys are the form's own words; doubled keys are noted."""
    if not isinstance(node, yaml.MappingNode):
        source.note("form-mapping-expected", node)
        return {}
    found: dict[str, yaml.Node] = {}
    for key_node, value in node.value:
        key = scalar(source, key_node)
        if key in found:
            source.note("form-key-twice", key_node, word=key)
        else:
            found[key] = value
    return found


def sequence(source: Source, node: yaml.Node | None, read: Reader[T]) -> tuple[T, ...]:
    """Every element of a list as ``read`` reads it; nothing for an absent key."""
    if node is None:
        return ()
    if not isinstance(node, yaml.SequenceNode):
        source.note("form-list-expected", node)
        return ()
    return tuple([read(source, child) for child in node.value])


def scalar(source: Source, node: yaml.Node) -> str:
    """A plain word or text, as it stands."""
    if isinstance(node, yaml.ScalarNode):
        return str(node.value)
    source.note("form-text-expected", node)
    return ""


def identifier(source: Source, node: yaml.Node | None) -> str:
    """An id: small letters, digits, ``_`` or ``-``, with dots between parts."""
    if node is None:
        return ""
    word = scalar(source, node)
    if not is_identifier(word):
        source.note("form-identifier", node, text=word[:60])
    return word


def is_identifier(word: str) -> bool:
    """Whether a word can be an id (see :func:`identifier`)."""
    return len(word) <= 60 and _IDENTIFIER.fullmatch(word) is not None


def text(source: Source, node: yaml.Node | None) -> Text:
    """A text in both languages, ``{zh: ..., en: ...}``; neither may be empty."""
    if node is None:
        return NO_TEXT
    found = mapping(source, node, ("zh", "en"))
    return Text(_words(source, found.get("zh")), _words(source, found.get("en")))


def _words(source: Source, node: yaml.Node | None) -> str:
    if node is None:
        return ""
    words = scalar(source, node).strip()
    if not words:
        source.note("form-text-empty", node)
    elif len(words) > TEXT_CHARACTERS:
        source.note("form-text-long", node, limit=TEXT_CHARACTERS)
    return words


def template(source: Source, node: yaml.Node | None, known: Collection[str] | None = PLACEHOLDERS) -> Text:
    """A text with placeholders in braces: known ones (None: any), the same in both languages."""
    found = text(source, node)
    if node is None:
        return found
    zh, en = _placeholders(found.zh), _placeholders(found.en)
    if zh is None or en is None:
        source.note("form-braces", node)
    elif zh != en:
        source.note("form-placeholders-differ", node, names=", ".join(sorted(zh ^ en)))
    elif known is not None:
        for word in sorted(zh - set(known)):
            source.note("form-placeholder-unknown", node, name=word[:60], nearest=nearest(word, known))
    return found


def _placeholders(words: str) -> set[str] | None:
    """Names in braces; None where a brace is open or holds more than a name."""
    if "{" not in words and "}" not in words:
        return set()
    names = set(_PLACEHOLDER.findall(words))
    rest = _PLACEHOLDER.sub("", words)
    return None if "{" in rest or "}" in rest else names


def edition(source: Source, node: yaml.Node | None) -> str:
    """An edition's name, short and fit for a folder: ``2026``, ``2026-2``, ``v3.1``."""
    if node is None:
        return ""
    word = scalar(source, node)
    if not _EDITION.fullmatch(word):
        source.note("form-edition", node, text=word[:60])
    return word


def whole(source: Source, node: yaml.Node | None, low: int, high: int) -> int:
    """A whole number from ``low`` to ``high``."""
    if node is None:
        return low
    word = scalar(source, node)
    if not _WHOLE.fullmatch(word) or not low <= int(word) <= high:
        source.note("form-whole-number", node, text=word[:60], low=low, high=high)
        return low
    return int(word)


def decimal(source: Source, node: yaml.Node | None) -> Decimal:
    """An exact decimal, never negative, as thresholds are."""
    if node is None:
        return Decimal(0)
    word = scalar(source, node)
    if not _DECIMAL.fullmatch(word):
        source.note("form-decimal", node, text=word[:60])
        return Decimal(0)
    return Decimal(word)


def share(source: Source, node: yaml.Node | None) -> Fraction:
    """A share from 0 to 1 written ``4/5``, exact where a decimal might not be."""
    if node is None:
        return Fraction(0)
    word = scalar(source, node)
    parts = _SHARE.fullmatch(word)
    if parts is None or int(parts[1]) > int(parts[2]):
        source.note("form-share", node, text=word[:60])
        return Fraction(0)
    return Fraction(int(parts[1]), int(parts[2]))


def flag(source: Source, node: yaml.Node | None, *, default: bool = False) -> bool:
    """``true`` or ``false``, spelled so."""
    if node is None:
        return default
    word = scalar(source, node)
    if word not in ("true", "false"):
        source.note("form-flag", node, text=word[:60])
    return word == "true"


def one_of(source: Source, node: yaml.Node | None, known: Collection[str], default: str) -> str:
    """A word out of a set; the nearest known one is named where it isn't."""
    if node is None:
        return default
    word = scalar(source, node)
    if word not in known:
        source.note("form-word-unknown", node, text=word[:60], nearest=nearest(word, known))
        return default
    return word


def keyed(source: Source, node: yaml.Node | None, read: Reader[T]) -> Mapping[str, T]:
    """A mapping from ids to what ``read`` reads."""
    if node is None:
        return {}
    found = open_mapping(source, node)
    if isinstance(node, yaml.MappingNode):
        for key_node, _ in node.value:
            identifier(source, key_node)
    return {key: read(source, child) for key, child in found.items()}


def nearest(word: str, known: Collection[str]) -> str:
    """The known word that was most likely meant; all of them where none is near."""
    return next(iter(difflib.get_close_matches(word.lower(), known, 1, 0.6)), ", ".join(known))
