"""Three cases to look at every screen with: an empty one, the sample in work, and one with too much in it.

``make_screenshots.py`` takes its pictures of them, ``tests/ui/test_every_screen.py`` looks for clipped text in them.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

from PIL import Image

from qmdesk import assets
from qmdesk.casefile.case import Blob
from qmdesk.formdef.types import Form
from qmdesk.model.canonical import Json
from qmdesk.model.journal import Edit, Place, Stage
from qmdesk.model.readings import Readings
from qmdesk.review.begin import begin, begin_from_package
from qmdesk.review.forms import form_named
from qmdesk.review.playing import play
from qmdesk.review.session import ReviewSession, Who
from qmdesk.review.suggesting import draft_suggestions

FILLINGS = ("empty", "normal", "overfull")
CODE = "91330212MA2TE8XU04"
#: Sixty characters.
ENTERPRISE = "宁波甬江东部新区高端装备与精密传动零部件智能制造产业集团股份有限公司第三事业部（镇海）Precision Gear Co"
SAID = "主轴箱体 Φ85H7 孔的首检记录与控制计划 CP-0317 Rev.C 不一致，操作者凭经验调刀，未按 SPC 判异准则停机。"
STEP = "粗精车一体化加工中心（含在线测量补偿与刀具寿命管理）OP{number} CNC turning & in-process gauging"
PLACE = "东二号厂房 B 区 3 层 精密加工车间 17 号工位（靠恒温计量室 metrology lab 一侧）"


def make_case(filling: str, folder: Path, lang: str = "zh-CN") -> Path:
    """A case of a filling in ``folder``; the same name and content each time but for keys of the journal."""
    who = Who("e" * 16, "王工", folder / "home")
    path = folder / f"{filling}.qmcase"
    if filling == "empty":
        begin(path, form_named("meqmc"), who, enterprise="甬江精密机械有限公司", credit_code=CODE).close()
        return path
    sample = assets.resource("samples", "machining")
    session, _ = begin_from_package(path, form_named("meqmc"), who, next(sample.glob("*.zip")), lang=lang)
    with session:
        play(session, sample)
        if filling == "normal":
            _leave_in_work(session)
        draft_suggestions(session, lang=lang).wait()
        if filling == "overfull":
            _overfill(session)
    return path


def _leave_in_work(session: ReviewSession) -> None:
    """As on the second morning: the last items of the third dimension are still to be rated."""
    last = [each.id for each in session.form.items][-3:]
    places = [each for each in session.state if each.kind == "item" and each.key in last]
    wanted = [each for each in places if each.stage == str(Stage.ONSITE) and each.name in {"level", "agreed"}]
    session.record([Edit(each, None) for each in wanted]).wait()


def _overfill(session: ReviewSession) -> None:
    form = session.form
    many = (SAID * 200)[:8000]
    edits = [Edit(Place("case", name), value) for name, value in (("enterprise", ENTERPRISE), ("note", many))]
    edits += [Edit(Place("case", "address"), PLACE * 2), Edit(Place("case", "site"), many)]
    for item in form.items:
        edits += [Edit(Place(f"item:{item.id}", name, "onsite"), many) for name in ("note", "weakness")]
    for kind, rows in _records(form):
        edits += [
            Edit(Place(f"{kind}:x{number}", name, stage), value)
            for number, (stage, row) in enumerate(rows)
            for name, value in row.items()
        ]
    readings = Readings.of([Decimal(8500 + (each * 7919) % 61) / 100 for each in range(125)], (5,) * 25)
    value = {"blob": readings.sha256, "n": len(readings)}
    edits += [Edit(Place(f"characteristic:x{number}", "readings", "onsite"), value) for number in range(25)]
    session.record(edits, blobs=[Blob(readings.blob(), "application/json")]).wait()
    _photos(session, form.items[0].id)


def _records(form: Form) -> Iterator[tuple[str, list[tuple[str, dict[str, Json]]]]]:
    """Kind, and (stage, values) of each of its records: 12 members, 300 findings, 40 steps, 25 characteristics."""
    items = [each.id for each in form.items]
    roles = ("lead", "assessor", "assessor", "assessor", "second_reviewer", "representative")
    kinds = ("weakness", "nonconformity", "strength", "observation")
    yield (
        "member",
        [
            ("", {"name": f"欧阳建国{each}·Alexander Montgomery", "role": roles[each % 6], "institution": ENTERPRISE})
            for each in range(12)
        ],
    )
    yield (
        "finding",
        [
            (
                "",
                {
                    "binds": f"item:{items[each % len(items)]}",
                    "kind": kinds[each % 4],
                    "text": f"{each + 1}. " + SAID * (1 + each % 4),
                    "place": PLACE,
                },
            )
            for each in range(300)
        ],
    )
    yield (
        "step",
        [
            ("onsite", {"name": STEP.format(number=each), "order": each, "family": ENTERPRISE, "line": PLACE}
             | {"submitted": 1234567 + each, "passed": 1230000 + each, "reworked": 2100})
            for each in range(40)
        ],
    )  # fmt: skip
    yield (
        "characteristic",
        [
            ("onsite", {"name": f"箱体 Φ85H7 孔圆柱度 cylindricity of bore {each}", "unit": "mm", "step": STEP}
             | {"lsl": "84.9", "usl": "85.7", "target": "85.3", "key": True})
            for each in range(25)
        ],
    )  # fmt: skip
    yield (
        "defect",
        [
            ("onsite", {"family": ENTERPRISE, "month": f"2025-{each % 12 + 1:02}", "cause": f"{each} {SAID}"}
             | {"units": 120000, "defective": 40 + each})
            for each in range(40)
        ],
    )  # fmt: skip
    yield (
        "loss",
        [
            ("onsite", {"kind": "internal", "category": "rework", "month": f"2025-{each % 12 + 1:02}"}
             | {"cost": {"amount": "123456789.12", "unit": "yuan"}, "voucher": f"记-{each} {SAID}"})
            for each in range(40)
        ],
    )  # fmt: skip


def _photos(session: ReviewSession, item: str) -> None:
    """Sixty photos at one item, each of another colour."""
    edits: list[Edit] = []
    blobs: list[Blob] = []
    for number in range(60):
        content = io.BytesIO()
        Image.new("RGB", (320, 240), (number * 4, 120, 240 - number * 4)).save(content, "JPEG")
        blobs.append(Blob(content.getvalue(), "image/jpeg"))
        values: dict[str, Json] = {
            "file": blobs[-1].sha256,
            "name": f"IMG_20251103_{number:06}_{PLACE}.jpg",
            "binds": f"item:{item}",
            "caption": SAID,
            "stage": "onsite",
        }
        edits += [Edit(Place(f"evidence:x{number}", name), value) for name, value in values.items()]
    session.record(edits, blobs=blobs).wait()
