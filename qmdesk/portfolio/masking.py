"""Numbers of small groups hidden before they leave the office, so that they can't be worked out from the rest either.

A table is counts with their totals: rows, columns, the last of each a total. Every count from 1 to k-1 is hidden. Then
more is hidden until no line gives a hidden number away: a line with hidden numbers beside its published total hides at
least two, of at least 2k together, and no hidden number is the only way from its row to its column (seen as a graph of
rows and columns joined by hidden numbers, none is a bridge: exactly then the sums have more than one solution).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

#: The least group whose numbers leave the office; a larger one may be asked for.
K = 5

Grid = Sequence[Sequence[int]]
Mask = list[list[bool]]
Place = tuple[int, int]


def small(value: int, k: int = K) -> bool:
    """Whether a count is of a small group; none at all is no group."""
    return 0 < value < k


def hidden_line(values: Sequence[int], k: int = K, *, also: Sequence[bool] = ()) -> list[bool]:
    """Which of some counts to hide whose sum is published; ``also`` marks those to hide anyway."""
    hidden = [small(value, k) or (at < len(also) and also[at]) for at, value in enumerate(values)]
    while any(hidden):
        shown = [at for at, value in enumerate(values) if not hidden[at] and value]
        together = sum(value for value, hide in zip(values, hidden, strict=True) if hide)
        if (sum(hidden) >= 2 and together >= 2 * k) or not shown:
            if sum(hidden) == 1:  # alone: a zero beside it, or it is the sum itself
                hidden = [True] * len(values)
            break
        hidden[min(shown, key=lambda at: values[at])] = True
    return hidden


def with_totals(inner: Grid) -> list[list[int]]:
    """A grid with its row totals as last column and its column totals as last row."""
    rows = [[*row, sum(row)] for row in inner]
    return [*rows, [sum(column) for column in zip(*rows, strict=True)]] if rows else []


def hidden_grid(grid: Grid, k: int = K, *, also: Sequence[Place] = (), fixed_totals: bool = True) -> Mask:
    """Which numbers of a grid with totals to hide.

    The totals' row is hidden by :func:`hidden_line` alone, as in every other table of the same cases, where
    ``fixed_totals``; then nothing that another table publishes is needed here. ``also`` are places to hide anyway.
    """
    return _Hiding(grid, k, also, fixed_totals=fixed_totals).mask


class _Hiding:
    def __init__(self, grid: Grid, k: int, also: Sequence[Place], *, fixed_totals: bool) -> None:
        self.grid, self.k = grid, k
        self.rows, self.columns = len(grid), len(grid[0]) if grid else 0
        self.mask: Mask = [[small(value, k) for value in row] for row in grid]
        for row, column in also:
            self.mask[row][column] = True
        self.fixed = fixed_totals and self.rows > 0
        if self.fixed:
            totals = grid[-1]
            self.mask[-1] = [*hidden_line(totals[:-1], k), small(totals[-1], k)]
        while self._tighten() or self._cut_bridges():
            pass

    def _lines(self) -> Iterator[list[Place]]:
        """Every sum of the grid: its parts, then its total."""
        last = self.rows - 1 if self.fixed else self.rows
        for row in range(last):
            yield [(row, column) for column in range(self.columns)]
        for column in range(self.columns):
            yield [(row, column) for row in range(self.rows)]

    def _tighten(self) -> bool:
        for *parts, total in self._lines():
            hidden = [place for place in parts if self._is_hidden(place)]
            if self._is_hidden(total):
                enough = bool(hidden)
            else:
                together = sum(map(self._value, hidden))
                nothing_left = all(self._is_hidden(place) or not self._value(place) for place in parts)
                enough = not hidden or (len(hidden) >= 2 and (together >= 2 * self.k or nothing_left))
            if not enough and self._hide_one([*parts, total]):
                return True
        return False

    def _cut_bridges(self) -> bool:
        for row, column in self._bridges():
            along_row = [(row, each) for each in range(self.columns)]
            along_column = [(each, column) for each in range(self.rows)]
            if self._hide_one(along_row) or self._hide_one(along_column):
                return True
        return False

    def _hide_one(self, line: Sequence[Place]) -> bool:
        """Hide one more of a line: the smallest that is a group, a total only after its parts, a zero last."""
        free = [
            place for place in line if not self._is_hidden(place) and not (self.fixed and place[0] == self.rows - 1)
        ]
        if not free:
            return False
        chosen = min(free, key=lambda place: (not self._value(place), self._is_total(place), self._value(place)))
        self.mask[chosen[0]][chosen[1]] = True
        return True

    def _bridges(self) -> list[Place]:
        """The hidden numbers that the sums give away: bridges of the graph of rows and columns."""
        edges: dict[int, list[tuple[int, Place]]] = {}
        for row in range(self.rows):
            for column in range(self.columns):
                if self.mask[row][column]:
                    edges.setdefault(row, []).append((self.rows + column, (row, column)))
                    edges.setdefault(self.rows + column, []).append((row, (row, column)))
        if self.fixed:  # the totals' row is a line of its own, the same in all tables
            edges = {n: [e for e in found if e[1][0] != self.rows - 1] for n, found in edges.items()}
        return bridges(edges)

    def _value(self, place: Place) -> int:
        return self.grid[place[0]][place[1]]

    def _is_hidden(self, place: Place) -> bool:
        return self.mask[place[0]][place[1]]

    def _is_total(self, place: Place) -> bool:
        return place[0] == self.rows - 1 or place[1] == self.columns - 1


def bridges(edges: dict[int, list[tuple[int, Place]]]) -> list[Place]:
    """The edges without which a graph falls apart, by their labels (Tarjan 1974)."""
    order: dict[int, int] = {}
    lowest: dict[int, int] = {}
    found: list[Place] = []

    def visit(node: int, by: Place | None) -> None:
        order[node] = lowest[node] = len(order)
        for other, label in edges.get(node, ()):
            if label == by:
                continue
            if other not in order:
                visit(other, label)
                if lowest[other] > order[node]:
                    found.append(label)
                lowest[node] = min(lowest[node], lowest[other])
            else:
                lowest[node] = min(lowest[node], order[other])

    for node in edges:
        if node not in order:
            visit(node, None)
    return found
