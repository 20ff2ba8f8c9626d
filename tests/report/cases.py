"""Cases to print: a machining shop in full, one nearly empty, one with everything too long."""

from __future__ import annotations

import io
import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from functools import cache
from pathlib import Path

from PIL import Image, ImageDraw

from qmdesk.formdef.loader import load_builtin
from qmdesk.formdef.types import Form
from qmdesk.grading.answers import answers_of
from qmdesk.grading.assess import assess
from qmdesk.grading.suggest import suggestions_for
from qmdesk.model.answers import Answers
from qmdesk.model.assessment import Assessment
from qmdesk.model.canonical import Json, sha256_bytes
from qmdesk.model.journal import Entry, Folded, Head, Place, Stage
from qmdesk.model.journal_json import entry_hash
from qmdesk.model.readings import Readings
from qmdesk.model.snapshot import FileInfo, Snapshot

MADE_AT = datetime(2026, 7, 3, 17, 0, tzinfo=timezone(timedelta(hours=8)))
START = datetime(2026, 7, 1, 9, 0, tzinfo=UTC)


@dataclass
class CaseMaker:
    """Writes entries into one device's log and keeps the last of each place, and all of them as ``entries``."""

    form: Form
    case_id: str = "01JZQ4M8N6T5V3W2X1Y0ZABCDE"
    device: str = "laptop-a"
    state: dict[Place, Folded] = field(default_factory=dict)
    blobs: dict[str, bytes] = field(default_factory=dict)
    files: dict[str, FileInfo] = field(default_factory=dict)
    readings: dict[str, Readings] = field(default_factory=dict)
    seq: int = 0
    prev: str = ""
    entries: list[Entry] = field(default_factory=list)

    def set(self, subject: str, at: str = "", author: str = "", /, because: str = "", **values: Json) -> None:
        for name, value in values.items():
            self._write(Place(subject, name, at, author), value, author or "王建国", because)

    def _write(self, place: Place, value: Json, author: str, reason: str) -> None:
        self.seq += 1
        replaces = tuple(head.id for head in self.state[place].heads) if place in self.state else ()
        parts = {
            "device": self.device, "seq": self.seq, "lamport": self.seq, "author": author,
            "at": (START + timedelta(seconds=37 * self.seq)).isoformat(), "batch": f"b{self.seq}",
            "subject": place.subject, "field": place.field, "value": value, "raw": "", "reason": reason,
            "origin": "typed", "replaces": [str(each) for each in replaces], "prev": self.prev,
        }  # fmt: skip
        digest = entry_hash(parts)
        entry = Entry(**{**parts, "replaces": replaces}, hash=digest)
        self.prev = digest
        self.entries.append(entry)
        self.state[place] = Folded(place, (entry,))

    def conflict(self, place: Place, *values: Json) -> None:
        heads: list[Entry] = []
        for value in values:
            self.state.pop(place, None)
            self._write(place, value, "王建国", "")
            heads.append(self.state[place].heads[0])
        self.state[place] = Folded(place, tuple(heads))

    def keep(self, content: bytes, media: str) -> str:
        digest = sha256_bytes(content)
        self.blobs[digest] = content
        self.files[digest] = FileInfo(digest, len(content), media)
        return digest

    def measure(self, record: str, readings: Readings, stage: str = "onsite", **fields: Json) -> None:
        self.readings[readings.sha256] = readings
        self.keep(readings.blob(), "application/json")
        self.set(f"characteristic:{record}", stage, readings={"blob": readings.sha256, "n": len(readings)}, **fields)

    def snapshot(self) -> Snapshot:
        heads = (Head(self.device, self.seq, self.prev),) if self.seq else ()
        return Snapshot(
            self.case_id, self.form.id, self.form.edition, self.form.sha256, dict(self.state), dict(self.readings),
            dict(self.files), heads,
        )  # fmt: skip


@dataclass(frozen=True)
class Case:
    """What ``write_report`` is given."""

    form: Form
    snapshot: Snapshot
    assessments: Mapping[Stage, Assessment]
    answers: Mapping[Stage, Answers]
    blobs: Callable[[str], bytes]

    def arguments(
        self,
    ) -> tuple[Form, Snapshot, Mapping[Stage, Assessment], Mapping[Stage, Answers], Callable[[str], bytes]]:
        return self.form, self.snapshot, self.assessments, self.answers, self.blobs


@cache
def form() -> Form:
    return load_builtin("meqmc")


def finished(maker: CaseMaker, stages: tuple[Stage, ...] = (Stage.SELF, Stage.ONSITE)) -> Case:
    snapshot = maker.snapshot()
    answers = {stage: answers_of(maker.form, snapshot, stage) for stage in stages}
    assessments = {stage: assess(maker.form, each) for stage, each in answers.items()}
    return Case(maker.form, snapshot, assessments, answers, maker.blobs.__getitem__)


