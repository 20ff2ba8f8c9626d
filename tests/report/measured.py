"""A case whose measurements use all that a team may record: choices, gauge studies, sampling, repeat measurements."""

from __future__ import annotations

import random
from decimal import Decimal

from qmdesk.model.canonical import Json
from qmdesk.model.readings import Readings
from qmdesk.stats.sampling import draw
from tests.report.cases import CaseMaker, machining, normal_readings

#: Readings of the shaft's diameter that are left out, by their number.
OUT = (63, 64)


def measured_in_full(*, concluded: bool = True) -> CaseMaker:
    """The machining shop with exclusions, a distribution, phases, gauge studies, plans, repeats and rework."""
    maker = machining(concluded=False, photos=2)
    _choices(maker)
    _gauges(maker)
    _plans(maker)
    _repeats(maker)
    maker.set("figure:sigma", "onsite", units=54300, defects=121, opportunities=6)
    for order, reworked in enumerate((120, 431, 260, 655, 0, 88), 1):
        maker.set(f"step:k{order}", "onsite", reworked=reworked)
    if concluded:
        maker.set("case", concluded={"stage": "onsite", "level": 2, "concluded": 2, "at": "2026-07-03T16:40:00+08:00"})
    return maker


def _choices(maker: CaseMaker) -> None:
    shaft = normal_readings(3, 30.0005, 0.0030)
    values = shaft.decimals()
    for number in OUT:
        maker.set(f"exclusion:x{number}", "onsite", characteristic="c1", reading=number, value=str(values[number - 1]),
                  reason="换砂轮后首组未修整，交接班记录与设备日志一致，该组产品已全数隔离返工")  # fmt: skip
    maker.set("exclusion:stale", "onsite", characteristic="c1", reading=1, value="31.000", reason="录入错误，已更正")
    maker.set("exclusion:bare", "onsite", characteristic="c1", reading=2, value=str(values[1]))
    maker.set("characteristic:c1", "onsite", rules="1,2,3,5", phases="14")
    maker.set("characteristic:c2", "onsite", distribution="folded-normal", chart="xbar-s",
              distribution_reason="圆跳动不小于零，量值为偏心的绝对值，物理上服从折叠正态")  # fmt: skip
    maker.set("characteristic:c3", "onsite", distribution="lognormal")


def _set(maker: CaseMaker, readings: Readings) -> Json:
    maker.readings[readings.sha256] = readings
    maker.keep(readings.blob(), "application/json")
    return {"blob": readings.sha256, "n": len(readings)}


def _gauges(maker: CaseMaker) -> None:
    rnd = random.Random(21)
    parts = [30 + rnd.gauss(0, 0.003) for _ in range(10)]
    bias = (0.0, 0.0004, -0.0003)
    values = [Decimal(f"{part + own + rnd.gauss(0, 0.0005):.4f}") for part in parts for own in bias for _ in range(3)]
    fields: dict[str, Json] = {
        "name": "气动量仪 A-03 测量系统分析", "characteristic": "c1", "gauge": "气动量仪 A-03", "unit": "mm",
        "tolerance": "0.026", "parts": "\n".join(f"件{n}" for n in range(1, 11)), "operators": "张伟\n李娜\n王芳",
        "trials": 3, "note": "2026年7月1日现场见证，零件取自当班产品，盲测，次序随机。",
    }  # fmt: skip
    _study(maker, "g1", Readings.of(values), fields)
    _study(
        maker,
        "g2",
        Readings.of(values[:80]),
        fields | {"name": "外径千分尺 M-021", "characteristic": None, "note": None},
    )


def _study(maker: CaseMaker, key: str, readings: Readings, fields: dict[str, Json]) -> None:
    for name, value in (fields | {"readings": _set(maker, readings)}).items():
        maker.set(f"gauge_study:{key}", "onsite", **{name: value})  # pyright: ignore[reportArgumentType]


def _plans(maker: CaseMaker) -> None:
    seed = "01JZQ4M8N6T5V3W2X1Y0ZABCDE/精磨/2026-07-01"
    numbers = draw(1840, 32, method="random", seed=seed).numbers
    maker.set("sampling:p1", "onsite", binds="figure:cpk", purpose="精磨工序上半年入库的轴，外径是否与企业记录一致",
              source="成品库 A 区，2026年6月入库批", population=1840, size=32, method="random", seed=seed,
              size_reason="零不合格可证明不合格品率不高于 9%（95%）", drawn=", ".join(map(str, numbers)),
              result="32 件全部合格，标识齐全。")  # fmt: skip
    strata = (("甲班", 600), ("乙班", 400))
    made = draw(1000, 20, method="stratified", seed="7714", strata=strata)
    maker.set("sampling:p2", "onsite", purpose="首件检验记录是否按班次完整", source="检验记录室", population=1000, size=20,
              method="stratified", seed="7714", strata="甲班 600\n乙班 400",
              drawn="\n".join(f"{each.name}：{', '.join(map(str, each.numbers))}" for each in made.strata))  # fmt: skip
    maker.set("sampling:p3", "onsite", purpose="热处理炉温曲线是否每炉都有", population=24, size=5, method="random",
              seed="3", drawn="1, 2, 3, 4, 5")  # fmt: skip


def _repeats(maker: CaseMaker) -> None:
    rnd = random.Random(9)
    theirs = [30 + rnd.gauss(0.0005, 0.003) for _ in range(10)]
    ours = [value + rnd.gauss(0.0012, 0.0004) for value in theirs]
    sets = [Readings.of([Decimal(f"{value:.4f}") for value in each]) for each in (ours, theirs)]
    maker.set("repeat:r1", "onsite", characteristic="c1", kind="repeat", paired=True, allowed="0.0015", by="堃祎",
              readings=_set(maker, sets[0]), theirs=_set(maker, sets[1]), gauge="机构自带千分尺 Q-07",
              note="同十件，恒温间，先后相隔一小时。")  # fmt: skip
    hard = [Readings.of([Decimal(f"{58.9 + rnd.gauss(0, 0.5):.1f}") for _ in range(n)]) for n in (8, 12)]
    maker.set("repeat:r2", "onsite", characteristic="c3", kind="witnessed", readings=_set(maker, hard[0]),
              theirs=_set(maker, hard[1]), by="企业检验员", gauge="洛氏硬度计 H-02")  # fmt: skip
    maker.set("repeat:r3", "onsite", characteristic="c2", kind="witnessed", readings=_set(maker, hard[0]))
