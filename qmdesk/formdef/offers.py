"""The catalogue of a 质量赋能包: training, consulting and technical offers, each with the gaps that it helps to close.

A catalogue is one YAML file; an authority or institution replaces the built-in one by its own. What is wrong with a
file is said in one go, by file and line. Choosing is pure: gaps in, offers out, those that close most first.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from qmdesk import assets
from qmdesk.formdef import schema
from qmdesk.formdef.schema import Source
from qmdesk.formdef.types import Form, Text
from qmdesk.formdef.yaml_nodes import compose
from qmdesk.model.problem import Problem, Refused

KINDS = ("training", "consulting", "technical")
#: A package for whom the notices mean it: enterprises at 经验级 and 检验级.
LOW = 2
#: Bytes of a catalogue that are read at all, and the highest level that an offer can name.
MOST, TOP = 4 * 1024 * 1024, 5


@dataclass(frozen=True, slots=True)
class Offer:
    """One offer. ``closes`` are ids of items, figures or dimensions (none: any gap); it is for who stands at
    ``lowest`` to ``highest`` there. ``by`` and ``contact`` are empty where the authority names the provider."""

    id: str
    kind: str
    name: Text
    about: Text
    closes: tuple[str, ...]
    lowest: int
    highest: int
    by: str = ""
    contact: str = ""


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The offers of one file; ``name`` and ``issued_by`` say which."""

    name: Text
    issued_by: Text
    offers: tuple[Offer, ...]


@dataclass(frozen=True, slots=True)
class Gap:
    """Something to climb: an item or a figure, its dimension, its level, whether it keeps the grade down."""

    id: str
    dimension: str
    level: int
    blocks: bool


@dataclass(frozen=True, slots=True)
class Chosen:
    """An offer and the gaps that it is chosen for."""

    offer: Offer
    gaps: tuple[Gap, ...]


@dataclass(frozen=True, slots=True)
class Pack:
    """What was chosen, what closes most first, and the gaps that no offer closes."""

    chosen: tuple[Chosen, ...]
    uncovered: tuple[Gap, ...]


@cache
def builtin_catalogue() -> Catalogue:
    """The catalogue that comes with the program; it names no providers."""
    path = assets.root() / "forms" / "offers" / "2026.yaml"
    return load_catalogue_text(path.read_bytes(), "offers/2026.yaml")


def load_catalogue(path: Path) -> Catalogue:
    """A catalogue from a file. Raises Refused: catalogue-unreadable, and every mistake by file and line."""
    try:
        if path.stat().st_size > MOST:
            raise Refused(Problem("catalogue-unreadable", str(path), {"reason": f"> {MOST} B"}))
        data = path.read_bytes()
    except OSError as error:
        raise Refused(Problem("catalogue-unreadable", str(path), {"reason": error.strerror or ""})) from error
    return load_catalogue_text(data, path.name)


def load_catalogue_text(data: bytes, name: str) -> Catalogue:
    """A catalogue from the bytes of its file. Raises Refused with every problem, as ``name:line``."""
    problems: list[Problem] = []
    source = Source(name, problems)
    found = schema.mapping(source, compose(name, data), ("name", "issued_by", "offers"))
    places: dict[str, str] = {}
    made = Catalogue(
        schema.text(source, found.get("name")),
        schema.text(source, found.get("issued_by")),
        schema.sequence(source, found.get("offers"), lambda source, node: _offer(source, node, places)),
    )
    if problems:
        raise Refused(*problems)
    return made


_OFFER = ("id", "kind", "name", "about", "levels")


def _offer(source: Source, node: yaml.Node, places: dict[str, str]) -> Offer:
    found = schema.mapping(source, node, _OFFER, ("closes", "by", "contact"))
    own = schema.identifier(source, found.get("id"))
    if own in places:
        source.note("form-id-twice", node, kind="offer", id=own)
    places[own] = source.place(node)
    lowest, highest = _levels(source, found.get("levels"))
    closes = schema.sequence(source, found["closes"], schema.identifier) if "closes" in found else ()
    return Offer(
        own,
        schema.one_of(source, found.get("kind"), KINDS, KINDS[0]),
        schema.text(source, found.get("name")),
        schema.text(source, found.get("about")),
        closes,
        lowest,
        highest,
        schema.scalar(source, found["by"]) if "by" in found else "",
        schema.scalar(source, found["contact"]) if "contact" in found else "",
    )


def _levels(source: Source, node: yaml.Node | None) -> tuple[int, int]:
    """``1-2``, or one level."""
    word = schema.scalar(source, node) if node is not None else ""
    low, _, high = word.partition("-")
    numbers = [int(each) for each in (low, high or low) if each.strip() in {"1", "2", "3", "4", "5"}]
    if len(numbers) != 2 or numbers[0] > numbers[1]:
        if node is not None:
            source.note("catalogue-levels", node, text=word)
        return 1, TOP
    return numbers[0], numbers[1]


def strangers(catalogue: Catalogue, form: Form) -> tuple[str, ...]:
    """Ids that a catalogue names and the form does not have: offers for another form, or slips."""
    known = {each.id for each in (*form.items, *form.figures, *form.recorded, *form.dimensions)}
    return tuple(dict.fromkeys(each for offer in catalogue.offers for each in offer.closes if each not in known))


def choose(catalogue: Catalogue, gaps: Sequence[Gap]) -> Pack:
    """The offers that close any of the gaps, those that close most of what keeps the grade down first and
    those for any gap last."""
    chosen: list[Chosen] = []
    for offer in catalogue.offers:
        own = tuple(gap for gap in gaps if _closes(offer, gap))
        if own:
            chosen.append(Chosen(offer, own))
    chosen.sort(key=lambda each: (not each.offer.closes, -sum(gap.blocks for gap in each.gaps), -len(each.gaps)))
    covered = {gap.id for each in chosen for gap in each.gaps}
    return Pack(tuple(chosen), tuple(gap for gap in gaps if gap.id not in covered))


def _closes(offer: Offer, gap: Gap) -> bool:
    named = not offer.closes or gap.id in offer.closes or gap.dimension in offer.closes
    return named and offer.lowest <= gap.level <= offer.highest
