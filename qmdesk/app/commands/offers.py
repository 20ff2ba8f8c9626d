"""The command that chooses a 质量赋能包 for a case."""

from __future__ import annotations

from pathlib import Path

import click

from qmdesk.app.commands.shared import CASE, FORCE, JSON, open_session, pass_settings, stage_in, stage_option
from qmdesk.app.context import Context
from qmdesk.app.out import json_out, problem_json, say_line, tell, text_out
from qmdesk.grading.words import name_of
from qmdesk.model.journal import Stage
from qmdesk.wording import say


@click.command()
@CASE
@stage_option
@click.option("-o", "--output", "output", default=None, type=click.Path(path_type=Path), metavar="FILE.pdf|FILE.xlsx")
@click.option(
    "--catalogue",
    default=None,
    type=click.Path(path_type=Path),
    metavar="FILE.yaml",
    help="主管部门的目录 · the authority's own catalogue of offers",
)
@click.option(
    "--highest",
    type=click.IntRange(1, 4),
    default=2,
    show_default=True,
    help="到此等级为止算差距 · what stands at this level or below is a gap",
)
@FORCE
@JSON
@pass_settings
def offers(
    settings: Context,
    path: Path,
    stage: Stage,
    output: Path | None,
    catalogue: Path | None,
    highest: int,
    force: bool,
    as_json: bool,
) -> None:
    """质量赋能包 · Choose training, consulting and technical offers by the gaps of a case."""
    from qmdesk.review.offering import catalogue_at, offers_for, write_offers

    lang = settings.lang
    with open_session(settings, path) as session:
        offered = offers_for(session, catalogue_at(catalogue), stage_in(session, stage), highest)
        form = session.form
        if output is not None:
            write_offers(session, offered, output, lang=lang, force=force)
    if as_json:
        chosen = [
            {"id": each.offer.id, "kind": each.offer.kind, "name": each.offer.name.in_(lang),
             "by": each.offer.by, "closes": [gap.id for gap in each.gaps]}
            for each in offered.pack.chosen
        ]  # fmt: skip
        problems = [problem_json(each, lang) for each in offered.problems]
        uncovered = [gap.id for gap in offered.pack.uncovered]
        json_out({"stage": str(offered.stage), "offers": chosen, "uncovered": uncovered, "problems": problems})
        return
    tell(offered.problems, lang)
    for each in offered.pack.chosen:
        names = "、".join(name_of(form, gap.id).in_(lang) for gap in each.gaps)
        text_out(f"[{say(f'offers.kind.{each.offer.kind}', lang)}] {each.offer.name.in_(lang)}")
        text_out(f"    {say('offers.any', lang) if not each.offer.closes else names}")
    if output is not None:
        say_line(say("cli.written", lang, path=output))
