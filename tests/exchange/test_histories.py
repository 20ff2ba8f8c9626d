"""A few hundred random histories of a team; ``python -m tests.exchange.histories 20000`` plays many more."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from tests.exchange.histories import Bench, play


def test_after_any_history_all_laptops_come_to_what_the_model_says(tmp_path: Path):
    counts: Counter[str] = Counter()
    bench = Bench.make(tmp_path)
    try:
        for seed in range(1_000_000, 1_000_150):
            play(bench, seed, counts)
    finally:
        bench.close()
    kinds = ("conflicts", "deletion conflicts", "consensus", "undone at once", "restore", "taken")
    assert all(counts[kind] > 5 for kind in kinds), counts
