"""A line of many points that is painted piece by piece, so that other threads get their turn in between."""

from __future__ import annotations

import numpy as np
from matplotlib.backend_bases import RendererBase
from matplotlib.lines import Line2D

#: Points painted at once: matplotlib keeps the interpreter to itself for as long.
PIECE = 1500


class LongLine(Line2D):
    """A line without gaps at the joints; each piece begins at the last point of the one before."""

    def draw(self, renderer: RendererBase, *args: object, **more: object) -> None:
        x, y = (np.asarray(each, dtype=float) for each in self.get_data(orig=True))
        if len(x) <= PIECE:
            super().draw(renderer, *args, **more)
            return
        for start in range(0, len(x) - 1, PIECE):
            piece = slice(start, start + PIECE + 1)
            self.set_data(x[piece], y[piece])
            super().draw(renderer, *args, **more)
        self.set_data(x, y)
