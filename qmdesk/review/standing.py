"""How the outbox stands: each package with its places, in plain words for screens and commands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from qmdesk.model.canonical import Json
from qmdesk.model.problem import Problem, Severity
from qmdesk.workspace.outbox import DELIVERED, REFUSED, WAITING, Delivery, Outbox, Waiting

NOWHERE = "no-destination"


@dataclass(frozen=True, slots=True)
class PlaceStanding:
    """How a package stands at one place."""

    name: str
    delivery: Delivery

    @property
    def problem(self) -> Problem | None:
        """Why it isn't there; None where it is, or was not tried yet."""
        each = self.delivery
        if each.state == DELIVERED or not each.code:
            return None
        severity = Severity.ERROR if each.state == REFUSED else Severity.WARNING
        return Problem(each.code, self.name, {"reason": each.reason}, severity)


@dataclass(frozen=True, slots=True)
class PackageStanding:
    """A package and its places."""

    package: Waiting
    places: Sequence[PlaceStanding]

    @property
    def delivered(self) -> int:
        return sum(each.delivery.state == DELIVERED for each in self.places)

    @property
    def of(self) -> int:
        return len(self.places)

    @property
    def state(self) -> str:
        """``delivered``, ``waiting``, ``refused`` or ``no-destination``."""
        states = {each.delivery.state for each in self.places}
        if not states:
            return NOWHERE
        return REFUSED if REFUSED in states else WAITING if WAITING in states else DELIVERED

    @property
    def problems(self) -> list[Problem]:
        if not self.places:
            return [Problem("delivery-no-destination", self.package.label, severity=Severity.WARNING)]
        return [problem for each in self.places if (problem := each.problem) is not None]

    def to_json(self) -> Json:
        package = self.package
        return {
            "package": package.file,
            "sha256": package.sha256,
            "case_id": package.case_id or None,
            "label": package.label,
            "size": package.size,
            "state": self.state,
            "delivered": self.delivered,
            "of": self.of,
            "destinations": [
                {
                    "name": each.name,
                    "url": each.delivery.url,
                    "state": each.delivery.state,
                    "code": each.delivery.code or None,
                    "attempts": each.delivery.attempts,
                    "sent": each.delivery.sent,
                    "at": each.delivery.at or None,
                }
                for each in self.places
            ],
        }


def stand(outbox: Outbox) -> list[PackageStanding]:
    """Every package of the outbox, oldest first. Reads only; an outbox that was never used stays unmade."""
    if outbox.empty:
        return []
    names = {each.url: each.name for each in outbox.destinations()}
    deliveries = outbox.deliveries()
    return [
        PackageStanding(
            package,
            [
                PlaceStanding(names.get(each.url, each.url), each)
                for each in deliveries
                if each.sha256 == package.sha256
            ],
        )
        for package in outbox.packages()
    ]
