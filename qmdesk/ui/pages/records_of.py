"""Records of one kind that a page adds to and removes from: keys, order, deletion, the place to start typing."""

from __future__ import annotations

import secrets
from collections.abc import Mapping

from qmdesk.model.canonical import Json
from qmdesk.model.journal import Edit, Place, Stage
from qmdesk.ui.hub import Hub


def new_key() -> str:
    """A key that no other record of any device has."""
    return "r" + secrets.token_hex(6)


def added(hub: Hub, kind: str, values: Mapping[str, Json]) -> tuple[str, list[Edit]]:
    """The key of a new record and the edits that make it; staged fields belong to the hub's stage."""
    key = new_key()
    fields = hub.form.records[kind].fields
    edits = [
        Edit(Place(f"{kind}:{key}", name, str(hub.stage) if fields[name].staged else ""), value)
        for name, value in values.items()
    ]
    return key, edits


def removed(hub: Hub, kind: str, key: str) -> Edit:
    """The edit that marks a record deleted; undo brings it back."""
    staged = hub.form.records[kind].fields["deleted"].staged
    stage: Stage | str = hub.stage if staged else ""
    return Edit(Place(f"{kind}:{key}", "deleted", str(stage)), True)


def ordered(hub: Hub, kind: str) -> list[str]:
    """Keys by their ``order`` where they have one, else as they came."""

    def order(key: str) -> int:
        value = hub.value(f"{kind}:{key}", "order")
        return value if isinstance(value, int) else 10**6

    return sorted(hub.keys(kind), key=order)
