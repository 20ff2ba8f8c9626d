"""Statistics on standard output for people: figures under the names that they have in JSON, verdicts in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import cast

from qmdesk.app.out import text_out
from qmdesk.wording import say


def verdict_text(status: str, reasons: Sequence[str], lang: str) -> str:
    """The verdict in the words of screen and report."""
    said = [say(f"stats.reason.{code}", lang) for code in reasons]
    word = say(f"stats.status.{status}", lang)
    return say("cli.verdict", lang, status=word, reasons=say("cli.semicolon", lang).join(said)) if said else word


def print_figures(document: Mapping[str, object]) -> None:
    """Every figure of a document on a line of its own."""
    for line in _lines(document):
        text_out(line)


def _lines(value: object, name: str = "", depth: int = 0) -> Iterator[str]:
    """The document for people: a line for every figure under the name it has in JSON, lists of figures in one line."""
    indent = "  " * depth
    if isinstance(value, Mapping):
        if name:
            yield f"{indent}{name}:"
        for key, each in cast("Mapping[str, object]", value).items():
            yield from _lines(each, key, depth + bool(name))
    elif isinstance(value, list | tuple) and any(isinstance(each, Mapping) for each in cast("Sequence[object]", value)):
        yield f"{indent}{name}:"
        for each in cast("Sequence[Mapping[str, object]]", value):
            yield f"{indent}  " + "  ".join(f"{key} {_shown(figure)}" for key, figure in each.items())
    else:
        yield f"{indent}{name}: {_shown(value)}"


def _shown(value: object) -> str:
    if value is None:
        return "-"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list | tuple):
        return ", ".join(_shown(each) for each in cast("Sequence[object]", value)) or "-"
    return f"{value:.6g}" if isinstance(value, float) else str(value)
