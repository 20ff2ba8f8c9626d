"""A roll-up as it may leave the office: small groups hidden (:mod:`qmdesk.portfolio.masking`), None in their place.

With ``k`` 0 nothing is hidden: what the office itself looks at.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from qmdesk.portfolio.bands import bands
from qmdesk.portfolio.masking import Mask, hidden_grid, hidden_line, small, with_totals
from qmdesk.portfolio.rollup import Count, Cross, FigureCount, ItemCount, Rollup, total_of

Shown = int | None


@dataclass(frozen=True, slots=True)
class ShownCount:
    """A count with its hidden numbers as None."""

    cases: Shown
    reviewed: Shown
    levels: tuple[Shown, ...]
    high: Shown
    share: Fraction | None
    reached: Shown
    carried_out: Shown
    self_assessed: Shown


@dataclass(frozen=True, slots=True)
class Masked:
    """What of a roll-up is shown. Rows of a group are found by its name and their key."""

    k: int
    grids: dict[tuple[str, str], list[bool]] = field(default_factory=dict[tuple[str, str], list[bool]])
    _lines: dict[tuple[str, str], tuple[bool, bool, bool]] = field(
        default_factory=dict[tuple[str, str], tuple[bool, bool, bool]]
    )

    def count(self, group: str, count: Count) -> ShownCount:
        """A row of a group; group "" is the whole."""
        hide = self.grids.get((group, count.key), [False] * 6)
        cases, carried, own = self._lines.get((group, count.key), (False, False, False))
        levels = tuple(None if hide[at] else number for at, number in enumerate(count.levels))
        reviewed = None if hide[5] else count.reviewed
        high = count.high if self._follows(levels, reviewed, 2) else None
        reached = count.reached if self._follows(levels, reviewed, 1) else None
        share = None if high is None or reviewed is None else count.share
        return ShownCount(
            None if cases or hide[5] else count.cases, reviewed, levels, high, share, reached,
            None if carried or hide[5] else count.carried_out, None if own else count.self_assessed,
        )  # fmt: skip

    @staticmethod
    def _follows(levels: Sequence[Shown], reviewed: Shown, at: int) -> bool:
        """Whether the count from a level on can be told: it follows from what is shown and gives nothing new away."""
        return None not in levels[at:] or (reviewed is not None and None not in levels[:at])

    def grid(self, _: str, grid: Sequence[Sequence[int]]) -> list[list[Shown]]:
        """A square of levels without its totals."""
        if not self.k:
            return [list(row) for row in grid]
        mask = hidden_grid(with_totals(grid), self.k, fixed_totals=False)
        return [[None if mask[r][c] else n for c, n in enumerate(row)] for r, row in enumerate(grid)]

    def item(self, each: ItemCount) -> list[Shown]:
        """An item's counts by level."""
        return self.line(each.levels)

    def figure(self, each: FigureCount) -> tuple[list[Shown], Shown, Shown]:
        """A figure's counts by level, those without one, those not tracked."""
        *levels, open_ = self.line((*each.levels, each.open))
        untracked = self._binned(each)[0] if self.k else False
        return levels, open_, None if untracked else each.untracked

    def bins(self, each: FigureCount) -> dict[int, Shown]:
        """A figure's counts by bin."""
        hidden = self._binned(each)[1] if self.k else {}
        return {at: None if hidden.get(at) else count for at, count in each.bins.items()}

    def _binned(self, each: FigureCount) -> tuple[bool, dict[int, bool]]:
        """Whether a figure's untracked are hidden, and which of its bins. What stands at a level is the sum of the bins
        of its band (and the untracked, at the lowest): so a hidden level hides all of its bins, and of a published one
        at least two are hidden or none."""
        levels = self.line((*each.levels, each.open))
        untracked, hidden = small(each.untracked, self.k) or levels[0] is None, dict[int, bool]()
        for within, places in bands(each):
            counts = [each.bins[at] for at in places]
            if any(levels[level - 1] is None for level in within):
                hidden |= dict.fromkeys(places, True)
                continue
            lowest = 1 in within and each.untracked > 0
            line = hidden_line([each.untracked, *counts] if lowest else counts, self.k)
            if lowest:
                untracked, *line = line
            hidden |= dict(zip(places, line, strict=True))
        return untracked, hidden

    def line(self, values: Sequence[int]) -> list[Shown]:
        """Counts whose sum is known."""
        if not self.k:
            return list(values)
        hidden = hidden_line(values, self.k)
        return [None if hide else value for hide, value in zip(hidden, values, strict=True)]


def masked_rollup(made: Rollup, k: int) -> Masked:
    """What of a roll-up may be shown where groups under ``k`` are hidden; all of it with ``k`` 0."""
    shown = Masked(k)
    if not k:
        return shown
    hide_group(shown, "", (made.whole,))
    for name, counts in made.groups.items():
        hide_group(shown, name, counts)
    hide_group(shown, "years", made.years)
    return shown


def hide_group(shown: Masked, group: str, counts: Sequence[Count]) -> None:
    """Work out what of one table of groups is hidden."""
    if not counts:
        return
    inner = [list(count.levels) for count in counts]
    mask: Mask = hidden_grid(with_totals(inner), shown.k)
    # What is counted of all cases, reviewed or not, stands beside the reviewed: small there hides it here.
    for count, row in zip(counts, mask if group else [mask[-1]], strict=False):
        shown.grids[group, count.key] = row
    lines = [
        hidden_line(values, shown.k) if group else [small(values[0], shown.k)]
        for values in (
            [each.cases for each in counts], [each.carried_out for each in counts], [e.self_assessed for e in counts],
        )
    ]  # fmt: skip
    for at, count in enumerate(counts):
        shown._lines[group, count.key] = (lines[0][at], lines[1][at], lines[2][at])  # pyright: ignore[reportPrivateUsage]


def hidden_cross(made: Cross, k: int) -> tuple[Mask, Mask]:
    """Which numbers of two groups against each other are hidden: of the reviewed, and of those at a high level, with
    the totals of both as last row and column. Where nearly all are at a high level the few others count too."""
    reviewed, high = with_totals(made.grid("reviewed")), with_totals(made.grid("high"))
    if not k:
        nothing = [[False] * len(row) for row in reviewed]
        return nothing, nothing
    mask = hidden_grid(reviewed, k, fixed_totals=False)
    also = [
        (r, c)
        for r, row in enumerate(reviewed)
        for c, number in enumerate(row)
        if mask[r][c] or small(number - high[r][c], k)
    ]
    also += [(r, len(made.columns)) for r, hide in enumerate(_high_hidden(made, 0, k)) if hide]
    also += [(len(made.rows), c) for c, hide in enumerate(_high_hidden(made, 1, k)) if hide]
    return mask, hidden_grid(high, k, also=also, fixed_totals=False)


def _high_hidden(made: Cross, side: int, k: int) -> list[bool]:
    """Of which rows (0) or columns (1) the group's own table doesn't tell how many are at a high level."""
    counts = [
        total_of(key, [count for pair, count in made.counts.items() if pair[side] == key])
        for key in (made.columns if side else made.rows)
    ]
    shown = Masked(k)
    hide_group(shown, "side", counts)
    return [shown.count("side", each).high is None for each in counts]
