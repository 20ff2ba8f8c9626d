"""Claims about delimited text: encodings, delimiters, the decimal comma, and quotes that don't close."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qmdesk.intake.measurements.reading import preview_bytes
from qmdesk.intake.readers import Grid, read_table, wire
from qmdesk.intake.readers.csv_text import delimiter_of, read
from qmdesk.model.problem import Refused


def grid(content: bytes, name: str = "读数.csv") -> Grid:
    return wire.decode(read({"name": name}, content), name)


def rows(content: bytes | str) -> list[list[str | None]]:
    found = grid(content.encode() if isinstance(content, str) else content)
    return [[None if cell is None else cell.text for cell in row] for row in found.sheets[0].rows]


def refusal(content: bytes) -> tuple[str, str]:
    with pytest.raises(Refused) as caught:
        grid(content)
    return caught.value.problems[0].code, caught.value.problems[0].where


TEXT = "直径,备注\r\n９.95,首件\r\n10.01,换刀\r\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16", "utf-32"])
def test_every_usual_encoding_reads_the_same(encoding: str) -> None:
    assert rows(TEXT.encode(encoding)) == [["直径", "备注"], ["９.95", "首件"], ["10.01", "换刀"]]


def test_utf_16_of_both_byte_orders() -> None:
    for mark, encoding in ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")):
        assert rows(mark + TEXT.encode(encoding))[0] == ["直径", "备注"]


def test_gb18030_is_told() -> None:
    assert [each.code for each in grid(TEXT.encode("gb18030")).problems] == ["csv-read-as-gb18030"]
    assert grid(TEXT.encode()).problems == ()


@pytest.mark.parametrize(
    ("content", "line"),
    [
        (b"a,b\n1,2\n\xff\xff,3\n", 3),
        (b"\xef\xbb\xbfa,b\n\xc4,2\n", 2),
        (b"a\n\x81", 2),
        ("\ufeff".encode("utf-16-le") + b"a\0\n", 1),
        ("直径\n1\n".encode("gb18030") + b"\x80\x80\n", 3),
    ],
)
def test_bytes_in_no_known_encoding_are_refused_by_line(content: bytes, line: int) -> None:
    assert refusal(content) == ("csv-encoding", f"读数.csv:{line}")


def test_private_characters_show_a_wrong_encoding() -> None:
    assert refusal("直径\n1\n".encode("gb18030") + "\ue5e5".encode("gb18030")) == ("csv-encoding", "读数.csv:3")


def test_a_nul_is_refused_by_line() -> None:
    assert refusal(b"a,b\n1,2\n3,\x004\n") == ("csv-nul", "读数.csv:3")


@pytest.mark.parametrize(
    ("text", "delimiter"),
    [
        ("a,b,c\n1,2,3\n", ","),
        ("a;b;c\n1;2;3\n", ";"),
        ("a\tb\tc\n1\t2\t3\n", "\t"),
        ("a;b\n9,95;10,05\n9,96;10,06\n", ";"),
        ("x\n1\n2\n", ","),
        ("", ","),
        ("标题, 有逗号\na\tb\n1\t2\n3\t4\n", "\t"),
        ('"a,b";c\n"1,2";3\n', ";"),
    ],
)
def test_the_delimiter_is_the_one_that_cuts_evenly(text: str, delimiter: str) -> None:
    assert delimiter_of(text) == delimiter


def test_excels_own_declaration_is_honoured() -> None:
    assert rows("sep=;\r\na;b\r\n1;2\r\n") == [["a", "b"], ["1", "2"]]


@pytest.mark.parametrize(
    ("text", "expected", "codes"),
    [
        ("a;b\n9,95;10,05\n", [["a", "b"], ["9.95", "10.05"]], []),
        ("a\tb\n0,950\t10,050\n", [["a", "b"], ["0.950", "10.050"]], []),
        ("a;b\n9,950;10,050\n", [["a", "b"], ["9.950", "10.050"]], ["csv-comma-as-decimal"]),
        ("a\tb\n9,950\t10,050\n", [["a", "b"], ["9,950", "10,050"]], ["csv-comma-as-thousands"]),
        ("a\tb\n1,234.5\t10.05\n", [["a", "b"], ["1,234.5", "10.05"]], []),
        ("a;b\n1.234,56;2,5\n", [["a", "b"], ["1234.56", "2.5"]], []),
        ("a;b\n-9,95;+10,05\n", [["a", "b"], ["-9.95", "10.05"]], []),
        ("直径\n9,95\n10,05\n", [["直径"], ["9.95"], ["10.05"]], []),
        ('a,b\n"1,234",2\n', [["a", "b"], ["1,234", "2"]], []),
    ],
)
def test_the_decimal_comma(text: str, expected: list[list[str]], codes: list[str]) -> None:
    found = grid(text.encode())
    assert [[None if cell is None else cell.text for cell in row] for row in found.sheets[0].rows] == expected
    assert [each.code for each in found.problems] == codes


def test_quoted_fields_keep_delimiters_quotes_and_short_line_breaks() -> None:
    assert rows('a,b\n"x, ""y""","两行\n备注"\n1,2\n') == [["a", "b"], ['x, "y"', "两行\n备注"], ["1", "2"]]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('a,b\n1,"2\n3,4\n5,6\n', 2),
        ('a,b\n"1,2\n3,4\n5,6\n7,8"\n9,10\n', 2),
        ('直径\n"9.95\n9.96\n9.97\n"\n', 2),
        ('a,b\n1,2\n"3"4,5\n', 3),
    ],
)
def test_a_quote_that_does_not_close_is_found_and_not_swallowed(text: str, line: int) -> None:
    assert refusal(text.encode()) == ("csv-quotes", f"读数.csv:{line}")


