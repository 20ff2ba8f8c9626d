"""Who signs a report, where on its pages, and in which order the last one closes it.

Before the first signature every place to sign becomes an empty signature field, named as the report names its places:
``lead``, ``assessor``, ``assessor-2``. The first signature covers these fields, so from then on the report itself
says who is to sign, and taking a signature away leaves a field that says who is missing. The last field locks the
report.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass

from qmdesk.model.problem import Problem, Refused

BOXES = "signature-boxes.json"
#: Where a role signs in a place of another name: an institution in the place of its seal.
ALIASES = {"institution": "seal"}
#: The fields of time stamps: ``stamp``, ``stamp-2``, …; no one signs in them.
STAMP = "stamp"
#: More than any report has.
MOST = 20
_FIELD = re.compile(r"([a-z][a-z_]*)(?:-([2-9]|[1-9]\d))?")


@dataclass(frozen=True, slots=True)
class Box:
    """A place to sign on a page: its field, the name expected there (or ""), page from 0, rectangle in points."""

    field: str
    name: str
    page: int
    rect: tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Place:
    """One signature to come: its field, role, the name expected (or ""), and its box; without one it shows nowhere."""

    field: str
    role: str
    name: str = ""
    box: Box | None = None


def role_of(field: str) -> str:
    """The role that a signature field stands for; the field's own name where it is none of ours."""
    match = _FIELD.fullmatch(field)
    return match[1] if match else field


def is_field_of_ours(field: str) -> bool:
    """Whether a signature field is named as this program names them."""
    return _FIELD.fullmatch(field) is not None


def plan(roles: Sequence[str], names: Sequence[str], boxes: Sequence[Box]) -> tuple[Place, ...]:
    """A field for each role in order. Of several boxes of a role one that expects the signer's name is taken, else
    the first that is free. ``names`` are the signers' as far as they are known, "" where not.

    Raises Refused: report-role-unknown (a role that is no word), report-roles-too-many.
    """
    if len(roles) > MOST:
        raise Refused(Problem("report-roles-too-many", "", {"count": len(roles), "most": MOST}))
    free, taken = list(boxes), {box.field for box in boxes}
    places: list[Place] = []
    for role, name in zip(roles, names, strict=True):
        if not is_field_of_ours(role) or role_of(role) != role or role == STAMP:
            raise Refused(Problem("report-role-unknown", role))
        box = _box_for(role, name, free)
        if box is not None:
            free.remove(box)
        field = box.field if box is not None and role not in ALIASES else _new_field(role, taken)
        taken.add(field)
        places.append(Place(field, role, box.name if box is not None and box.name else name, box))
    return tuple(places)


def _box_for(role: str, name: str, free: Sequence[Box]) -> Box | None:
    of_role = [box for box in free if role_of(box.field) == ALIASES.get(role, role)]
    named = [box for box in of_role if name and box.name == name]
    return next(iter(named or of_role), None)


def _new_field(role: str, taken: set[str]) -> str:
    names = [role, *(f"{role}-{number}" for number in range(2, MOST + 2))]
    return next(name for name in names if name not in taken)


def read_boxes(raw: bytes | None) -> tuple[Box, ...]:
    """The places that a report carries as ``signature-boxes.json``; none where it carries no such file.

    Raises Refused(report-boxes-unreadable).
    """
    if raw is None:
        return ()
    try:
        boxes = tuple(_box(each) for each in json.loads(raw))
        if len({box.field for box in boxes}) != len(boxes):
            raise ValueError("two places of one name")
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise Refused(Problem("report-boxes-unreadable", BOXES)) from error
    return boxes


def _box(data: dict[str, object]) -> Box:
    field, page, rect = str(data["role"]), data["page"], data["rect"]
    if not isinstance(page, int) or not isinstance(rect, list) or not is_field_of_ours(field):
        raise TypeError("a place has a field, a page and four edges")
    left, bottom, right, top = (float(edge) for edge in rect)
    if not (0 <= left < right <= 20_000 and 0 <= bottom < top <= 20_000 and 1 <= page < 100_000):
        raise ValueError("a place lies on a page")
    return Box(field, str(data.get("name", "")), page - 1, (left, bottom, right, top))
