"""Samples drawn so that anyone can draw them again, and how large a sample a question needs.

The draw is a pure function of a seed text that the report prints. Number i (i = 0, 1, 2 ...) of a seed is the SHA-256
of the UTF-8 text ``seed:i`` (i in decimal digits), read as a whole number of 256 bits, big end first. To choose one of
N it is refused where it is not below the largest multiple of N up to 2^256 (then the next i is taken), else the
choice is 1 + its remainder by N: every choice is equally likely. In a shell: ``printf '%s' 'seed:0' | sha256sum``.

* random: choices one after another, one that was chosen before passed over, until there are enough. Where more than
  half are wanted, those that stay out are chosen so and the others are the sample.
* systematic: one choice s of N; then for k = 0 ... n - 1 the piece 1 + ((s - 1 + floor(k N / n)) mod N), round the end
  where need be (circular, Lahiri 1951): every piece is as likely as any other.
* stratified: n is shared out by size, whole shares first and what is left to the largest remainders (of equal ones
  the stratum named first); then random in each stratum with the seed ``seed/name``.
* census: all.

Sources: GB/T 10111 (random sampling; edition unchecked), Cochran 1977 (strata, sizes).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from hashlib import sha256

from qmdesk.model.problem import Problem, Refused
from qmdesk.stats.intervals import required_n
from qmdesk.stats.proportion import units_for_zero_defects
from qmdesk.stats.spc_types import JsonNumber
from qmdesk.stats.special import normal_quantile

METHODS = ("random", "systematic", "stratified", "census")
#: Questions that :func:`plan_size` answers.
QUESTIONS = ("zero-defects", "cpk", "rate")
#: More pieces than this nobody numbers by hand, and nobody wants a list of them.
MOST = 1_000_000


@dataclass(frozen=True, slots=True)
class Stratum:
    """One stratum and its numbers (1-based within it, ascending)."""

    name: str
    population: int
    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Draw:
    """A sample: ``numbers`` are 1-based and ascending; where stratified they stand in ``strata``."""

    method: str
    population: int
    size: int
    seed: str
    numbers: tuple[int, ...] = ()
    strata: tuple[Stratum, ...] = ()

    def to_json(self) -> dict[str, JsonNumber]:
        return {
            "method": self.method,
            "population": self.population,
            "size": self.size,
            "seed": self.seed,
            "numbers": self.numbers,
            "strata": [
                {"name": each.name, "population": each.population, "numbers": each.numbers} for each in self.strata
            ],
        }


def draw(population: int, size: int, *, method: str, seed: str, strata: Sequence[tuple[str, int]] = ()) -> Draw:
    """Draw ``size`` of ``population`` pieces by one of METHODS, as the head of this module says.

    A census takes all, whatever ``size`` says, and needs no seed. ``strata`` are (name, size) and add up to the
    population. Raises Refused: ``sampling-method-unknown``, ``sample-size-out-of-range``, ``seed-missing``,
    ``strata-missing``, ``strata-not-adding-up``, ``stratum-twice``.
    """
    if method not in METHODS:
        raise Refused(Problem("sampling-method-unknown", details={"method": method, "known": ", ".join(METHODS)}))
    if not 1 <= population <= MOST or (method != "census" and not 1 <= size <= population):
        details = {"size": size, "population": population, "most": MOST}
        raise Refused(Problem("sample-size-out-of-range", details=details))
    if method == "census":
        return Draw(method, population, population, seed, tuple(range(1, population + 1)))
    if not seed.strip():
        raise Refused(Problem("seed-missing"))
    if method == "stratified":
        _check_strata(strata, population)
        shares = allocate(size, [count for _, count in strata])
        parts = [
            Stratum(name, count, _random(count, share, f"{seed}/{name}"))
            for (name, count), share in zip(strata, shares, strict=True)
        ]
        return Draw(method, population, size, seed, (), tuple(parts))
    numbers = (_random if method == "random" else _systematic)(population, size, seed)
    return Draw(method, population, size, seed, numbers)


def choices(seed: str) -> Callable[[int], int]:
    """A function that gives the next choice, 1 to N, each time it is called with N."""
    stream = _numbers(seed)

    def choose(among: int) -> int:
        below = 2**256 - 2**256 % among
        return 1 + next(number for number in stream if number < below) % among

    return choose


def allocate(size: int, strata: Sequence[int]) -> tuple[int, ...]:
    """``size`` shared out in proportion to ``strata``, the rest to the largest remainders, of equal ones the first."""
    total = sum(strata)
    shares = [size * count // total for count in strata]
    remainders = [size * count % total for count in strata]
    first = sorted(range(len(strata)), key=lambda place: -remainders[place])
    for place in first[: size - sum(shares)]:
        shares[place] += 1
    return tuple(shares)


def plan_size(
    question: str,
    target: Decimal,
    *,
    expected: Decimal | None = None,
    population: int | None = None,
    confidence: float = 0.95,
    df_share: float = 1.0,
) -> int | None:
    """How many pieces answer the question at hand; None where no number would.

    * "zero-defects": without any defective one they demonstrate at most ``target`` per million;
    * "cpk": with the ``expected`` Cpk they demonstrate the Cpk ``target`` (``df_share``: see intervals.required_n);
    * "rate": a share that is about ``expected`` (0..1, one half if not said) is found to ± ``target``.

    ``population`` is the number of pieces there are, None for an endless process. Raises Refused:
    ``question-unknown``, ``target-out-of-range``.
    """
    if question not in QUESTIONS:
        raise Refused(Problem("question-unknown", details={"question": question, "known": ", ".join(QUESTIONS)}))
    share = Decimal("0.5") if expected is None else expected
    most = {"zero-defects": Decimal(1_000_000), "rate": Decimal(1)}.get(question, Decimal(100))
    if not 0 < target < most or (question == "rate" and not 0 < share < 1):
        raise Refused(Problem("target-out-of-range", details={"target": str(target), "question": question}))
    if question == "zero-defects":
        return _zero_defects(target, population, confidence)
    if question == "cpk":
        return None if expected is None else required_n(float(expected), float(target), df_share, confidence)
    return _rate(float(share), float(target), population, confidence)


def _zero_defects(target: Decimal, population: int | None, confidence: float) -> int:
    """For a lot: hypergeometric, the smallest n that would miss one defective more than allowed with 5 % at most."""
    if population is None:
        return units_for_zero_defects(target, confidence)
    worst = int(Fraction(target) * population / 1_000_000) + 1  # the smallest number of defectives that is too many
    missed, left, n = 1.0, population, 0
    while missed > (1.0 - confidence) * (1.0 + 1e-12) and left > 0:
        missed *= max(left - worst, 0) / left
        left, n = left - 1, n + 1
    return n


def _rate(share: float, within: float, population: int | None, confidence: float) -> int:
    """Cochran's z²p(1-p)/d², with his correction for a finite population."""
    endless = normal_quantile(0.5 + confidence / 2.0) ** 2 * share * (1.0 - share) / within**2
    needed = endless if population is None else endless / (1.0 + (endless - 1.0) / population)
    return max(1, math.ceil(needed - 1e-9))


