"""The floor walk: a route drafted from what the form says to look at, stop by stop.

The form's texts name places in plain words; the first that is named decides the stop. Places stand in the order that
material flows through a plant, so that the route needs no turning back.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from qmdesk.formdef.types import Form, Text
from qmdesk.grading.records import Index, Record


@dataclass(frozen=True, slots=True)
class Area:
    """A place of the plant; ``words`` of the form's Chinese texts lead to it."""

    name: Text
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Look:
    """One thing to look at, and the item or figure that asks for it."""

    binds: str
    text: Text


@dataclass(frozen=True, slots=True)
class Draft:
    """A stop of the drafted route."""

    area: Area
    looks: tuple[Look, ...]

    @property
    def binds(self) -> str:
        """The item or figure, where there is but one."""
        all_of = {each.binds for each in self.looks}
        return all_of.pop() if len(all_of) == 1 else ""

    def look_for(self, lang: str) -> str:
        """What to look for, a line each."""
        return "\n".join(each.text.in_(lang) for each in self.looks)


#: Along the flow.
AREAS = (
    Area(Text("来料待检区", "Incoming inspection"), ("来料待检", "到货", "首批认可")),
    Area(Text("线边仓", "Stock at the line"), ("线边",)),
    Area(Text("关键工序", "Key steps"), ("关键工序", "控制图", "关键设备", "试验设计", "控制限")),
    Area(Text("工位与在制品", "Stations and work in process"), (
        "工位", "工序", "在制", "班前会", "换班", "交班", "沿途", "员工", "操作工", "设备", "产线", "停线", "防错",
        "调参", "看板", "流程",
    )),
    Area(Text("返工与不合格品区", "Rework and reject areas"), (
        "返工", "返修", "不合格品", "废品", "废料", "报废", "隔离区",
    )),
    Area(Text("检验处与实验室", "Inspection and laboratory"), (
        "最终检验", "实验室", "视觉检测", "检验员各", "两名检验员", "量具", "取样",
    )),
    Area(Text("成品库", "Finished-goods store"), ("成品库",)),
    Area(Text("退货区", "Returns area"), ("退货", "客诉")),
    Area(Text("办公区与信息系统", "Offices and systems"), (
        "办公", "系统", "终端", "凭证", "内审", "自评", "战略", "专利", "查询", "设计人员",
    )),
)  # fmt: skip
ELSEWHERE = Area(Text("其他地点", "Elsewhere"), ())


def route(form: Form) -> tuple[Draft, ...]:
    """The drafted stops along the flow; each text of the form stands at exactly one."""
    looks: dict[str, list[Look]] = {}
    for binds, texts in _floor(form):
        for text in texts:
            looks.setdefault(_area(text).name.zh, []).append(Look(binds, text))
    return tuple(Draft(area, tuple(looks[area.name.zh])) for area in (*AREAS, ELSEWHERE) if area.name.zh in looks)


def _area(text: Text) -> Area:
    """The place named first; of two that begin alike the longer word."""
    found = [(at, -len(word), area) for area in AREAS for word in area.words if (at := text.zh.find(word)) >= 0]
    return min(found, key=lambda each: each[:2])[2] if found else ELSEWHERE


def _floor(form: Form) -> Iterable[tuple[str, tuple[Text, ...]]]:
    yield from ((f"item:{each.id}", each.floor) for each in form.items)
    yield from ((f"figure:{each.id}", each.floor) for each in form.figures)


def asked_at(form: Form, stop: Record) -> tuple[str, ...]:
    """The items and figures that a stop is for: the one it names, and those whose texts it still holds."""
    lines = {line.strip() for line in stop.text("look_for").splitlines() if line.strip()}
    found = [binds for binds, texts in _floor(form) if any({each.zh, each.en} & lines for each in texts)]
    own = stop.text("binds")
    return tuple(dict.fromkeys([*([own] if own else []), *found]))


def seen(found: Index) -> tuple[int, int]:
    """Stops seen, of all."""
    stops = list(found.records("stop"))
    return sum(bool(each.text("seen_at")) for each in stops), len(stops)
