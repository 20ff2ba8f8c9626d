"""Claims about readings in JSON: every shape is read whole, or it is said why not."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

import pytest

from qmdesk.intake.measurements import MeasurementSet, preview_grid
from qmdesk.intake.measurements.reading import preview_bytes
from qmdesk.intake.readers import read_table
from qmdesk.model.problem import Refused


def sets(document: Any, name: str = "读数.json") -> dict[str, MeasurementSet]:
    text = document if isinstance(document, str) else json.dumps(document, ensure_ascii=False)
    return {each.name: each for each in preview_grid(read_table(text.encode(), name))}


def values(found: MeasurementSet) -> list[str]:
    assert found.readings is not None
    return [f"{each:f}" for each in found.readings.decimals()]


@pytest.mark.parametrize(
    "document",
    [
        "[9.950, 9.96, 10]",
        "[\n 9.950,\n 9.96,\n 10\n]",
        '["9.950", "9.96", "10"]',
        '[{"value": 9.950}, {"value": 9.96}, {"value": 10}]',
        '{"readings": [9.950, 9.96, 10]}',
        '{"results": [{"value": 9.950}, {"value": 9.96}, {"value": 10}]}',
    ],
)
def test_every_number_of_an_array_is_a_reading_digit_by_digit(document: str):
    (only,) = sets(document).values()
    assert values(only) == ["9.950", "9.96", "10"] or values(only) == ["9.950", "9.960", "10.000"]
    assert only.skipped == 0


def test_objects_with_a_subgroup_make_subgroups():
    rows = [{"subgroup": at // 3 + 1, "value": 10 + at / 100} for at in range(9)]
    (only,) = sets(rows).values()
    assert only.readings is not None
    assert only.readings.subgroups == (3, 3, 3)


def test_arrays_in_an_array_are_subgroups():
    (only,) = sets([[1.1, 1.2, 1.3], [1.2, 1.3, 1.1], [1.4, 1.2, 1.3]]).values()
    assert only.readings is not None
    assert only.readings.subgroups == (3, 3, 3)


def test_several_characteristics_come_with_their_limits():
    of = [
        {"name": "外径", "unit": "mm", "lsl": "9.9", "usl": 10.1, "readings": [9.98, 10.02, 10.01]},
        {"name": "内径", "unit": "mm", "lsl": "4.9", "usl": 5.1, "readings": [4.98, 5.02]},
    ]
    found = sets({"characteristics": of})
    assert {name: len(values(each)) for name, each in found.items()} == {"外径": 3, "内径": 2}
    assert (found["外径"].lsl, found["外径"].usl, found["外径"].unit) == (Decimal("9.9"), Decimal("10.1"), "mm")


def test_arrays_by_name_are_characteristics():
    found = sets({"外径": [9.98, 10.02, 10.01], "内径": [4.98, 5.02]})
    assert {name: len(values(each)) for name, each in found.items()} == {"外径": 3, "内径": 2}


def test_what_is_no_reading_is_named_by_its_place():
    (only,) = sets('[9.98, null, NaN, "x", true, 10.01]').values()
    assert values(only) == ["9.98", "10.01"]
    assert only.skipped == 4
    assert {each.where.rpartition("!")[2] for each in only.problems} >= {"A3", "A4", "A5", "A6"}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("[9.98, 10.01", "json-unreadable"),
        ('{"a": 1}', "json-without-readings"),
        ("[]", "json-without-readings"),
        ("[" * 100_000, "json-unreadable"),
        ("[[1, [2]], [3, 4]]", "json-without-readings"),
    ],
)
def test_json_that_holds_no_readings_is_refused_by_what_is_wrong(text: str, code: str):
    with pytest.raises(Refused) as refused:
        sets(text)
    assert refused.value.problems[0].code == code


def test_a_long_array_is_read_whole():
    text = "[" + ",\n".join(f"{10 + at % 7 / 100:.2f}" for at in range(30_000)) + "]"
    found = preview_bytes(text.encode(), "读数.json").sets
    assert [len(each.readings or ()) for each in found] == [30_000]


def test_a_text_that_only_begins_like_json_is_a_table_as_before():
    (only,) = sets("[1.5\n1.6\n1.7\n", "读数.txt").values()
    assert values(only) == ["1.6", "1.7"]


@pytest.mark.parametrize("mark", ["|", ";", "\t", ","])
def test_columns_are_parted_by_whatever_parts_them_evenly(mark: str):
    text = "".join(f"{mark.join(row)}\n" for row in [("外径", "内径"), ("9.98", "4.98"), ("10.01", "5.02")])
    assert {name: values(each) for name, each in sets(text, "读数.csv").items()} == {
        "外径": ["9.98", "10.01"], "内径": ["4.98", "5.02"],
    }  # fmt: skip
