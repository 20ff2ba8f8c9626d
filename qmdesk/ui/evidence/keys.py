"""Which evidence is bound to which place."""

from __future__ import annotations

from qmdesk.ui.hub import Hub


def evidence_of(hub: Hub, where: str) -> list[str]:
    """Keys of the evidence bound to an item or figure, in order of arrival; ``item:`` may be left out."""
    return hub.once("evidence by place", lambda: _by_place(hub)).get(where.removeprefix("item:"), [])


def _by_place(hub: Hub) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for key in hub.keys("evidence"):
        found.setdefault(hub.text(f"evidence:{key}", "binds").removeprefix("item:"), []).append(key)
    return found
