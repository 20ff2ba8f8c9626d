"""The files inside a report: what a stranger needs to compute the grade again, and to sign later in the right place."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Mapping, Sequence

from qmdesk.formdef.types import Form
from qmdesk.grading.as_json import assessment_json
from qmdesk.model.snapshot_json import snapshot_to_json
from qmdesk.report import codes
from qmdesk.report.chapters.signing import refuses, signers
from qmdesk.report.embed import Attachment
from qmdesk.report.graphics import SignatureBox
from qmdesk.report.material import Material

SNAPSHOT, FORM, ASSESSMENT, REPORT, BOXES = (
    "snapshot.json", "form.zip", "assessment.json", "report.json", "signature-boxes.json",
)  # fmt: skip
_ZIP_DATE = (1980, 1, 1, 0, 0, 0)


def attachments(m: Material, more: Mapping[str, bytes], *, printed: str, number: str) -> dict[str, Attachment]:
    """All files to embed but the signature boxes, whose places are known only once the pages are drawn."""
    found = {
        SNAPSHOT: Attachment(
            snapshot_to_json(m.snapshot).encode("utf-8"), "application/json", m.say("file.snapshot"), "Source"
        ),
        FORM: Attachment(form_zip(m.form), "application/zip", m.say("file.form"), "Source"),
        ASSESSMENT: Attachment(_json(_assessments(m)), "application/json", m.say("file.assessment")),
        REPORT: Attachment(_json(_about(m, printed, number)), "application/json", m.say("file.report")),
        BOXES: Attachment(b"", "application/json", m.say("file.boxes")),
    }
    for name, content in more.items():
        media = "application/x-ndjson" if name.endswith(".jsonl") else "application/octet-stream"
        key = "file.journal" if name == "journal.jsonl" else "file.other"
        found[name] = Attachment(content, media, m.say(key), "Source" if name == "journal.jsonl" else "Supplement")
    return found


def boxes_json(boxes: Sequence[SignatureBox]) -> bytes:
    """The places to sign, as embedded: role, name, page from 1, rectangle left, bottom, right, top in points."""
    return _json([{"role": box.role, "name": box.name, "page": box.page, "rect": list(box.rect)} for box in boxes])


def form_zip(form: Form) -> bytes:
    """The files of the form in a zip that is always the same for the same files."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(form.files):
            entry = zipfile.ZipInfo(name, _ZIP_DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, form.files[name])
    return out.getvalue()


def _assessments(m: Material) -> dict[str, object]:
    """The printed result of every stage, as ``assess --json`` has it."""
    stages = {str(stage): assessment_json(m.form, each, m.lang) for stage, each in m.assessments.items()}
    return {"stage": str(m.stage), "stages": stages}


def _about(m: Material, printed: str, number: str) -> dict[str, object]:
    return {
        "v": 1,
        "case_id": m.snapshot.case_id,
        "number": number,
        "stage": str(m.stage),
        "lang": m.lang,
        "made_at": m.made_at.isoformat(),
        "short_code": codes.short_code(m.snapshot),
        "fingerprint": codes.journal_fingerprint(m.snapshot),
        "grade": {"lowest": m.assessment.grade.lowest, "highest": m.assessment.grade.highest},
        "printed_grade": printed,
        "amends": _amends(m),
        "refused": m.value("case", "refused") is True,
        "signing": [
            {"field": each.field, "role": each.role, "name": each.name} for each in signers(m) if not refuses(m, each)
        ],
    }


def _amends(m: Material) -> dict[str, object] | None:
    old = m.options.amends
    return (
        None
        if old is None
        else {name: getattr(old, name) for name in ("version", "number", "short_code", "sha256", "day")}
    )


def _json(data: object) -> bytes:
    return json.dumps(data, ensure_ascii=False, sort_keys=True, indent=1).encode("utf-8")
