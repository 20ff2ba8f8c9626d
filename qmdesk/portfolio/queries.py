"""The questions of the roll-up, each written once, in the SQL that DuckDB, PostgreSQL and Spark share.

Only cases that count are asked about, one for each enterprise and year. What is "reviewed" here is a case whose review
was concluded with one level.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from qmdesk.portfolio.engine import Query
from qmdesk.portfolio.tables import Value

#: By what the roll-up groups; ``region`` is the next level of place below the one that is chosen.
GROUPS = ("region", "trade", "size", "class", "institution")
_PLACES = ("province", "city", "county")
LEVELS = (1, 2, 3, 4, 5)
#: From here on an enterprise has reached 检验级.
INSPECTION = 2
REVIEWED = "concluded AND level IS NOT NULL"


@dataclass(frozen=True, slots=True)
class Scope:
    """Which cases: one programme year and, where not empty, only those of a place, trade, size, class, institution.

    ``None`` for a group means that the case says nothing there.
    """

    programme: str = ""
    province: str | None = ""
    city: str | None = ""
    county: str | None = ""
    trade: str | None = ""
    size: str | None = ""
    class_: str | None = ""
    institution: str | None = ""

    @property
    def region(self) -> str:
        """The column of places to group by: the first that is not chosen."""
        return next((name for name in _PLACES if getattr(self, name) == ""), _PLACES[-1])

    def column(self, group: str) -> str:
        """The column behind a group."""
        return self.region if group == "region" else group

    def within(self, group: str, key: str) -> Scope:
        """The scope narrowed to one row of a group; an empty key is those that say nothing there."""
        name = self.column(group)
        return replace(self, **{"class_" if name == "class" else name: key or None})

    def where(self, alias: str = "") -> tuple[str, tuple[Value, ...]]:
        """The condition, and its values."""
        dot = f"{alias}." if alias else ""
        parts, values = [f"{dot}counted"], list[Value]()
        for name in ("programme", *_PLACES, "trade", "size", "class", "institution"):
            wanted = getattr(self, "class_" if name == "class" else name)
            if wanted is None:
                parts.append(f"coalesce({dot}{name}, '') = ''")
            elif wanted:
                parts.append(f"{dot}{name} = ?")
                values.append(wanted)
        return " AND ".join(parts), tuple(values)


def _count(condition: str) -> str:
    return f"sum(CASE WHEN {condition} THEN 1 ELSE 0 END)"


def counts(high: int) -> tuple[str, ...]:
    """The numbers of every group, in this order: cases, reviewed, at each level, at a high level, and done by the
    three measures: reached 检验级, reviews carried out, self-assessed at 检验级."""
    return (
        "count(*)",
        _count(REVIEWED),
        *(_count(f"{REVIEWED} AND level = {level}") for level in LEVELS),
        _count(f"{REVIEWED} AND level >= {int(high)}"),
        _count(f"{REVIEWED} AND level >= {INSPECTION}"),
        _count("concluded"),
        _count(f"self_level >= {INSPECTION}"),
    )


def groups(scope: Scope, high: int) -> Query:
    """All groups and the whole in one pass: a mark for each group (0 where the row is one of it), the keys, counts."""
    columns = [scope.column(group) for group in GROUPS]
    marks = ", ".join(f"GROUPING({column})" for column in columns)
    sets = ", ".join(f"({column})" for column in columns)
    condition, values = scope.where()
    return Query(
        f"SELECT {marks}, {', '.join(columns)}, {', '.join(counts(high))} FROM review WHERE {condition}"
        f" GROUP BY GROUPING SETS ({sets}, ())",
        values,
    )


def cross(scope: Scope, one: str, other: str, high: int) -> Query:
    """Two groups against each other: both keys, counts."""
    columns = f"{scope.column(one)}, {scope.column(other)}"
    condition, values = scope.where()
    return Query(
        f"SELECT {columns}, {', '.join(counts(high))} FROM review WHERE {condition} GROUP BY {columns}", values
    )


def places(scope: Scope, high: int) -> Query:
    """Counts by province and city, for targets."""
    condition, values = scope.where()
    return Query(
        f"SELECT province, city, {', '.join(counts(high))} FROM review WHERE {condition} GROUP BY province, city",
        values,
    )


def confusion(scope: Scope) -> Query:
    """Self-assessed level, reviewed level, cases."""
    condition, values = scope.where()
    return Query(
        f"SELECT self_level, level, count(*) FROM review WHERE {condition} AND {REVIEWED} AND self_level IS NOT NULL"
        " GROUP BY self_level, level",
        values,
    )


def items(scope: Scope) -> Query:
    """Item, its dimension, level, cases: at the stage that each reviewed case has come to."""
    condition, values = scope.where("r")
    return Query(
        "SELECT i.item, i.dimension, i.level, count(*) FROM item i JOIN review r"
        " ON r.case_id = i.case_id AND r.stage = i.stage"
        f" WHERE {condition} AND r.concluded AND r.level IS NOT NULL AND i.applicable AND i.level IS NOT NULL"
        " GROUP BY i.item, i.dimension, i.level",
        values,
    )


def dimensions(scope: Scope) -> Query:
    """Dimension, level, cases."""
    condition, values = scope.where("r")
    return Query(
        "SELECT d.dimension, d.level, count(*) FROM dimension d JOIN review r"
        " ON r.case_id = d.case_id AND r.stage = d.stage"
        f" WHERE {condition} AND r.concluded AND r.level IS NOT NULL AND d.level IS NOT NULL"
        " GROUP BY d.dimension, d.level",
        values,
    )


@dataclass(frozen=True, slots=True)
class Bins:
    """How a figure's values are put in bins for a picture: from ``low`` in steps; ``log``: of the logarithm to base 10.
    ``last`` is the number of the last bin, which takes in all above; the first takes in all below."""

    figure: str
    low: float
    step: float
    last: int
    log: bool = False

    @property
    def sql(self) -> str:
        x = "ln(greatest(f.value, 0.01)) / 2.302585092994046" if self.log else "f.value"
        return f"WHEN f.figure = '{self.figure}' THEN floor(({x} - ({self.low})) / {self.step} + 0.000000001)"


#: Bins whose edges stand at the thresholds of the annex as far as a picture can show.
BINS = (
    Bins("sigma", -1.0, 0.25, 27, log=True),
    Bins("cpk", 0.0, 0.1, 30),
    Bins("fpy", 0.8, 0.01, 19),
    Bins("internal_loss", 0.0, 0.0025, 23),
    Bins("external_loss", 0.0, 0.0025, 19),
)


def figures(scope: Scope) -> Query:
    """Figure, level, whether it is tracked, bin of its value, cases. Levels were decided exactly when the case was
    graded; the bin is for the picture."""
    condition, values = scope.where("r")
    binned = f"CAST(CASE {' '.join(each.sql for each in BINS)} END AS BIGINT)"
    inner = (
        f"SELECT f.figure AS figure, f.level AS level, f.tracked AS tracked, {binned} AS bin"
        " FROM figure f JOIN review r ON r.case_id = f.case_id AND r.stage = f.stage"
        f" WHERE {condition} AND r.concluded AND r.level IS NOT NULL"
    )
    return Query(
        f"SELECT figure, level, tracked, bin, count(*) FROM ({inner}) x GROUP BY figure, level, tracked, bin", values
    )


def years(scope: Scope, high: int) -> Query:
    """Counts by programme year, whatever the scope's own."""
    condition, values = replace(scope, programme="").where()
    return Query(
        f"SELECT programme, {', '.join(counts(high))} FROM review WHERE {condition} GROUP BY programme"
        " ORDER BY programme",
        values,
    )


