"""Which generations stay."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta

from qmdesk.workspace.thinning import THIN, WHOLE, Policy, kept

NOW = datetime(2026, 7, 20, 15, 30, tzinfo=UTC)


def ago(**past: float) -> datetime:
    return NOW - timedelta(**past)


def test_all_of_the_last_hour_stay():
    times = [ago(minutes=minute) for minute in range(0, 60, 2)]
    assert kept(times, NOW, THIN) == set(times)


def test_of_a_day_one_an_hour_stays_and_of_a_month_one_a_day():
    times = [ago(minutes=10 * step) for step in range(6 * 24 * 40)]
    stay = kept(times, NOW, THIN)
    day = [each for each in stay if timedelta(hours=1) < NOW - each <= timedelta(days=1)]
    month = [each for each in stay if timedelta(days=1) < NOW - each]
    assert 23 <= len(day) <= 25
    assert 29 <= len(month) <= 31
    assert len({f"{each:%Y%m%d}" for each in month}) == len(month)
    assert max(NOW - each for each in stay) <= timedelta(days=30)


def test_the_newest_stay_however_old_they_are():
    times = [ago(days=400 + day) for day in range(20)]
    assert kept(times, NOW, THIN) == set(times[: THIN.least])
    assert kept(times, NOW, WHOLE) == set(times[: WHOLE.least])


def test_thinning_again_takes_nothing_more():
    rng = random.Random(3)
    times = [ago(minutes=rng.uniform(0, 60_000)) for _ in range(400)]
    once = kept(times, NOW, THIN)
    assert kept(sorted(once), NOW, THIN) == once
    assert max(times) in once


def test_a_clock_that_was_ahead_fills_no_disk():
    times = [NOW + timedelta(days=365, minutes=minute) for minute in range(100)]
    assert len(kept([*times, NOW], NOW, Policy(least=2))) == 3
