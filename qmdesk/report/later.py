"""Flowables of a cell that are made when a page is laid, as photos that are opened while chapters are written."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import Any

from reportlab.platypus.flowables import Flowable


class Later(Sequence[Flowable]):
    """The content of a cell, made when it is first looked at."""

    def __init__(self, make: Callable[[], Sequence[Flowable]]) -> None:
        self._make = make

    @cached_property
    def _made(self) -> tuple[Flowable, ...]:
        return tuple(self._make())

    def __getitem__(self, index: Any) -> Any:  # noqa: ANN401 - one or a slice, as a tuple's
        return self._made[index]

    def __len__(self) -> int:
        return len(self._made)
