"""``assess --answers FILE.json``: answers without a case, read strictly (CLI, ``assess --json``).

What is absent has not been asked. Every mistake is a Problem with the path of the value; any mistake refuses the
file, because a grade computed from half of it would look like one computed from all.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from pathlib import Path

from qmdesk.formdef.types import Form
from qmdesk.intake.answers_figures import cpk_answer, loss_answer, sigma_answer, yield_answer
from qmdesk.intake.answers_json import Node, Notes, nearest, parse, shown
from qmdesk.model.answers import Answers, CpkAnswer, ItemAnswer, LossAnswer, RecordedFigure, SigmaAnswer, YieldAnswer
from qmdesk.model.problem import Problem, Refused

_ROOT = ("form", "items", "figures", "recorded", "readings")
_ITEM = ("level", "applicable", "reason")
_RECORDED = ("values", "source", "method")

#: Finds the form that a word means (``meqmc/2026``); raises Refused where there is none.
FormNamed = Callable[[str], Form]


def read_answers_file(path: Path, form_named: FormNamed) -> tuple[Form, Answers]:
    """The form that a file names, and its answers. Raises Refused with every problem found."""
    try:
        content = path.read_bytes()
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise Refused(Problem("answers-unreadable", str(path), {"reason": reason})) from error
    return parse_answers(content, form_named)


def parse_answers(content: bytes, form_named: FormNamed) -> tuple[Form, Answers]:
    """The same from the bytes of a file. Raises Refused with every problem found."""
    notes = Notes()
    root = parse(content, notes)
    form_node = root.child("form") if root.object(_ROOT, ("form",)) else None
    if form_node is None or not isinstance(form_node.value, str):
        if form_node is not None:
            form_node.text()
        raise Refused(*notes.problems)
    form = form_named(form_node.value)
    answers = _answers(form, root)
    if notes.problems:
        raise Refused(*notes.problems)
    return form, answers


def _answers(form: Form, root: Node) -> Answers:
    figures = _known(root.child("figures"), [figure.id for figure in form.figures], "answers-figure-unknown")
    items = _known(root.child("items"), [item.id for item in form.items], "answers-item-unknown")
    return Answers(
        items={key: _item(form, node) for key, node in items.items()},
        sigma=sigma_answer(figures["sigma"]) if "sigma" in figures else SigmaAnswer(),
        cpk=cpk_answer(figures["cpk"]) if "cpk" in figures else CpkAnswer(),
        fpy=yield_answer(figures["fpy"]) if "fpy" in figures else YieldAnswer(),
        internal_loss=loss_answer(figures["internal_loss"]) if "internal_loss" in figures else LossAnswer(),
        external_loss=loss_answer(figures["external_loss"]) if "external_loss" in figures else LossAnswer(),
        recorded=_recorded(form, root),
        readings=_settled(form, root),
    )


def _known(node: Node | None, known: list[str], code: str) -> Mapping[str, Node]:
    """The entries of an object by ids of the form; others are noted."""
    entries = {} if node is None else node.entries()
    for key, entry in entries.items():
        if key not in known:
            entry.refuse(code, id=shown(key), known=", ".join(nearest(key, known)))
    return {key: entry for key, entry in entries.items() if key in known}


def _item(form: Form, node: Node) -> ItemAnswer:
    if not node.object(_ITEM):
        return ItemAnswer()
    level, applicable, reason = node.child("level"), node.child("applicable"), node.child("reason")
    applies = applicable is None or applicable.flag() is not False
    if not applies and level is not None:
        node.refuse("answers-item-both")
    words = "" if reason is None else reason.text()
    if level is None:
        return ItemAnswer((), applies, words)
    number, top = level.count(), len(form.levels)
    if number is None or 1 <= number <= top:
        return ItemAnswer(() if number is None else (number,), applies, words)
    level.refuse("answers-level-range", value=number, top=top)
    return ItemAnswer()


def _recorded(form: Form, root: Node) -> dict[str, RecordedFigure]:
    entries = _known(root.child("recorded"), [figure.id for figure in form.recorded], "answers-figure-unknown")
    return {key: _recorded_figure(node) for key, node in entries.items()}


def _recorded_figure(node: Node) -> RecordedFigure:
    if not node.object(_RECORDED):
        return RecordedFigure()
    values, source, method = node.child("values"), node.child("source"), node.child("method")
    years: dict[str, Decimal] = {}
    for year, entry in ({} if values is None else values.entries()).items():
        value = entry.decimal()
        if value is not None:
            years[year] = value
    return RecordedFigure(years, "" if source is None else source.text(), "" if method is None else method.text())


def _settled(form: Form, root: Node) -> dict[str, str]:
    """Options chosen for the form's settled readings."""
    entries = _known(root.child("readings"), [reading.id for reading in form.readings], "answers-reading-unknown")
    chosen: dict[str, str] = {}
    for reading in form.readings:
        if reading.id not in entries:
            continue
        option, known = entries[reading.id].text(), [each.id for each in reading.options]
        if option in known:
            chosen[reading.id] = option
        else:
            entries[reading.id].refuse("answers-option-unknown", option=shown(option), known=", ".join(known))
    return chosen
