"""An application for a quality benchmark that lacks nothing, as records; tests take from it or change it."""

from __future__ import annotations

import copy

from qmdesk.formdef.loader import load_builtin
from qmdesk.grading.records import index
from qmdesk.model.journal import Stage
from tests.visit.states import state_of

FORM = load_builtin("benchmark", "2026")
OLD = load_builtin("benchmark", "2024-zhejiang")
TEXT = "我们把失效预防做进每一道工序，"

WHOLE = {
    "case": {
        "enterprise": "宁波某某泵业有限公司",
        "credit_code": "91330212MA2TE8XU04",
        "central": False,
        "trade": "通用设备制造业",
        "organisation_type": "有限责任公司",
        "size": "medium",
        "recommender": "宁波市经济和信息化局",
        "title": "构建全流程失效预防的实践",
        "direction": "key-industries",
        "iso9001": True,
        "iso_number": "00124Q",
        "iso_from": "2024-01-10",
        "iso_until": "2027-01-09",
        "employees": 400,
        "tqm_rate": "0.95",
        "tqm_staff": 380,
        "competence_rate": "0.9",
        "quality_staff": 40,
        "quality_staff_passed": 36,
        "training_rate": "0.5",
        "training_staff": 200,
        "improvement_rate": "0.6",
        "improvement_staff": 240,
        "contact": "某某",
        "department": "质量部",
        "post": "部长",
        "mobile": "13800000000",
        "email": "q@example.invalid",
        "address": "宁波市某路1号",
        "postcode": "315000",
        "filled_on": "2026-05-10",
        "city": "宁波",
        "scope": "both",
        "provincial_year": "y2026",
        "commitment_signed": True,
        "commitment_on": "2026-05-09",
        "recommendation": "同意推荐。",
        "output_value": {"amount": "50000", "unit": "wan"},
        "quality_losses": {"amount": "450", "unit": "wan"},
        "loss_denominator": "output",
    },
    "product:p1": {
        "name": "离心泵",
        **{f"domestic_{year}": "0.12" for year in (2023, 2024, 2025)},
        **{f"satisfaction_{year}": "93" for year in (2023, 2024, 2025)},
    },
    **{f"survey:satisfaction.{year}": {"method": "self"} for year in (2023, 2024, 2025)},
    "competitor:c1": {"product": "离心泵", "name": "甲公司", "share": "15%", "strengths": "规格全"},
    **{f"section:{each}": {"text": TEXT * 10} for each in ("organisation", "background", "implementation", "results")},
    **{
        f"condition:{each}": {"met": "yes", "evidence": "公开记录"}
        for each in ("clean", "mature")
    },
    **{
        f"enclosure:e-{kind}": {"kind": kind, "name": kind, "file": "a" * 64}
        for kind in ("iso", "satisfaction", "finance", "commitment", "recommendation", "honours", "social")
    },
}  # fmt: skip
VALUES = {
    "assets": "80000", "revenue": "45000", "profit": "3000", "turnover": "1.8", "productivity": "30", "oee": "82",
    "quality_loss": "0.9", "pass_rate": "99.2", "repair_rate": "0.6", "energy": "0.05",
}  # fmt: skip
for _key, _value in VALUES.items():
    WHOLE[f"indicator:{_key}"] = {f"y{year}": _value for year in (2023, 2024, 2025)}
for _kind, _keys in (("social", ("chain", "pollution", "resources")), ("brand", ("brand", "science", "property"))):
    for _key in _keys:
        WHOLE[f"{_kind}:{_key}"] = {f"y{year}": "持续改进" for year in (2023, 2024, 2025)}


def said(**changed):
    """The whole application with fields changed: ``said(case={"title": None}, product_p1=...)``; ``_`` stands for ``:``."""
    found = copy.deepcopy(WHOLE)
    for subject, fields in changed.items():
        kind, _, key = subject.partition("__")
        found.setdefault(f"{kind}:{key}" if key else kind, {}).update(fields)
    return found


def found_in(form=FORM, records=None):
    """The records as rules read them; fields set to None are as if never set."""
    records = WHOLE if records is None else records
    there = {
        subject: {name: value for name, value in fields.items() if value is not None}
        for subject, fields in records.items()
    }
    return index(state_of(form, there), Stage.ONSITE)
