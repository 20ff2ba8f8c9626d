"""The catalogue of a 质量赋能包: read with its mistakes by line, chosen from by gaps."""

from __future__ import annotations

from pathlib import Path

import pytest

from qmdesk.formdef.loader import load_builtin
from qmdesk.formdef.offers import Gap, builtin_catalogue, choose, load_catalogue, load_catalogue_text, strangers
from qmdesk.model.problem import Refused

HEAD = "name: {zh: 目录, en: Catalogue}\nissued_by: {zh: 某局, en: Office}\noffers:\n"
OFFER = "  - {{id: {id}, kind: {kind}, name: {{zh: 甲, en: A}}, about: {{zh: 乙, en: B}}, levels: {levels}{more}}}\n"


def catalogue(*offers: str) -> bytes:
    return (HEAD + "".join(offers)).encode()


def offer(own: str, kind: str = "training", levels: str = "1-2", more: str = "") -> str:
    return OFFER.format(id=own, kind=kind, levels=levels, more=more)


def test_builtin_catalogue_closes_every_gap_of_the_form() -> None:
    form, made = load_builtin("meqmc"), builtin_catalogue()
    assert strangers(made, form) == ()
    gaps = [Gap(each.id, each.dimension, 1, False) for each in form.items]
    gaps += [Gap(each.id, "performance", 2, True) for each in form.figures]
    specific = [each for each in choose(made, gaps).chosen if each.offer.closes]
    assert {gap.id for each in specific for gap in each.gaps} == {gap.id for gap in gaps}
    assert choose(made, gaps).chosen[-1].offer.closes == ()


def test_offers_are_chosen_by_gap_and_level_those_that_block_first() -> None:
    made = load_catalogue_text(
        catalogue(
            offer("a", more=", closes: [system.people, system.supply]"),
            offer("b", more=", closes: [cpk]"),
            offer("c", levels="3-4", more=", closes: [cpk]"),
            offer("d", more=", closes: [digital]"),
        ),
        "x.yaml",
    )
    gaps = (
        Gap("cpk", "performance", 1, True),
        Gap("system.people", "system", 2, False),
        Gap("system.supply", "system", 2, False),
        Gap("digital.data", "digital", 2, False),
        Gap("sustained.culture", "sustained", 1, False),
    )
    pack = choose(made, gaps)
    assert [each.offer.id for each in pack.chosen] == ["b", "a", "d"]
    assert [gap.id for gap in pack.uncovered] == ["sustained.culture"]
    assert choose(made, ()).chosen == ()


@pytest.mark.parametrize(
    ("offers", "code", "line"),
    [
        ((offer("a"), offer("a")), "form-id-twice", 5),
        ((offer("a", levels="2-1"),), "catalogue-levels", 4),
        ((offer("a", levels="0-2"),), "catalogue-levels", 4),
        ((offer("a", levels="eins"),), "catalogue-levels", 4),
        ((offer("a", kind="gift"),), "form-word-unknown", 4),
        ((offer("a", more=", price: 100"),), "form-key-unknown", 4),
        (("  - {id: a}\n",), "form-key-missing", 4),
    ],
)
def test_mistakes_are_told_by_line(offers: tuple[str, ...], code: str, line: int) -> None:
    with pytest.raises(Refused) as refused:
        load_catalogue_text(catalogue(*offers), "x.yaml")
    assert (code, f"x.yaml:{line}") in {(each.code, each.where) for each in refused.value.problems}


def test_a_file_that_is_none_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="catalogue-unreadable"):
        load_catalogue(tmp_path / "none.yaml")
    (tmp_path / "x.yaml").write_bytes(b"\x00\xff")
    with pytest.raises(Refused):
        load_catalogue(tmp_path / "x.yaml")


def test_an_id_that_the_form_lacks_is_named() -> None:
    made = load_catalogue_text(catalogue(offer("a", more=", closes: [system.nowhere]")), "x.yaml")
    assert strangers(made, load_builtin("meqmc")) == ("system.nowhere",)
