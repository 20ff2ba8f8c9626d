"""Who is to sign the report of a case, in order, and what the enterprise said instead of signing."""

from __future__ import annotations

from dataclasses import dataclass

from qmdesk.ui.hub import Hub

#: The order of signing; the last who signs closes the report.
ORDER = ("lead", "assessor", "second_reviewer", "representative")


@dataclass(frozen=True, slots=True)
class Expected:
    """A signature that the report has a place for; ``refused`` is why the enterprise gives none, in its own words."""

    role: str
    name: str
    refused: str = ""


def expected(hub: Hub) -> list[Expected]:
    """Everyone with a place to sign, as the report lists them."""
    found: list[Expected] = []
    for role in ORDER:
        keys = [key for key in hub.keys("member") if hub.value(f"member:{key}", "role") == role]
        names = [name for key in keys if (name := hub.text(f"member:{key}", "name"))]
        if role == "representative":
            names = names or [hub.text("case", "representative")]
        refused = ""
        if role == "representative" and hub.value("case", "refused") is True:
            refused = hub.text("case", "refusal_reason") or "—"
        if role == "lead":
            names = names or [""]
        found += [Expected(role, name, refused) for name in names]
    return found
