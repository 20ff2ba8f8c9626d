"""Packages of many cases from a watched place, each taken into its own case; one that can't be is set aside and named.

Nothing is changed or deleted at the place. A case that isn't there yet is made from its first whole package.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

from qmdesk.casefile.case import open_case
from qmdesk.exchange.delivery.channel import Channel, Remote
from qmdesk.exchange.delivery.failures import Failed
from qmdesk.exchange.delivery.fetch import Fetched, fetch, waiting_at
from qmdesk.exchange.merge import Believing, MergeResult, merge_into
from qmdesk.model.canonical import Json
from qmdesk.model.problem import Problem, Refused
from qmdesk.review.packing import merge_file
from qmdesk.review.session import ReviewSession, Who, wall_clock
from qmdesk.workspace.inbox import KNOWN, SET_ASIDE, TAKEN, WAITS, Inbox, Received

#: Refusals that another package, or a case that is closed again, may lift: looked at again the next time.
PASSING = frozenset(
    {
        "package-gap",
        "package-needs-whole",
        "case-held",
        "case-read-only",
        "case-passphrase-needed",
        "inbox-locked-cases",
    }
)
_SUFFIX = ".qmcase"


@dataclass(frozen=True, slots=True)
class Collected:
    """What a look at the place brought: new ones with what became of them, and what was known from before."""

    received: tuple[Received, ...]
    before: tuple[Received, ...] = ()
    problems: tuple[Problem, ...] = ()
    cases: Mapping[str, Path] = field(default_factory=dict[str, Path])

    def count(self, state: str) -> int:
        return sum(each.state == state for each in self.received)

    @property
    def aside(self) -> tuple[Received, ...]:
        """All that is set aside or waits, from before too."""
        return tuple(each for each in (*self.received, *self.before) if each.state in (SET_ASIDE, WAITS))

    def to_json(self) -> dict[str, Json]:
        """The document of ``inbox --json``."""
        return {
            "packages": [self._row(each) for each in self.received],
            "taken": self.count(TAKEN),
            "known": self.count(KNOWN) + len([each for each in self.before if each.state in (TAKEN, KNOWN)]),
            "set_aside": [{"package": each.name, "code": each.code} for each in self.aside if each.state == SET_ASIDE],
            "waiting": [{"package": each.name, "code": each.code} for each in self.aside if each.state == WAITS],
        }

    def _row(self, each: Received) -> Json:
        path = self.cases.get(each.case_id)
        return {
            "package": each.name,
            "state": each.state,
            "case_id": each.case_id or None,
            "case": str(path) if path else None,
            "code": each.code or None,
            "entries_new": each.entries,
            "files_new": each.files,
        }


@dataclass(frozen=True, slots=True)
class Cases:
    """Case files by their case's id, and how many there are that only a passphrase opens."""

    paths: dict[str, Path]
    locked: int = 0


def cases_in(folders: Iterable[Path], paths: Iterable[Path] = ()) -> Cases:
    """The cases of folders and files; what is no case is left out, and of two the first stands."""
    found, locked = dict[str, Path](), 0
    every = [*paths, *(path for folder in folders for path in sorted(folder.glob(f"*{_SUFFIX}")))]
    for path in dict.fromkeys(every):
        try:
            case = open_case(path)
        except Refused as refused:
            locked += refused.problems[0].code.startswith("case-passphrase")
            continue
        try:
            found.setdefault(case.case_id, path)
        finally:
            case.close()
    return Cases(found, locked)


