"""Taking rosters into a programme: read the files, plan what they change, do it. Files that can't be read are told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from qmdesk.intake.roster import Roster, open_roster
from qmdesk.model.problem import Problem, Refused
from qmdesk.model.programme import WHOLE
from qmdesk.portfolio.packs import packs_of
from qmdesk.portfolio.roster_plan import Plan, plan_import
from qmdesk.workspace.programme import Done, Programme, Write

#: Fields of the programme that keep which city a county belongs to.
ANSWER = "county:"


def answers_of(programme: Programme) -> dict[str, str]:
    """What people said of counties: county -> city."""
    return {
        name.removeprefix(ANSWER): text
        for name, text in programme.state.get(WHOLE, {}).items()
        if name.startswith(ANSWER)
    }


def planned(
    programme: Programme, files: Sequence[Path], answers: Mapping[str, str], region: str = ""
) -> tuple[Plan, tuple[Problem, ...]]:
    """What taking these files in would change, and what could not be read at all."""
    pack = packs_of(programme).own
    rosters: list[Roster] = []
    unread: list[Problem] = []
    for file in files:
        try:
            rosters.append(open_roster(file, pack, answers, region))
        except Refused as refused:
            unread += [each if each.where else each.at(str(file)) for each in refused.problems]
    return plan_import(programme, pack, rosters), tuple(unread)


def taken_in(
    programme: Programme, plan: Plan, answers: Mapping[str, str], *, author: str, at: str, files: Sequence[Path] = ()
) -> Done:
    """Do what a plan says, in one batch, and remember what was said of counties. Raises Refused."""
    said = [Write(WHOLE, f"{ANSWER}{county}", city) for county, city in answers.items()]
    reason = "、".join(each.name for each in files)
    return programme.record([*said, *plan.writes], author=author, at=at, reason=reason)
