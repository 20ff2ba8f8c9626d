"""What opens, makes and fills a case; every function runs in the pool and imports what it needs there."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from qmdesk import assets
from qmdesk.model.problem import Problem

if TYPE_CHECKING:
    from qmdesk.review.second import Begins
    from qmdesk.review.session import ReviewSession, Who
    from qmdesk.ui.start.new_case import Wanted

#: Who is at work, for an author's name ("" for the user of this machine).
WhoOf = Callable[[str], "Who"]
FORM = "meqmc"
SAMPLE = "machining"


class Opened(NamedTuple):
    """An open session, and what there was to say about a package on the way."""

    session: ReviewSession
    problems: tuple[Problem, ...] = ()
    encrypted: bool = False


class Package(NamedTuple):
    """What a self-assessment package says of its enterprise."""

    path: Path
    enterprise: str
    credit_code: str


def open_case(path: Path, who_of: WhoOf, author: str) -> Opened:
    """Open a case. Raises Refused."""
    from qmdesk.review.protecting import is_encrypted
    from qmdesk.review.session import ReviewSession

    warm()
    session = ReviewSession.open(path, who_of(author))
    return Opened(session, clock_warning(session), encrypted=is_encrypted(path))


def clock_warning(session: ReviewSession) -> tuple[Problem, ...]:
    """What there is to say now of a clock that is wrong now: entries that this computer's clock has not come to."""
    from qmdesk.casefile.clocks import AHEAD, doubts_in, problems_of

    return problems_of([each for each in doubts_in(session.state, session.now()) if each.code == AHEAD])


def make_case(wanted: Wanted, who_of: WhoOf, lang: str) -> Opened:
    """Make a case, and take its package in where there is one. Raises Refused; then no case is left behind."""
    from qmdesk.review.begin import begin_for
    from qmdesk.review.forms import form_named
    from qmdesk.review.states import PRACTICE, SELF

    warm()
    wanted.path.parent.mkdir(parents=True, exist_ok=True)
    purpose = SELF if wanted.own else PRACTICE if wanted.practice else ""
    session = begin_for(
        purpose,
        wanted.path,
        form_named(wanted.form),
        who_of(wanted.author),
        enterprise=wanted.enterprise,
        credit_code=wanted.credit_code,
    )
    if wanted.package is None:
        return Opened(session)
    from qmdesk.review.importing import import_file

    try:
        imported = import_file(session, wanted.package, kind="self-assessment", lang=lang)
    except BaseException:
        session.close()
        wanted.path.unlink(missing_ok=True)
        raise
    return Opened(session, imported.intake.problems)


def begin_next(last: Path, name: str, who_of: WhoOf, author: str) -> Opened:
    """A case that begins from an earlier one, beside it under a free name. Raises Refused."""
    from qmdesk.review.begin import begin_from_case

    warm()
    target, number = last.with_name(f"{name}.qmcase"), 1
    while target.exists():
        number += 1
        target = last.with_name(f"{name} ({number}).qmcase")
    return Opened(begin_from_case(target, None, who_of(author), last)[0])


def begin_second(package: Path, name: str, who_of: WhoOf, author: str, said: Begins) -> Opened:
    """A second review from the package of the first, beside it under a free name. Raises Refused."""
    from qmdesk.exchange.merge import Believing
    from qmdesk.review.second import begin_second_from
    from qmdesk.trust.anchors import known_devices, load_trust
    from qmdesk.trust.device import device_identity
    from qmdesk.trust.envelope import Opener

    warm()
    who = who_of(author)
    target, number = package.with_name(f"{name}.qmcase"), 1
    while target.exists():
        number += 1
        target = package.with_name(f"{name} ({number}).qmcase")
    own = device_identity(who.home).identity
    believing = Believing(load_trust(who.home), known_devices(who.home), openers=[Opener(own.key, own.certificate)])
    return Opened(begin_second_from(target, who, package, believing, said))


def look_into(path: Path, lang: str) -> Package:
    """Read a self-assessment package's enterprise and code, for the new case's page. Raises Refused."""
    from qmdesk.formdef.loader import load_builtin
    from qmdesk.intake.take import take

    intake = take(path, load_builtin(FORM), kind="self-assessment", lang=lang)
    facts = {each.place.name: each.value for each in intake.edits if each.place.subject == "case"}
    return Package(path, str(facts.get("enterprise") or ""), str(facts.get("credit_code") or ""))


def sample_package() -> Path | None:
    """The self-assessment of a made-up enterprise that comes with the program."""
    found = assets.resource("samples", SAMPLE, "package.zip")
    return found if found.is_file() else None


def try_sample(home: Path, who_of: WhoOf, author: str, lang: str) -> Opened:
    """A practice case of the sample enterprise, in the workspace's practice folder. Raises Refused."""
    from qmdesk.ui.start.new_case import Wanted

    source = sample_package()
    assert source is not None, "the start page offers the sample only where there is one"
    package = look_into(source, lang)
    folder, number = home / "practice", 1
    while (target := folder / f"{package.enterprise or source.stem} {number}.qmcase").exists():
        number += 1
    wanted = Wanted(target, package.enterprise, package.credit_code, author or who_of("").author, source)
    wanted = replace(wanted, practice=True)
    opened = make_case(wanted, who_of, lang)
    return opened._replace(problems=())


def warm() -> None:
    """Import what the first grade needs."""
    importlib.import_module("qmdesk.grading.assess")
    importlib.import_module("qmdesk.review.session")
