"""What a field type is: three functions on a declared field. The types themselves stand beside this module."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from qmdesk.formdef.types import Field
from qmdesk.model.canonical import Json
from qmdesk.model.problem import Detail, Problem, Severity

#: A value with an optional warning, or None with the error that refused it.
Parsed = tuple[Json, Problem | None]


@dataclass(frozen=True, slots=True)
class FieldType:
    """How a type reads typed text, shows a value, and tells a proper value from another.

    ``parse(field, text, lang)`` is never given blank text, ``format(field, value, lang)`` and
    ``is_proper(field, value)`` are never given None.
    """

    parse: Callable[[Field, str, str], Parsed]
    format: Callable[[Field, Json, str], str]
    is_proper: Callable[[Field, Json], bool]


def refused(code: str, /, **details: Detail) -> Parsed:
    """No value, and the error that says why."""
    return None, Problem(code, details=details)


def warned(value: Json, code: str, /, **details: Detail) -> Parsed:
    """A value, and the warning that goes with it."""
    return value, Problem(code, details=details, severity=Severity.WARNING)


def in_language(zh: str, en: str, lang: str) -> str:
    return en if lang.startswith("en") else zh