def moves(scope: Scope, before: str) -> Query:
    """Enterprises reviewed in the scope's year and in an earlier one: level then, level now, enterprises."""
    condition, values = scope.where("n")
    return Query(
        "SELECT o.level, n.level, count(*) FROM review n JOIN review o ON o.credit_code = n.credit_code"
        f" WHERE {condition} AND n.concluded AND n.level IS NOT NULL AND n.credit_code <> ''"
        " AND o.counted AND o.programme = ? AND o.concluded AND o.level IS NOT NULL GROUP BY o.level, n.level",
        (*values, before),
    )


PROGRAMMES = Query("SELECT programme, count(*) FROM review WHERE counted GROUP BY programme ORDER BY programme")

#: The three measures of "done", as conditions of a case.
DONE = {
    "reached-inspection": f"r.concluded AND r.level >= {INSPECTION}",
    "reviews-carried-out": "r.concluded",
    "self-assessed-inspection": f"r.self_level >= {INSPECTION}",
}
CASE_COLUMNS = (
    "case_id", "enterprise", "credit_code", "province", "city", "county", "trade", "size", "class", "institution",
    "self_level", "onsite_level", "second_level", "level", "concluded", "concluded_on", "source_name",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Cell:
    """Which cases stand behind one number: of all that are empty or None nothing is asked. ``below``: item and level
    that it is below; ``figure``: figure and level; ``item``: item and level."""

    level: int | None = None
    self_level: int | None = None
    reviewed: bool = False
    at_least: int | None = None
    measure: str = ""
    item: tuple[str, int] | None = None
    below: tuple[str, int] | None = None
    figure: tuple[str, int] | None = None


def cases(scope: Scope, cell: Cell, limit: int = 1000) -> Query:
    """The cases behind a number, by place and name; the columns are ``CASE_COLUMNS``."""
    condition, values = scope.where("r")
    parts, more = [condition], list[Value]()
    if cell.reviewed or cell.level is not None or cell.at_least is not None or cell.item or cell.below or cell.figure:
        parts.append("r.concluded AND r.level IS NOT NULL")
    for sql, wanted in (("r.level = ?", cell.level), ("r.self_level = ?", cell.self_level)):
        if wanted is not None:
            parts.append(sql)
            more.append(wanted)
    if cell.at_least is not None:
        parts.append("r.level >= ?")
        more.append(cell.at_least)
    if cell.measure:
        parts.append(DONE[cell.measure])
    for table, column, wanted, sign in (
        ("item", "item", cell.item, "="), ("item", "item", cell.below, "<"), ("figure", "figure", cell.figure, "="),
    ):  # fmt: skip
        if wanted is not None:
            parts.append(
                f"EXISTS (SELECT 1 FROM {table} t WHERE t.case_id = r.case_id AND t.stage = r.stage"
                f" AND t.{column} = ? AND t.level {sign} ?)"
            )
            more += wanted
    columns = ", ".join(f"r.{name}" for name in CASE_COLUMNS)
    return Query(
        f"SELECT {columns} FROM review r WHERE {' AND '.join(parts)}"
        f" ORDER BY r.province, r.city, r.enterprise, r.case_id LIMIT {int(limit)}",
        (*values, *more),
    )


def every(scope: Scope) -> Sequence[Query]:
    """Every question of a roll-up, for trying an engine."""
    return (
        groups(scope, 3), cross(scope, "region", "size", 3), places(scope, 3), confusion(scope), items(scope),
        dimensions(scope), figures(scope), years(scope, 3), moves(scope, "2025"),
        cases(scope, Cell(at_least=3, measure="reached-inspection", below=("system.process", 3))), PROGRAMMES,
    )  # fmt: skip