def _check_strata(strata: Sequence[tuple[str, int]], population: int) -> None:
    names = [name for name, _ in strata]
    if not strata or any(not name.strip() or count < 1 for name, count in strata):
        raise Refused(Problem("strata-missing"))
    twice = next((name for place, name in enumerate(names) if name in names[:place]), None)
    if twice is not None:
        raise Refused(Problem("stratum-twice", details={"name": twice}))
    total = sum(count for _, count in strata)
    if total != population:
        raise Refused(Problem("strata-not-adding-up", details={"total": total, "population": population}))


def _random(population: int, size: int, seed: str) -> tuple[int, ...]:
    choose, chosen = choices(seed), set[int]()
    few = min(size, population - size)
    while len(chosen) < few:
        chosen.add(choose(population))
    if few == size:
        return tuple(sorted(chosen))
    return tuple(number for number in range(1, population + 1) if number not in chosen)


def _systematic(population: int, size: int, seed: str) -> tuple[int, ...]:
    start = choices(seed)(population) - 1
    return tuple(sorted((start + place * population // size) % population + 1 for place in range(size)))


def _numbers(seed: str) -> Iterator[int]:
    place = 0
    while True:
        yield int.from_bytes(sha256(f"{seed}:{place}".encode()).digest(), "big")
        place += 1
