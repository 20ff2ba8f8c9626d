"""Commands between a roster and its cases: case (made of a row), refresh (levels and days read back)."""

from __future__ import annotations

from pathlib import Path

import click

from qmdesk.app.commands.programme_file import PROGRAMME, YEAR, now, opened, row_named
from qmdesk.app.commands.shared import AUTHOR, JSON, pass_settings
from qmdesk.app.context import Context
from qmdesk.app.out import DONE, NO, json_out, leave, problem_json, say_line, tell
from qmdesk.model.problem import Problem, Refused
from qmdesk.wording import say

PATHS = click.Path(path_type=Path)


@click.command()
@click.argument("word", metavar="ROW")
@click.option("-o", "--output", "output", required=True, type=PATHS, metavar="FILE.qmcase")
@click.option("--form", "form", default="meqmc", show_default=True, metavar="ID[/EDITION]|FOLDER|ZIP")
@PROGRAMME
@YEAR
@AUTHOR
@pass_settings
def case(
    settings: Context, word: str, output: Path, form: str, programme_path: Path | None, year: int | None, author: str
) -> None:
    """由一行建立案卷 · Make the case of a row (number, credit code or name), its facts filled in."""
    from qmdesk.portfolio.case_link import case_values, link
    from qmdesk.portfolio.packs import packs_of
    from qmdesk.review.forms import form_named
    from qmdesk.review.roster_case import begin_row

    who = settings.who(author)
    with opened(settings, programme_path, year) as programme:
        row = row_named(programme.rows(), word)
        if row.case_path and Path(row.case_path).is_file():
            raise Refused(Problem("roster-has-case", row.enterprise, {"name": row.enterprise, "path": row.case_path}))
        values = case_values(packs_of(programme), row)
        with begin_row(output, form_named(form), who, row.enterprise, row.credit_code, values) as session:
            programme.record(link(row, session.case_id, output), author=who.author, at=now())
    say_line(say("cli.case-made", settings.lang, path=output))


@click.command()
@click.argument("paths", nargs=-1, type=PATHS, metavar="[FILE|FOLDER...]")
@PROGRAMME
@YEAR
@click.option("--trust", type=PATHS, multiple=True, metavar="CA.pem", help="demand a chain to it")
@AUTHOR
@JSON
@pass_settings
def refresh(
    settings: Context, paths: tuple[Path, ...], programme_path: Path | None, year: int | None,
    trust: tuple[Path, ...], author: str, as_json: bool,
) -> None:  # fmt: skip
    """更新进度 · Learn levels and days from cases and signed packages; with no FILE from the cases of the rows."""
    from qmdesk.exchange.merge import Believing
    from qmdesk.portfolio.case_link import look_at_cases
    from qmdesk.portfolio.sources import sources_in
    from qmdesk.trust.anchors import known_devices, load_trust, read_trust
    from qmdesk.trust.device import device_identity
    from qmdesk.trust.envelope import Opener

    own = device_identity(settings.home).identity
    openers = [Opener(own.key, own.certificate)]
    anchors = read_trust(trust) if trust else load_trust(settings.home)
    believing = Believing(anchors, known_devices(settings.home), demand_chain=bool(trust), openers=openers)
    with opened(settings, programme_path, year) as programme:
        known = [Path(each.case_path) for each in programme.rows() if each.case_path]
        sources = sources_in(paths) if paths else [each for each in known if each.is_file()]
        found = look_at_cases(programme, sources, believing, now())
        programme.record(found.writes, author=author or settings.who().author, at=now())
    told = [*found.problems, *found.strangers]
    if as_json:
        json_out({"read": len(sources), "rows": len(set(found.rows)), "changed": len(found.writes),
                  "problems": [problem_json(each, settings.lang) for each in told]})  # fmt: skip
    else:
        tell(told, settings.lang)
        say_line(say("cli.roster.refreshed", settings.lang, read=len(sources), rows=len(set(found.rows))))
    leave(NO if found.problems else DONE)
