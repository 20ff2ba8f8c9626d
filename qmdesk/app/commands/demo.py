"""The main job on a sample enterprise, from the package it sent to the signed and verified report."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import click

from qmdesk import assets
from qmdesk.app.commands.shared import collect_rarely, pass_settings
from qmdesk.app.context import Context
from qmdesk.app.out import say_line, text_out
from qmdesk.model.journal import Stage
from qmdesk.model.problem import Problem, Refused
from qmdesk.review.forms import form_named
from qmdesk.review.session import ReviewSession
from qmdesk.wording import say

SAMPLE = "machining"
PRODUCTS = ("case.qmcase", "report.pdf", "rectification.pdf", "package.zip", "trust.pem")


@dataclass(frozen=True, slots=True)
class Told:
    """Says each step as it is done."""

    lang: str
    total: int

    def step(self, number: int, key: str, **details: object) -> None:
        say_line(f"[{number}/{self.total}] {say(f'demo.{key}', self.lang, **details)}")


@click.command()
@click.option("--out", type=click.Path(path_type=Path), metavar="DIR", help="default: a new folder qmdesk-demo")
@click.option("--headless", is_flag=True, help="don't open the window at the end")
@pass_settings
def demo(settings: Context, out: Path | None, headless: bool) -> None:
    """完整示例 · The main job on a sample enterprise, then the window on it."""
    collect_rarely()
    folder = _folder(out)
    run_demo(settings, folder)
    for name in PRODUCTS:
        label = say(f"demo.product-{name.partition('.')[0]}", settings.lang)
        text_out(f"{label}: {folder / name}")
    if not headless and _has_display():
        subprocess.Popen(_window_command(folder / "case.qmcase", settings.lang))  # noqa: S603 - our own program


def run_demo(settings: Context, folder: Path) -> None:
    """Take the sample enterprise through a whole review and leave the products in ``folder``."""
    from qmdesk.review.begin import begin_from_package
    from qmdesk.review.check import leaving_check
    from qmdesk.review.conclude import conclude
    from qmdesk.review.playing import play
    from qmdesk.review.suggesting import draft_suggestions

    told = Told(settings.lang, 7)
    sample = assets.resource("samples", SAMPLE)
    package = next(iter(sorted(sample.glob("*.zip"))))
    who = settings.who("示例评估员")
    session, imported = begin_from_package(folder / PRODUCTS[0], form_named("meqmc"), who, package, lang=settings.lang)
    with session:
        enterprise, done = str(session.value("case", "enterprise")), imported.intake
        told.step(1, "imported", enterprise=enterprise, read=done.read, accepted=done.accepted, skipped=done.skipped)
        play(session, sample)
        told.step(2, "visited", entries=len(session.history()), files=len(session.snapshot().files))
        level = session.assess(Stage.ONSITE).grade
        told.step(3, "graded", level=_level_name(session, level.lowest, settings.lang))
        drafted = draft_suggestions(session, lang=settings.lang).wait().places
        told.step(4, "suggested", count=len({place.subject for place in drafted}))
        ready = leaving_check(session, lang=settings.lang)
        conclude(session).wait()
        told.step(5, "concluded", remarks=len(ready.open), questions=len(ready.questions))
        pages = _documents(settings, session, folder)
        told.step(6, "signed", pages=pages)
    _verify(settings, folder)
    told.step(7, "verified")


def _documents(settings: Context, session: ReviewSession, folder: Path) -> int:
    from qmdesk.review.packing import pack_case
    from qmdesk.review.reporting import Signing, rectification, report
    from qmdesk.trust.device import device_identity
    from qmdesk.trust.identity import new_identity, new_root, pem_of

    institution = "示例质量评价中心"
    root = new_root(f"{institution} 演示根证书", institution)
    people = _people(session)
    identities = [new_identity(root, name, role, org) for role, name, org in people]
    signing = [Signing(role, each) for (role, *_), each in zip(people, identities, strict=True)]
    (folder / "trust.pem").write_bytes(pem_of(root.certificate))
    info = report(session, folder / "report.pdf", signing, lang=settings.lang)
    rectification(session, folder / "rectification.pdf", lang=settings.lang)
    device = device_identity(settings.home).id
    pack_case(session, folder / "package.zip", identities[0], device=device)
    return info.pages


def _people(session: ReviewSession) -> list[tuple[str, str, str]]:
    """Role, name and institution of those who sign: the team and the enterprise's representative, as entered."""
    snapshot = session.snapshot()
    subjects = [f"member:{key}" for key in snapshot.keys("member")]
    names = ("role", "name", "institution")
    found = [tuple(str(snapshot.value(each, name) or "") for name in names) for each in subjects]
    order = ("lead", "assessor", "second_reviewer", "representative")
    return sorted(((each[0], each[1], each[2]) for each in found), key=lambda each: order.index(each[0]))


def _verify(settings: Context, folder: Path) -> None:
    from qmdesk.exchange.verify import verify_package
    from qmdesk.report.verify import examine
    from qmdesk.trust.anchors import read_trust

    anchors = read_trust([folder / "trust.pem"])
    report = examine((folder / "report.pdf").read_bytes(), anchors)  # our own file: no child process is needed
    for found in (report, verify_package(folder / "package.zip", anchors)):
        if not found.ok:
            raise Refused(*found.problems)


def _level_name(session: ReviewSession, number: int, lang: str) -> str:
    return session.form.level(number).name.in_(lang)


def _folder(out: Path | None) -> Path:
    """The folder for the products, made. Raises Refused(demo-folder-used) where it holds some already."""
    if out is None:
        number = 1
        while (out := Path("qmdesk-demo" + (f"-{number}" if number > 1 else ""))).exists():
            number += 1
    taken = [name for name in PRODUCTS if (out / name).exists()]
    if taken:
        raise Refused(Problem("demo-folder-used", str(out), {"names": ", ".join(taken)}))
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Refused(Problem("folder-missing", str(out))) from error
    return out


def _has_display() -> bool:
    return sys.platform in {"win32", "darwin"} or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _window_command(case: Path, lang: str) -> list[str]:
    start = [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, "-m", "qmdesk"]
    return [*start, "--lang", lang, str(case)]
