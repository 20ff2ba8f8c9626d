"""Canonical JSON: one text, and so one hash, for one value.

Keys sorted by code point, no spaces, UTF-8 without escapes for non-ASCII text. Floats are refused:
a number that decides anything is an integer or a decimal written as text.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence

type_error = "canonical JSON takes None, bool, int, str, lists and string-keyed maps, not {}"

#: What a field may hold: None means "cleared".
Json = None | bool | int | str | Sequence["Json"] | Mapping[str, "Json"]


def canonical(value: Json) -> str:
    """The canonical JSON text of ``value``.

    Raises TypeError for floats, bytes, sets and non-string keys, and ValueError for lone surrogates.
    """
    _check(value)
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
    text.encode("utf-8")  # a lone surrogate raises UnicodeEncodeError, a ValueError
    return text


def sha256_of(value: Json) -> str:
    """Hexadecimal SHA-256 of the canonical JSON of ``value``."""
    return sha256_bytes(canonical(value).encode("utf-8"))


def sha256_bytes(data: bytes) -> str:
    """Hexadecimal SHA-256 of bytes."""
    return hashlib.sha256(data).hexdigest()


def _check(value: object) -> None:
    if value is None or isinstance(value, str | bool | int):
        return
    if isinstance(value, Mapping):
        for key, item in value.items():  # pyright: ignore[reportUnknownVariableType]
            if not isinstance(key, str):
                raise TypeError(type_error.format(type(key).__name__))  # pyright: ignore[reportUnknownArgumentType]
            _check(item)  # pyright: ignore[reportUnknownArgumentType]
        return
    if isinstance(value, list | tuple):
        for item in value:  # pyright: ignore[reportUnknownVariableType]
            _check(item)  # pyright: ignore[reportUnknownArgumentType]
        return
    raise TypeError(type_error.format(type(value).__name__))
