"""Tracing a batch: the links to follow each way, what the links found say of the whole, and the time it took.

Moments are texts to the minute (``2026-07-01T09:30``), by the laptop's clock. An end before its start means that the
clock was changed, or a day mistyped: no duration is made of it.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from qmdesk.grading.records import Index, Record

#: The usual links of each direction, by code; their words are the window's and the report's.
LINKS: Mapping[str, tuple[str, ...]] = {
    "backward": ("shipment", "release", "packing", "final", "process", "people", "material", "supplier"),
    "forward": ("supplier", "incoming", "issue", "process", "people", "final", "packing", "shipment"),
}
DIRECTIONS = tuple(LINKS)


@dataclass(frozen=True, slots=True)
class Found:
    """A tracing summed up. ``minutes`` between the two moments, ``linked`` the sum of the links' own; ``reversed``: the
    end stands before the start. ``proposed``: complete, gaps, failed, or nothing while a link is open."""

    steps: tuple[Record, ...]
    proposed: str
    minutes: int | None
    linked: Decimal | None
    reversed: bool = False

    @property
    def gaps(self) -> tuple[Record, ...]:
        return tuple(each for each in self.steps if each.text("found") in ("partly", "no"))

    @property
    def open(self) -> int:
        return sum(not each.text("found") for each in self.steps)


def steps_of(found: Index, trace: str) -> tuple[Record, ...]:
    """The links of a tracing, by their order."""
    own = [each for each in found.records("trace_step") if each.text("trace") == trace]
    return tuple(sorted(own, key=lambda each: each.count("order") or 0))


def summed(found: Index, trace: Record) -> Found:
    """A tracing with its links."""
    steps = steps_of(found, trace.key)
    minutes = minutes_between(trace.text("started"), trace.text("ended"))
    own = [each for step in steps if (each := step.decimal("minutes", deciding=False)) is not None]
    backwards = minutes is not None and minutes < 0
    linked = sum(own, Decimal(0)) if own else None
    return Found(
        steps, proposed(each.text("found") for each in steps), None if backwards else minutes, linked, backwards
    )


def proposed(links: Iterable[str]) -> str:
    """The result that the links speak for. The far end not found is a tracing that failed, whatever lies between."""
    found = list(links)
    if not found or not all(found):
        return ""
    if all(each == "yes" for each in found):
        return "complete"
    return "failed" if found[-1] == "no" else "gaps"


def minutes_between(started: str, ended: str) -> int | None:
    """Whole minutes from one moment to another, below zero where they are the wrong way round; None without both."""
    if not started or not ended:
        return None
    try:
        span = datetime.datetime.fromisoformat(ended) - datetime.datetime.fromisoformat(started)
    except ValueError:
        return None
    return round(span.total_seconds() / 60)
