"""Claims about Q-DAS files: fields, values in both forms, limits and what is marked as not valid."""

from __future__ import annotations

from pathlib import Path

import pytest

from qmdesk.intake.measurements import MeasurementSet, preview, preview_grid
from qmdesk.intake.readers import Grid, open_table, read_table
from qmdesk.model.problem import Refused

HEAD = """K0100 2
K1001/1 4711
K1002/1 轴
K2001/1 10
K2002/1 直径
K2101/1 10
K2112/1 -0.05
K2113/1 0.05
K2142/1 mm
K2001/2 20
K2002/2 长度
K2110/2 99.5
K2111/2 100.5
"""
VALUES = "10.01\x140\x1401.07.2026/08:00:00\x0f100.1\x140\n9.99\x140\x0f100.2\x140\n"


def grid(text: str, encoding: str = "gb18030") -> Grid:
    return read_table(text.encode(encoding), "轴.dfq")


def sets(text: str, encoding: str = "gb18030") -> tuple[MeasurementSet, ...]:
    return preview_grid(grid(text, encoding))


def values(found: MeasurementSet) -> list[str]:
    assert found.readings is not None
    return [f"{each:f}" for each in found.readings.decimals()]


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16", "utf-8-sig"])
def test_names_limits_units_and_values(encoding: str) -> None:
    one, two = sets(HEAD + VALUES, encoding)
    assert (one.name, one.unit, f"{one.lsl}", f"{one.usl}", f"{one.target}") == ("直径", "mm", "9.95", "10.05", "10")
    assert (two.name, two.unit, f"{two.lsl}", f"{two.usl}", two.target) == ("长度", "", "99.5", "100.5", None)
    assert (values(one), values(two)) == (["10.01", "9.99"], ["100.1", "100.2"])


def test_values_as_fields_of_their_own() -> None:
    one, two = sets(HEAD + "K0001/1 10.01\nK0002/1 0\nK0001/2 100.1\nK0001/1 9.99\nK0001/2 100.2\n")
    assert (values(one), values(two)) == (["10.01", "9.99"], ["100.1", "100.2"])


def test_the_sign_of_currency_parts_characteristics_too() -> None:
    one, two = sets(HEAD + VALUES.replace("\x0f", "¤"))
    assert (values(one), values(two)) == (["10.01", "9.99"], ["100.1", "100.2"])


def test_a_value_that_is_not_valid_is_left_out_and_told_by_line() -> None:
    text = HEAD + "10.01\x140\x0f100.1\x140\n9.99\x14256\x0f100.2\x140\n"
    found = grid(text)
    one, _ = preview_grid(found)
    assert values(one) == ["10.01"]
    assert [(each.code, each.where) for each in found.problems] == [("dfq-value-not-valid", "轴.dfq:15")]


def test_a_text_for_a_value_is_named_by_its_line() -> None:
    one, _ = sets(HEAD + VALUES + "坏点\x0f100.3\n")
    assert one.skipped == 1
    assert [(each.code, each.where) for each in one.problems] == [("number-expected", "轴.dfq:16")]


def test_a_subgroup_size_cuts_the_values() -> None:
    one, _ = sets(HEAD + "K8500/1 2\n" + VALUES + VALUES)
    assert one.readings is not None
    assert one.readings.subgroups == (2, 2)


def test_decimal_commas_and_exponents() -> None:
    one, two = sets(HEAD + "10,01\x140\x0f1.001E+02\x140\n")
    assert (values(one), values(two)) == (["10.01"], ["100.1"])


def test_a_file_from_western_europe_keeps_its_micrometres() -> None:
    text = "K0100 1\nK2002/1 Durchmesser \xfc\nK2142/1 \xb5m\n10.0\n10.1\n"
    found = read_table(text.encode("cp1252"), "a.dfq")
    one = preview_grid(found)[0]
    assert one.unit == "μm"


def test_no_values_is_an_answer() -> None:
    with pytest.raises(Refused) as caught:
        grid(HEAD)
    assert (caught.value.problems[0].code, caught.value.problems[0].where) == ("dfq-no-values", "轴.dfq")


DESCRIPTION = (
    "K0100 2\r\nK2002/1 孔径\r\nK2101/1 10\r\nK2112/1 -0.05\r\nK2113/1 0.05\r\nK2142/0 mm\r\n"
    "K2002/2 圆度\r\nK2110/2 0\r\nK2111/2 0.02\r\nK2120/2 2\r\n"
)
PAIRED = "10.01\x140\x1401.02.2026/10:00:00\x0f0.011\x140\r\n9.99\x140\x1401.02.2026/10:01:00\x0f0.009\x14255\r\n"


def test_a_description_and_its_values_are_read_as_one(tmp_path: Path) -> None:
    (tmp_path / "a.dfd").write_text(DESCRIPTION, "utf-8")
    (tmp_path / "a.DFX").write_text(PAIRED, "utf-8")
    for name in ("a.dfd", "a.DFX"):
        one, two = preview(tmp_path / name)
        assert (one.name, one.unit, str(one.lsl), str(one.usl)) == ("孔径", "mm", "9.95", "10.05")
        assert one.readings is not None and [str(each) for each in one.readings.decimals()] == ["10.01", "9.99"]
        assert (two.name, two.unit, two.lsl, str(two.usl)) == ("圆度", "mm", None, "0.02")
        assert two.readings is not None and len(two.readings) == 1


def test_values_without_their_description_are_told(tmp_path: Path) -> None:
    (tmp_path / "a.dfx").write_text(PAIRED, "utf-8")
    grid = open_table(tmp_path / "a.dfx")
    assert "dfq-without-description" in [each.code for each in grid.problems]


def test_counted_characteristics_are_no_measured_ones(tmp_path: Path) -> None:
    (tmp_path / "a.dfq").write_text(DESCRIPTION + "K2004/2 1\r\n" + PAIRED, "utf-8")
    assert [each.name for each in preview(tmp_path / "a.dfq")] == ["孔径"]
    assert "dfq-counted" in [each.code for each in open_table(tmp_path / "a.dfq").problems]
