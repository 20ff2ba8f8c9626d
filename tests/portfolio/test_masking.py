"""No hidden number can be worked out from what is published."""

from __future__ import annotations

import itertools
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qmdesk.portfolio.bands import bands
from qmdesk.portfolio.masked import Masked, hidden_cross, hide_group
from qmdesk.portfolio.masking import K, bridges, hidden_grid, hidden_line, small, with_totals
from qmdesk.portfolio.rollup import Count, Cross, FigureCount

counts = st.one_of(st.integers(0, 12), st.integers(0, 400))
grids = st.integers(2, 6).flatmap(
    lambda columns: st.lists(st.lists(counts, min_size=columns, max_size=columns), min_size=2, max_size=7)
)


def determined(grid, mask, *, line_of_totals=True):
    """Hidden places whose value follows from the sums and the published numbers: a unit vector in the row space."""
    rows, columns = len(grid), len(grid[0])
    places = [(r, c) for r in range(rows) for c in range(columns) if mask[r][c]]
    if not places:
        return []
    at = {place: n for n, place in enumerate(places)}
    equations = []
    for line in [[(r, c) for c in range(columns)] for r in range(rows)] + [
        [(r, c) for r in range(rows)] for c in range(columns)
    ]:
        vector = np.zeros(len(places))
        for place in line[:-1]:
            if place in at:
                vector[at[place]] += 1
        if line[-1] in at:
            vector[at[line[-1]]] -= 1
        if vector.any():
            equations.append(vector)
    space = np.array(equations)
    rank = np.linalg.matrix_rank(space)
    return [p for p, n in at.items() if np.linalg.matrix_rank(np.vstack([space, np.eye(len(places))[n]])) == rank]


@settings(max_examples=300)
@given(grids)
def test_every_small_group_of_a_table_is_hidden_and_none_follows_from_the_sums(inner):
    grid = with_totals(inner)
    mask = hidden_grid(grid, fixed_totals=False)
    assert all(mask[r][c] for r, row in enumerate(grid) for c, value in enumerate(row) if small(value))
    assert determined(grid, mask) == []


@settings(max_examples=300)
@given(grids)
def test_with_the_totals_hidden_as_everywhere_nothing_inside_follows_either(inner):
    grid = with_totals(inner)
    mask = hidden_grid(grid)
    found = [place for place in determined(grid, mask) if small(grid[place[0]][place[1]])]
    last = len(grid) - 1
    assert [place for place in found if place[0] != last] == []


@given(st.lists(counts, min_size=2, max_size=9))
def test_a_line_with_its_sum_hides_at_least_two_or_all(values):
    hidden = hidden_line(values)
    assert all(hide for hide, value in zip(hidden, values, strict=True) if small(value))
    assert sum(hidden) != 1


@given(grids)
def test_the_line_of_totals_is_hidden_alike_in_every_table_of_the_same_cases(inner):
    grid = with_totals(inner)
    turned = with_totals([row[:] for row in reversed(inner)])
    assert hidden_grid(grid)[-1] == hidden_grid(turned)[-1]


def test_a_table_without_small_groups_is_published_whole():
    assert not any(map(any, hidden_grid(with_totals([[10, 20], [30, 0]]))))


def test_a_lone_small_number_takes_a_companion_in_its_row_and_its_column():
    grid = with_totals([[3, 20, 30], [20, 20, 20], [30, 30, 30]])
    mask = hidden_grid(grid)
    assert mask[0][0]
    assert sum(mask[0]) >= 2
    assert sum(row[0] for row in mask) >= 2


def test_the_companions_are_enough_to_blur_the_number():
    hidden = hidden_line([1, 1, 2, 40, 50])
    assert sum(v for v, hide in zip([1, 1, 2, 40, 50], hidden, strict=True) if hide) >= 2 * K


@pytest.mark.parametrize("size", [3, 4, 6])
def test_a_ring_has_no_bridge_and_a_chain_is_all_bridges(size):
    def graph(pairs):
        edges = {}
        for label, (one, other) in enumerate(pairs):
            edges.setdefault(one, []).append((other, (label, 0)))
            edges.setdefault(other, []).append((one, (label, 0)))
        return edges

    chain = list(itertools.pairwise(range(size)))
    assert bridges(graph([*chain, (size - 1, 0)])) == []
    assert len(bridges(graph(chain))) == size - 1


@given(st.dictionaries(st.integers(0, 19), st.integers(1, 60), min_size=1), st.integers(0, 30))
def test_bins_of_a_figure_and_its_levels_do_not_give_each_other_away(bins, untracked):
    """Each level of the yield is the sum of its bins (its edges are edges of bins), the lowest with the untracked."""
    band = {at: sum(at >= edge for edge in (10, 15, 17, 18)) for at in bins}
    levels = [sum(n for at, n in bins.items() if band[at] == level) for level in range(5)]
    levels[0] += untracked
    each, shown = FigureCount("fpy", tuple(levels), 0, untracked, bins), Masked(K)
    seen, _, seen_untracked = shown.figure(each)
    seen_bins = shown.bins(each)
    assert not [n for n in (*seen, seen_untracked, *seen_bins.values()) if n is not None and small(n)]
    for level in range(5):
        parts = [seen_bins[at] for at in bins if band[at] == level] + [seen_untracked] * (level == 0 and untracked > 0)
        hidden = sum(part is None for part in parts)
        assert hidden == len(parts) if seen[level] is None else hidden != 1 or len(parts) == 1


def test_a_bin_on_the_edge_of_two_levels_keeps_their_bins_together():
    made = bands(FigureCount("cpk", (0, 9, 9, 0, 0), 0, 0, {10: 5, 13: 4, 14: 9, 20: 5}))
    assert [(sorted(within), places) for within, places in made] == [([2, 3], [10, 13, 14]), ([5], [20])]
    assert bands(FigureCount("internal_loss", (0, 9, 0, 0, 0), 0, 0, {12: 4, 23: 5})) == [(frozenset({2}), [12, 23])]


def test_a_cross_tells_no_high_total_that_the_table_of_its_group_hides():
    count = Count("", 60, 60, (0, 30, 9, 3, 18), 30, 60, 60, 60)
    other = Count("", 60, 60, (0, 30, 20, 10, 0), 30, 60, 60, 60)
    made = Cross(
        "region",
        "size",
        ("甲", "乙"),
        ("大", "小"),
        {(r, c): count if r == "甲" else other for r in ("甲", "乙") for c in ("大", "小")},
    )
    few = Cross("region", "size", ("甲", "乙"), ("大",), {("甲", "大"): count, ("乙", "大"): other})
    assert not any(map(any, hidden_cross(made, K)[0]))
    shown = Masked(K)
    hide_group(shown, "region", (replace(count, key="甲"), replace(other, key="乙")))
    hidden = hidden_cross(few, K)[1]
    for at, each in enumerate((replace(count, key="甲"), replace(other, key="乙"))):
        assert hidden[at][-1] or shown.count("region", each).high is not None
