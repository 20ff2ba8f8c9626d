"""Every kind of place against a real server of it: over a bad line, and with everything that a person must be told."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from qmdesk.exchange.delivery.deliver import Courier
from qmdesk.exchange.delivery.opening import Doors
from qmdesk.exchange.delivery.secret import Secrets
from qmdesk.exchange.delivery.send import RECEIPT
from qmdesk.exchange.delivery.target import read_target
from qmdesk.workspace.outbox import DELIVERED, REFUSED, WAITING, Delivery, Outbox
from tests.delivery import lossy
from tests.delivery.servers import KINDS, Server, free_port, sshd, webdav

# The servers' libraries and cut connections warn of what is being done to them.
pytestmark = pytest.mark.filterwarnings("ignore")
CONTENT = b"package " * 5000
NAME = f"0b6f1c1e-{sha256(CONTENT).hexdigest()}.zip"


@dataclass
class Office:
    """An outbox with one package, and who empties it."""

    folder: Path

    def __post_init__(self) -> None:
        self.outbox = Outbox(self.folder)
        self.outbox.folder.mkdir(parents=True)
        self.secrets = Secrets()
        self.met: list[tuple[str, str]] = []
        self.doors = Doors(self.folder, self.secrets, lambda host, key: self.met.append((host, key)))
        file = self.outbox.folder / "a.zip"
        file.write_bytes(CONTENT)
        self.package = self.outbox.add(file, "0b6f1c1e-5a0e", "甲厂", [], "2026-07-01T08:00:00+08:00")

    def deliver(self, url: str, secrets: dict[str, str] | None = None) -> Delivery:
        target, _ = read_target(url)
        if secrets is not None:
            self.secrets.known[target.server] = secrets
        self.outbox.send_to(self.package.sha256, target.url)
        Courier(self.outbox, self.doors, "0123456789abcdef", pause=lambda _: None).run(urls=[target.url])
        return next(each for each in self.outbox.deliveries() if each.url == target.url)


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office(tmp_path / "home")


@pytest.fixture(scope="module")
def ssh(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with sshd(tmp_path_factory.mktemp("ssh")) as server:
        yield server


@pytest.mark.slow
@pytest.mark.parametrize("kind", list(KINDS))
def test_over_a_bad_line_every_package_arrives_exactly_once(kind: str, tmp_path: Path) -> None:
    found = lossy.run(kind, 6, tmp_path, seed=2, sizes=(50_000, 300_000))
    assert (found.once, found.receipts, found.others, found.delivered) == (6, 6, 0, 6)
    assert found.cuts == 3
    assert found.lost == 2


def test_a_host_is_shown_at_first_use_and_a_changed_key_stops(office: Office, ssh: Server, tmp_path: Path) -> None:
    assert office.deliver(ssh.url(), ssh.secrets).state == DELIVERED
    shown = subprocess.run(["ssh-keygen", "-lf", f"{ssh.host_key}.pub"], capture_output=True, text=True).stdout.split()
    assert office.met == [(f"127.0.0.1:{ssh.port}", shown[1])]
    assert (ssh.folder / NAME).read_bytes() == CONTENT
    assert (ssh.folder / (NAME + RECEIPT)).is_file()

    port = free_port()
    with sshd(tmp_path / "one", port) as first:
        assert office.deliver(first.url(), first.secrets).state == DELIVERED
    office.outbox.try_again()
    with sshd(tmp_path / "two", port) as second:
        (second.folder / "before").touch()
        url = read_target(second.url())[0].url
        stopped = office.deliver(url, second.secrets)
        assert (stopped.state, stopped.code) == (REFUSED, "delivery-key-changed")
        assert [each.name for each in second.folder.iterdir()] == ["before"]
        office.doors.forget(f"127.0.0.1:{port}")
        assert office.deliver(url).state == DELIVERED


def test_a_named_host_key_is_demanded(office: Office, ssh: Server) -> None:
    stopped = office.deliver(ssh.url() + "?hostkey=SHA256:other", ssh.secrets)
    assert stopped.code == "delivery-key-changed"
    assert office.met == []


def test_a_wrong_key_and_a_folder_that_is_not_there_are_told_apart(office: Office, ssh: Server, tmp_path: Path) -> None:
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(tmp_path / "other")], check=True)
    wrong = office.deliver(ssh.url(), {"key": str(tmp_path / "other")})
    assert (wrong.state, wrong.code) == (REFUSED, "delivery-auth")
    gone = office.deliver(f"{ssh.url()}/gone", ssh.secrets)
    assert (gone.state, gone.code) == (WAITING, "delivery-no-folder")
    assert not (ssh.folder / "gone").exists()


def test_another_content_of_our_name_is_left_alone(office: Office, ssh: Server) -> None:
    (ssh.folder / NAME).write_bytes(b"somebody else's")
    assert office.deliver(ssh.url(), ssh.secrets).code == "delivery-other-content"
    assert (ssh.folder / NAME).read_bytes() == b"somebody else's"
    (ssh.folder / NAME).unlink()


def test_a_cut_transfer_goes_on_where_it_was(office: Office, ssh: Server) -> None:
    part = ssh.folder / f"{NAME}.01234567.part"
    part.write_bytes(CONTENT[:30_000])
    (ssh.folder / NAME).unlink(missing_ok=True)
    assert office.deliver(ssh.url(), ssh.secrets).sent == len(CONTENT) - 30_000
    assert not part.exists()


def test_a_part_that_is_not_ours_inside_is_sent_anew(office: Office, ssh: Server) -> None:
    (ssh.folder / f"{NAME}.01234567.part").write_bytes(b"x" * 30_000)
    (ssh.folder / NAME).unlink(missing_ok=True)
    assert office.deliver(ssh.url(), ssh.secrets).state == DELIVERED
    assert (ssh.folder / NAME).read_bytes() == CONTENT


def test_webdav_with_a_certificate_of_its_own(office: Office, tmp_path: Path) -> None:
    certificate, key = _self_signed(tmp_path)
    with webdav(tmp_path / "dav", certificate, key) as server:
        stranger = office.deliver(server.url(), server.secrets)
        assert (stranger.state, stranger.code) == (REFUSED, "delivery-certificate")
        assert office.deliver(f"{server.url()}?cert={certificate}", {"password": "wrong"}).code == "delivery-auth"
        assert office.deliver(f"{server.url()}?cert={certificate}", server.secrets).state == DELIVERED
        assert (server.folder / NAME).read_bytes() == CONTENT


def test_without_a_network_it_waits(office: Office) -> None:
    for url in (f"sftp://a@127.0.0.1:{free_port()}/x", f"webdav://a@127.0.0.1:{free_port()}/x"):
        away = office.deliver(url, {"password": "p"})
        assert (away.state, away.code, away.attempts) == (WAITING, "delivery-no-network", 1)
    away = office.deliver(f"s3://b/x?endpoint=http://127.0.0.1:{free_port()}", {"access_key": "a", "secret_key": "b"})
    assert (away.state, away.code) == (WAITING, "delivery-no-network")


def _self_signed(folder: Path) -> tuple[Path, Path]:
    import datetime
    import ipaddress

    from cryptography import x509
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.asymmetric import ec

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "office")])
    now = datetime.datetime.now(datetime.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=30))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), critical=False)
        .sign(key, hashes.SHA256())
    )
    certificate, secret = folder / "office.pem", folder / "office.key"
    certificate.write_bytes(made.public_bytes(Encoding.PEM))
    secret.write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    return certificate, secret
