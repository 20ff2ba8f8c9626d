"""The printed summary of a roll-up: charts and tables with small groups hidden, signed where an identity is given."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from fractions import Fraction
from pathlib import Path

from qmdesk.charts.style import style_for
from qmdesk.formdef.programme import PolicyPack
from qmdesk.model.problem import Problem, Refused
from qmdesk.portfolio import grids
from qmdesk.portfolio.masked_targets import beside
from qmdesk.portfolio.masking import K, small
from qmdesk.portfolio.pictures import Pictures, done_figure
from qmdesk.portfolio.rollup import Rollup
from qmdesk.portfolio.rollup_json import rollup_json
from qmdesk.portfolio.targets import Targets, region_of
from qmdesk.portfolio.words import Words
from qmdesk.report.programme.summary import ROLE, WIDTH, Chart, Part, Summary, write_summary_pages
from qmdesk.trust.files import part_beside, put_in_place
from qmdesk.trust.keys import Identity
from qmdesk.wording import say

#: The highest chart that leaves room for its heading on a page, inches.
_HIGHEST = 7.6


@dataclass(frozen=True, slots=True)
class Wanted:
    """Targets and the policy pack that they are of."""

    targets: Targets
    pack: PolicyPack


@dataclass(frozen=True, slots=True)
class Issue:
    """How a summary goes out: who issues it, its language, the least group that is shown (5 at least), who signs."""

    office: str = ""
    lang: str = "zh-CN"
    k: int = K
    identity: Identity | None = None
    made_at: datetime | None = None


def write_summary(
    made: Rollup, targets: Targets, pack: PolicyPack, out: Path, issue: Issue, *, force: bool = False
) -> int:
    """Write the summary as PDF; its number of pages. It gets its name only when it is whole and signed.

    Raises Refused: file-exists, folder-missing, report-not-written, and what signing raises.
    """
    if out.exists() and not force:
        raise Refused(Problem("file-exists", str(out)))
    if not out.absolute().parent.is_dir():
        raise Refused(Problem("folder-missing", str(out.absolute().parent)))
    document = document_of(made, targets, pack, issue)
    with part_beside(out) as part:
        pages = write_summary_pages(document, part)
        if issue.identity is not None:
            from qmdesk.report.sign import Manner, Signer, sign_report

            sign_report(part, part, [Signer(ROLE, issue.identity)], Manner(lang=issue.lang))
        put_in_place(part, out)
    return pages


def document_of(made: Rollup, targets: Targets, pack: PolicyPack, issue: Issue) -> Summary:
    """The summary with all its numbers, none of a small group."""
    k = max(issue.k, K)
    style = style_for("print", issue.lang, titled=False)
    p = Pictures(made, style, k)
    words, at = p.words, issue.made_at or datetime.now(UTC).astimezone()
    whole = p.shown.count("", made.whole)
    where = "".join(e for e in (made.scope.province, made.scope.city, made.scope.county) if e) or words("everywhere")
    office = issue.office or pack.authority_name.in_(issue.lang)
    facts = (
        (words("group.programme"), made.scope.programme),
        (words("group.region"), where),
        (words("cases"), words.number(whole.cases)),
        (words("reviewed"), words.number(whole.reviewed)),
        (words("high"), words.number(whole.high)),
        (words("share"), f"{_share(words, whole.share, made, pack)}{_goal(words, pack)}"),
    )
    wanted = Wanted(beside(targets, made, p.shown, region_of(pack)), pack)
    data = json.dumps(rollup_json(made, k), ensure_ascii=False, sort_keys=True, indent=1).encode("utf-8")
    return Summary(
        title=words("summary-title"), subject=pack.name.in_(issue.lang), office=office, facts=facts,
        notes=(words("denominator-note"), words("masking-note", k=k), words("final-note")),
        parts=tuple(_parts(p, wanted)), data=data, lang=issue.lang, made_at=at,
        signing=words("issued-by"), hint=say("report.signatures.seal-hint", issue.lang),
    )  # fmt: skip


def _share(words: Words, shown: Fraction | None, made: Rollup, pack: PolicyPack) -> str:
    hidden = shown is None and made.whole.share is not None
    return words("hidden") if hidden else words.share(shown, pack.goal_share)


def _goal(words: Words, pack: PolicyPack) -> str:
    return "" if pack.goal_share is None else words("goal-beside", goal=words.share(pack.goal_share))


def _parts(p: Pictures, wanted: Wanted) -> list[Part]:
    words, made, goal = p.words, p.made, wanted.pack.goal_share
    parts: list[Part] = []
    if wanted.targets.lines:
        title = words("done-title", year=wanted.targets.year)
        drawn = Chart(done_figure(wanted.targets, wanted.pack, p.style, WIDTH, p.k, _HIGHEST), title)
        grid = grids.target_grid(wanted.targets, wanted.pack, words, p.k)
        text = (words("measure-note"), *_about_targets(wanted, words, p.k))
        parts.append(Part(title, text, (grid, drawn)))
    for group in made.groups:
        if made.groups[group]:
            by = p.group(group)
            levels = Chart(p.levels(group, WIDTH, _HIGHEST), words("levels-by", by=by))
            shares = Chart(p.shares(group, WIDTH, goal, _HIGHEST), words("shares-by", by=by))
            content = (levels, shares, grids.group_grid(p, group, short=True))
            parts.append(Part(words("levels-by", by=by), (), content))
    items = Chart(p.items(WIDTH, _HIGHEST), words("items-title"))
    dimensions = Chart(p.dimensions(WIDTH), words("dimensions-title"))
    parts.append(Part(words("items-title"), (), (items, grids.item_grid(p), dimensions)))
    figures = [Chart(p.figure(each, (WIDTH, 2.1)), words.named(each.figure)) for each in made.figures if each.bins]
    parts.append(Part(words("figures-title"), (words("figures-note"),), (*figures, grids.figure_grid(p))))
    title = words("confusion-title")
    parts.append(Part(title, (), (Chart(p.confusion((WIDTH, 3.0)), title),)))
    if len(made.years) > 1:
        years = Chart(p.levels("years", WIDTH), words("years-title"))
        parts.append(Part(words("years-title"), (), (years, grids.group_grid(p, "years"), *_moves(p))))
    return parts


def _moves(p: Pictures) -> list[Chart]:
    said = {"before": p.made.before, "now": p.made.scope.programme}
    return [Chart(p.moves((WIDTH, 3.0)), p.words("moves-title", **said))] if p.made.before else []


def _about_targets(wanted: Wanted, words: Words, k: int) -> list[str]:
    """What must be said about the table of targets."""
    made, said = wanted.targets, list[str]()
    if made.printed is not None and made.printed != made.computed:
        said.append(words("printed-differs", printed=made.printed.planned, computed=made.computed.planned))
    said += [words("without-target", region=e.key, cases=e.cases) for e in made.missing if not small(e.cases, k)]
    if made.unplaced.cases and not small(made.unplaced.cases, k):
        said.append(words("unplaced", cases=made.unplaced.cases))
    return said
