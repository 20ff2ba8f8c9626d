"""Files whose rows go straight into a table of the case."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject

from qmdesk.model.intake import Intake
from qmdesk.ui import jobs
from qmdesk.ui.desk import Desk
from qmdesk.ui.words import tr


def take_in(desk: Desk, parent: QObject, path: Path, kind: str) -> jobs.Job:
    """Read a file as this kind of intake in the background and record its rows, in one transaction."""
    hub, lang = desk.hub, desk.lang
    form, stage, author = hub.form, hub.stage, hub.author

    def work() -> Intake:
        from qmdesk.intake.take import take

        return take(path, form, kind=kind, stage=stage, author=author, lang=lang)

    def record(intake: Intake) -> None:
        from qmdesk.casefile.case import Blob

        blobs = [Blob(file.content, file.media) for file in intake.files]
        if intake.edits and hub.record(intake.edits, blobs):
            desk.tell(tr("读入 {n} 项，跳过 {skipped} 项", n=intake.accepted, skipped=intake.skipped))
        if intake.problems:
            desk.tell_problems(intake.problems)

    desk.tell(tr("正在读入 {name}…", name=path.name))
    return jobs.run(parent, work, record, desk.tell_problems)
