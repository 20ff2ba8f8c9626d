"""Sentences for people, by code and language, outside the window.

Codes come from below, sentences stand in ``resources/texts/<language>/<room>.toml``: one table per room,
``key = "text with {details}"``. The window has its own texts through Qt; what both the command
line and a report say stands here.
"""

from __future__ import annotations

import string
import tomllib
from collections.abc import Mapping
from functools import cache

from qmdesk import assets

DEFAULT_LANGUAGE = "zh-CN"
LANGUAGES = ("zh-CN", "en")


@cache
def catalogue(lang: str) -> Mapping[str, str]:
    """All texts of a language by dotted key (``problem.number-expected``). Raises ValueError for a doubled key."""
    texts: dict[str, str] = {}
    for path in sorted(assets.resource("texts", lang).glob("*.toml")):
        for key, text in _flat(tomllib.loads(path.read_text("utf-8")), ""):
            if key in texts:
                raise ValueError(f"{path.name}: {key} is defined twice")
            texts[key] = text
    return texts


def _flat(table: Mapping[str, object], prefix: str) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for key, value in table.items():
        name = f"{prefix}.{key}" if prefix else key
        if isinstance(value, dict):
            found += _flat(value, name)  # pyright: ignore[reportUnknownArgumentType]
        else:
            found.append((name, str(value)))
    return found


def say(key: str, lang: str = DEFAULT_LANGUAGE, /, **details: object) -> str:
    """The text of a key with its details filled in; a missing detail stays visible. KeyError for no such key."""
    return string.Formatter().vformat(catalogue(lang)[key], (), _Visible(details))


def knows(key: str, lang: str = DEFAULT_LANGUAGE) -> bool:
    """Whether the catalogue has the key."""
    return key in catalogue(lang)


class _Visible(dict[str, object]):
    def __missing__(self, key: str) -> str:
        return "{" + key + "}"
