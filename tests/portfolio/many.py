"""Facts of many made-up cases, seeded: as many as a country's, spread over regions, trades, sizes as its targets are."""

from __future__ import annotations

import random
from collections.abc import Iterator

from qmdesk.formdef.loader import load_builtin
from qmdesk.formdef.programme_loader import load_pack
from qmdesk.portfolio.engine import Facts
from qmdesk.portfolio.tables import DIMENSION, FIGURE, ITEM, REVIEW, Row

TRADES = (
    "通用设备制造业",
    "汽车制造业",
    "电气机械和器材制造业",
    "金属制品业",
    "纺织业",
    "食品制造业",
    "医药制造业",
    "专用设备制造业",
)
SIZES, CLASSES = ("large", "medium", "small", "micro"), ("key", "volunteer", "advancing")
INSTITUTIONS = tuple(f"评价机构{chr(ord('甲') + n) if n < 1 else n + 1}" for n in range(24))
#: Values of each figure that fit a level, from 1 to 5.
VALUES = {
    "sigma": (90000, 20000, 2000, 120, 2),
    "cpk": (0.8, 1.15, 1.45, 1.8, 2.2),
    "fpy": (0.86, 0.93, 0.96, 0.975, 0.99),
    "internal_loss": (0.05, 0.035, 0.02, 0.01, 0.004),
    "external_loss": (0.04, 0.028, 0.015, 0.007, 0.003),
}


def many_facts(count: int, *, seed: int = 20261121, year: str = "2026", first: int = 0) -> Facts:
    """Rows of so many cases."""
    rng = random.Random(f"{seed} {year}")
    places = _places()
    weights = [weight for _, _, weight in places]
    form = load_builtin("meqmc")
    rows: dict[str, list[Row]] = {table.name: [] for table in (REVIEW, DIMENSION, ITEM, FIGURE)}
    for number in range(first, first + count):
        province, city, _ = rng.choices(places, weights)[0]
        _case(rows, rng, form, number, year, province, city)
    return Facts(rows)


def batches(count: int, size: int = 2000, **more: object) -> Iterator[Facts]:
    """The same in batches, as taking in writes them."""
    for first in range(0, count, size):
        yield many_facts(min(size, count - first), first=first, seed=20261121 + first, **more)  # type: ignore[arg-type]


def _places() -> list[tuple[str, str, int]]:
    national = [(e.within or e.region, e.region if e.within else "", e.total or 1) for e in load_pack("miit").targets]
    return national + [("浙江", each.region, each.planned) for each in load_pack("zhejiang").targets]


def _case(rows, rng, form, number, year, province, city) -> None:
    case_id = f"{year}-{number:06d}"
    ability = rng.gauss(2.1, 0.7)
    concluded = rng.random() < 0.8
    stages = ("self", "onsite") if concluded or rng.random() < 0.5 else ("self",)
    levels: dict[str, int] = {}
    for stage in stages:
        lift = 0.35 if stage == "self" else 0.0
        levels[stage] = _stage(rows, rng, form, case_id, stage, ability + lift)
    onsite = levels.get("onsite")
    day = f"{year}-{rng.randint(6, 11):02d}-{rng.randint(1, 28):02d}"
    review = {
        "case_id": case_id, "programme": year, "authority": "miit", "enterprise": f"示例企业{number:06d}",
        "credit_code": f"91{number:016d}", "province": province, "city": city, "county": "",
        "trade": rng.choice(TRADES), "size": rng.choices(SIZES, (5, 25, 60, 10))[0],
        "class": rng.choices(CLASSES, (30, 60, 10))[0], "specialised": rng.random() < 0.4,
        "institution": rng.choice(INSTITUTIONS), "form_id": form.id, "form_edition": form.edition,
        "form_sha256": form.sha256, "self_level": levels["self"], "onsite_level": onsite, "onsite_lowest": onsite,
        "onsite_highest": onsite, "second_level": None, "final_level": None, "level": onsite,
        "stage": stages[-1], "concluded": concluded, "visit_start": day, "visit_end": day,
        "concluded_on": day if concluded else None, "consent": True, "source": "package",
        "source_name": f"{case_id}.zip", "source_sha256": f"{number:064x}", "belief": "known",
        "ingested_at": "2026-11-21T00:00:00+00:00", "standing": 12 if concluded else 2, "lamport": 200 + number % 50,
        "counted": True,
    }  # fmt: skip
    rows[REVIEW.name].append(tuple(review[name] for name in REVIEW.names))


def _stage(rows, rng, form, case_id: str, stage: str, ability: float) -> int:
    def level(spread: float) -> int:
        return min(max(round(rng.gauss(ability + 0.4, spread)), 1), 5)

    for item in form.items:
        applicable = rng.random() > 0.02
        rows[ITEM.name].append(
            (case_id, stage, item.id, item.dimension, level(0.7) if applicable else None, applicable)
        )
    lowest = 5
    for figure in form.figures:
        at = level(0.6)
        lowest = min(lowest, at)
        tracked = at > 1 or rng.random() < 0.5
        value = VALUES[figure.id][at - 1] * rng.uniform(0.97, 1.03) if tracked else None
        row = {
            "case_id": case_id, "stage": stage, "figure": figure.id, "value": value,
            "value_text": None if value is None else f"{value:.5f}", "level": at, "lowest": at, "highest": at,
            "tracked": tracked,
        }  # fmt: skip
        rows[FIGURE.name].append(tuple(row[name] for name in FIGURE.names))
    grade = 5
    for dimension in form.dimensions:
        at = lowest if dimension.id == "performance" else level(0.4)
        grade = min(grade, at)
        rows[DIMENSION.name].append((case_id, stage, dimension.id, at, at, at))
    return grade
