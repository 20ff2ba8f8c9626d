"""The JSON document of a capability study (CLI, `capability --json`): statistics as numbers in full precision."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qmdesk.stats.spc_types import JsonNumber

if TYPE_CHECKING:
    from qmdesk.stats.capability import Capability, Demonstrated

#: Names of the intervals; one that is undefined is null.
INTERVALS = ("cp", "cpk", "cpl", "cpu", "pp", "ppk", "ppl", "ppu", "cpm")


def capability_json(study: Capability) -> dict[str, JsonNumber]:
    """All keys of the contract, with more beside them. Limits are decimals as text."""
    ci: dict[str, JsonNumber] = {"level": study.ci_level}
    ci.update({name: study.ci.get(name) for name in INTERVALS})
    return {
        "n": study.n,
        "lsl": None if study.lsl is None else str(study.lsl),
        "usl": None if study.usl is None else str(study.usl),
        "target": None if study.target is None else str(study.target),
        "mean": study.mean,
        "sd_overall": study.sd_overall,
        "sd_within": study.sd_within,
        "within_method": study.method,
        "within_df": study.df_within,
        "subgroup_size": study.subgroup_size,
        "min": study.minimum,
        "max": study.maximum,
        "distinct": study.distinct,
        "cp": study.within.potential,
        "cpk": study.within.smaller,
        "cpl": study.within.lower,
        "cpu": study.within.upper,
        "pp": study.overall.potential,
        "ppk": study.overall.smaller,
        "ppl": study.overall.lower,
        "ppu": study.overall.upper,
        "cpm": study.cpm,
        "cpm_sigma": study.cpm_sigma,
        "index": {
            "name": "cpk" if study.decides == "cpk" else "ppk",
            "decides": study.decides,
            "exact": study.index_text,
        },
        "excluded": study.excluded,
        "ci": ci,
        "normality": None if study.normality is None else study.normality.to_json(),
        "nonnormal": None if study.nonnormal is None else study.nonnormal.to_json(),
        "stability": study.stability.to_json(),
        "expected_ppm": study.expected_ppm[2],
        "observed_ppm": study.observed_ppm[2],
        "ppm": {
            "expected_overall": _sides(study.expected_ppm),
            "expected_within": _sides(study.expected_ppm_within),
            "observed": _sides(study.observed_ppm),
        },
        "demonstrated": demonstrated_json(study.demonstrated),
        "verdict": study.verdict.to_json(),
    }


def demonstrated_json(found: Demonstrated) -> dict[str, JsonNumber]:
    """The ``demonstrated`` part: what the bound shows, and what each threshold would ask for."""
    return {
        "confidence": found.confidence,
        "cpk_lower": found.cpk_lower,
        "level": found.level,
        "needed": [
            {"level": each.level, "threshold": str(each.threshold), "index": each.index, "n": each.n}
            for each in found.needed
        ],
    }


def _sides(ppm: tuple[float | None, float | None, float | None]) -> dict[str, JsonNumber]:
    return {"below": ppm[0], "above": ppm[1], "total": ppm[2]}
