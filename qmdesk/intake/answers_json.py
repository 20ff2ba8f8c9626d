"""Strict reading of the JSON of ``assess --answers``: every mistake noted by its path, no number through a double.

Duplicate keys, NaN and infinities, unknown keys and wrong types are refused. Numbers may be written as JSON
numbers or as text; either way they are taken digit by digit as written.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from difflib import get_close_matches
from typing import TypeVar

from qmdesk.model.problem import Detail, Problem, Refused

#: Digits that a number may have before and behind the point.
DIGITS = 30
#: Largest file that is read, in bytes: some million readings.
LARGEST = 64 * 1024 * 1024
#: Beyond this a whole number isn't a count.
COUNT_DIGITS = 15

_SURROGATE, _SURROGATE_ESCAPE = re.compile("[\ud800-\udfff]"), re.compile(r"\\u[dD][89a-fA-F]")
_PLAIN = re.compile(r"[+-]?[0-9]+(?:\.[0-9]+)?")

T = TypeVar("T")


@dataclass(slots=True)
class Notes:
    """The problems found so far. A reader notes and goes on, so that all mistakes are said at once."""

    problems: list[Problem] = field(default_factory=list[Problem])

    def add(self, code: str, where: str, **details: Detail) -> None:
        self.problems.append(Problem(code, where, details))


@dataclass(frozen=True, slots=True)
class Node:
    """A JSON value with its path (``figures.fpy.steps[0].passed``).

    Asked for what it isn't, it notes a problem and gives None (or nothing).
    """

    value: object
    where: str
    notes: Notes

    def refuse(self, code: str, **details: Detail) -> None:
        self.notes.add(code, self.where or "$", **details)

    def child(self, key: str) -> Node | None:
        """The value under a key of an object; None where it is absent or null."""
        assert isinstance(self.value, dict)
        found: object = self.value.get(key)  # pyright: ignore[reportUnknownMemberType]
        return None if found is None else Node(found, f"{self.where}.{key}".lstrip("."), self.notes)

    def object(self, known: Sequence[str], required: Sequence[str] = ()) -> bool:
        """Whether this is an object. Keys that aren't known and required ones that are absent are noted."""
        if not isinstance(self.value, dict):
            self.refuse("answers-object-expected", found=kind_of(self.value))
            return False
        keys = [str(key) for key in self.value]  # pyright: ignore[reportUnknownVariableType]
        for key in keys:
            if key not in known:
                self.refuse("answers-key-unknown", name=shown(key), known=", ".join(nearest(key, known)))
        for key in required:
            if self.child(key) is None:
                self.refuse("answers-key-missing", name=key)
        return True

    def entries(self) -> Mapping[str, Node]:
        """The values of an object by key; noted and empty for anything else."""
        if not isinstance(self.value, dict):
            self.refuse("answers-object-expected", found=kind_of(self.value))
            return {}
        keys = [str(key) for key in self.value]  # pyright: ignore[reportUnknownVariableType]
        return {key: node for key in keys if (node := self.child(key)) is not None}

    def list(self) -> tuple[Node, ...]:
        """The parts of a list; noted and empty for anything else."""
        if not isinstance(self.value, list):
            self.refuse("answers-list-expected", found=kind_of(self.value))
            return ()
        parts: list[object] = self.value
        return tuple(Node(part, f"{self.where}[{position}]", self.notes) for position, part in enumerate(parts))

    def text(self) -> str:
        """The text; empty where there is nothing in it to be seen, such as a zero-width space for a reason."""
        if isinstance(self.value, str):
            return self.value if any(each.isprintable() and not each.isspace() for each in self.value) else ""
        self.refuse("answers-text-expected", found=kind_of(self.value))
        return ""

    def flag(self) -> bool | None:
        if isinstance(self.value, bool):
            return self.value
        self.refuse("answers-flag-expected", found=kind_of(self.value))
        return None

    def count(self) -> int | None:
        """A whole number from 0 up."""
        number = self._number()
        if _is_long_count(self.value):
            self.refuse("answers-count-too-long", found=shown(self.value), limit=COUNT_DIGITS)
            return None
        if number is None or number != number.to_integral_value() or number < 0:
            self.refuse("answers-count-expected", found=shown(self.value))
            return None
        return int(number)

    def decimal(self) -> Decimal | None:
        """An exact decimal of ordinary size."""
        number = self._number()
        if number is None:
            self.refuse("answers-decimal-expected", found=shown(self.value))
        return number

    def _number(self) -> Decimal | None:
        value = self.value
        if isinstance(value, str):
            text = value.strip()
            number = Decimal(text) if _PLAIN.fullmatch(text) and len(text) <= 2 * DIGITS + 2 else None
        elif isinstance(value, int) and not isinstance(value, bool):
            number = Decimal(value)
        else:
            number = value if isinstance(value, Decimal) else None
        return number if number is not None and _ordinary(number) else None


