"""Mappings of tables of readings that people chose to keep, by plant and by the shape of the file.

A plant is its credit code. One small JSON file for each plant in the workspace's folder, written whole to one side and
then put in place; a file that can't be read is set aside and never in the way. What a mapping says is not known here.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import Any

from qmdesk.workspace.notes import put_note

#: Shapes that are kept for a plant; the oldest goes first.
MOST = 200
_BYTES = 16 * 1024 * 1024

Data = dict[str, Any]


def remembered(home: Path, plant: str, shape: str) -> Data | None:
    """What was kept for this plant and shape, as it was kept; None where there is nothing."""
    found = _read(_file(home, plant)).get(shape)
    return found if isinstance(found, dict) else None


def remember(home: Path, plant: str, shape: str, mapping: Mapping[str, Any]) -> bool:
    """Keep a mapping in place of the one of the same shape. False where the workspace can't be written."""
    target = _file(home, plant)
    known = {key: value for key, value in _read(target).items() if key != shape}
    known[shape] = dict(mapping)
    return put_note(target, {"v": 1, "shapes": dict(list(known.items())[-MOST:])})


def forget(home: Path, plant: str, shape: str) -> bool:
    """Keep it no longer. False where the workspace can't be written."""
    target = _file(home, plant)
    known = _read(target)
    if shape not in known:
        return True
    del known[shape]
    return put_note(target, {"v": 1, "shapes": known})


def _file(home: Path, plant: str) -> Path:
    """By a hash: what a case has for a credit code may be anything, and is nobody's business in a file's name."""
    return home / "mappings" / f"{sha256(plant.strip().upper().encode('utf-8', 'replace')).hexdigest()[:24]}.json"


def _read(path: Path) -> Data:
    try:
        if path.stat().st_size > _BYTES:
            raise ValueError("too large")
        found = json.loads(path.read_text("utf-8"))
        if not isinstance(found, dict) or found.get("v") != 1 or not isinstance(found.get("shapes"), dict):
            raise ValueError("not ours")
    except FileNotFoundError:
        return {}
    except OSError:
        return {}
    except (ValueError, RecursionError):
        with suppress(OSError):
            path.replace(path.with_suffix(".damaged"))
        return {}
    shapes: Data = found["shapes"]
    return shapes