def test_a_quote_within_a_field_is_only_a_sign() -> None:
    assert rows('规格,数\n6" 管,3\n5\' 9",4\n') == [["规格", "数"], ['6" 管', "3"], ["5' 9\"", "4"]]


def test_an_endless_field_is_refused() -> None:
    assert refusal(b'a\n"' + b"x" * 200_000 + b'"\n')[0] == "csv-field-too-long"


def test_blank_cells_are_none_and_ends_are_cut() -> None:
    assert rows("a,b,,\n\n ,\u3000,1,,\n,,\n\n") == [["a", "b"], [], [None, None, "1"]]


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_every_line_ending(ending: str) -> None:
    assert rows(f"a,b{ending}1,2{ending}3,4") == [["a", "b"], ["1", "2"], ["3", "4"]]


def test_too_many_columns_are_refused() -> None:
    assert refusal(b"," * 20_000)[0] == "table-too-large"


def test_a_hundred_thousand_lines_are_read_quickly() -> None:
    import time

    content = ("直径,备注\n" + "9.951,\n" * 100_000).encode()
    start = time.perf_counter()
    assert len(grid(content).sheets[0].rows) == 100_001
    assert time.perf_counter() - start < 5


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    try:
        grid(content)
    except Refused as refused:
        assert all(each.code.startswith("csv-") for each in refused.problems)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.lists(st.from_regex(r"-?[0-9]{1,6}\.[0-9]{1,6}", fullmatch=True), min_size=2, max_size=5), min_size=1, max_size=8),
       st.sampled_from([",", ";", "\t"]))  # fmt: skip
def test_numbers_come_through_every_delimiter_as_written(table: list[list[str]], delimiter: str) -> None:
    width = len(table[0])
    table = [row[:width] + ["0.5"] * (width - len(row)) for row in table]
    assert rows("\n".join(delimiter.join(row) for row in table)) == table


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf16_that_does_not_say_so(encoding: str) -> None:
    text = "序号,直径(mm)\r\n1,9.95\r\n2,10.01\r\n"
    grid = read_table(text.encode(encoding), "读数.csv")
    assert [[cell.text for cell in row if cell] for row in grid.sheets[0].rows] == [
        ["序号", "直径(mm)"], ["1", "9.95"], ["2", "10.01"],
    ]  # fmt: skip


def test_one_column_with_commas_and_points_is_one_column_and_told() -> None:
    found = preview_bytes("外径\n9,98\n9.99\n10,00\n".encode(), "读数.csv")
    (only,) = found.sets
    assert only.readings is not None
    assert [f"{each:f}" for each in only.readings.decimals()] == ["9.98", "9.99", "10.00"]
    assert [each.code for each in found.notes] == ["csv-comma-and-point"]


def test_a_column_of_nothing_but_dates_is_told_to_hold_no_readings() -> None:
    found = preview_bytes("日期\n2024-01-01\n2024-01-02\n".encode(), "读数.csv")
    assert not found.sets
    assert [each.code for each in found.notes] == ["no-readings"]


def test_a_text_behind_an_empty_row_that_parts_a_column_is_told() -> None:
    found = preview_bytes("外径\n9.98\n9.99\n\n坏\n10.01\n10.02\n".encode(), "读数.csv")
    assert [each.name for each in found.sets] == ["外径", "坏"]
    assert [(each.code, each.where) for each in found.notes] == [("text-read-as-heading", "读数.csv!A5")]