def _is_long_count(value: object) -> bool:
    """Whether a value is a whole number with more digits than any count has."""
    if isinstance(value, Decimal):
        return value.is_finite() and value > 0 and value.as_tuple().exponent == 0 and value.adjusted() >= COUNT_DIGITS
    if isinstance(value, int) and not isinstance(value, bool):
        return value >= 10**COUNT_DIGITS
    text = value.strip().lstrip("+").lstrip("0") if isinstance(value, str) else ""
    return text.isascii() and text.isdigit() and len(text) > COUNT_DIGITS


def parse(content: bytes, notes: Notes) -> Node:
    """The root of a JSON document. Raises Refused where it is no JSON that can be read."""
    if len(content) > LARGEST:
        raise Refused(Problem("answers-too-large", details={"limit": LARGEST // 1024 // 1024}))
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Refused(Problem("answers-not-utf8", details={"position": error.start})) from error
    try:
        root: object = json.loads(
            text, parse_float=Decimal, parse_int=_whole, parse_constant=_no_constant, object_pairs_hook=_pairs(notes)
        )
    except json.JSONDecodeError as error:
        raise Refused(Problem("answers-not-json", f"{error.lineno}:{error.colno}")) from error
    except RecursionError as error:
        raise Refused(Problem("answers-too-deep")) from error
    if _SURROGATE_ESCAPE.search(text) and _has_lone_surrogate(root):
        raise Refused(Problem("answers-surrogate"))
    return Node(root, "", notes)


def _has_lone_surrogate(root: object) -> bool:
    """Whether a text or a key holds half a character, which no file and no page can carry on."""
    waiting = [root]
    while waiting:
        value = waiting.pop()
        if isinstance(value, dict):
            waiting += [*value.keys(), *value.values()]  # pyright: ignore[reportUnknownArgumentType]
        elif isinstance(value, list):
            waiting += value  # pyright: ignore[reportUnknownArgumentType]
        elif isinstance(value, str) and _SURROGATE.search(value):
            return True
    return False


def each(node: Node | None, read: Callable[[Node], T | None]) -> tuple[T, ...]:
    """The parts of a list read one by one, without those that failed; empty for an absent list."""
    parts = node.list() if node is not None else ()
    return tuple(part for part in map(read, parts) if part is not None)


def nearest(word: str, known: Sequence[str]) -> Sequence[str]:
    """The known words most like a wrong one, all of them where none is."""
    return get_close_matches(word, known, 3, 0.6) or known


def shown(value: object) -> str:
    """A value short enough for a message."""
    text = str(value)
    return text if len(text) <= 60 else text[:60] + "…"


def kind_of(value: object) -> str:
    """A JSON value's kind, as JSON names it."""
    names: dict[type[object], str] = {
        dict: "object",
        list: "array",
        str: "string",
        bool: "boolean",
        int: "number",
        Decimal: "number",
    }
    return names.get(type(value), "null")


def decimal_in(node: Node, key: str) -> Decimal | None:
    """The decimal under a key; None where it is absent or none."""
    found = node.child(key)
    return None if found is None else found.decimal()


def count_in(node: Node, key: str) -> int | None:
    """The count under a key."""
    found = node.child(key)
    return None if found is None else found.count()


def text_in(node: Node, key: str) -> str:
    """The text under a key; empty where absent."""
    found = node.child(key)
    return "" if found is None else found.text()


def flag_in(node: Node, key: str) -> bool | None:
    """The flag under a key."""
    found = node.child(key)
    return None if found is None else found.flag()


def _whole(text: str) -> int | Decimal:
    """Digits beyond any count stay a Decimal: Python refuses to read thousands of them as an int."""
    return int(text) if len(text) <= 2 * DIGITS else Decimal(text)


def _ordinary(number: Decimal) -> bool:
    """Whether a number has few enough digits to be meant, so that exact arithmetic on it stays small."""
    if not number.is_finite():
        return False
    return abs(number.adjusted()) <= DIGITS and int(number.as_tuple().exponent) >= -DIGITS


def _no_constant(text: str) -> object:
    raise Refused(Problem("answers-not-a-number", details={"text": text}))


def _pairs(notes: Notes) -> Callable[[list[tuple[str, object]]], dict[str, object]]:
    """Objects whose keys stand once; a key that stands twice is noted."""

    def read(pairs: list[tuple[str, object]]) -> dict[str, object]:
        found: dict[str, object] = {}
        for key, value in pairs:
            if key in found:
                notes.add("answers-key-twice", "", name=shown(key))
            found[key] = value
        return found

    return read
