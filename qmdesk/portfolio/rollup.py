"""The roll-up: what many cases come to, by region, trade, size, class and institution.

``parts`` gives it piece by piece, the first pieces from the table of reviews alone, so that a window can draw before
items and figures are read. Every number keeps its way back to its cases (:mod:`qmdesk.portfolio.queries`, ``Cell``).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction

from qmdesk.portfolio import queries
from qmdesk.portfolio.engine import Store
from qmdesk.portfolio.queries import GROUPS, LEVELS, Cell, Scope
from qmdesk.portfolio.tables import Row

#: 保证级: from here on a level is high; the least of an item's weakness as well.
HIGH = 3
#: The parts, in the order in which they come.
PARTS = ("groups", "confusion", "years", "moves", "figures", "dimensions", "items")


@dataclass(frozen=True, slots=True)
class Count:
    """The numbers of one group. ``reviewed``: reviews concluded with one level, the denominator of every share here;
    ``levels`` of these; ``high`` of these at 保证级 or above. ``reached``, ``carried_out`` and ``self_assessed`` are
    the three measures of "done"."""

    key: str
    cases: int = 0
    reviewed: int = 0
    levels: tuple[int, ...] = (0, 0, 0, 0, 0)
    high: int = 0
    reached: int = 0
    carried_out: int = 0
    self_assessed: int = 0

    @classmethod
    def of(cls, key: object, numbers: Row) -> Count:
        cases, reviewed, *rest = (int(str(each or 0)) for each in numbers)
        return cls(str(key or ""), cases, reviewed, tuple(rest[:5]), *rest[5:])

    @property
    def share(self) -> Fraction | None:
        """The share at 保证级 or above among the reviewed; None where none was reviewed."""
        return Fraction(self.high, self.reviewed) if self.reviewed else None

    def done(self, measure: str) -> int:
        """The count by one of the three measures of "done"."""
        return {
            "reached-inspection": self.reached,
            "reviews-carried-out": self.carried_out,
            "self-assessed-inspection": self.self_assessed,
        }[measure]


@dataclass(frozen=True, slots=True)
class ItemCount:
    """A judged item: how many reviewed cases stand at each level."""

    item: str
    dimension: str
    levels: tuple[int, ...]

    @property
    def cases(self) -> int:
        return sum(self.levels)

    def below(self, level: int) -> int:
        return sum(self.levels[: level - 1])

    def share_below(self, level: int) -> Fraction:
        return Fraction(self.below(level), self.cases) if self.cases else Fraction(0)


@dataclass(frozen=True, slots=True)
class FigureCount:
    """A gated figure: reviewed cases at each level, those without one level, those that don't track it, and how many
    values fall in each bin of :data:`qmdesk.portfolio.queries.BINS`."""

    figure: str
    levels: tuple[int, ...]
    open: int
    untracked: int
    bins: Mapping[int, int]


Grid = tuple[tuple[int, ...], ...]
_NO_GRID: Grid = tuple((0,) * len(LEVELS) for _ in LEVELS)


@dataclass(frozen=True, slots=True)
class Rollup:
    """All of it. ``confusion[s][r]``: self-assessed at s+1 and reviewed at r+1; ``moves[b][n]``: at b+1 in the year
    ``before`` and at n+1 now. Weakest items first."""

    scope: Scope
    high: int = HIGH
    whole: Count = field(default_factory=lambda: Count(""))
    groups: Mapping[str, tuple[Count, ...]] = field(default_factory=dict[str, tuple[Count, ...]])
    confusion: Grid = _NO_GRID
    years: tuple[Count, ...] = ()
    before: str = ""
    moves: Grid = _NO_GRID
    figures: tuple[FigureCount, ...] = ()
    dimensions: tuple[ItemCount, ...] = ()
    items: tuple[ItemCount, ...] = ()


def roll_up(store: Store, scope: Scope, high: int = HIGH) -> Rollup:
    """The whole roll-up. Raises Refused(store-not-read)."""
    return list(parts(store, scope, high))[-1][1]


def parts(store: Store, scope: Scope, high: int = HIGH) -> Iterator[tuple[str, Rollup]]:
    """The roll-up as it grows: the name of the part that is new, and all that is there by now."""
    made = _groups(store, Rollup(scope, high))
    yield "groups", made
    made = replace(made, confusion=_grid(store.ask(queries.confusion(scope))))
    yield "confusion", made
    years = tuple(Count.of(row[0], row[1:]) for row in store.ask(queries.years(scope, high)))
    earlier = [each.key for each in years if each.key and each.key < scope.programme]
    made = replace(made, years=years, before=earlier[-1] if earlier else "")
    yield "years", made
    if made.before:
        made = replace(made, moves=_grid(store.ask(queries.moves(scope, made.before))))
    yield "moves", made
    made = replace(made, figures=_figures(store.ask(queries.figures(scope))))
    yield "figures", made
    rows = [(row[0], row[0], row[1], row[2]) for row in store.ask(queries.dimensions(scope))]
    made = replace(made, dimensions=_items(rows, high))
    yield "dimensions", made
    made = replace(made, items=_items(store.ask(queries.items(scope)), high))
    yield "items", made


def _groups(store: Store, made: Rollup) -> Rollup:
    groups: dict[str, list[Count]] = {name: [] for name in GROUPS}
    whole, n = made.whole, len(GROUPS)
    for row in store.ask(queries.groups(made.scope, made.high)):
        marks, keys, numbers = row[:n], row[n : 2 * n], row[2 * n :]
        own = [at for at, mark in enumerate(marks) if mark == 0]
        if not own:
            whole = Count.of("", numbers)
        else:
            groups[GROUPS[own[0]]].append(Count.of(keys[own[0]], numbers))
    return replace(made, whole=whole, groups={name: merged(found) for name, found in groups.items()})


def merged(found: Sequence[Count]) -> tuple[Count, ...]:
    """Groups from most cases to least; those without a key together and last."""
    named = [each for each in found if each.key]
    unnamed = [each for each in found if not each.key]
    named.sort(key=lambda each: (-each.cases, each.key))
    return (*named, total_of("", unnamed)) if unnamed else tuple(named)


def total_of(key: str, counts: Sequence[Count]) -> Count:
    """Groups put together."""
    return Count(
        key,
        sum(each.cases for each in counts),
        sum(each.reviewed for each in counts),
        tuple(sum(each.levels[at] for each in counts) for at in range(len(LEVELS))),
        sum(each.high for each in counts),
        sum(each.reached for each in counts),
        sum(each.carried_out for each in counts),
        sum(each.self_assessed for each in counts),
    )


def _grid(rows: Sequence[Row]) -> Grid:
    made = [[0] * len(LEVELS) for _ in LEVELS]
    for one, other, count in rows:
        if one in LEVELS and other in LEVELS:
            made[int(str(one)) - 1][int(str(other)) - 1] += int(str(count))
    return tuple(map(tuple, made))


def _items(rows: Sequence[Row], high: int) -> tuple[ItemCount, ...]:
    found: dict[tuple[str, str], list[int]] = {}
    for item, dimension, level, count in rows:
        if level in LEVELS:
            found.setdefault((str(item), str(dimension)), [0] * len(LEVELS))[int(str(level)) - 1] += int(str(count))
    made = [ItemCount(item, dimension, tuple(levels)) for (item, dimension), levels in found.items()]
    return tuple(sorted(made, key=lambda each: (-each.share_below(high), each.item)))


def _figures(rows: Sequence[Row]) -> tuple[FigureCount, ...]:
    made: list[FigureCount] = []
    for bins in queries.BINS:
        levels, values, open_, untracked = [0] * len(LEVELS), dict[int, int](), 0, 0
        for _, level, tracked, at, count in (row for row in rows if row[0] == bins.figure):
            number = int(str(count))
            if level in LEVELS:
                levels[int(str(level)) - 1] += number
            else:
                open_ += number
            untracked += number if tracked is False else 0
            if at is not None:
                place = min(max(int(str(at)), 0), bins.last)
                values[place] = values.get(place, 0) + number
        made.append(FigureCount(bins.figure, tuple(levels), open_, untracked, dict(sorted(values.items()))))
    return tuple(made)


def programmes(store: Store) -> tuple[tuple[str, int], ...]:
    """The programme years that the store has, with their cases, oldest first."""
    return tuple((str(year or ""), int(str(count))) for year, count in store.ask(queries.PROGRAMMES))


@dataclass(frozen=True, slots=True)
class Cross:
    """Two groups against each other: the keys of rows and columns, and the count of each pair that has cases."""

    one: str
    other: str
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    counts: Mapping[tuple[str, str], Count]

    def grid(self, number: str) -> list[list[int]]:
        """One number of every pair, 0 where there is no case."""
        none = Count("")
        return [[getattr(self.counts.get((r, c), none), number) for c in self.columns] for r in self.rows]


def cross_of(store: Store, scope: Scope, one: str, other: str, high: int = HIGH) -> Cross:
    """Two different groups against each other, most cases first. Raises Refused(store-not-read)."""
    found: dict[tuple[str, str], list[Count]] = {}
    for row in store.ask(queries.cross(scope, one, other, high)):
        keys = str(row[0] or ""), str(row[1] or "")
        found.setdefault(keys, []).append(Count.of("", row[2:]))
    counts = {keys: total_of("", each) for keys, each in found.items()}
    return Cross(one, other, _ranked(counts, 0), _ranked(counts, 1), counts)


def _ranked(counts: Mapping[tuple[str, str], Count], at: int) -> tuple[str, ...]:
    cases: dict[str, int] = {}
    for keys, count in counts.items():
        cases[keys[at]] = cases.get(keys[at], 0) + count.cases
    return tuple(sorted(cases, key=lambda key: (not key, -cases[key], key)))


@dataclass(frozen=True, slots=True)
class CaseLine:
    """A case behind a number."""

    case_id: str
    enterprise: str
    credit_code: str
    province: str
    city: str
    county: str
    trade: str
    size: str
    class_: str
    institution: str
    self_level: int | None
    onsite_level: int | None
    second_level: int | None
    level: int | None
    concluded: bool
    concluded_on: str
    source_name: str


def cases_behind(store: Store, scope: Scope, cell: Cell, limit: int = 1000) -> tuple[CaseLine, ...]:
    """The cases behind a number."""
    return tuple(map(_case_line, store.ask(queries.cases(scope, cell, limit))))


def _case_line(row: Row) -> CaseLine:
    texts = dict(zip(_TEXTS, (str(each or "") for each in row), strict=False))
    levels = [None if each is None else int(str(each)) for each in row[10:14]]
    named = dict(zip(_LEVELS, levels, strict=True))
    end = {"concluded": bool(row[14]), "concluded_on": str(row[15] or ""), "source_name": str(row[16] or "")}
    return CaseLine(**texts, **named, **end)  # pyright: ignore[reportArgumentType]


_TEXTS = (
    "case_id",
    "enterprise",
    "credit_code",
    "province",
    "city",
    "county",
    "trade",
    "size",
    "class_",
    "institution",
)
_LEVELS = ("self_level", "onsite_level", "second_level", "level")
