"""Fewer points for a long line, with every extreme kept: a screen shows no more, and a redraw stays quick."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

#: Points up to which a line is drawn as it is.
MOST = 2000


def thinned(values: np.ndarray, kept: Sequence[int] | np.ndarray = (), most: int = MOST) -> np.ndarray:
    """Ascending indices of some of the points: the least and the largest of each stretch, both ends, all of ``kept``.

    There are about ``most`` stretches' ends, so that no extreme that a pixel could show is lost; ``kept`` (points that
    break a rule, say) come on top, however many they are. Up to ``most`` points all of them.
    """
    n = len(values)
    if n <= most:
        return np.arange(n)
    width = -(-n // max(most // 2, 1))
    whole = n // width
    blocks = values[: whole * width].reshape(whole, width)
    starts = np.arange(whole) * width
    found = [starts + blocks.argmin(axis=1), starts + blocks.argmax(axis=1)]
    if whole * width < n:
        rest = values[whole * width :]
        found.append(whole * width + np.array([rest.argmin(), rest.argmax()]))
    found += [np.array([0, n - 1]), np.asarray(kept, dtype=np.intp)]
    chosen = np.zeros(n, dtype=bool)
    chosen[np.concatenate(found)] = True
    return np.flatnonzero(chosen)
