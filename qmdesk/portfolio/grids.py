"""The tables of a roll-up in words, hidden numbers as such: the same in the workbook and in the printed summary."""

from __future__ import annotations

from collections.abc import Sequence

from qmdesk.formdef.programme import PolicyPack
from qmdesk.portfolio.pictures import Pictures
from qmdesk.portfolio.queries import GROUPS, LEVELS
from qmdesk.portfolio.rollup import Count
from qmdesk.portfolio.targets import Targets, hidden_done, measures
from qmdesk.portfolio.words import DASH, Words
from qmdesk.report.programme.summary import Grid


def group_grid(p: Pictures, group: str, *, short: bool = False) -> Grid:
    """A row for each of a group, the whole last."""
    words = p.words
    first = words("group.programme") if group == "years" else p.group(group)
    found: Sequence[Count] = p.made.years if group == "years" else p.made.groups.get(group, ())
    found = p.drawn(group) if short else found
    rows = [_count_row(p, group, each, words.key(group, each.key)) for each in found]
    if group != "years":
        rows.append(_count_row(p, "", p.made.whole, words("whole")))
    heads = (first, words("cases"), words("reviewed"), *p.level_names, words("share"))
    return Grid(words("levels-by", by=first), heads, (0.22, 0.09, 0.1, *[0.1] * 5, 0.1), rows)


def _count_row(p: Pictures, group: str, each: Count, name: str) -> list[str]:
    seen, words = p.shown.count(group, each), p.words
    hidden = seen.share is None and (each.share is not None or seen.reviewed is None)
    share = words("hidden") if hidden else words.share(seen.share)
    return [name, words.number(seen.cases), words.number(seen.reviewed), *map(words.number, seen.levels), share]


def item_grid(p: Pictures) -> Grid:
    """Items, the weakest first."""
    words, rows = p.words, list[list[str]]()
    for each in p.made.items:
        levels = p.shown.item(each)
        share = words("hidden") if None in levels else words.share(each.share_below(p.made.high))
        rows.append([words.named(each.item), words.named(each.dimension), *map(words.number, levels), share])
    heads = (words("item"), words("dimension"), *p.level_names, words("below"))
    return Grid(words("items-title"), heads, (0.26, 0.2, *[0.088] * 5, 0.1), rows)


def figure_grid(p: Pictures) -> Grid:
    """Gated figures by level."""
    words, rows = p.words, list[list[str]]()
    for each in p.made.figures:
        levels, open_, untracked = p.shown.figure(each)
        rows.append([words.named(each.figure), *map(words.number, (*levels, open_, untracked))])
    heads = (words("figure"), *p.level_names, words("open"), words("untracked"))
    return Grid(words("figures-title"), heads, (0.28, *[0.1] * 5, 0.11, 0.11), rows)


def square_grid(p: Pictures, name: str) -> Grid:
    """Self-assessed against reviewed (``confusion``), or an earlier year against this one (``moves``)."""
    words, made = p.words, p.made
    grid = p.shown.grid(name, made.confusion if name == "confusion" else made.moves)
    said = {"before": made.before, "now": made.scope.programme}
    rows = [[p.level_names[at], *map(words.number, grid[at])] for at in range(len(LEVELS))]
    first = words("self-level" if name == "confusion" else "year-before", **said)
    return Grid(words(f"{name}-title", **said), (first, *p.level_names), (0.25, *[0.15] * 5), rows)


def target_grid(made: Targets, pack: PolicyPack, words: Words, k: int) -> Grid:
    """Done against planned by region, all three measures named; below, the rows' sum and the printed total."""
    order = measures(pack)
    hidden = {each: hidden_done(made.lines, each, k) if k else {} for each in order}
    rows: list[list[str]] = []
    for each in made.lines:
        done = [words.number(None if hidden[m].get(each.region) else each.count.done(m)) for m in order]
        name = words("within", region=each.region) if each.within else each.region
        rows.append([name, _number(each.planned), _number(each.done_before), *done])
    whole = [words.number(None if k and m in made.hide else made.done(m)) for m in order]
    rows.append([words("computed"), _number(made.computed.planned), _number(made.computed.done), *whole])
    if made.printed is not None:
        rows.append([words("printed"), _number(made.printed.planned), _number(made.printed.done), *[DASH] * len(order)])
    heads = (words("group.region"), words("planned"), words("done-before"), *(words(f"measure.{m}") for m in order))
    return Grid(words("done-title", year=made.year), heads, (0.26, 0.13, 0.13, 0.16, 0.16, 0.16), rows)


def _number(value: int | None) -> str:
    return DASH if value is None else str(value)


def all_grids(p: Pictures) -> list[Grid]:
    """Every table of a roll-up, for a workbook."""
    found = [group_grid(p, group) for group in GROUPS]
    found += [item_grid(p), figure_grid(p), square_grid(p, "confusion"), group_grid(p, "years")]
    return [*found, square_grid(p, "moves")] if p.made.before else found
