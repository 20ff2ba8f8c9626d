"""Claims about specifications in one cell, labels that hold more than a name, and the words of measurement sheets."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qmdesk.intake.measurements.headings import named
from qmdesk.intake.measurements.spec import spec_in
from qmdesk.intake.measurements.units import same_unit
from qmdesk.intake.measurements.words import Label, label_of, sample_number


def told(text: str) -> tuple[str | None, str | None, str | None, str] | None:
    found = spec_in(text)
    if found is None:
        return None
    low, high, target = (None if each is None else f"{each:f}" for each in (found.low, found.high, found.target))
    return low, high, target, found.unit


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("9.95±0.05", ("9.90", "10.00", "9.95", "")),
        ("Φ9.95±0.05mm", ("9.90", "10.00", "9.95", "mm")),
        ("9.95mm±0.05mm", ("9.90", "10.00", "9.95", "mm")),
        ("９．９５±０．０５", ("9.90", "10.00", "9.95", "")),
        ("9.95+/-0.05", ("9.90", "10.00", "9.95", "")),
        ("-0.5±0.1", ("-0.6", "-0.4", "-0.5", "")),
        ("10 +0.05/-0.02", ("9.98", "10.05", "10", "")),
        ("10(+0.05,-0.02)", ("9.98", "10.05", "10", "")),
        ("10 0/-0.02", ("9.98", "10", "10", "")),
        ("10 -0.01/-0.03", ("9.97", "9.99", "10", "")),
        ("10+0.05-0.02", ("9.98", "10.05", "10", "")),
        ("Φ10+0.05\n-0.02", ("9.98", "10.05", "10", "")),
        ("9.90~10.00", ("9.90", "10.00", None, "")),
        ("9.90—10.00 mm", ("9.90", "10.00", None, "mm")),
        ("58-62HRC", ("58", "62", None, "HRC")),
        ("-5--1", ("-5", "-1", None, "")),
        ("[9.9, 10]", ("9.9", "10", None, "")),
        ("20～30℃", ("20", "30", None, "℃")),
        ("≤0.05", (None, "0.05", None, "")),
        ("＜0.05mm", (None, "0.05", None, "mm")),
        ("不大于0.05", (None, "0.05", None, "")),
        ("≯0.03", (None, "0.03", None, "")),
        ("0.05以下", (None, "0.05", None, "")),
        ("max 0.05", (None, "0.05", None, "")),
        ("≥95%", ("95", None, None, "%")),
        ("不低于95%", ("95", None, None, "%")),
        ("USL=10 LSL=9.9", ("9.9", "10", None, "")),
        ("LSL:9.9，USL:10", ("9.9", "10", None, "")),
        ("100Ω±5%", ("95.00", "105.00", "100", "Ω")),
        ("50%±5%", ("45", "55", "50", "%")),
    ],
)
def test_specifications_as_they_are_written(
    text: str, expected: tuple[str | None, str | None, str | None, str]
) -> None:
    found = told(text)
    assert found is not None
    assert tuple(
        None if each is None else each.rstrip("0").rstrip(".") if "." in each else each for each in found[:3]
    ) == tuple(None if each is None else each.rstrip("0").rstrip(".") if "." in each else each for each in expected[:3])
    assert found[3] == expected[3]


@pytest.mark.parametrize(
    "text", ["", "直径", "10", "9.95mm", "M8", "2026-07-01", "10-0.02", "50±5%", "10mm±0.1μm", "见图纸", "A±B", "±"]
)
def test_what_is_no_specification_or_could_be_two(text: str) -> None:
    assert told(text) is None


@given(st.decimals(-10_000, 10_000, places=3), st.decimals("0.001", 100, places=3))
def test_plus_minus_is_exact(nominal: Decimal, width: Decimal) -> None:
    found = spec_in(f"{nominal:f}±{width:f}")
    assert found is not None
    assert (found.low, found.high, found.target) == (nominal - width, nominal + width, nominal)


@pytest.mark.parametrize(
    ("label", "name", "unit"),
    [
        ("直径(mm)", "直径", "mm"),
        ("直径（ｍｍ）", "直径", "mm"),
        ("直径/mm", "直径", "mm"),
        ("直径mm", "直径", "mm"),
        ("直径\nmm", "直径", "mm"),
        ("温度℃", "温度", "℃"),
        ("扭矩（N·m）", "扭矩", "N·m"),
        ("速度 mm/s", "速度", "mm/s"),
        ("粗糙度 Ra μm", "粗糙度 Ra", "μm"),
        ("粗糙度 Ra µm", "粗糙度 Ra", "μm"),
        ("Length, mm", "Length", "mm"),
        ("diameter [mm]", "diameter", "mm"),
        ("尺寸 A", "尺寸 A", ""),
        ("尺寸A", "尺寸A", ""),
        ("孔径(上端)", "孔径(上端)", ""),
        ("外径 Φ10±0.02", "外径", ""),
        ("长度(100±0.2)mm", "长度", "mm"),
        ("孔1-2", "孔1-2", ""),
        ("A1-2", "A1-2", ""),
        ("CO2 ppm", "CO2", "ppm"),
    ],
)
def test_labels_are_taken_apart(label: str, name: str, unit: str) -> None:
    found = named(label)
    assert (found.name, found.unit) == (name, unit)


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("上限", Label.UPPER), ("规格上限(USL)", Label.UPPER), ("USL", Label.UPPER), ("上规格限 USL：", Label.UPPER),
        ("LSL", Label.LOWER), ("公差", Label.TOLERANCE), ("上公差", Label.UPPER_DEVIATION), ("标准值*", Label.TARGET),
        ("单位:", Label.UNIT), ("组号", Label.SUBGROUP), ("Subgroup No.", Label.SUBGROUP), ("序号(No.)", Label.INDEX),
        ("平均值", Label.STATISTIC), ("X̄", Label.STATISTIC), ("极差R", Label.STATISTIC), ("X-bar", Label.STATISTIC),
        ("检验项目", Label.NAME), ("备 注", Label.REMARK), ("实测值", Label.VALUE), ("直径", None), ("轴径", None), ("", None),
    ],
)  # fmt: skip
def test_words_are_known(text: str, label: Label | None) -> None:
    assert label_of(text) == label


@pytest.mark.parametrize(
    ("text", "sample"),
    [("X1", ("x", 1)), ("x₁₂", ("x", 12)), ("样本3", ("样本", 3)), ("第2件", ("第", 2)), ("④", ("", 4)), ("5#", ("", 5)),
     ("第三次", ("第", 3)), ("直径1", None), ("A1", None), ("三", None), ("2026", None)],
)  # fmt: skip
def test_labels_that_count_pieces(text: str, sample: tuple[str, int] | None) -> None:
    assert sample_number(text) == sample


@pytest.mark.parametrize(
    "text", [" " * 30_000, "(" * 30_000, "1" * 30_000, "1±" * 15_000, "Φ1.1-" * 8_000, "单位：" * 9_000, "mm " * 9_000]
)
def test_long_texts_cost_no_time(text: str) -> None:
    import time

    from qmdesk.intake.numbers import number_of

    start = time.perf_counter()
    spec_in(text), named(text), label_of(text), sample_number(text), number_of(text)
    assert time.perf_counter() - start < 0.5


def test_units_that_are_one() -> None:
    assert same_unit("毫米", "mm")
    assert same_unit("（ｍｍ）", "mm")
    assert same_unit("µm", "um")
    assert not same_unit("mm", "cm")
