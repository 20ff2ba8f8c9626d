"""Making questions: names in both languages, numbers as people read them."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from qmdesk.formdef.types import Figure, Text
from qmdesk.grading.numbers import places_of, rounded
from qmdesk.model.assessment import Question

Details = dict[str, str | int]


def about_figure(code: str, figure: Figure, **details: str | int) -> Question:
    """A question about a whole figure."""
    return Question(code, f"figure:{figure.id}", {**named("figure", figure.name), **details})


def named(word: str, text: Text) -> Details:
    """A name of the form in both languages, under ``word`` and ``word_en``."""
    return {word: text.zh, f"{word}_en": text.en}


def disagrees(stated: Decimal, counted: Fraction) -> bool:
    """Whether a stated figure isn't the counted one, even rounded to the digits it was stated with."""
    places = places_of(stated)
    return abs(Fraction(stated) - counted) > Fraction(1, 2 * 10**places) and rounded(counted, places) != Fraction(
        stated
    )
