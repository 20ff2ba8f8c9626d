"""From a sampling record to the numbers that are drawn: what is asked for, the draw, and its text as it is kept."""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass

from qmdesk.model.problem import Problem, Refused
from qmdesk.stats.sampling import METHODS, Draw, draw
from qmdesk.ui.pages.performance.rows import Row

#: More numbers than this nobody looks up on the floor.
MOST = 2000
_STRATUM = re.compile(r"^(?P<name>.*\S)[\s:：,，\t]+(?P<count>\d+)$")


@dataclass(frozen=True, slots=True)
class Plan:
    """What is asked for; None and "" where it isn't said yet."""

    population: int | None
    size: int | None
    method: str
    seed: str
    strata: str

    @property
    def complete(self) -> bool:
        """Whether a draw can be tried."""
        census = self.method == "census"
        sized = census or (self.size is not None and bool(self.seed.strip()))
        return self.method in METHODS and self.population is not None and sized


def new_seed() -> str:
    """A seed from the system's randomness, short enough to be read out and typed again."""
    digits = f"{secrets.randbelow(10**12):012d}"
    return "-".join(digits[place : place + 4] for place in (0, 4, 8))


def plan_of(row: Row) -> Plan:
    """What a record asks for."""
    population, size = row.value("population"), row.value("size")
    return Plan(
        population if isinstance(population, int) else None,
        size if isinstance(size, int) else None,
        row.text("method") or "random",
        row.text("seed"),
        row.text("strata"),
    )


def strata_of(text: str) -> tuple[tuple[str, int], ...]:
    """Strata as (name, size), one a line. Raises Refused ``stratum-unreadable`` with the number of the line."""
    found: list[tuple[str, int]] = []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        match = _STRATUM.match(line.strip())
        if match is None:
            raise Refused(Problem("stratum-unreadable", "", {"line": number, "text": line.strip()}))
        found.append((match["name"].rstrip(" :：,，"), int(match["count"])))
    return tuple(found)


def drawn_by(plan: Plan) -> Draw:
    """The sample of a complete plan. Raises Refused as :func:`qmdesk.stats.sampling.draw`, and ``sample-too-long``."""
    strata = strata_of(plan.strata) if plan.method == "stratified" else ()
    size = plan.size or 0
    if plan.method != "census" and size > MOST:
        raise Refused(Problem("sample-too-long", "", {"size": size, "most": MOST}))
    return draw(plan.population or 0, size, method=plan.method, seed=plan.seed, strata=strata)


def text_of(found: Draw) -> str:
    """The numbers as the case keeps them: ascending, a line for each stratum; a census as the range that it is."""
    if found.method == "census":
        return f"1–{found.population}"
    if found.strata:
        return "\n".join(f"{each.name}: {_joined(each.numbers)}" for each in found.strata)
    return _joined(found.numbers)


def _joined(numbers: tuple[int, ...]) -> str:
    return ", ".join(str(each) for each in numbers)
