"""The command that opens the window."""

from __future__ import annotations

from pathlib import Path

import click

from qmdesk.app.context import Context
from qmdesk.app.out import leave


@click.command()
@click.argument("path", metavar="[CASE|PROGRAMME]", required=False, type=click.Path(path_type=Path))
@click.option("--exit-when-ready", is_flag=True, help="leave as soon as the window stands (smoke test, bench)")
@click.pass_obj
def desktop(settings: Context, path: Path | None, exit_when_ready: bool) -> None:
    """打开窗口 · Open the window."""
    from qmdesk.app.desktop import run_desktop

    leave(run_desktop(path, settings.home, settings.lang, exit_when_ready))