def photo(text: str, size: tuple[int, int] = (1600, 1200), seed: int = 0) -> bytes:
    """A picture with some structure in it, so that JPEG has work to do."""
    rnd = random.Random(seed)
    picture = Image.new("RGB", size, (200, 206, 212))
    pen = ImageDraw.Draw(picture)
    for _ in range(40):
        x, y = rnd.randrange(size[0]), rnd.randrange(size[1])
        w, h = rnd.randrange(40, 400), rnd.randrange(30, 300)
        shade = tuple(rnd.randrange(60, 230) for _ in range(3))
        pen.rectangle((x, y, x + w, y + h), fill=shade, outline=(40, 40, 40), width=3)
    pen.rectangle((60, 60, 700, 160), fill="white", outline="black", width=4)
    pen.text((80, 90), text, fill="black")
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=90)
    return out.getvalue()


def normal_readings(seed: int, mean: float, sd: float, groups: int = 25, size: int = 5, digits: int = 3) -> Readings:
    rnd = random.Random(seed)
    values = [Decimal(f"{rnd.gauss(mean, sd):.{digits}f}") for _ in range(groups * size)]
    return Readings.of(values, (size,) * groups if size > 1 else None)


NOTES = {
    "system.strategy": (
        "查2026年质量目标分解表（QM-02-2026），公司级目标4项，均分解到机加、热处理、"
        "装配三个车间；抽查“一次交验合格率≥96%”，机加车间班组看板目标值与分解表一致，上月实际"
        "95.8%，班长能说出原因。"
    ),
    "system.key_process": (
        "现场观察精磨工序（5号、6号磨床）：首件检验记录齐全，Xbar-R图每2小时取5件，7月1"
        "日第3组均值接近上控制限，操作工按反应计划停机修整砂轮，记录见SPC-0701。抽查反应计"
        "划10份，2份没有写明原因。"
    ),
    "system.foundation": (
        "抽查量具12件，11件在有效期内；外径千分尺M-017校准证书过期9天，当场停用并贴标识。"
        "关键特性量具MSA报告3份，GRR分别为12.4%、18.9%、27.6%。"
    ),
    "digital.manufacturing": (
        "MES覆盖机加和装配，热处理工序仍为纸质流转卡，炉号与批号的对应关系由班长手工登记。追溯试"
        "验：从成品20260612-0087追到棒料炉号用时26分钟。"
    ),
    "sustained.performance": (
        "财务每季汇总报废和返修金额，未按预防、鉴定、内部损失、外部损失四类归集；索赔由销售部单独记账。"
    ),
}

WEAK = {
    "system.foundation": "一件关键特性用千分尺过期使用9天；2份MSA报告的GRR超过10%，没有限用说明。",
    "digital.manufacturing": "热处理工序无系统记录，炉号与批号靠手工登记。",
    "sustained.performance": "没有按四类归集质量成本，外部损失与财务账不能核对。",
    "system.supply": "对供方的审核计划完成率60%，3家关键供方近两年没有现场审核。",
}


def machining(*, concluded: bool = True, photos: int = 7) -> CaseMaker:
    """A machining shop reviewed on site by two assessors."""
    maker = CaseMaker(form())
    _head(maker)
    _ratings(maker)
    _figures(maker)
    _evidence(maker, photos)
    _findings(maker)
    _suggestions(maker)
    if concluded:
        maker.set("case", concluded={"stage": "onsite", "level": 2, "concluded": 2, "at": "2026-07-03T16:40:00+08:00"})
    return maker


def _head(maker: CaseMaker) -> None:
    maker.set(
        "case", enterprise="浙江精锐传动部件有限公司", credit_code="91330109MA2KTY3H76", region="浙江省杭州市萧山区",
        address="杭州市萧山区临江工业园纬五路88号", trade="通用设备制造业", products="传动轴、齿轮轴、轴承套圈",
        size="medium",
        employees=386, specialised=True, contact="李敏", contact_phone="0571-8888 0000",
        representative="陈䶮", authority="浙江省经济和信息化厅", institution="华东质量技术评价中心",
        period={"from": "2025-01", "to": "2025-12"}, site="临江工厂一、二号厂房（机加、热处理、装配），不含外协电镀",
        family="传动轴；齿轮轴", output_value={"amount": "28600", "unit": "wan"}, assigned="2026-06-12",
        visit_start="2026-07-01", visit_end="2026-07-03", **{"class": "key"},
    )  # fmt: skip
    people = [
        ("m1", "王建国", "lead", "华东质量技术评价中心", "QMA-2024-0113", "高级工程师"),
        ("m2", "堃祎", "assessor", "华东质量技术评价中心", "QMA-2025-0207", "工程师"),
        ("m3", "陈䶮", "representative", "浙江精锐传动部件有限公司", None, "质量总监"),
    ]
    for key, name, role, institution, certificate, post in people:
        maker.set(f"member:{key}", name=name, role=role, institution=institution, certificate=certificate, post=post)


