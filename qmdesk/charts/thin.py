"""Fewer points for a long line, with every extreme kept: a screen shows no more, and a redraw stays quick."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

#: Points up to which a line is drawn as it is.
MOST = 2000


def thinned(values: np.ndarray, kept: Sequence[int], most: int = MOST) -> np.ndarray:
    """Indices of at most about ``most`` points: the least and the largest of each stretch, the ends and ``kept``.

    Of ``kept`` so many are taken as there is room for.
    """
    n = len(values)
    if n <= most:
        return np.arange(n)
    stretches = np.array_split(np.arange(n), most // 2)
    chosen = [0, n - 1, *kept[:most]]
    for stretch in stretches:
        part = values[stretch]
        chosen += [int(stretch[0] + part.argmin()), int(stretch[0] + part.argmax())]
    return np.unique(np.array(chosen))
