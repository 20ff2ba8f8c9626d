"""Roots and maxima of functions of one variable, to the last digits, without importing scipy.optimize."""

from __future__ import annotations

import math
from collections.abc import Callable

Function = Callable[[float], float]


def bisection(function: Function, low: float, high: float) -> float:
    """The zero of a decreasing function that is positive at ``low`` and negative at ``high``."""
    for _ in range(200):
        middle = (low + high) / 2.0
        if middle in (low, high):
            break
        low, high = (middle, high) if function(middle) > 0 else (low, middle)
    return (low + high) / 2.0


def decreasing_root(function: Function, start: float, step: float) -> float:
    """The zero of a decreasing function, bracketed outwards from ``start``."""
    low, high, down, up = start - step, start + step, step, step
    while function(low) < 0:
        low, down = low - down, down * 2
    while function(high) > 0:
        high, up = high + up, up * 2
    return bisection(function, low, high)


def maximum(function: Function, low: float, high: float, tolerance: float = 1e-10) -> float:
    """Where a function with one peak between ``low`` and ``high`` is largest (golden section)."""
    ratio = (math.sqrt(5.0) - 1.0) / 2.0
    left, right = high - ratio * (high - low), low + ratio * (high - low)
    at_left, at_right = function(left), function(right)
    while high - low > tolerance:
        if at_left < at_right:
            low, left, at_left = left, right, at_right
            right = low + ratio * (high - low)
            at_right = function(right)
        else:
            high, right, at_right = right, left, at_left
            left = high - ratio * (high - low)
            at_left = function(left)
    return (low + high) / 2.0