def _ratings(maker: CaseMaker) -> None:
    rnd = random.Random(7)
    for item in maker.form.items:
        subject = f"item:{item.id}"
        found = 2 if item.id in WEAK else 3 if rnd.random() < 0.8 else 4
        maker.set(subject, "self", level=min(found + (rnd.random() < 0.5), 5))
        other = found + 1 if rnd.random() < 0.15 else found
        maker.set(subject, "onsite", "王建国", level=found)
        maker.set(subject, "onsite", "堃祎", level=other)
        if other != found:
            maker.set(subject, "onsite", agreed=found)
        if item.id in NOTES:
            maker.set(subject, "onsite", note=NOTES[item.id])
        if item.id in WEAK:
            maker.set(subject, "onsite", weakness=WEAK[item.id])
        maker.set(f"document:{item.id}", "self", binds=subject, text=f"《{item.name.zh}管理程序》及2025年度记录")
    maker.set("item:digital.design", "onsite", because="只按客户图纸加工，没有产品设计活动", applicable=False)


def _figures(maker: CaseMaker) -> None:
    steps = [("下料", 52000, 51812), ("粗车", 51812, 51190), ("热处理", 51190, 50740), ("精磨", 50740, 49920),
             ("超声探伤", 49920, 49871), ("清洗装配", 49871, 49710)]  # fmt: skip
    for order, (name, submitted, passed) in enumerate(steps, 1):
        maker.set(f"step:k{order}", "onsite", name=name, order=order, submitted=submitted, passed=passed)
    for name in ("sigma", "cpk", "fpy", "internal_loss", "external_loss"):
        maker.set(f"figure:{name}", "self", tracked="true")
        maker.set(f"figure:{name}", "onsite", verified=True)
    maker.set("figure:fpy", "onsite", source="MES首检记录与班组日报", method="按首次交验件数统计，返工计为不合格")
    maker.set("figure:fpy", "onsite", note="抽查5月、9月精磨工序原始检验单各20份，与MES一致。")
    spec = {"unit": "mm", "step": "精磨", "key": True, "gauge": "气动量仪 A-03（GRR 12.4%）"}
    maker.measure("c1", normal_readings(3, 30.0005, 0.0030), name="轴径 φ30h6", lsl="29.987", usl="30.013",
                  target="30.000", in_control=True, **spec)  # fmt: skip
    maker.set(
        "characteristic:c1",
        "onsite",
        in_control_reason="超限子组为换砂轮后的首组，原因已查明并写入作业指导书，其后各组正常。",
    )
    maker.measure("c2", normal_readings(11, 0.0042, 0.0011, digits=4), name="圆跳动", usl="0.010", **spec)
    maker.measure("c3", normal_readings(5, 58.9, 0.55, groups=40, size=1, digits=1), name="表面硬度", lsl="56.0",
                  usl="62.0", unit="HRC", step="热处理", key=True)  # fmt: skip
    causes = ["磕碰划伤", "尺寸超差", "热处理裂纹", "圆跳动超差", "锈蚀"]
    rnd = random.Random(5)
    for month in range(1, 13):
        for number, cause in enumerate(causes):
            maker.set(f"defect:d{month}-{number}", "onsite", month=f"2025-{month:02d}", cause=cause, family="传动轴",
                      units=840 + 10 * month, defective=rnd.randrange(0, 7 - number))  # fmt: skip
    for month in range(1, 13):
        for kind, category, low, high in (("internal", "scrap", 20, 32), ("internal", "rework", 12, 22),
                                          ("internal", "stoppage", 2, 8), ("external", "claim", 8, 18),
                                          ("external", "return", 3, 9)):  # fmt: skip
            amount = f"{rnd.uniform(low, high):.2f}"
            maker.set(f"loss:{kind}-{category}-{month}", "onsite", kind=kind, category=category,
                      month=f"2025-{month:02d}", cost={"amount": amount, "unit": "wan"},
                      voucher=f"记-{month:02d}-{rnd.randrange(100, 999)}")  # fmt: skip
    maker.set(
        "figure:satisfaction",
        "onsite",
        year_1="91.2",
        year_2="92.0",
        year_3="93.4",
        source="第三方问卷",
        method="百分制",
    )
    maker.set(
        "figure:market_share",
        "onsite",
        year_1="6.1",
        year_2="6.8",
        year_3="7.2",
        source="行业协会",
        method="国内销量占比",
    )


