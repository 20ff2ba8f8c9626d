"""The roll-up, targets and regradings as JSON: exact shares as "p/q", a hidden number as null."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from qmdesk.formdef.programme import PolicyPack
from qmdesk.model.assessment import Interval
from qmdesk.portfolio.masked import Masked, hidden_cross, masked_rollup
from qmdesk.portfolio.masking import Mask, with_totals
from qmdesk.portfolio.regrade import Preview, Regraded
from qmdesk.portfolio.rollup import Count, Cross, FigureCount, ItemCount, Rollup
from qmdesk.portfolio.targets import Targets, measures

#: What every share here is of: reviews concluded with one level.
DENOMINATOR = "reviewed"


def rollup_json(made: Rollup, k: int = 0) -> dict[str, Any]:
    """The roll-up; with ``k`` small groups are hidden as in all that leaves the office."""
    shown = masked_rollup(made, k)
    scope = made.scope
    places = {name: getattr(scope, name) for name in ("province", "city", "county", "trade", "size", "institution")}
    return {
        "scope": {"year": scope.programme, **places, "class": scope.class_},
        "high_level": made.high,
        "denominator": DENOMINATOR,
        "masked_below": k or None,
        "total": _count(shown, "", made.whole),
        "by": {
            name: [{"key": each.key, **_count(shown, f"{name}", each)} for each in found]
            for name, found in made.groups.items()
        },
        "confusion": _grid(shown.grid("confusion", made.confusion)),
        "years": [{"year": each.key, **_count(shown, "years", each)} for each in made.years],
        "moves": {"from": made.before, "levels": _grid(shown.grid("moves", made.moves))} if made.before else None,
        "figures": [_figure(shown, each) for each in made.figures],
        "dimensions": [_item(shown, each, made.high) for each in made.dimensions],
        "items": [_item(shown, each, made.high) for each in made.items],
    }


def cross_json(made: Cross, k: int = 0) -> dict[str, Any]:
    """Two groups against each other; the last row and column are totals. With ``k`` small groups are hidden."""
    hide, hide_high = hidden_cross(made, k)
    reviewed, high = with_totals(made.grid("reviewed")), with_totals(made.grid("high"))

    def shown(grid: Sequence[Sequence[int]], mask: Mask) -> list[list[int | None]]:
        return [[None if mask[r][c] else n for c, n in enumerate(row)] for r, row in enumerate(grid)]

    return {
        "by": [made.one, made.other],
        "rows": list(made.rows),
        "columns": list(made.columns),
        "reviewed": shown(reviewed, hide),
        "high": shown(high, hide_high),
    }


def _count(shown: Masked, group: str, count: Count) -> dict[str, Any]:
    seen = shown.count(group, count)
    return {
        "cases": seen.cases,
        "reviewed": seen.reviewed,
        "levels": list(seen.levels),
        "high": seen.high,
        "share": text(seen.share),
        "done": {
            "reached-inspection": seen.reached,
            "reviews-carried-out": seen.carried_out,
            "self-assessed-inspection": seen.self_assessed,
        },
    }


def _figure(shown: Masked, each: FigureCount) -> dict[str, Any]:
    levels, open_, untracked = shown.figure(each)
    return {
        "id": each.figure,
        "levels": levels,
        "open": open_,
        "untracked": untracked,
        "bins": {str(at): count for at, count in shown.bins(each).items()},
    }


def _item(shown: Masked, each: ItemCount, high: int) -> dict[str, Any]:
    levels = shown.item(each)
    below = None if None in levels[: high - 1] else each.below(high)
    share = None if below is None or None in levels else each.share_below(high)
    return {
        "id": each.item,
        "dimension": each.dimension,
        "levels": levels,
        "below_high": below,
        "share_below": text(share),
    }


def _grid(grid: Sequence[Sequence[int | None]]) -> list[list[int | None]]:
    return [list(row) for row in grid]


def text(share: Fraction | None) -> str | None:
    """An exact share."""
    return None if share is None else str(share)


def targets_json(made: Targets, pack: PolicyPack) -> dict[str, Any]:
    """Done against planned."""
    return {
        "authority": made.authority,
        "year": made.year,
        "measure": made.measure,
        "measures": list(measures(pack)),
        "goal": {"share": text(made.goal_share), "count": made.goal_count, "high_level": made.high,
                 "denominator": DENOMINATOR, "found": text(made.whole.share)},
        "totals": {
            "printed": _totals(made.printed), "computed": _totals(made.computed),
            "done": {each: made.done(each) for each in measures(pack)},
        },
        "regions": [
            {"region": each.region, "within": each.within, "planned": each.planned, "done_before": each.done_before,
             "total": each.total, "cases": each.count.cases, "reviewed": each.count.reviewed,
             "done": {m: each.count.done(m) for m in measures(pack)}, "share": text(each.share(made.measure))}
            for each in made.lines
        ],
        "without_target": [{"region": each.key, "cases": each.cases} for each in made.missing],
        "unplaced": made.unplaced.cases,
    }  # fmt: skip


def _totals(totals: Any) -> Mapping[str, int | None] | None:  # noqa: ANN401 - a small record or None
    return None if totals is None else {"total": totals.total, "done": totals.done, "planned": totals.planned}


def regrade_json(made: Preview, lang: str, *, written: bool) -> dict[str, Any]:
    """What cases would come to by another form."""
    return {
        "form": {"id": made.form_id, "edition": made.form_edition, "sha256": made.form_sha256},
        "cases": len(made.cases),
        "changed": [_regraded(each) for each in made.changed],
        "unchanged": len(made.cases) - len(made.changed),
        "aside": [{"file": str(each.path), "code": each.problem.code} for each in made.aside],
        "written": written,
        "lang": lang,
    }


def _regraded(each: Regraded) -> dict[str, Any]:
    return {
        "case_id": each.case_id,
        "enterprise": each.enterprise,
        "credit_code": each.credit_code,
        "stage": each.stage,
        "concluded": each.concluded,
        "by": each.form,
        "from": _span(each.before),
        "to": _span(each.after),
        "because": [
            {"kind": reason.kind, "id": reason.id, "from": _span(reason.before), "to": _span(reason.after)}
            for reason in each.because
        ],
    }


def _span(span: Interval | None) -> dict[str, int | None] | None:
    return None if span is None else {"lowest": span.lowest, "highest": span.highest, "level": span.level}
