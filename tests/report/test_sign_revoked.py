"""Revocation lists and OCSP answers that are fetched when a report is stamped, from a server on this machine."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from functools import cache
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread

import pikepdf
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509 import ocsp
from cryptography.x509.oid import AuthorityInformationAccessOID as Access

from qmdesk.report.sign import Manner, Signer, sign_report
from qmdesk.report.sign_revoked import Fetched, over_network
from qmdesk.report.sign_stamp import stamp_report
from qmdesk.report.verify import examine
from qmdesk.report.verify_regrade import Regraded
from qmdesk.trust import names
from qmdesk.trust.anchors import TrustList
from qmdesk.trust.identity import new_crl, signing_extensions
from qmdesk.trust.keys import KeyIdentity
from tests.report import stamping
from tests.report.signing_paper import paper
from tests.trust import people

DAY = timedelta(days=1)


@contextmanager
def serving(answers: dict[str, Callable[[bytes], bytes]]) -> Iterator[str]:
    """A server that answers at these paths; what else is asked for is not there."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._answer(b"")

        def do_POST(self) -> None:
            self._answer(self.rfile.read(int(self.headers["Content-Length"])))

        def _answer(self, sent: bytes) -> None:
            make = answers.get(self.path)
            self.send_response(200 if make else 404)
            self.end_headers()
            self.wfile.write(make(sent) if make else b"")

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@cache
def key() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(65537, 2048)


def lead(address: str, *, points: bool = True, answers: bool = True, root: KeyIdentity | None = None) -> KeyIdentity:
    """A lead assessor whose certificate says where its issuer's lists are, and where questions are answered."""
    root = root or people.root()
    builder = x509.CertificateBuilder().subject_name(names.subject("Wang", "王𬭎", "lead", "某省质量评价中心"))
    builder = builder.issuer_name(root.certificate.subject).public_key(key().public_key())
    builder = builder.serial_number(x509.random_serial_number())
    builder = builder.not_valid_before(people.NOW - DAY).not_valid_after(people.NOW + 700 * DAY)
    builder = signing_extensions(builder, "王𬭎")
    if points:
        point = x509.DistributionPoint([x509.UniformResourceIdentifier(f"{address}/list.crl")], None, None, None)
        builder = builder.add_extension(x509.CRLDistributionPoints([point]), critical=False)
    if answers:
        where = x509.AccessDescription(Access.OCSP, x509.UniformResourceIdentifier(f"{address}/ocsp"))
        builder = builder.add_extension(x509.AuthorityInformationAccess([where]), critical=False)
    certificate = builder.sign(root.key, hashes.SHA256())
    return KeyIdentity(key(), (certificate, *root.chain))


def crl(*revoked: x509.Certificate, root: KeyIdentity | None = None, now: datetime | None = None) -> bytes:
    found = x509.load_pem_x509_crl(new_crl(root or people.root(), list(revoked), now=now))
    return found.public_bytes(Encoding.DER)


def answer(who: KeyIdentity, *, revoked: datetime | None = None, by: KeyIdentity | None = None) -> bytes:
    """An OCSP answer about a signer, signed by the root or by another."""
    root, by = people.root(), by or people.root()
    status = ocsp.OCSPCertStatus.REVOKED if revoked else ocsp.OCSPCertStatus.GOOD
    builder = ocsp.OCSPResponseBuilder().add_response(
        who.certificate, root.certificate, hashes.SHA1(), status, people.NOW, None, revoked, None
    )
    builder = builder.responder_id(ocsp.OCSPResponderEncoding.NAME, by.certificate)
    return builder.sign(by.key, hashes.SHA256()).public_bytes(Encoding.DER)


def stamped(who: KeyIdentity, folder: Path, anchors: TrustList | None = None) -> tuple[bytes, Fetched]:
    path = folder / "x.pdf"
    path.write_bytes(paper())
    sign_report(path, path, [Signer("lead", who)], Manner())
    said = stamp_report(
        path, path, "local", anchors or people.trusted(), lambda _: stamping.stamper(), get=over_network
    )
    return path.read_bytes(), said


