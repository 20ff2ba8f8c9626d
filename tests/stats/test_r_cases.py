"""Random data of many sizes and shapes: our figures beside R's (tests/data/reference/r_cases.json)."""

from typing import Any

import numpy as np
import pytest

from tests.stats.r_reference import Case, cases, found


@pytest.mark.parametrize("case", cases(), ids=lambda case: case["id"])
def test_figures_are_those_of_r(case: Case) -> None:
    ours = found(case)
    for name, expected in case["expected"].items():
        if expected is not None:
            _same(ours[name], expected, case["rel"], name)


def _same(ours: Any, expected: Any, rel: float, name: str) -> None:
    if isinstance(expected, dict):
        for key, value in expected.items():
            if value is not None:
                _same(ours[key], value, rel, f"{name}.{key}")
    elif name == "clipped":
        assert ours == ([expected] if isinstance(expected, str) else expected)
    else:
        assert ours is not None, name
        array = np.asarray(ours, dtype=float)
        assert array == pytest.approx(
            np.broadcast_to(np.asarray(expected, dtype=float), array.shape), rel=rel, abs=1e-12
        ), name
