"""Every code that statistics speak in has words in both languages."""

import pytest

from qmdesk import wording
from qmdesk.stats import charts_spc, exact, nonnormal, sampling, verdict

NAMES = [
    *(f"reason.{code}" for code in (*verdict.FATAL, *verdict.UNCONFIRMED, *verdict.QUESTIONED, *verdict.WARNED)),
    *(f"status.{status}" for status in ("none", "unconfirmed", "questioned", "good")),
    *(f"method.{method}" for method in exact.METHODS),
    *(f"chart.{kind}" for kind in charts_spc.KINDS),
    *(f"rule.nelson-{rule}" for rule in range(1, 9)),
    *(f"distribution.{name}" for name in (*nonnormal.METHODS, "best", "empirical")),
    *(f"distribution.johnson-{kind}" for kind in ("su", "sb", "sl")),
    *(f"sampling.{name}" for name in (*sampling.METHODS, *sampling.QUESTIONS)),
    *(f"comparison.{code}" for code in ("agrees", "differs", "beyond-allowed", "too-few")),
    *(f"comparison.{test}" for test in ("paired-t", "welch-t", "f", "pitman-morgan")),
    *(f"gauge.{word}" for word in ("good", "marginal", "poor", "anova", "average-range")),
]


@pytest.mark.parametrize("lang", wording.LANGUAGES)
def test_every_name_has_words(lang: str) -> None:
    assert [name for name in NAMES if not wording.knows(f"stats.{name}", lang)] == []
