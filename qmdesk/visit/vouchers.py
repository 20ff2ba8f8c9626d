"""Output value and quality losses against vouchers: exact sums in yuan, differences to the last fen.

A voucher is checked against the year's output value (``case/output_value``), one entry (``loss:KEY``), or the sum of a
category (``loss:internal/scrap``). An amount in 万元 counts ten thousandfold, exactly.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from qmdesk.grading.answers_of_figures import cost_of, yuan
from qmdesk.grading.records import Index, Record, mapping

OUTPUT = "case/output_value"


class Standing(StrEnum):
    """How an amount stands against its vouchers. ``UNREAD``: a voucher, or the amount itself, is no number yet."""

    OPEN = "open"
    UNREAD = "unread"
    AGREES = "agrees"
    EXPLAINED = "explained"
    DIFFERS = "differs"


@dataclass(frozen=True, slots=True)
class Check:
    """One amount of the case with its vouchers' keys; amounts in yuan. ``name`` says what it is: the category or kind
    of a loss. ``whole`` means a category's sum."""

    binds: str
    entered: Decimal | None
    vouched: Decimal | None
    vouchers: tuple[str, ...]
    unread: int
    note: str
    kind: str = ""
    category: str = ""

    @property
    def difference(self) -> Decimal | None:
        """Vouchers less what was entered."""
        return None if self.entered is None or self.vouched is None else self.vouched - self.entered

    @property
    def standing(self) -> Standing:
        if not self.vouchers:
            return Standing.OPEN
        if self.unread or self.difference is None:
            return Standing.UNREAD
        if self.difference == 0:
            return Standing.AGREES
        return Standing.EXPLAINED if self.note else Standing.DIFFERS


def amount_of(voucher: Record) -> Decimal | None:
    """A voucher's amount in yuan; its own unit field speaks for an amount that was written without a unit."""
    money = mapping(voucher.value("amount", deciding=False))
    unit = voucher.text("unit")
    return yuan({**money, "unit": unit} if unit and money.get("unit") != "wan" else money)


def checks(found: Index) -> tuple[Check, ...]:
    """The output value, every loss entry, and every category that a voucher sums, in that order."""
    by_place: dict[str, list[Record]] = {}
    for each in found.records("voucher"):
        by_place.setdefault(each.text("binds"), []).append(each)
    made = [_check(OUTPUT, yuan(found.record("case").value("output_value", deciding=False)), by_place)]
    losses = list(found.records("loss"))
    made += [
        _check(f"loss:{each.key}", cost_of(each), by_place, each.text("kind"), each.text("category")) for each in losses
    ]
    made += [
        _check(place, _sum(_of_category(losses, place)), by_place, *_split(place))
        for place in by_place
        if "/" in place and place.startswith("loss:")
    ]
    return tuple(made)


def categories(found: Index) -> Iterator[tuple[str, str, Decimal | None]]:
    """Kind, category and sum in yuan of each category with more than one entry; None where an entry is no number."""
    losses = list(found.records("loss"))
    for kind, category in dict.fromkeys((each.text("kind"), each.text("category")) for each in losses):
        own = _of_category(losses, f"loss:{kind}/{category}")
        if kind and category and len(own) > 1:
            yield kind, category, _sum(own)


def covered(found: Index) -> frozenset[str]:
    """The places that vouchers were bound to; a category's sum covers each of its entries."""
    bound = {each.text("binds") for each in found.records("voucher")}
    losses = list(found.records("loss"))
    entries = {
        f"loss:{each.key}"
        for place in bound
        if "/" in place and place != OUTPUT
        for each in _of_category(losses, place)
    }
    return frozenset(bound | entries)


def _check(
    binds: str, entered: Decimal | None, by_place: dict[str, list[Record]], kind: str = "", category: str = ""
) -> Check:
    own = by_place.get(binds, [])
    amounts = [amount_of(each) for each in own]
    known = [each for each in amounts if each is not None]
    note = "；".join(dict.fromkeys(each.text("note").strip() for each in own if each.text("note").strip()))
    vouched = sum(known, Decimal(0)) if known else None
    keys = tuple(each.key for each in own)
    return Check(binds, entered, vouched, keys, len(amounts) - len(known), note, kind, category)


def _of_category(losses: list[Record], place: str) -> list[Record]:
    kind, category = _split(place)
    return [each for each in losses if (each.text("kind"), each.text("category")) == (kind, category)]


def _split(place: str) -> tuple[str, str]:
    kind, _, category = place.removeprefix("loss:").partition("/")
    return kind, category


def _sum(losses: list[Record]) -> Decimal | None:
    costs = [cost_of(each) for each in losses]
    return None if not costs or any(each is None for each in costs) else sum((c for c in costs if c), Decimal(0))
