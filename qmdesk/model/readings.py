"""A measurement set, each reading kept exactly as it was written."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from qmdesk.model.canonical import Json, canonical, sha256_bytes

#: Digits before and after the point that a measured value may have.
LIMIT = 30
#: Readings that a hash looks at; equality looks at all.
SAMPLE = 64


@dataclass(frozen=True, slots=True)
class Readings:
    """Readings as scaled integers: reading ``i`` is ``scaled[i] * 10**exponent`` (exponent <= 0).

    ``scaled`` is kept as an array of 64-bit integers where they fit, else as a tuple; nobody changes it.
    ``subgroups`` holds the size of each rational subgroup in order, or None for individual values.
    ``ordered`` is False where the order of production is unknown (then only overall sigma is honest).
    """

    scaled: Sequence[int]
    exponent: int
    subgroups: tuple[int, ...] | None = None
    ordered: bool = True
    _sha256: str = field(init=False, compare=False, repr=False, default="")

    def __post_init__(self) -> None:
        if self.exponent > 0:
            raise ValueError("a readings exponent is never positive")
        if self.subgroups is not None and sum(self.subgroups) != len(self.scaled):
            raise ValueError("the subgroup sizes must add up to the number of readings")
        object.__setattr__(self, "scaled", _packed(self.scaled))

    @property
    def sha256(self) -> str:
        """The set's name: the hash of its canonical JSON, the blob a case keeps."""
        if not self._sha256:
            object.__setattr__(self, "_sha256", sha256_bytes(self.blob()))
        return self._sha256

    def __hash__(self) -> int:
        sample = self.scaled[:: max(len(self.scaled) // SAMPLE, 1)]
        return hash((len(self.scaled), tuple(sample), self.exponent, self.ordered))

    def __len__(self) -> int:
        return len(self.scaled)

    @classmethod
    def of(cls, values: list[Decimal], subgroups: tuple[int, ...] | None = None, *, ordered: bool = True) -> Readings:
        """From decimals, at the finest resolution among them.

        Raises ValueError for NaN, infinities and numbers of more than 30 digits before or after the point.
        """
        if any(not value.is_finite() or abs(value.adjusted()) > LIMIT for value in values):
            raise ValueError("a reading must be a finite number of ordinary size")
        parts = [value.as_tuple() for value in values]
        exponent = min((int(part.exponent) for part in parts), default=0)
        exponent = min(exponent, 0)
        if exponent < -LIMIT:
            raise ValueError("a reading must have at most 30 digits after the point")
        scaled = tuple(
            (-1 if part.sign else 1) * int("".join(map(str, part.digits))) * 10 ** (int(part.exponent) - exponent)
            for part in parts
        )
        return cls(scaled, exponent, subgroups, ordered)

    def decimals(self) -> tuple[Decimal, ...]:
        """The readings as decimals, in order."""
        return tuple(
            Decimal((int(number < 0), tuple(map(int, str(abs(number)))), self.exponent)) for number in self.scaled
        )

    def to_json(self) -> Json:
        return {
            "v": 1,
            "exponent": self.exponent,
            "scaled": tuple(self.scaled),
            "subgroups": self.subgroups,
            "ordered": self.ordered,
        }

    def blob(self) -> bytes:
        """The bytes a case keeps for this set."""
        return canonical(self.to_json()).encode("utf-8")


def _packed(scaled: Sequence[int]) -> Sequence[int]:
    if isinstance(scaled, array) and scaled.typecode == "q":
        return scaled
    try:
        return array("q", scaled)
    except OverflowError:
        return tuple(scaled)
