"""Claims: no mutant of a healthy file crashes, hangs or changes a case on refusal (the short form; see ``fuzz``)."""

from __future__ import annotations

import pytest

from tests.hostile.fuzz import mutant, one, run, seeds_of
from tests.hostile.specimen import Specimen

MUTANTS = 300


def test_mutants_are_refused_or_taken_and_nothing_else() -> None:
    figures = run(MUTANTS, seed=7)
    assert figures.wrong == {}
    assert sum(figures.said.values()) == MUTANTS
    assert figures.said["refused"] > MUTANTS // 10
    assert figures.said["taken"] > MUTANTS // 10


def test_the_same_number_gives_the_same_mutant() -> None:
    assert one(5, 1, "table")[1] == one(5, 1, "table")[1]
    assert one(5, 1, "table")[1] != one(5, 2, "table")[1]


@pytest.mark.parametrize("specimen", [each for each in seeds_of("table") if each.id == "xlsx-plain"])
def test_a_crash_is_noticed(specimen: Specimen) -> None:
    from tests.hostile.fuzz import Figures

    figures = Figures()
    figures.note("CRASH KeyError x.py:1", 3, specimen.id)
    figures.note("HANG", 4, specimen.id)
    assert set(figures.wrong) == {"CRASH KeyError x.py:1", "HANG"}
    assert mutant.__doc__
