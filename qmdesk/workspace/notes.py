"""Small notes of the workspace: JSON that is written to one side and put in place, and does without where it can't."""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path


def put_note(path: Path, note: Mapping[str, object]) -> bool:
    """Write a note whole, in place of what was there. False where the workspace can't be written."""
    part = path.with_suffix(f".{secrets.token_hex(4)}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        part.write_text(json.dumps(note, ensure_ascii=False), "utf-8")
        part.replace(path)
    except OSError:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        return False
    return True