@dataclass(slots=True)
class Collector:
    """A look at a watched place. New cases go into ``folder``; ``cases`` are the known ones by id."""

    channel: Channel
    inbox: Inbox
    folder: Path
    who: Who
    believing: Believing
    cases: Cases
    stop: Callable[[], bool] = lambda: False
    session: ReviewSession | None = None
    """The case that is open in this program: merged through its writer; who opened it reloads it then."""
    _problems: list[Problem] = field(default_factory=list[Problem])

    def look(self) -> list[Remote]:
        """The packages that a collection would fetch. Raises Failed."""
        known = self.inbox.known()
        return [
            each for each in waiting_at(self.channel, self.inbox.url) if not _is_settled(known.get(each.name), each)
        ]

    def run(self) -> Collected:
        """Fetch what is new and take it in. Raises Failed where the place can't be read, Stopped, and Refused where a
        file of ours can't be written."""
        known = self.inbox.known()
        there = {each.name: each for each in waiting_at(self.channel, self.inbox.url)}
        before = [known[name] for name, each in there.items() if _is_settled(known.get(name), each)]
        new = [each for name, each in there.items() if not _is_settled(known.get(name), each)]
        rows: dict[str, Received] = {}
        fetched = {each.name: got for each in new if (got := self._fetch(each, rows)) is not None}
        waiting = list(fetched)
        while waiting:  # what waits for another of this collection gets it
            later: list[str] = []
            for name in waiting:
                rows[name] = self._take(there[name], fetched[name], known)
                self.inbox.keep(known := {**known, name: rows[name]})
                if rows[name].code in ("package-gap", "package-needs-whole"):
                    later.append(name)
            if len(later) == len(waiting):
                break
            waiting = later
        for name, got in fetched.items():
            self._clear(rows[name], got)
        told = {(each.code, each.where): each for each in self._problems}
        return Collected(tuple(rows.values()), tuple(before), tuple(told.values()), dict(self.cases.paths))

    def _fetch(self, remote: Remote, rows: dict[str, Received]) -> Fetched | None:
        """One package fetched; where it came damaged it is set aside, where it was cut it waits."""
        try:
            return fetch(self.channel, remote, self.inbox.folder, self.inbox.url, self.stop)
        except Failed as failed:
            damaged = failed.code == "delivery-damaged"
            row = Received(remote.name, remote.size, SET_ASIDE if damaged else WAITS, code=failed.code, at=_now())
            rows[remote.name] = row
            self._problems.append(failed.problem.at(remote.name))
            if damaged:
                self._set_aside(self.inbox.folder / remote.name)
                self.inbox.keep({**self.inbox.known(), remote.name: row})
            return None

    def _take(self, remote: Remote, got: Fetched, known: Mapping[str, Received]) -> Received:
        row = Received(remote.name, remote.size, KNOWN, got.sha256, at=_now())
        same = next((each for each in known.values() if each.sha256 == got.sha256 and each.state == TAKEN), None)
        if same is not None and same.name != remote.name:
            return replace(row, case_id=same.case_id)
        try:
            with self.believing.open(got.path) as package:
                row = replace(row, case_id=package.info.case_id)
                whole = package.info.whole
            return self._merge(row, got.path, whole=whole)
        except Refused as refused:
            return self._refused(row, refused.problems[0])

    def _merge(self, row: Received, package: Path, *, whole: bool) -> Received:
        path = self.cases.paths.get(row.case_id)
        if path is None and self.cases.locked:  # else an encrypted case could get a twin that is none
            return self._refused(row, Problem("inbox-locked-cases", row.name, {"count": self.cases.locked}))
        if path is None and not whole:
            return self._refused(row, Problem("package-needs-whole", row.name))
        session, believing = self.session, self.believing
        if session is not None and session.case_id == row.case_id:
            done = session.on_file(lambda case: merge_into(case, [package], believing))
        else:
            done = merge_file(path or self._new_path(row.case_id), self.who, [package], believing)
        if done.refused:
            return self._refused(row, done.refused[0].problem)
        self.cases.paths.setdefault(row.case_id, self._new_path(row.case_id))
        self._problems += [each for each in done.notices if each.code != "package-nothing-new"]
        state = TAKEN if _brought(done) else KNOWN
        return replace(row, state=state, entries=done.entries_new, files=done.files_new)

    def _refused(self, row: Received, problem: Problem) -> Received:
        waits = problem.code in PASSING
        self._problems.append(Problem(problem.code, problem.where or row.name, problem.details, problem.severity))
        return replace(row, state=WAITS if waits else SET_ASIDE, code=problem.code, where=problem.where)

    def _new_path(self, case_id: str) -> Path:
        short = "".join(sign for sign in case_id.lower() if sign.isalnum() and sign.isascii())[:12] or "case"
        return self.folder / f"{short}{_SUFFIX}"

    def _clear(self, row: Received, got: Fetched) -> None:
        """Our own copy of what was taken goes; what was set aside is kept where people find it."""
        if row.state == SET_ASIDE:
            self._set_aside(got.path)
        else:
            got.path.unlink(missing_ok=True)

    def _set_aside(self, path: Path) -> None:
        self.inbox.aside.mkdir(parents=True, exist_ok=True)
        with suppress(FileNotFoundError):
            path.replace(self.inbox.aside / path.name)


def _brought(done: MergeResult) -> bool:
    return bool(done.entries_new or done.files_new)


def _is_settled(known: Received | None, remote: Remote) -> bool:
    return known is not None and known.size == remote.size and known.state != WAITS


def _now() -> str:
    return wall_clock().isoformat(timespec="seconds")
