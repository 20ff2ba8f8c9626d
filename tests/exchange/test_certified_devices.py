"""A root speaks for devices: packages of those it certified are believed by the root, those it withdrew are refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from qmdesk.exchange.verify import verify_package
from qmdesk.model.problem import Refused
from qmdesk.review.identities import certify, export_device, make_root, revoke, trust_file
from qmdesk.trust.anchors import TrustList, load_trust
from qmdesk.trust.device import CERTIFIED, device_identity
from qmdesk.trust.keys import KeyIdentity
from qmdesk.trust.p12 import load_p12
from qmdesk.trust.vouching import vouch_for
from tests.exchange.teams import Laptop

SECRET = "一二三四五六七八"


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A root with its key, and its certificate for everybody."""
    made = make_root(tmp_path_factory.mktemp("root") / "root.p12", SECRET, name="示例评价机构", org="示例")
    return made[0], made[1]


@pytest.fixture
def certified(root: tuple[Path, Path], wang: Laptop, tmp_path: Path) -> Path:
    """What everybody takes into his trust list, and 王's laptop has taken."""
    export_device(wang.home, tmp_path / "wang.pem")
    certify((root[0], SECRET), tmp_path / "wang.pem", tmp_path / "certified.pem")
    taken, words = trust_file(wang.home, tmp_path / "certified.pem")
    assert (len(taken.roots), len(words)) == (1, 1)
    wang.identity = device_identity(wang.home)
    return tmp_path / "certified.pem"


def belief_of(package: Path, receiver: Laptop, anchors: TrustList) -> str:
    done = receiver.merge(package, anchors=anchors, demand_chain=True)
    return done.refused[0].problem.code if done.refused else "taken"


def test_a_device_is_believed_through_the_root_without_having_been_met(wang: Laptop, li: Laptop, certified: Path):
    taken, words = trust_file(li.home, certified)
    assert (len(taken.roots), words) == (1, ())
    package = wang.pack()
    assert belief_of(package, li, TrustList()) == "signer-not-trusted"
    assert belief_of(package, li, load_trust(li.home)) == "taken"
    found = verify_package(package, load_trust(li.home), demand_chain=True)
    assert (found.ok, found.signatures[0].check.trusted) == (True, True)


def test_who_met_the_device_before_it_was_certified_is_not_alarmed(
    wang: Laptop, li: Laptop, root: tuple[Path, Path], tmp_path: Path
):
    assert li.merge(wang.pack("before.zip")).refused == ()
    export_device(wang.home, tmp_path / "wang.pem")
    certify((root[0], SECRET), tmp_path / "wang.pem", tmp_path / "certified.pem")
    trust_file(wang.home, tmp_path / "certified.pem")
    wang.identity = device_identity(wang.home)
    assert li.merge(wang.pack("after.zip")).refused == ()


def test_a_device_that_the_root_withdrew_is_refused_even_without_the_roots_word_beside(
    wang: Laptop, li: Laptop, certified: Path, root: tuple[Path, Path], tmp_path: Path
):
    trust_file(li.home, certified)
    assert li.merge(wang.pack("good.zip"), anchors=load_trust(li.home)).refused == ()
    revoke((root[0], SECRET), [tmp_path / "wang.pem"], tmp_path / "revoked.pem")
    trust_file(li.home, tmp_path / "revoked.pem")
    (wang.home / CERTIFIED).unlink()
    for identity in (wang.identity, device_identity(wang.home)):
        done = li.merge(wang.pack("stolen.zip", identity=identity), anchors=load_trust(li.home))
        assert [each.problem.code for each in done.refused] == ["certificate-revoked"]


def test_another_devices_word_or_another_name_proves_nothing(
    wang: Laptop, li: Laptop, certified: Path, root: tuple[Path, Path]
):
    trust_file(li.home, certified)
    anchors = load_trust(li.home)
    own, word = li.identity.identity, wang.identity.chain[1]
    borrowed = KeyIdentity(own.key, (own.certificate, word))
    package = li.pack("borrowed.zip", identity=borrowed)
    assert belief_of(package, wang, anchors) == "signer-not-trusted"
    authority = load_p12(root[0], SECRET)
    with pytest.raises(Refused, match="certificate-not-device"):
        vouch_for(authority, authority.certificate)
    with pytest.raises(Refused, match="identity-not-root"):
        vouch_for(own, wang.identity.certificate)


def test_a_word_that_nobody_can_read_is_no_obstacle(wang: Laptop, certified: Path):
    assert len(device_identity(wang.home).chain) == 2
    (wang.home / CERTIFIED).write_bytes(b"-----BEGIN CERTIFICATE-----\nxx\n-----END CERTIFICATE-----\n")
    assert device_identity(wang.home).chain == (wang.identity.certificate,)
