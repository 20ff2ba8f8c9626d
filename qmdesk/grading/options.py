"""The options chosen for the form's settled readings, as the graders ask for them.

Which options exist is said in :mod:`qmdesk.formdef.program`; each form words them and names its default.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from qmdesk.formdef.types import Form


@dataclass(frozen=True, slots=True)
class Settled:
    """One yes or no for each reading that can be read in another way than the default of the built-in form."""

    literal_band: bool = False
    assessor_loss_counts: bool = False
    untracked_open: bool = False
    all_items: bool = False
    rounded: bool = False
    unstable_is_level_1: bool = False
    demonstrated: bool = False


def options_used(form: Form, chosen: Mapping[str, str]) -> Mapping[str, str]:
    """The option of every reading of the form: the one chosen where the form has it, else the form's default."""
    return {
        reading.id: wanted
        if (wanted := chosen.get(reading.id, reading.default)) in {option.id for option in reading.options}
        else reading.default
        for reading in form.readings
    }


def settled(used: Mapping[str, str]) -> Settled:
    """The options as switches."""

    def is_(reading: str, option: str) -> bool:
        return used.get(reading) == option

    return Settled(
        literal_band=is_("loss-band", "literal-band"),
        assessor_loss_counts=is_("untracked-loss-by-assessor", "counts"),
        untracked_open=is_("untracked-figure", "no-level"),
        all_items=is_("item-share", "all-items"),
        rounded=is_("comparison", "rounded-gb8170"),
        unstable_is_level_1=is_("control", "level-1"),
        demonstrated=is_("sample", "demonstrated"),
    )
