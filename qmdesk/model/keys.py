"""Keys for records: the same things named again give the same key, so a repeated import changes nothing."""

from __future__ import annotations

import hashlib
import unicodedata


def key_for(*parts: str) -> str:
    """A short key from the words that identify a record, stable over machines and versions.

    Words are compared without width, case and surrounding space: ``１号线`` and ``1号线`` are one line.
    """
    normal = "\x1f".join(unicodedata.normalize("NFKC", part).strip().casefold() for part in parts)
    return "k" + hashlib.sha256(normal.encode("utf-8")).hexdigest()[:10]
