"""Templates that enterprises and authorities fill in with Excel or WPS: written here, read back by the rest of intake.

A template is made from the form alone: its items, labels and choices. It has no macros, no links to outside, no
password; the same form gives the same bytes. What each sheet asks is declared in :mod:`.layout`.
"""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from qmdesk import wording
from qmdesk.formdef.types import Form
from qmdesk.grading.answers import guard_review
from qmdesk.intake.template.filling import Filling
from qmdesk.intake.template.layout import marker
from qmdesk.intake.template.whole import written_whole
from qmdesk.intake.template.workbook import new_workbook
from qmdesk.model.problem import Problem, Refused

if TYPE_CHECKING:
    from qmdesk.intake.template.pen import Pen

KINDS = ("self-assessment", "roster", "measurements", "steps", "losses")


def write_template(kind: str, form: Form, path: Path | str, lang: str = wording.DEFAULT_LANGUAGE) -> None:
    """Write an empty template of a kind of :data:`KINDS`.

    Raises Refused: template-kind-unknown, template-not-written. A file of that name is replaced only by a whole one.
    """
    write_filled(kind, form, path, Filling(), lang)


def write_filled(
    kind: str, form: Form, path: Path | str, filling: Filling, lang: str = wording.DEFAULT_LANGUAGE
) -> None:
    """Write a template with answers in its input cells. Raises Refused as :func:`write_template`; form-not-a-review."""
    guard_review(form)
    if kind not in KINDS:
        raise Refused(Problem("template-kind-unknown", details={"kind": kind, "known": ", ".join(KINDS)}))
    with written_whole(Path(path)) as part:
        _write(kind, form, part, filling, lang)
        _read_back(part, marker(kind, form))


def _write(kind: str, form: Form, path: Path, filling: Filling, lang: str) -> None:
    from qmdesk.intake.template.pen import pen_for

    with new_workbook(path, wording.say("workbook.title", lang)) as book:
        book.set_custom_property("qmdesk", marker(kind, form))
        _drawers()[kind](pen_for(book, form, lang, filling))


def _drawers() -> Mapping[str, Callable[[Pen], None]]:
    from qmdesk.intake.template import single
    from qmdesk.intake.template.book import self_assessment

    return {
        "self-assessment": self_assessment,
        "roster": single.roster,
        "measurements": single.measurements,
        "steps": single.steps,
        "losses": single.losses,
    }


def _read_back(path: Path, mark: str) -> None:
    """A written file counts as written when its parts pass their checksums and its marker is in it."""
    with zipfile.ZipFile(path) as parts:
        broken = parts.testzip()
        if broken is not None or mark.encode("utf-8") not in parts.read("docProps/custom.xml"):
            raise OSError(f"{path.name}: {broken or 'docProps/custom.xml'}")
