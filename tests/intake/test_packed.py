"""Claims about readings on their way: the columns that go ahead are the sets' own readings, or are not used."""

from __future__ import annotations

from array import array
from pathlib import Path
from typing import Any

import pytest

from qmdesk.gate import child
from qmdesk.intake.measurements.packed import Taken, unpacked
from qmdesk.intake.measurements.reading import Preview, preview_bytes, preview_file, understand
from qmdesk.model.problem import Refused

ROWS = 5_000
PLAIN = ["序号,外径,内径", *(f"{at},{10 + at % 7 / 100:.2f},-{at % 11}.5" for at in range(1, ROWS + 1))]


def used(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The columns that sets take from what came ahead."""
    found = list[int]()
    own = Taken.column

    def column(self: Taken, at: int, before: list[int]) -> array[int]:
        found.append(at)
        return own(self, at, before)

    monkeypatch.setattr(Taken, "column", column)
    return found


def alone(text: str, monkeypatch: pytest.MonkeyPatch) -> Preview:
    """As a child gives it that sends nothing ahead."""

    def run(_: str, arguments: dict[str, Any], payload: bytes, **_more: object) -> bytes:
        return understand(arguments, payload)

    with monkeypatch.context() as patch:
        patch.setattr(child, "run_for_bytes", run)
        return preview_bytes(text.encode(), "a.csv")


@pytest.mark.parametrize(
    ("changed", "columns"),
    [
        ({}, [0, 1]),
        ({1: "标准,10,10", 2: "上限,11,12", 3: "下限,9,-12"}, [0, 1]),
        ({3: "3,,-1.5"}, [0, 1]),
        ({20: "20,不合格,-1.5"}, [0, 1]),
        ({3_000: "3000,不合格,-1.5"}, []),
        ({3_000: "3000,,-1.5"}, [0, 1]),
        ({3: "3,10.0001,-1.5"}, [1]),
        ({3: "3,10.01,-1.5"}, [0, 1]),
        ({4_000: "4000,99999999.99,-1.5"}, [0, 1]),
    ],
)
def test_readings_that_went_ahead_are_those_that_were_read(
    changed: dict[int, str], columns: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "\n".join(changed.get(at, line) for at, line in enumerate(PLAIN))
    found = used(monkeypatch)
    assert preview_bytes(text.encode(), "a.csv") == alone(text, monkeypatch)
    assert found == columns


def test_a_large_file_is_read_as_its_bytes_are(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("\n".join([*PLAIN, *(PLAIN[1:] * 20)]), encoding="utf-8")
    assert path.stat().st_size > 1 << 20
    assert preview_file(path) == preview_bytes(path.read_bytes(), "a.csv")


@pytest.mark.parametrize("size", [4, 8])
def test_numbers_come_back_as_they_were(size: int) -> None:
    numbers = [0, -1, 2**31 - 1, -(2**31)]
    data = b"".join(each.to_bytes(size, "little", signed=True) for each in numbers)
    assert unpacked(memoryview(data), 4, size) == array("q", numbers)
    assert unpacked(memoryview(data), 4, size, 2) == array("q", [0, 0, *numbers])
    with pytest.raises(ValueError, match="missing"):
        unpacked(memoryview(data), 5, size)


@pytest.mark.parametrize("part", [b"", b"\1", b"\1" + bytes(7), b"\xff" * 8, b"\1" + bytes(7) + b"\xff" * 16])
def test_a_part_that_is_cut_short_is_no_part(part: bytes) -> None:
    taken = Taken()
    with pytest.raises(ValueError, match=r"cut short|missing|multiple"):
        taken.take(part)
    with pytest.raises(IndexError):
        taken.column(0, [])


def test_a_column_is_for_one_set() -> None:
    taken = Taken()
    taken.take(array("q", [1, 2, 8, 5, 6]).tobytes())
    assert taken.column(0, [4]) == array("q", [4, 5, 6])
    with pytest.raises(ValueError, match="another"):
        taken.column(0, [4])


def test_what_a_child_says_of_columns_that_never_came_is_garbage(monkeypatch: pytest.MonkeyPatch) -> None:
    def lost(_: Taken, _part: bytes) -> None:
        return None

    monkeypatch.setattr(Taken, "take", lost)
    with pytest.raises(Refused) as caught:
        preview_bytes("\n".join(PLAIN).encode(), "a.csv")
    assert [each.code for each in caught.value.problems] == ["reading-garbage"]
