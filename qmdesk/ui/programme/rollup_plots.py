"""The charts of the roll-up page, with what they say under the pointer and which cases stand behind a place of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from qmdesk.portfolio.queries import LEVELS, Cell, Scope
from qmdesk.portfolio.rollup import Count, Rollup
from qmdesk.ui.charts.plot import Build, Plot, Spots
from qmdesk.ui.words import tr

if TYPE_CHECKING:
    from fractions import Fraction

    from matplotlib.figure import Figure

    from qmdesk.charts.style import ChartStyle
    from qmdesk.portfolio.pictures import Pictures
    from qmdesk.portfolio.rollup import FigureCount

#: Cases behind a place of a chart: in which scope, which of them, and in words.
Behind = tuple[Scope, Cell, str]


def levels_plot(made: Rollup, group: str) -> Build:
    """The levels of every row of a group."""
    return _rows_plot(made, group, lambda p, size: p.levels(group, size[0], size[1]))


def shares_plot(made: Rollup, group: str, goal: Fraction | None) -> Build:
    """The shares at 保证级 and above."""
    return _rows_plot(made, group, lambda p, size: p.shares(group, size[0], goal, size[1]))


def _rows_plot(made: Rollup, group: str, draw: Callable[[Pictures, tuple[float, float]], Figure]) -> Build:
    def build(style: ChartStyle, size: tuple[float, float]) -> Plot:
        import numpy as np

        p = _pictures(made, style)
        rows = rows_of(made, group)
        words = [row_text(p, group, row) for row in rows]
        figure = draw(p, size)
        figure.set_size_inches(*size)
        return Plot(figure, (_spots(words, np.zeros(len(rows))),))

    return build


def items_plot(made: Rollup) -> Build:
    """The items, the weakest first."""

    def build(style: ChartStyle, size: tuple[float, float]) -> Plot:
        import numpy as np

        p = _pictures(made, style)
        words = [
            tr("{name}：未达保证级 {below} / {n}", name=p.words.named(e.item), below=e.below(made.high), n=e.cases)
            for e in made.items
        ]
        figure = p.items(size[0], size[1])
        figure.set_size_inches(*size)
        return Plot(figure, (_spots(words, np.zeros(len(words))),))

    return build


def figure_plot(made: Rollup, each: FigureCount) -> Build:
    """The values of one figure over the bands."""

    def build(style: ChartStyle, size: tuple[float, float]) -> Plot:
        import numpy as np

        from qmdesk.portfolio.pictures import banded
        from qmdesk.portfolio.queries import BINS

        p = _pictures(made, style)
        bins = next(one for one in BINS if one.figure == each.figure)
        edges = banded(bins, p.shown.bins(each), p.form).edges
        x = np.array([(edges[at] + edges[at + 1]) / 2 for at in each.bins])
        words = [tr("{n} 家", n=count) for count in each.bins.values()]
        spots = Spots("bins", x, np.array([float(n) for n in each.bins.values()]), words.__getitem__, "x")
        return Plot(p.figure(each, size), (spots,) if words else ())

    return build


def confusion_plot(made: Rollup, *, moves: bool = False) -> Build:
    """Self-assessed against reviewed, or an earlier year against this one."""

    def build(style: ChartStyle, size: tuple[float, float]) -> Plot:
        import numpy as np

        p = _pictures(made, style)
        grid = made.moves if moves else made.confusion
        places = [(r, c) for r in range(len(LEVELS)) for c in range(len(LEVELS))]
        words = [
            tr("{one} → {other}：{n} 家", one=p.level_names[r], other=p.level_names[c], n=grid[r][c]) for r, c in places
        ]
        x, y = np.array([float(c) for _, c in places]), np.array([float(r) for r, _ in places])
        figure = p.moves(size) if moves else p.confusion(size)
        return Plot(figure, (Spots("square", x, y, words.__getitem__),))

    return build


def _pictures(made: Rollup, style: ChartStyle) -> Pictures:
    from qmdesk.portfolio.pictures import Pictures

    return Pictures(made, style)


def _spots(words: list[str], x: object) -> Spots:
    import numpy as np

    return Spots("rows", np.asarray(x), np.arange(len(words), dtype=float), words.__getitem__, "y")


def rows_of(made: Rollup, group: str) -> tuple[Count, ...]:
    """What a chart of a group draws, from top to bottom."""
    from qmdesk.portfolio.pictures import MOST

    if group == "years":
        return made.years[:MOST]
    return (made.whole, *made.groups.get(group, ())[:MOST])


def row_text(p: Pictures, group: str, row: Count) -> str:
    """A row in words."""
    whole = group != "years" and row is p.made.whole
    name = p.words("whole") if whole else p.words.key(group, row.key)
    levels = "，".join(
        tr("{level} {n}", level=each, n=n) for each, n in zip(p.level_names, row.levels, strict=True) if n
    )
    share = p.words.share(row.share)
    return tr(
        "{name}：复核 {n} 家；{levels}；保证级及以上 {share}", name=name, n=row.reviewed, levels=levels, share=share
    )


# -- what stands behind a place ----------------------------------------------------------------------


def behind_rows(made: Rollup, group: str, p: Pictures, x: float, y: float, *, shares: bool = False) -> Behind | None:
    """The cases behind a bar of a group: at the level that was chosen, else all reviewed of the row."""
    rows, at = rows_of(made, group), round(y)
    if not 0 <= at < len(rows):
        return None
    row = rows[at]
    if group == "years":
        scope, name = Scope(row.key), row.key
    else:
        whole = at == 0
        scope = made.scope if whole else made.scope.within(group, row.key)
        name = p.words("whole") if whole else p.words.key(group, row.key)
    if shares:
        return scope, Cell(at_least=made.high), tr("{name} · 保证级及以上", name=name)
    level = level_at(row.levels, row.reviewed, x)
    if level is None:
        return scope, Cell(reviewed=True), name
    return scope, Cell(level=level), f"{name} · {p.level_names[level - 1]}"


def behind_item(made: Rollup, p: Pictures, x: float, y: float) -> Behind | None:
    """The cases behind a bar of an item: at the level that was chosen, else those below 保证级."""
    at = round(y)
    if not 0 <= at < len(made.items):
        return None
    item = made.items[at]
    level, name = level_at(item.levels, item.cases, x), p.words.named(item.item)
    if level is None:
        return made.scope, Cell(below=(item.item, made.high)), tr("{name} · 未达保证级", name=name)
    return made.scope, Cell(item=(item.item, level)), f"{name} · {p.level_names[level - 1]}"


def behind_figure(made: Rollup, p: Pictures, figure: str, x: float) -> Behind:
    """The cases at the level of the band that was chosen; who is in it was decided by the exact value."""
    from qmdesk.formdef.types import Compare

    gate = p.form.figure(figure)
    value = 10.0**x if gate.statistic == "dpmo" else x
    meets = [
        level
        for level, threshold in gate.thresholds.items()
        if (value >= float(threshold) if gate.compare is Compare.AT_LEAST else value <= float(threshold))
    ]
    level = max(meets, default=gate.tracked_level if gate.statistic == "loss-rate" else 1)
    return made.scope, Cell(figure=(figure, level)), f"{p.words.named(figure)} · {p.level_names[level - 1]}"


def behind_square(made: Rollup, p: Pictures, x: float, y: float) -> Behind | None:
    """The cases self-assessed at one level and reviewed at another."""
    row, column = round(y), round(x)
    if not (0 <= row < len(LEVELS) and 0 <= column < len(LEVELS)):
        return None
    words = tr("自评{one} · 复核{other}", one=p.level_names[row], other=p.level_names[column])
    return made.scope, Cell(level=column + 1, self_level=row + 1), words


def level_at(levels: tuple[int, ...], of: int, x: float) -> int | None:
    """The level whose part of a bar from 0 to 1 is at ``x``; None beside the bar."""
    if not of or not 0.0 <= x <= 1.0:
        return None
    reached = 0
    for level, count in zip(LEVELS, levels, strict=True):
        reached += count
        if count and x * of <= reached:
            return level
    return None
