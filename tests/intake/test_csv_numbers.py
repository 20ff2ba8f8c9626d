"""Claims about numbers read eight bytes at a time: exactly those a decimal reads, with their decimals as written."""

from __future__ import annotations

import random
import re
from decimal import Decimal

import numpy as np
import pytest

from qmdesk.intake.readers.csv_numbers import PAD, Numbers, numbers

PLAIN = re.compile(r" *([+-]?(?:[0-9]+|[0-9]*\.[0-9]+)) *")


def read(fields: list[str]) -> Numbers:
    text = bytes(PAD) + "\n".join([*fields, ""]).encode() + bytes(PAD)
    data = np.frombuffer(text, np.uint8)
    end = np.flatnonzero(data == ord("\n"))
    start = np.concatenate([np.array([PAD]), end[:-1] + 1])
    return numbers(data, start, end)


def check(fields: list[str]) -> None:
    found = read(fields)
    places = np.broadcast_to(found.places, found.scaled.shape).tolist()
    for at, text in enumerate(fields):
        plain = PLAIN.fullmatch(text)
        digits = sum(each.isdigit() for each in text)
        if plain is None or digits > 15:
            assert (bool(found.read[at]), int(found.scaled[at])) == (False, 0), text
            continue
        assert found.read[at], text
        assert Decimal(int(found.scaled[at])).scaleb(-places[at]) == Decimal(plain[1]), text
        assert places[at] == len(plain[1].partition(".")[2]), text


@pytest.mark.parametrize("seed", range(40))
def test_any_fields_are_read_exactly_or_not_at_all(seed: int) -> None:
    chance = random.Random(seed)
    signs = "".join(chance.choice("0123456789.-+ eE;é:/_") for _ in range(300))
    hostile = [signs[at : at + chance.randrange(20)] for at in range(0, 280, 7)]
    figures = [f"{chance.uniform(-1, 1) * 10 ** chance.randrange(8):.{chance.randrange(8)}f}" for _ in range(40)]
    check([*hostile, *figures, " 9.95", "9.95  ", "", ".", "5.", ".5", "-", "-.5", "+7", "1_000", "９.９"])


@pytest.mark.parametrize("places", range(1, 15))
def test_fields_that_are_all_alike_are_read_exactly(places: int) -> None:
    chance = random.Random(places)
    check([f"{chance.random() * 10:.{places}f}" for _ in range(50)])
    check([f"{chance.random() * 10:.{places}f}" for _ in range(50)] + ["9,95", "1.2.3", ".1", "x.1"])
