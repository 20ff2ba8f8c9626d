"""Readings without some of them keep the rest as it was."""

from decimal import Decimal
from itertools import accumulate, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qmdesk.model.readings import Readings


def test_readings_without_some_shrink_their_subgroups() -> None:
    study = Readings.of([Decimal(each) for each in range(9)], (2, 3, 4))
    left = study.without({0, 1, 3, 8, 99})
    assert left.decimals() == tuple(map(Decimal, (2, 4, 5, 6, 7))) and left.subgroups == (2, 3)
    assert study.without(()) is study and study.without({99}) is study
    assert Readings.of([Decimal(1), Decimal(2)], ordered=False).without({0}).ordered is False


@given(st.lists(st.integers(1, 5), min_size=1, max_size=8), st.data())
def test_readings_without_keep_the_rest_in_place(sizes: list[int], data: st.DataObject) -> None:
    study = Readings(range(sum(sizes)), 0, tuple(sizes))
    out = data.draw(st.sets(st.integers(0, sum(sizes) - 1)))
    left = study.without(out)
    assert list(left.scaled) == [each for each in range(sum(sizes)) if each not in out]
    starts = [0, *accumulate(sizes)]
    kept = [sum(place not in out for place in range(first, last)) for first, last in pairwise(starts)]
    assert left.subgroups == tuple(size for size in kept if size)


def test_readings_too_large_for_64_bits_go_the_same_way() -> None:
    study = Readings([10**30, 2, 3], -5)
    assert tuple(study.without([1]).scaled) == (10**30, 3) and tuple(study.without([0]).scaled) == (2, 3)


@pytest.mark.parametrize("subgroups", [None, (3,), (1, 2)])
def test_without_all_nothing_is_left(subgroups: tuple[int, ...] | None) -> None:
    left = Readings([1, 2, 3], 0, subgroups).without(range(3))
    assert len(left) == 0 and left.subgroups == (None if subgroups is None else ())
