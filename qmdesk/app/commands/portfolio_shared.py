"""What the commands on many cases share: the store, the scope, the rules of taking in."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from qmdesk.app.context import Context

if TYPE_CHECKING:
    from qmdesk.portfolio.engine import Store
    from qmdesk.portfolio.ingest import Rules
    from qmdesk.portfolio.queries import Scope

STORE = click.option(
    "--store",
    default="",
    metavar="DIR|URL",
    help="a folder of Parquet files, or postgresql://...; default: QMDESK_HOME/facts",
)
YEAR = click.option("--year", default="", metavar="YEAR", help="the programme year; default: the newest there is")
TRUST = click.option(
    "--trust", type=click.Path(path_type=Path), multiple=True, metavar="CA.pem", help="demand a chain to it"
)
PATHS = click.Path(path_type=Path)
GROUPS = ("region", "trade", "size", "class", "institution")


def scope_options(command: Any) -> Any:  # noqa: ANN401 - a decorator of click
    for name in reversed(("province", "city", "county", "trade", "size", "class", "institution")):
        command = click.option(f"--{name}", f"of_{name}", default="", metavar="NAME", help="only these")(command)
    return command


def opened(settings: Context, store: str) -> Store:
    """The facts store that a command names."""
    from qmdesk.portfolio.store import open_store

    return open_store(store, settings.home)


def scope_of(store: Store, year: str, chosen: dict[str, str]) -> Scope:
    """The scope that a command names; its year the newest in the store where none is named."""
    from qmdesk.portfolio.queries import Scope
    from qmdesk.portfolio.rollup import programmes

    known = [name for name, _ in programmes(store) if name]
    words = {name.removeprefix("of_"): value for name, value in chosen.items()}
    words["class_"] = words.pop("class", "")
    return Scope(year or (known[-1] if known else ""), **words)


def rules_of(
    ctx: click.Context, settings: Context, trust: tuple[Path, ...], year: str = "", *, again: bool = False
) -> Rules:
    from qmdesk.app.case_passphrase import named_passphrases
    from qmdesk.portfolio.ingest import Rules

    return Rules(settings.home, trust, year, named_passphrases(ctx), again)
