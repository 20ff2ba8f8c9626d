"""The command ``benchmark``: applications for a 质量标杆, from the first field to publication."""

from __future__ import annotations

import click

from qmdesk.app.commands.benchmark_case import attach, check, editions, new, set_, show
from qmdesk.app.commands.benchmark_judging import recommend, report, score, stage, takeover
from qmdesk.app.commands.benchmark_papers import export, import_


@click.group()
def benchmark() -> None:
    """质量标杆 · Applications for a quality benchmark: fill in, check, judge, verify, publish."""


for _each in (new, show, set_, attach, check, import_, export, takeover, score, stage, report, recommend, editions):
    benchmark.add_command(_each)
