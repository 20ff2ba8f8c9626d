"""How far each stop of the rail is, from what stands in the case and from its assessment."""

from __future__ import annotations

from qmdesk.ui.hub import Hub
from qmdesk.ui.pages.registry import PageSpec, Progress

#: Facts of the enterprise that a report can't do without.
NEEDED = ("enterprise", "credit_code", "products", "period", "site", "output_value", "visit_start", "visit_end")


def dimension(hub: Hub, spec: PageSpec) -> Progress:
    """Items rated or left out, of all of the dimension; a warning where assessors differ or a claim is refused."""
    assessment = hub.assessment
    if assessment is None:
        return Progress(0, len(hub.form.items_of(spec.argument)))
    own = [each for each in assessment.items if each.dimension == spec.argument]
    done = sum(1 for each in own if each.answered or not each.applicable)
    odd = any(each.because.rule in {"item-differs", "not-applicable-limit"} for each in own)
    return Progress(done, len(own), odd)


def figures(hub: Hub, _: PageSpec) -> Progress:
    """Gated figures that have one level, of all."""
    assessment = hub.assessment
    if assessment is None:
        return Progress(0, len(hub.form.figures))
    done = sum(1 for each in assessment.figures if each.span.level is not None)
    open_rules = {"figure-conflict", "cpk-unconfirmed", "cpk-unstable"}
    return Progress(done, len(assessment.figures), any(each.because.rule in open_rules for each in assessment.figures))


def scope(hub: Hub, _: PageSpec) -> Progress:
    """Facts of the enterprise and of the scope that the report needs."""
    needed = [name for name in NEEDED if not (hub.own and name.startswith("visit_"))]
    done = sum(1 for name in needed if hub.value("case", name) not in (None, ""))
    return Progress(done, len(needed))


def visit(hub: Hub, spec: PageSpec) -> Progress:
    """Steps of the visit that are done, have nothing to do, or were skipped with a reason, of those of this stop."""
    own = [each for each in hub.path if each.step.page.partition("/")[0] == spec.id]
    return Progress(sum(each.passed for each in own), len(own))


def suggestions(hub: Hub, _: PageSpec) -> Progress:
    """Suggestions that have an owner and a date, of all that were drafted."""
    keys = hub.keys("suggestion")
    ready = [key for key in keys if hub.text(f"suggestion:{key}", "owner") and hub.text(f"suggestion:{key}", "due")]
    return Progress(len(ready), len(keys))


def sync(hub: Hub, _: PageSpec) -> Progress:
    """A mark where packages have come that nobody has looked at."""
    from qmdesk.ui.outbox.watching import Watcher

    watcher = hub.findChild(Watcher)
    return Progress(warning=watcher is not None and bool(watcher.waiting))


def due_days(hub: Hub) -> list[str]:
    """The days on which suggestions that were handed over, or concluded with, are due and not closed."""
    if not hub.text("case", "handed_over") and hub.conclusion is None:
        return []
    subjects = [f"suggestion:{key}" for key in hub.keys("suggestion")]
    open_ones = [each for each in subjects if hub.text(each, "status") != "closed"]
    return [day for each in open_ones if (day := hub.text(each, "due"))]
