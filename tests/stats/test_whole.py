"""Exact sums over whole numbers of any size, against Python's own integers."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qmdesk.model.readings import Readings
from qmdesk.stats import exact, whole

#: Small steps, steps about the limits of int64 and beyond.
NUMBERS = st.one_of(
    st.integers(-100, 100), st.integers(-(2**62), 2**62), st.integers(-(2**63), 2**63 - 1), st.integers()
)


@pytest.mark.parametrize("piece", [1, 3, whole.PIECE])
@given(st.lists(NUMBERS, min_size=1, max_size=40))
def test_sums_are_those_of_pythons_integers(piece: int, values: list[int]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(whole, "PIECE", piece)
        array = whole.array_of(values)
        assert whole.total(array) == sum(values)
        assert whole.squares(array) == len(values) * sum(each * each for each in values) - sum(values) ** 2
        assert whole.steps(array) == sum(abs(b - a) for a, b in pairwise(values))


@given(st.lists(st.lists(NUMBERS, min_size=3, max_size=3), min_size=1, max_size=10))
def test_rows_of_subgroups(rows: list[list[int]]) -> None:
    matrix = whole.array_of([value for row in rows for value in row]).reshape(-1, 3)
    assert whole.ranges(matrix) == sum(max(row) - min(row) for row in rows)
    expected = [3 * sum(each * each for each in row) - sum(row) ** 2 for row in rows]
    assert whole.squares_by_row(matrix).tolist() == expected


@given(st.lists(NUMBERS, min_size=1, max_size=30), st.integers(1, 10**6))
def test_the_step_is_the_largest_common_one(values: list[int], factor: int) -> None:
    found = whole.step(whole.array_of([each * factor for each in values]))
    apart = [each - values[0] for each in values]
    assert found == np.gcd.reduce(np.array([*apart, 0], dtype=object)) * factor


@given(st.lists(st.integers(1, 4), min_size=1, max_size=12))
def test_subgroups_of_every_size_are_found_in_order(sizes: list[int]) -> None:
    readings = Readings(tuple(range(sum(sizes))), -2, tuple(sizes))
    rows = {size: matrix.tolist() for size, matrix in exact.by_size(readings)}
    expected: dict[int, list[list[int]]] = {}
    for group in exact.groups(readings):
        expected.setdefault(len(group), []).append(list(group))
    assert rows == expected


def test_readings_too_long_for_64_bits_are_kept_whole() -> None:
    long = Readings((10**25, -(10**25)), -2)
    assert long.scaled == (10**25, -(10**25))
    assert exact.mean(long) == 0
    assert list(Readings((1, 2), 0).scaled) == [1, 2]
