"""A watched place: packages of many cases to their cases, a bad one set aside and named, repeats recognised."""

from __future__ import annotations

from pathlib import Path

import pytest

from qmdesk.casefile import keys
from qmdesk.casefile.case import create, open_case
from qmdesk.exchange.delivery.opening import Doors
from qmdesk.exchange.delivery.target import read_target
from qmdesk.exchange.merge import Believing
from qmdesk.formdef.loader import load_builtin
from qmdesk.model.journal import Place
from qmdesk.model.problem import Refused
from qmdesk.review.collecting import Collected, Collector, cases_in
from qmdesk.review.sending import put_in_outbox
from qmdesk.review.session import Who
from qmdesk.trust.anchors import TrustList, known_devices
from qmdesk.workspace.inbox import Inbox
from qmdesk.workspace.outbox import Outbox
from tests.exchange.teams import Laptop, new_case


def laptop_of(folder: Path, number: int) -> Laptop:
    form = load_builtin("meqmc", "2026").files
    case = new_case(f"0b6f1c1e-{number:04}-4a86-9f0e-0d3b8a6f1c1e", form)
    made = Laptop(folder / f"laptop{number}", f"电脑{number}", case)
    made.set(Place("case", "enterprise"), f"第{number}厂")
    return made


class Lead:
    def __init__(self, folder: Path, share: Path) -> None:
        self.home, self.cases = folder / "home", folder / "cases"
        self.cases.mkdir(parents=True)
        self.target = read_target(str(share))[0]

    def collect(self) -> Collected:
        channel = Doors(self.home).open(self.target)
        believing = Believing(TrustList(), known_devices(self.home))
        who = Who("0123456789abcdef", "组长", self.home)
        inbox = Inbox(self.home, self.target.url)
        return Collector(channel, inbox, self.cases, who, believing, cases_in([self.cases])).run()


@pytest.fixture
def share(tmp_path: Path) -> Path:
    made = tmp_path / "share"
    made.mkdir()
    return made


def test_packages_go_to_their_cases_and_a_bad_one_is_set_aside(tmp_path: Path, share: Path) -> None:
    laptops = [laptop_of(tmp_path, number) for number in (1, 2, 3)]
    for laptop in laptops:
        laptop.pack().rename(share / f"{laptop.name}.zip")
    bad = bytearray((share / "电脑3.zip").read_bytes())
    bad[len(bad) // 2] ^= 1
    (share / "电脑3.zip").write_bytes(bad)
    (share / "half.zip.part").write_bytes(b"half")
    (share / "notes.txt").write_text("no package")
    lead = Lead(tmp_path / "lead", share)

    first = lead.collect()
    states = {each.name: each.state for each in first.received}
    assert states == {"电脑1.zip": "taken", "电脑2.zip": "taken", "电脑3.zip": "set-aside"}
    assert (Inbox(lead.home, lead.target.url).aside / "电脑3.zip").read_bytes() == bad
    assert len(list(share.iterdir())) == 5, "nothing is deleted there"
    assert len(cases_in([lead.cases]).paths) == 2
    for path in lead.cases.glob("*.qmcase"):
        with open_case(path) as case:
            assert case.state()[Place("case", "enterprise")].value in ("第1厂", "第2厂")

    again = lead.collect()
    assert again.received == ()
    assert [each.name for each in again.aside] == ["电脑3.zip"]

    laptops[0].set(Place("case", "note"), "补充")
    (share / "电脑1 later.zip").write_bytes(laptops[0].pack().read_bytes())
    (share / "copy.zip").write_bytes((share / "电脑2.zip").read_bytes())
    third = {each.name: (each.state, each.entries) for each in lead.collect().received}
    assert third == {"电脑1 later.zip": ("taken", 1), "copy.zip": ("known", 0)}
    for laptop in laptops:
        laptop.close()


def test_what_builds_on_another_waits_for_it(tmp_path: Path, share: Path) -> None:
    laptop = laptop_of(tmp_path, 1)
    whole = laptop.pack("b.zip")
    info = laptop.packed
    laptop.set(Place("case", "note"), "later")
    laptop.pack("a.zip", since=info).rename(share / "a.zip")
    lead = Lead(tmp_path / "lead", share)
    waits = lead.collect()
    assert [(each.name, each.state, each.code) for each in waits.received] == [
        ("a.zip", "waits", "package-needs-whole")
    ]
    assert list(lead.cases.iterdir()) == []
    whole.rename(share / "b.zip")
    found = lead.collect()
    assert {each.name: each.state for each in found.received} == {"a.zip": "taken", "b.zip": "taken"}
    laptop.close()


def test_the_outbox_takes_packages_and_nothing_else(tmp_path: Path) -> None:
    laptop = laptop_of(tmp_path, 1)
    outbox = Outbox(tmp_path / "home")
    package = laptop.pack()
    put_in_outbox(outbox, package, ["file:///a"])
    put_in_outbox(outbox, package, ["file:///b"])
    (kept,) = outbox.packages()
    assert kept.case_id == laptop.new.case_id
    assert [each.url for each in outbox.deliveries()] == ["file:///a", "file:///b"]
    (tmp_path / "junk.zip").write_bytes(b"junk")
    with pytest.raises(Refused):
        put_in_outbox(outbox, tmp_path / "junk.zip", [])
    laptop.close()


def test_an_encrypted_case_gets_no_twin(tmp_path: Path, share: Path) -> None:
    laptop = laptop_of(tmp_path, 1)
    laptop.pack("a.zip").rename(share / "a.zip")
    lead = Lead(tmp_path / "lead", share)
    create(lead.cases / "locked.qmcase", laptop.new, keys.new_cipher("one two three four")).close()
    keys.forget_all()
    found = lead.collect()
    assert [(each.state, each.code) for each in found.received] == [("waits", "inbox-locked-cases")]
    assert [each.name for each in lead.cases.iterdir() if each.suffix == ".qmcase"] == ["locked.qmcase"]
    laptop.close()
