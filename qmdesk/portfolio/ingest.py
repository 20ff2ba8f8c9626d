"""Cases and packages into a facts store: in parallel, each by itself, a bad one set aside and named.

Nothing is counted twice: a case that comes again replaces its older state, an unchanged one is passed by,
and of several cases of one enterprise in a year the one that has come furthest counts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from qmdesk.casefile import keys
from qmdesk.exchange.merge import Believing
from qmdesk.model.journal import Place
from qmdesk.model.problem import Problem, Refused, Severity
from qmdesk.portfolio import crew
from qmdesk.portfolio.engine import Facts, Store, Twice, twice
from qmdesk.portfolio.facts import CaseFacts, Origin, facts_of
from qmdesk.portfolio.places import gazetteer
from qmdesk.portfolio.sources import Stranger, Taken, Unchanged, sources_in, take
from qmdesk.portfolio.tables import Row
from qmdesk.trust.anchors import KnownDevices, TrustList, known_devices, load_trust, read_trust
from qmdesk.trust.device import device_identity
from qmdesk.trust.envelope import Opener

#: Cases written to the store together.
TOGETHER = 2000
#: Told: files done, files in all.
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Rules:
    """What is taken in: ``home`` with its trust list and devices, roots that a chain must lead to instead, the
    programme year ("" for any), passphrases of encrypted cases, and whether known states are read ``again``."""

    home: Path
    trust: tuple[Path, ...] = ()
    year: str = ""
    passphrases: tuple[str, ...] = field(default=(), repr=False)
    again: bool = False
    processes: int = 0


@dataclass(frozen=True, slots=True)
class SetAside:
    """A file that was not taken, and why."""

    path: Path
    problem: Problem


@dataclass(frozen=True, slots=True)
class Ingested:
    """What taking in came to. ``notices`` are of files that were taken; ``twice`` is what stands in the whole store."""

    files: int = 0
    taken: int = 0
    unchanged: int = 0
    aside: tuple[SetAside, ...] = ()
    notices: tuple[Problem, ...] = ()
    twice: tuple[Twice, ...] = ()


@dataclass(slots=True)
class _Pending:
    """Cases on their way into the store; of one case only its newest state."""

    store: Store
    cases: dict[str, CaseFacts] = field(default_factory=dict[str, CaseFacts])
    seen: set[str] = field(default_factory=set[str])

    @property
    def taken(self) -> int:
        return len(self.seen)

    def add(self, case_id: str, found: CaseFacts) -> None:
        other = self.cases.get(case_id)
        if other is None or _lamport(other) <= _lamport(found):
            self.cases[case_id] = found
        self.seen.add(case_id)
        if len(self.cases) >= TOGETHER:
            self.write()

    def end(self) -> None:
        if self.cases:
            self.write()
        if self.seen:
            self.store.settle()

    def write(self) -> None:
        rows: dict[str, list[Row]] = {}
        for each in self.cases.values():
            for name, found in each.facts.rows.items():
                rows.setdefault(name, []).extend(found)
        self.store.put(Facts(rows))
        self.cases.clear()


@dataclass(frozen=True, slots=True)
class _Read:
    """What a process made of a file."""

    path: Path
    case_id: str = ""
    found: CaseFacts | None = None
    problem: Problem | None = None
    stranger: Stranger | None = None


def ingest(
    store: Store, paths: Sequence[Path], rules: Rules, *, progress: Progress = lambda _done, _total: None
) -> Ingested:
    """Take case files and packages, and all in folders, into a store. ``progress`` stops the work by raising; what
    was read until then is kept and passed by when it is done again.

    Raises Refused only for the store itself and for what ``rules`` name.
    """
    files = sources_in(paths)
    known = {} if rules.again else {case: source for case, (source, _) in store.known().items()}
    pending, aside, notices = _Pending(store), list[SetAside](), list[Problem]()
    devices, unchanged = known_devices(rules.home), 0
    device_identity(rules.home)  # made here once, not by several processes at a time
    if rules.trust:
        read_trust(rules.trust)  # a wrong file is told before the work
    progress(0, len(files))
    try:
        for done, read in enumerate(_reads(files, rules, known), start=1):
            problem = read.problem or _not_ours(read, rules) or _meet(read, devices, notices)
            if problem is not None:
                aside.append(SetAside(read.path, problem))
            elif read.found is None:
                unchanged += 1
            else:
                notices += read.found.notices
                pending.add(read.case_id, read.found)
            progress(done, len(files))
    finally:  # what was read is kept, also where the work was stopped
        pending.end()
    return Ingested(len(files), pending.taken, unchanged, tuple(aside), _once(notices), twice(store))


def _once(notices: list[Problem]) -> tuple[Problem, ...]:
    """Notices without those that several copies of a case brought."""
    seen = {(each.code, each.where, tuple(each.details.items())): each for each in notices}
    return tuple(seen.values())


def _not_ours(read: _Read, rules: Rules) -> Problem | None:
    """A case of another programme year."""
    found = read.found
    if found is None or not rules.year or found.programme == rules.year:
        return None
    return Problem("ingest-other-year", read.path.name, {"found": found.programme or "?", "wanted": rules.year})


def _meet(read: _Read, devices: KnownDevices, notices: list[Problem]) -> Problem | None:
    """Remember a signer met for the first time; a problem where another file of this run showed another key."""
    met = read.stranger
    if met is None:
        return None
    try:
        if met.device not in devices.names():
            notices.append(Problem("signer-first-use", read.path.name, {"signer": met.signer}, Severity.WARNING))
        devices.remember(met.device, met.fingerprint, met.signer)
    except Refused as refused:
        return refused.problems[0]
    return None


def _lamport(found: CaseFacts) -> int:
    from qmdesk.portfolio.tables import REVIEW

    return int(str(found.facts.rows[REVIEW.name][0][REVIEW.names.index("lamport")]))


# -- in the processes --------------------------------------------------------------------------------


def _reads(files: Sequence[Path], rules: Rules, known: Mapping[str, str]) -> Iterator[_Read]:
    return crew.each_of(files, _read, _died, processes=rules.processes, begin=begin, arguments=(rules, dict(known)))


@dataclass(slots=True)
class _Bench:
    """What a process needs for every file."""

    believing: Believing
    known: Mapping[str, str]
    at: str


_bench: list[_Bench] = []


def begin(rules: Rules, known: Mapping[str, str]) -> None:
    """Make this process ready to read files under some rules."""
    if rules.passphrases:
        keys.ask(*((lambda words=words: words) for words in rules.passphrases))
    own = device_identity(rules.home).identity
    rules_of_trust = Believing(
        anchors=read_trust(rules.trust) if rules.trust else load_trust(rules.home) | TrustList(),
        devices=known_devices(rules.home),
        demand_chain=bool(rules.trust),
        openers=(Opener(own.key, own.certificate),),
    )
    _bench[:] = [_Bench(rules_of_trust, known, datetime.now(UTC).isoformat(timespec="seconds"))]


def believing() -> Believing:
    """Whose packages this process takes, after :func:`begin`."""
    return _bench[0].believing


def _read(path: Path) -> _Read:
    """Never raises: what goes wrong with a file is about that file."""
    bench = _bench[0]
    try:
        taken = take(path, bench.believing, bench.known)
        if isinstance(taken, Unchanged):
            return _Read(path, taken.case_id, stranger=taken.stranger)
        return _Read(path, taken.snapshot.case_id, _facts(taken, bench.at), stranger=taken.stranger)
    except Refused as refused:
        problem = refused.problems[0]
        return _Read(path, problem=problem if problem.where else problem.at(path.name))
    except MemoryError:
        return _died(path)
    except Exception as error:  # one file must not end the work on ten thousand others
        return _Read(path, problem=Problem("ingest-unreadable", path.name, {"reason": type(error).__name__}))


def _facts(taken: Taken, at: str) -> CaseFacts:
    purpose = taken.snapshot.state.get(Place("case", "purpose"))
    if purpose is not None and purpose.value == "practice":
        raise Refused(Problem("ingest-practice", taken.path.name))
    origin = Origin(taken.kind, str(taken.path.absolute()), taken.sha256, taken.belief, at)
    return facts_of(taken.form, taken.snapshot, origin, gazetteer())


def _died(path: Path) -> _Read:
    return _Read(path, problem=Problem("ingest-died", path.name))