def codes(content: bytes) -> list[str]:
    again = Regraded({"ok": True, "printed": 3, "recomputed": 3}, ())
    return [each.code for each in examine(content, people.trusted(), again=lambda _: again).problems]


def stored(content: bytes) -> tuple[int, int]:
    """How many revocation lists and OCSP answers a report carries."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        return len(pdf.Root.DSS.get("/CRLs", [])), len(pdf.Root.DSS.get("/OCSPs", []))


def test_the_list_and_the_answer_of_the_issuer_go_in(tmp_path: Path):
    pages: dict[str, Callable[[bytes], bytes]] = {}
    with serving(pages) as address:
        who = lead(address)
        pages |= {"/list.crl": lambda _: crl(), "/ocsp": lambda _: answer(who)}
        content, said = stamped(who, tmp_path)
    assert (len(said.lists), len(said.answers), said.unreached) == (1, 1, ())
    assert stored(content) == (1, 1)
    assert codes(content) == []


def test_who_can_not_be_asked_is_told_and_the_stamp_is_put(tmp_path: Path):
    with serving({}) as address:
        who = lead(address)
    content, said = stamped(who, tmp_path)
    assert said == Fetched(unreached=(f"{address}/ocsp", f"{address}/list.crl"))
    assert stored(content) == (0, 0)
    assert codes(content) == []


@pytest.mark.parametrize("named", ["/list.crl", "/ocsp"])
def test_what_another_signed_does_not_count(tmp_path: Path, named: str):
    pages: dict[str, Callable[[bytes], bytes]] = {}
    with serving(pages) as address:
        who = lead(address, points=named == "/list.crl", answers=named == "/ocsp")
        false = crl(root=people.stranger_root()), answer(who, by=people.stranger_root())
        pages |= {"/list.crl": lambda _: false[0], "/ocsp": lambda _: false[1]}
        content, said = stamped(who, tmp_path)
    assert said.unreached == (address + named,)
    assert stored(content) == (0, 0)


@pytest.mark.parametrize("rubbish", [b"", b"no list", b"-----BEGIN X509 CRL-----\n-----END X509 CRL-----"])
def test_rubbish_is_no_answer(tmp_path: Path, rubbish: bytes):
    with serving({"/list.crl": lambda _: rubbish, "/ocsp": lambda _: rubbish}) as address:
        content, said = stamped(lead(address), tmp_path)
    assert len(said.unreached) == 2
    assert codes(content) == []


def test_a_certificate_withdrawn_before_the_stamp_is_found_by_the_list_inside(tmp_path: Path):
    pages: dict[str, Callable[[bytes], bytes]] = {}
    with serving(pages) as address:
        who = lead(address, answers=False)
        pages["/list.crl"] = lambda _: crl(who.certificate, now=people.NOW - DAY)
        content, _ = stamped(who, tmp_path)
    assert codes(content) == ["certificate-revoked"]


def test_a_certificate_withdrawn_before_the_stamp_is_found_by_the_answer_inside(tmp_path: Path):
    pages: dict[str, Callable[[bytes], bytes]] = {}
    with serving(pages) as address:
        who = lead(address, points=False)
        pages["/ocsp"] = lambda _: answer(who, revoked=people.NOW - timedelta(hours=1))
        content, _ = stamped(who, tmp_path)
    assert codes(content) == ["certificate-revoked"]


def test_nobody_unknown_makes_us_call(tmp_path: Path):
    asked = list[bytes]()
    with serving({"/ocsp": lambda sent: asked.append(sent) or b"", "/list.crl": lambda _: crl()}) as address:
        who = lead(address, root=people.stranger_root())
        _, said = stamped(who, tmp_path)
    assert (asked, said) == ([], Fetched())


@pytest.mark.parametrize("address", ["file:///etc/passwd", "ftp://127.0.0.1/x", "ldap://127.0.0.1/x"])
def test_only_the_web_is_asked(address: str):
    with pytest.raises(ValueError, match="://"):
        over_network(address, None)
