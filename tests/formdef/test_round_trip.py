"""What is parsed is proper, and shown it can be typed again: parse, format, parse, for every type and language."""

import datetime
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qmdesk.formdef.credit_code import ALPHABET, check_character
from qmdesk.formdef.fields import FIELD_TYPES, check, format_value, parse_text
from qmdesk.model.canonical import canonical
from qmdesk.model.problem import Severity
from tests.formdef.declared import LEVEL_NAMES, LOSS_KINDS, field_of_type

numbers = st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**15), max_value=10**15, places=8)
shares = st.integers(0, 10**9).map(lambda part: f"{part / 10**7:.7f}%")
months = st.dates(datetime.date(1949, 1, 1), datetime.date(2100, 12, 31)).map(lambda day: f"{day:%Y-%m}")
codes = (
    st.tuples(
        st.text(ALPHABET, min_size=2, max_size=2),
        st.text("0123456789", min_size=6, max_size=6),
        st.text(ALPHABET, min_size=9, max_size=9),
    )
    .map("".join)
    .map(lambda first: first + check_character(first))
)

TYPED = {
    "text": st.text(max_size=80),
    "long_text": st.text(max_size=200),
    "integer": st.integers(-(10**14), 10**14).map(str),
    "count": st.integers(0, 10**14).map(lambda number: f"{number:,}"),
    "decimal": numbers.map(lambda number: f"{number:f}"),
    "rate": shares,
    "percent": shares,
    "figure": numbers.map(lambda number: f"{number:f}"),
    "dpmo": st.integers(0, 10**10).map(lambda part: f"{part // 10**4}.{part % 10**4:04}"),
    "money": st.tuples(st.integers(0, 10**12), st.sampled_from(["元", "万元", "亿元", " yuan"])).map(
        lambda pair: f"{pair[0] / 100:.2f}{pair[1]}"
    ),
    "boolean": st.sampled_from(["是", "否", "√", "×", "yes", "no", "1", "0"]),
    "tracked": st.sampled_from(["是", "否", "未做统计", "由评估员计算", "by-assessor"]),
    "choice": st.sampled_from([*LOSS_KINDS, *(label.zh for label in LOSS_KINDS.values())]),
    "level": st.sampled_from([*LEVEL_NAMES, *(name.en for name in LEVEL_NAMES.values())]),
    "credit_code": codes,
    "file": st.binary(min_size=32, max_size=32).map(bytes.hex),
    "date": st.dates(datetime.date(1949, 1, 1), datetime.date(2100, 12, 31)).map(str),
    "month": months,
    "time": st.times().map(lambda time: f"{time:%H:%M}"),
    "moment": st.tuples(st.dates(datetime.date(1949, 1, 1), datetime.date(2100, 12, 31)), st.times()).map(
        lambda moment: f"{moment[0]} {moment[1]:%H:%M}"
    ),
    "period": st.tuples(months, months).map(lambda pair: f"{min(pair)}~{max(pair)}"),
}


def test_every_type_but_readings_is_here():
    assert set(TYPED) == set(FIELD_TYPES) - {"readings"}


@pytest.mark.parametrize("kind", TYPED)
@given(data=st.data())
def test_what_is_shown_can_be_typed_again(kind, data):
    field = field_of_type(kind)
    typed = data.draw(TYPED[kind])
    value, problem = parse_text(field, typed)
    if value is None:
        assert kind in ("text", "long_text"), (typed, problem)
        return
    assert check(field, value) is None
    canonical(value)
    for lang in ("zh-CN", "en"):
        again, problem = parse_text(field, format_value(field, value, lang), lang)
        assert (again, problem) == (value, None)


@pytest.mark.parametrize("kind", FIELD_TYPES)
@given(typed=st.text(max_size=60) | st.text("0123456789.,-年月日季度%万元级是否~至 qe", max_size=25))
def test_no_text_breaks_a_type_and_whatever_comes_out_is_proper(kind, typed):
    field = field_of_type(kind)
    value, problem = parse_text(field, typed)
    assert check(field, value) is None
    if value is None:
        assert problem is None or problem.severity is not Severity.INFO
    else:
        assert problem is None or problem.severity is Severity.WARNING


@pytest.mark.parametrize("kind", FIELD_TYPES)
@pytest.mark.parametrize("piece", ["9", "a", "1,", " ", "年", "-", "1 ", "¥", "(", "2025-01", "\u202e"])
def test_a_huge_text_is_answered_at_once(kind, piece):
    started = time.perf_counter()
    parse_text(field_of_type(kind), piece * 100_000 + "x")
    assert time.perf_counter() - started < 1


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)


@pytest.mark.parametrize("kind", FIELD_TYPES)
@given(value=json_values)
def test_no_stored_value_breaks_a_check_or_the_showing_of_a_proper_one(kind, value):
    field = field_of_type(kind)
    if check(field, value) is None:
        assert isinstance(format_value(field, value, "en"), str)
