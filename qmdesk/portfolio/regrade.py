"""What all cases would come to under another edition of a form: a preview, and nothing else.

No case is written, an open one no more than a concluded one: a case is judged by the form that it carries, and a
concluded one changes by amendment alone. Who wants to keep the preview keeps it beside the cases, in the facts store.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from qmdesk.formdef.loader import load_files
from qmdesk.formdef.types import Form
from qmdesk.grading.answers import answers_of
from qmdesk.grading.assess import assess
from qmdesk.model.assessment import Assessment, Interval
from qmdesk.model.canonical import canonical
from qmdesk.model.journal import Place, Stage
from qmdesk.model.problem import Problem, Refused
from qmdesk.portfolio import crew, ingest
from qmdesk.portfolio.engine import Query, Store
from qmdesk.portfolio.facts import stages_held
from qmdesk.portfolio.ingest import Rules, SetAside
from qmdesk.portfolio.sources import Taken, sources_in, take
from qmdesk.portfolio.tables import REGRADE, Row


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing that comes out otherwise: a dimension, figure or item, with the levels still possible before and after
    (None where the form has no such thing)."""

    kind: str
    id: str
    before: Interval | None
    after: Interval | None


@dataclass(frozen=True, slots=True)
class Regraded:
    """One case by both forms, at the stage that it has come to."""

    case_id: str
    enterprise: str
    credit_code: str
    stage: str
    concluded: bool
    form: str
    before: Interval
    after: Interval
    because: tuple[Reason, ...]

    @property
    def changes(self) -> bool:
        return self.before != self.after


@dataclass(frozen=True, slots=True)
class Preview:
    """All cases by another form; ``form_sha256`` names it."""

    form_id: str
    form_edition: str
    form_sha256: str
    cases: tuple[Regraded, ...]
    aside: tuple[SetAside, ...]

    @property
    def changed(self) -> tuple[Regraded, ...]:
        return tuple(each for each in self.cases if each.changes)


def known_sources(store: Store) -> tuple[Path, ...]:
    """The files that the store's cases were taken from, whether they are still there or not."""
    rows = store.ask(Query("SELECT source_name FROM review WHERE source_name <> '' ORDER BY source_name"))
    return tuple(Path(str(row[0])) for row in rows)


def preview(
    paths: Sequence[Path], form: Form, rules: Rules, *, progress: Callable[[int, int], None] = lambda _done, _all: None
) -> Preview:
    """Grade the cases of files and folders by a form. Each case once, by its newest state."""
    files = sources_in(paths)
    found: dict[str, tuple[int, Regraded]] = {}
    aside: list[SetAside] = []
    progress(0, len(files))
    for done, read in enumerate(_reads(files, form, rules), start=1):
        if isinstance(read, SetAside):
            aside.append(read)
        elif read[1].case_id not in found or found[read[1].case_id][0] < read[0]:
            found[read[1].case_id] = read
        progress(done, len(files))
    cases = sorted((each for _, each in found.values()), key=lambda e: (not e.changes, e.enterprise, e.case_id))
    return Preview(form.id, form.edition, form.sha256, tuple(cases), tuple(aside))


def keep(store: Store, made: Preview) -> None:
    """Keep a preview in the store, beside the reviews and apart from them. Raises Refused(store-not-written)."""
    at = datetime.now(UTC).isoformat(timespec="seconds")
    store.put_regrades([_row(made, each, at) for each in made.cases])


def _row(made: Preview, each: Regraded, at: str) -> Row:
    values = {
        "case_id": each.case_id,
        "stage": each.stage,
        "form_id": made.form_id,
        "form_edition": made.form_edition,
        "form_sha256": made.form_sha256,
        "because": canonical([[r.kind, r.id, _levels(r.before), _levels(r.after)] for r in each.because]),
        "regraded_at": at,
        "level_before": each.before.level,
        "level": each.after.level,
        "lowest": each.after.lowest,
        "highest": each.after.highest,
    }
    return tuple(values[name] for name in REGRADE.names)


def _levels(span: Interval | None) -> list[int] | None:
    return None if span is None else [span.lowest, span.highest]


# -- in the processes --------------------------------------------------------------------------------

_Read = tuple[int, Regraded] | SetAside
_form: list[Form] = []


def _reads(files: Sequence[Path], form: Form, rules: Rules) -> Iterator[_Read]:
    return crew.each_of(
        files, _read, _died, processes=rules.processes, begin=_begin, arguments=(rules, dict(form.files))
    )


def _begin(rules: Rules, files: dict[str, bytes]) -> None:
    ingest.begin(rules, {})
    _form[:] = [load_files(files)]


def _read(path: Path) -> _Read:
    try:
        taken = take(path, ingest.believing(), {})
        assert isinstance(taken, Taken)
        return _lamport(taken), _both(taken, _form[0])
    except Refused as refused:
        problem = refused.problems[0]
        return SetAside(path, problem if problem.where else problem.at(path.name))
    except MemoryError:
        return _died(path)
    except Exception as error:  # one file must not end the work on ten thousand others
        return SetAside(path, Problem("ingest-unreadable", path.name, {"reason": type(error).__name__}))


def _died(path: Path) -> _Read:
    return SetAside(path, Problem("ingest-died", path.name))


def _lamport(taken: Taken) -> int:
    return max((head.lamport for folded in taken.snapshot.state.values() for head in folded.heads), default=0)


def _both(taken: Taken, form: Form) -> Regraded:
    snapshot = taken.snapshot
    held = stages_held(snapshot) or (Stage.ONSITE,)
    conclusion = snapshot.value("case", "concluded")
    at = conclusion.get("stage") if isinstance(conclusion, dict) else None
    stage = next((each for each in Stage if each == at), held[-1])
    before = assess(taken.form, answers_of(taken.form, snapshot, stage))
    after = assess(form, answers_of(form, snapshot, stage))
    return Regraded(
        case_id=snapshot.case_id,
        enterprise=str(snapshot.value("case", "enterprise") or ""),
        credit_code=str(snapshot.value("case", "credit_code") or ""),
        stage=str(stage),
        concluded=Place("case", "concluded") in snapshot.state and at is not None,
        form=f"{taken.form.id}/{taken.form.edition}",
        before=before.grade,
        after=after.grade,
        because=tuple(differing(before, after)),
    )


def differing(before: Assessment, after: Assessment) -> Iterator[Reason]:
    """What comes out otherwise by another form: dimensions, then figures, then items."""
    for kind in ("dimension", "figure", "item"):
        old = {each.id: each.span for each in getattr(before, f"{kind}s")}
        new = {each.id: each.span for each in getattr(after, f"{kind}s")}
        for name in dict.fromkeys((*old, *new)):
            if old.get(name) != new.get(name):
                yield Reason(kind, name, old.get(name), new.get(name))