def _evidence(maker: CaseMaker, count: int) -> None:
    places = ["item:system.key_process", "item:system.key_process", "item:system.foundation", "figure:cpk",
              "item:digital.manufacturing", "item:system.key_process", "item:system.key_process"]  # fmt: skip
    for number in range(count):
        size = (1200, 1600) if number % 3 == 1 else (1600, 1200)
        digest = maker.keep(photo(f"PHOTO {number + 1}", size, number), "image/jpeg")
        maker.set(f"evidence:e{number}", file=digest, name=f"IMG_20260701_{number:03d}.jpg", stage="onsite",
                  binds=places[number % len(places)], caption=f"5号磨床控制图看板，第{number + 1}张",
                  captured="2026-07-01 10:22")  # fmt: skip
    digest = maker.keep(b"%PDF-1.4 ...", "application/pdf")
    maker.set(
        "evidence:doc", file=digest, name="外径千分尺M-017校准证书.pdf", binds="item:system.foundation", stage="onsite"
    )


def _findings(maker: CaseMaker) -> None:
    found = [
        (
            "strength",
            "item:system.key_process",
            "精磨工序反应计划张贴在机床旁，操作工能在30分钟内完成停机、隔离和复检。",
            "机加车间精磨线",
        ),
        (
            "nonconformity",
            "item:system.foundation",
            "外径千分尺M-017校准有效期至2026年6月22日，7月1日仍在5号磨床使用。",
            "机加车间",
        ),
        ("weakness", "item:digital.manufacturing", "热处理炉温曲线只存纸质记录仪，超温没有报警。", "热处理车间"),
        (
            "weakness",
            "figure:fpy",
            "精磨工序一次合格率98.4%，是全过程损失最大的一步，没有专门的改进项目。",
            "机加车间精磨线",
        ),
        ("observation", "item:sustained.culture", "班组每周评一次“质量之星”，有照片和简短事迹。", "装配车间"),
    ]
    for number, (kind, binds, text, place) in enumerate(found):
        maker.set(f"finding:f{number}", kind=kind, binds=binds, text=text, place=place)


def _suggestions(maker: CaseMaker, lang: str = "zh-CN", most: int = 9) -> None:
    answers = answers_of(maker.form, maker.snapshot(), Stage.ONSITE)
    drafts = suggestions_for(maker.form, assess(maker.form, answers), answers)
    for number, draft in enumerate(drafts[:most], 1):
        maker.set(f"suggestion:s{number}", binds=draft.binds, from_level=draft.from_level, to_level=draft.to_level,
                  action=draft.action.in_(lang), owner=draft.owner.in_(lang),
                  due=(date(2026, 7, 3) + timedelta(days=draft.days)).isoformat(), measure=draft.measure.in_(lang),
                  status="open", order=number)  # fmt: skip


def empty() -> CaseMaker:
    """A case that was only begun: a name, a code, one rating."""
    maker = CaseMaker(form())
    maker.set("case", enterprise="宁波海曙小五金厂", credit_code="91330203MA2AFX8U15")
    maker.set("item:system.strategy", "onsite", "王建国", level=2)
    return maker


def huge() -> CaseMaker:
    """Long names, long notes, many findings and people, text of every kind."""
    maker = machining(photos=24)
    name = (
        "内蒙古自治区呼伦贝尔市额尔古纳河沿岸精密铸造与大型风电主轴联合制造（集团）股份有限公司第三"
        "分公司铸锻一体化智能制造基地"
    )
    maker.set("case", enterprise=name, note="本次复核由两家机构联合开展。" * 20)
    maker.set("item:system.process", "onsite", note=long_note(8000))
    maker.set(
        "item:system.people", "onsite", note="<b>标签</b> & <script>alert(1)</script> 😀 \u202eabc עברית " + "x" * 300
    )
    for number in range(300):
        maker.set(f"finding:x{number}", kind=("weakness", "strength", "observation")[number % 3],
                  binds=f"item:{maker.form.items[number % 22].id}", place="机加车间",
                  text=f"第{number}项发现：" + "记录不完整，" * (number % 9 + 1))  # fmt: skip
    for number in range(3):
        maker.set(f"member:a{number}", name=f"评估员{number}", role="assessor")
    return maker


def long_note(length: int) -> str:
    """A note with paragraphs and a table pasted in as text."""
    line = "第三车间早会记录（2026-06-18）：夜班精磨线砂轮修整间隔由40件改为30件，改后12组均值极差图无失控点；"
    table = "\n工序\t首检\t巡检\t终检\n粗车\t12\t48\t12\n精磨\t20\t80\t20\n"
    return ((line * 6 + table) * (length // 200))[:length]


def show(case: Case, out: Path, lang: str = "zh-CN", **more: object) -> object:
    """Write a report; for looking at while working on it."""
    from qmdesk.report.build import write_report

    return write_report(*case.arguments(), out, lang=lang, made_at=MADE_AT, **more)  # type: ignore[arg-type]
