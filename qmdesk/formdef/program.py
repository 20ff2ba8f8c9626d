"""What the program itself computes, so that a form can choose among it but not beyond it.

A form words, weighs and limits; statistics, readings and rules are named here because code stands behind
each name. The loader refuses a form that asks for what nothing would carry out, or lacks what a grade needs.
"""

from __future__ import annotations

from collections.abc import Mapping

from qmdesk.formdef.types import Compare

#: The gated figures of the annex and the statistic behind each.
FIGURES: Mapping[str, str] = {
    "sigma": "dpmo",
    "cpk": "cpk",
    "fpy": "rolled-throughput-yield",
    "internal_loss": "loss-rate",
    "external_loss": "loss-rate",
}

#: How each statistic meets its thresholds: more is better, or less is.
COMPARES: Mapping[str, tuple[Compare, ...]] = {
    "dpmo": (Compare.AT_MOST, Compare.BELOW),
    "cpk": (Compare.AT_LEAST,),
    "rolled-throughput-yield": (Compare.AT_LEAST,),
    "loss-rate": (Compare.BELOW, Compare.AT_MOST),
}

#: The passages that the annex leaves open (DOMAIN section 3), each with the options that grading can carry out.
READINGS: Mapping[str, tuple[str, ...]] = {
    "loss-band": ("not-a-floor", "literal-band"),
    "untracked-loss-by-assessor": ("stays-untracked", "counts"),
    "untracked-figure": ("level-1", "no-level"),
    "key-characteristics": ("lowest-decides",),
    "item-share": ("four-fifths", "all-items"),
    "performance": ("lowest-figure",),
    "conclusion": ("one-level-with-reason", "as-computed"),
    "comparison": ("exact", "rounded-gb8170"),
    "opportunities": ("per-unit",),
    "control": ("unconfirmed", "level-1"),
    "sample": ("by-value", "demonstrated"),
}

#: Rules that a ``because`` may name; a form words each of them.
RULES: tuple[str, ...] = (
    "item-rated",
    "item-differs",
    "item-not-applicable",
    "item-unanswered",
    "dimension-share",
    "dimension-lowest-figure",
    "grade-lowest-dimension",
    "not-applicable-limit",
    "family-lowest",
    "figure-not-asked",
    "figure-not-tracked",
    "figure-tracked",
    "figure-threshold",
    "figure-below-first",
    "figure-conflict",
    "cpk-unstable",
    "cpk-unconfirmed",
    "cpk-claimed",
    "cpk-no-variation",
    "cpk-too-few",
    "cpk-no-limits",
    "cpk-overall",
    "cpk-lowest",
    "yield-product",
    "loss-ratio",
    "loss-band",
)

#: Fields that the program reads by name: kind -> field -> type, with ``@`` where it is staged, ``/`` where authored.
RECORDS: Mapping[str, Mapping[str, str]] = {
    "case": {
        "enterprise": "text",
        "credit_code": "credit_code",
        "period": "period",
        "family": "text",
        "output_value": "money",
        "visit_start": "date",
        "visit_end": "date",
        "conclusion": "level@",
        "conclusion_reason": "long_text@",
    },
    "item": {"level": "level@/", "agreed": "level@", "applicable": "boolean@", "note": "long_text@"},
    "figure": {
        "tracked": "tracked@",
        "value": "figure@",
        "defective": "count@",
        "units": "count@",
        "sampled": "boolean@",
        "verified": "boolean@",
    },
    "step": {"name": "text@", "submitted": "count@", "passed": "count@", "deleted": "boolean@"},
    "characteristic": {
        "name": "text@",
        "lsl": "decimal@",
        "usl": "decimal@",
        "target": "decimal@",
        "key": "boolean@",
        "in_control": "boolean@",
        "cpk": "decimal@",
        "readings": "readings@",
        "deleted": "boolean@",
    },
    "defect": {"units": "count@", "defective": "count@", "deleted": "boolean@"},
    "loss": {"kind": "choice@", "cost": "money@", "deleted": "boolean@"},
    "evidence": {"file": "file", "name": "text", "binds": "text", "deleted": "boolean"},
    "finding": {"binds": "text", "kind": "choice", "text": "long_text", "deleted": "boolean"},
    "suggestion": {"binds": "text", "action": "long_text", "deleted": "boolean"},
    "member": {"name": "text", "role": "choice", "deleted": "boolean"},
    "reading": {"option": "text", "reason": "long_text"},
    "document": {"binds": "text@", "text": "text@", "deleted": "boolean@"},
}

#: What tells that a step of a visit is done (:mod:`qmdesk.visit.path` counts each).
VISIT_RULES: tuple[str, ...] = (
    "team-named",
    "declared",
    "conflicts-clear",
    "doubts-taken",
    "documents-listed",
    "scheduled",
    "opening-held",
    "characteristics-agreed",
    "questions-answered",
    "documents-seen",
    "interviewed",
    "walked",
    "traced",
    "measured",
    "gauges-checked",
    "vouchers-checked",
    "sampled",
    "observations-sorted",
    "items-rated",
    "figures-settled",
    "team-met",
    "suggestions-drafted",
    "facts-confirmed",
    "handed-over",
    "closing-held",
    "concluded",
    "rectified",
)

#: The tab of the window that each step may lead to: stop of the rail, and its tabs.
VISIT_PAGES: Mapping[str, tuple[str, ...]] = {
    "scope": (),
    "opening": ("team", "doubts", "documents", "schedule", "meeting", "readings"),
    "items": (),
    "performance": ("yield", "capability", "gauge", "quality", "loss", "sampling", "recorded"),
    "notes": ("notes", "interviews", "walk", "tracing", "gauges", "vouchers"),
    "grade": (),
    "rectify": ("suggestions", "verification"),
    "leaving": ("team", "check", "facts", "closing"),
    "report": (),
    "sync": (),
}

#: Words in braces that the case fills in a suggestion.
PLACEHOLDERS = frozenset({"key_characteristic", "step", "figure"})
