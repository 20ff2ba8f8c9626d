"""Which generations of backups stay: the newer, the more of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

_HOUR, _DAY = timedelta(hours=1), timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Policy:
    """Which generations stay: all of ``whole``, then the newest of each hour for ``hourly``, of each day for ``daily``;
    the newest ``least`` always."""

    whole: timedelta = _HOUR
    hourly: timedelta = _DAY
    daily: timedelta = 30 * _DAY
    least: int = 5


#: Generations without files cost little; whole copies of an encrypted case cost as much as the case.
THIN = Policy()
WHOLE = Policy(timedelta(0), timedelta(0), 7 * _DAY, 2)


def kept(times: Sequence[datetime], now: datetime, policy: Policy) -> set[datetime]:
    """Those of the times that stay. A clock that was wrong makes a time no younger than its distance from now."""
    order = sorted(set(times), reverse=True)
    found = set(order[: policy.least])
    seen: set[str] = set()
    for each in order:
        age = abs(now - each)
        if age <= policy.whole:
            found.add(each)
        elif age <= policy.daily:
            mark = f"{each:%Y%m%d%H}" if age <= policy.hourly else f"{each:%Y%m%d}"
            if mark not in seen:
                found.add(each)
            seen.add(mark)
    return found
