"""Claims about large stored sets: read as the plain reader reads them, whatever a blob holds, and refused alike."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest

from qmdesk.intake.readers import stored
from qmdesk.intake.readers.stored import stored_readings
from qmdesk.model.problem import Refused
from qmdesk.model.readings import Readings
from qmdesk.model.readings_json import readings_from_blob


def said(read: Callable[[bytes], Readings], content: bytes) -> Readings | str:
    try:
        return read(content)
    except Refused as refused:
        return refused.problems[0].code


def blob(chance: random.Random) -> bytes:
    count, most = chance.randrange(40), 10 ** chance.choice([0, 3, 7, 8, 9, 14, 16, 18])
    values = tuple(chance.randrange(-most, most) for _ in range(count))
    sizes = (1, count - 1) if count > 1 and chance.random() < 0.5 else None
    return Readings(values, -chance.randrange(6), sizes, ordered=chance.random() < 0.5).blob()


@pytest.mark.parametrize("seed", range(30))
@pytest.mark.parametrize("piece", [1, 30, 10_000])
def test_a_set_is_read_as_the_plain_reader_reads_it(seed: int, piece: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stored, "LARGE", 0)
    monkeypatch.setattr(stored, "PIECE", piece)
    chance = random.Random(seed)
    for changed in range(10):
        content = bytearray(blob(chance))
        for _ in range(changed % 3):
            content[chance.randrange(len(content))] = chance.choice(b'0123456789,-+. []{}e"')
        assert said(stored_readings, bytes(content)) == said(readings_from_blob, bytes(content)), bytes(content)


def test_a_large_plain_set_needs_no_plain_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stored, "readings_from_blob", None)
    made = Readings(tuple(at * 7_919 % 300_007 - 150_000 for at in range(60_000)), -4, (20_000, 40_000))
    assert stored_readings(made.blob()) == made
