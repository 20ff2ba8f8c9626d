"""A case as full as a real one: items rated by two assessors, twelve steps, five characteristics, monthly losses."""

from __future__ import annotations

import random
from decimal import Decimal
from pathlib import Path

from qmdesk.casefile.case import Blob
from qmdesk.formdef.loader import load_builtin
from qmdesk.model.canonical import Json
from qmdesk.model.journal import Edit, Place
from qmdesk.model.readings import Readings
from qmdesk.review.begin import begin
from qmdesk.review.session import ReviewSession, Who


def full_case(folder: Path) -> ReviewSession:
    """An open session on a new case in ``folder``."""
    who = Who("b" * 16, "王工", folder / "home")
    path = folder / "满载.qmcase"
    session = begin(path, load_builtin("meqmc"), who, enterprise="示例企业", credit_code="91330212MA2TE8XU04")
    edits: list[Edit] = [Edit(Place("case", "output_value"), {"amount": "8000", "unit": "wan"})]
    for item in session.form.items:
        subject = f"item:{item.id}"
        edits += [Edit(Place(subject, "level", "onsite", author), 3) for author in ("王工", "李工")]
        edits += [
            Edit(Place(subject, "level", "self", "示例企业"), 3),
            Edit(Place(subject, "note", "onsite"), "现场所见" * 20),
        ]
    for number in range(12):
        edits += _record(f"step:s{number}", {"name": f"工序{number}", "submitted": 2000, "passed": 1998 - number // 4})
    for month in range(12):
        for kind in ("internal", "external"):
            cost = {"kind": kind, "cost": {"amount": str(5 + month), "unit": "wan"}, "month": f"2025-{month + 1:02d}"}
            edits += _record(f"loss:{kind}{month}", cost)
    edits += _record("defect:d1", {"units": 100_000, "defective": 400})
    blobs: list[Blob] = []
    rng = random.Random(20260701)
    for number in range(5):
        values = [Decimal(round(rng.gauss(10_000, 10))).scaleb(-3) for _ in range(125)]
        readings = Readings.of(values, (5,) * 25)
        blobs.append(Blob(readings.blob(), "application/json"))
        value = {"blob": readings.sha256, "n": len(readings)}
        edits += _record(
            f"characteristic:c{number}",
            {
                "name": f"特性{number}",
                "lsl": "9.950",
                "usl": "10.050",
                "key": True,
                "in_control": True,
                "readings": value,
            },
        )
    for figure in session.form.figures:
        edits.append(Edit(Place(f"figure:{figure.id}", "tracked", "onsite"), "true"))
    session.record(edits, blobs=blobs).wait()
    return session


def _record(subject: str, values: dict[str, Json]) -> list[Edit]:
    return [Edit(Place(subject, name, "onsite"), value) for name, value in values.items()]
