"""A measurement set, each reading kept exactly as it was written."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from io import BytesIO
from itertools import accumulate

from qmdesk.model.canonical import Json, canonical, sha256_bytes

#: Digits before and after the point that a measured value may have.
LIMIT = 30
#: Readings that a hash looks at; equality looks at all.
SAMPLE = 64
#: Readings that are written at once.
PIECE = 1 << 12


@dataclass(frozen=True, slots=True)
class Readings:
    """Readings as scaled integers: reading ``i`` is ``scaled[i] * 10**exponent`` (exponent <= 0).

    ``scaled`` is kept as an array of 64-bit integers where they fit, or a view of such, else as a tuple; nobody changes
    it.
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

    def without(self, places: Collection[int]) -> Readings:
        """These readings but for those at ``places`` (zero-based; a place beyond the end leaves nothing out).

        Subgroups shrink, and one that loses all its readings goes. What stood on both sides of a reading left out
        become neighbours: a moving range must not be taken across (see :func:`qmdesk.stats.exact.spread`).
        """
        out = {place for place in places if 0 <= place < len(self.scaled)}
        if not out:
            return self
        scaled = as_array(self.scaled)
        start, kept = 0, array("q") if isinstance(scaled, array) else list[int]()
        for place in (*sorted(out), len(scaled)):
            kept.extend(scaled[start:place])
            start = place + 1
        return Readings(kept, self.exponent, self._shrunk(out), self.ordered)

    def _shrunk(self, out: Collection[int]) -> tuple[int, ...] | None:
        if self.subgroups is None:
            return None
        left, ends = list(self.subgroups), list(accumulate(self.subgroups))
        for place in out:
            left[bisect_right(ends, place)] -= 1
        return tuple(size for size in left if size)

    def decimals(self) -> tuple[Decimal, ...]:
        """The readings as decimals, in order."""
        return tuple(
            Decimal((int(number < 0), tuple(map(int, str(abs(number)))), self.exponent)) for number in self.scaled
        )

    def to_json(self) -> Json:
        return {**self._about(), "scaled": tuple(self.scaled)}

    def _about(self) -> dict[str, Json]:
        return {"v": 1, "exponent": self.exponent, "subgroups": self.subgroups, "ordered": self.ordered}

    def blob(self) -> bytes:
        """The bytes a case keeps for this set: its canonical JSON."""
        made = BytesIO()  # filled and given away without a copy of the whole, which would hold up other threads
        for piece in self.pieces():
            made.write(piece)
        return made.getvalue()

    def pieces(self) -> Iterator[bytes]:
        """The same bytes piece by piece, so that no other thread waits for long."""
        head, _, tail = canonical({**self._about(), "scaled": ()}).partition('"scaled":[')
        yield f'{head}"scaled":['.encode()
        for start in range(0, len(self.scaled), PIECE):
            sign = "," if start else ""
            yield f"{sign}{','.join(map(str, self.scaled[start : start + PIECE]))}".encode()
        yield tail.encode()


def as_array(scaled: Sequence[int]) -> Sequence[int]:
    """Scaled readings as an array where they are a view of one, whose numbers would be taken one by one; else as is."""
    if not isinstance(scaled, memoryview):
        return scaled
    made = array("q")
    made.frombytes(scaled.cast("B"))
    return made


def _packed(scaled: Sequence[int]) -> Sequence[int]:
    if isinstance(scaled, array) and scaled.typecode == "q":
        return scaled
    if isinstance(scaled, memoryview) and scaled.format == "q":
        return scaled
    try:
        return array("q", scaled)
    except OverflowError:
        return tuple(scaled)
