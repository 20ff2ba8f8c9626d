"""Amounts against vouchers, to the last fen."""

from __future__ import annotations

from decimal import Decimal

from qmdesk.model.canonical import Json
from qmdesk.visit.vouchers import OUTPUT, Check, Standing, categories, checks, covered
from tests.visit.floor_records import index_of


def money(amount: str, unit: str = "yuan") -> Json:
    return {"amount": amount, "unit": unit}


CASE: dict[str, dict[str, Json]] = {
    "case": {"output_value": money("8450.5", "wan")},
    "loss:a": {"kind": "internal", "category": "scrap", "cost": money("0.1")},
    "loss:b": {"kind": "internal", "category": "scrap", "cost": money("0.2")},
    "loss:c": {"kind": "external", "category": "claim", "cost": money("3", "wan")},
}


def check(binds: str, **vouchers: dict[str, Json]) -> Check:
    records = {**CASE, **{f"voucher:{key}": {"document": "凭证", **each} for key, each in vouchers.items()}}
    return next(each for each in checks(index_of(records)) if each.binds == binds)


def test_units_are_exact():
    found = check(OUTPUT, v={"binds": OUTPUT, "amount": money("84505000.01")})
    assert found.difference == Decimal("0.01")
    assert found.standing is Standing.DIFFERS


def test_a_sum_of_vouchers_agrees_where_binary_floating_point_would_not():
    two = {"v": {"binds": "loss:internal/scrap", "amount": money("0.1")}}
    more = {"w": {"binds": "loss:internal/scrap", "amount": money("0.2")}}
    found = check("loss:internal/scrap", **two, **more)
    assert (found.entered, found.difference, found.standing) == (Decimal("0.3"), 0, Standing.AGREES)


def test_a_difference_is_explained_by_a_note():
    one: dict[str, Json] = {"binds": "loss:c", "amount": money("2.9", "wan")}
    assert check("loss:c", v=one).difference == Decimal(-1000)
    assert check("loss:c", v={**one, "note": "一笔跨年"}).standing is Standing.EXPLAINED


def test_an_amount_without_a_unit_takes_the_unit_field():
    found = check("loss:c", v={"binds": "loss:c", "amount": {"amount": "3", "unit": "yuan"}, "unit": "wan"})
    assert found.standing is Standing.AGREES


def test_what_can_not_be_read_is_said_and_not_taken_for_nothing():
    found = check("loss:c", v={"binds": "loss:c"})
    assert (found.unread, found.standing) == (1, Standing.UNREAD)
    assert check("loss:c").standing is Standing.OPEN


def test_a_category_covers_its_entries():
    records = {**CASE, "voucher:v": {"binds": "loss:internal/scrap", "document": "x"}}
    assert {"loss:a", "loss:b"} <= covered(index_of(records))
    assert "loss:c" not in covered(index_of(records))
    assert list(categories(index_of(CASE))) == [("internal", "scrap", Decimal("0.3"))]
