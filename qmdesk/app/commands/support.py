"""The command that collects what support may see."""

from __future__ import annotations

from pathlib import Path

import click

from qmdesk.app.commands.shared import pass_settings
from qmdesk.app.context import Context
from qmdesk.app.out import say_line, text_out
from qmdesk.wording import say


@click.command()
@click.option("-o", "--output", type=click.Path(path_type=Path), metavar="FILE.zip", help="where to save it")
@click.option("--list", "only_list", is_flag=True, help="show every file with all that it holds; save nothing")
@pass_settings
def support(settings: Context, output: Path | None, only_list: bool) -> None:
    """支持信息 · Collect logs and error reports for support: ids, codes and hashes, nothing of a case."""
    from qmdesk.workspace.support import gather, save

    pieces = gather(settings.home)
    for each in pieces:
        text_out(f"{each.size:>9}  {each.name}")
    if only_list or output is None:
        for each in pieces:
            text_out(f"\n== {each.name}\n{each.text.rstrip()}")
        say_line(say("cli.support-shown", settings.lang))
        return
    save(pieces, output)
    say_line(say("cli.written", settings.lang, path=output))
