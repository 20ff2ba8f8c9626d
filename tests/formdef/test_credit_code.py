"""The unified social credit code of GB 32100-2015: its alphabet, its places, its check character."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qmdesk.formdef.credit_code import ALPHABET, check_character, problem_of
from qmdesk.formdef.fields import parse_text
from tests.formdef.declared import field_of_type

#: The standard's own example, and published codes with different check characters.
VALID = ["91350100M000100Y43", "91110000600037341L", "91440300708461136T", "914403001922038216"]


def _codes():
    places = [ALPHABET] * 2 + ["0123456789"] * 6 + [ALPHABET] * 9
    return st.tuples(*(st.sampled_from(place) for place in places)).map("".join)


@pytest.mark.parametrize("code", VALID)
def test_a_real_code_is_accepted(code):
    assert check_character(code[:-1]) == code[-1]
    assert problem_of(code) is None


def test_the_alphabet_is_that_of_table_1():
    assert len(ALPHABET) == 31
    assert not set("IOSVZ") & set(ALPHABET)


@given(_codes(), st.integers(0, 16), st.sampled_from(ALPHABET))
def test_one_wrong_character_is_always_found(first, place, other):
    code = first + check_character(first)
    wrong = code[:place] + other + code[place + 1 :]
    assert (problem_of(wrong) is None) == (wrong == code)


@given(_codes(), st.integers(0, 16))
def test_two_swapped_neighbours_are_always_found(first, place):
    code = first + check_character(first)
    swapped = code[:place] + code[place + 1] + code[place] + code[place + 2 :]
    assert (problem_of(swapped) is None) == (swapped == code)


@pytest.mark.parametrize(
    ("code", "problem", "details"),
    [
        ("91350100M000100Y4", "credit-code-length", {"length": 17, "expected": 18}),
        ("", "credit-code-length", {"length": 0, "expected": 18}),
        ("91350100MO00100Y43", "credit-code-character", {"place": 10, "character": "O"}),
        ("91350I00M000100Y43", "credit-code-character", {"place": 6, "character": "I"}),
        ("91350A00M000100Y43", "credit-code-division", {"place": 6, "character": "A"}),
        ("91350100M000100Y44", "credit-code-check", {"character": "4"}),
        ("93150100M000100Y43", "credit-code-check", {"character": "3"}),
    ],
)
def test_a_wrong_code_is_refused_by_its_place(code, problem, details):
    found = problem_of(code)
    assert found is not None
    assert (found.code, dict(found.details)) == (problem, details)


@pytest.mark.parametrize(
    "typed",
    ["91350100m000100y43", "９１３５０１００Ｍ０００１００Ｙ４３", " 9135 0100 M000 100Y43 ", "91350100-M000100Y4-3"],
)
def test_width_case_and_spaces_are_mended(typed):
    assert parse_text(field_of_type("credit_code"), typed) == ("91350100M000100Y43", None)


@pytest.mark.parametrize("first", ["", "9135", "91350100M000100YI", "91350100m000100y4"])
def test_a_check_character_needs_seventeen_of_the_alphabet(first):
    with pytest.raises(ValueError, match="seventeen"):
        check_character(first)


def test_an_endless_code_is_quoted_short():
    value, problem = parse_text(field_of_type("credit_code"), "9" * 100_000)
    assert value is None
    assert problem is not None
    assert problem.code == "credit-code-length"
