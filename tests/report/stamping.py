"""A time stamp authority for tests: a certificate under our root, and a server on this machine."""

from __future__ import annotations

import threading
from collections.abc import Generator
from contextlib import contextmanager
from datetime import datetime
from functools import cache
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

from asn1crypto import tsp
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from pyhanko.sign.timestamps import DummyTimeStamper

from qmdesk.trust.engine import to_asn1
from qmdesk.trust.identity import Term, new_root
from qmdesk.trust.keys import KeyIdentity
from tests.trust import people


@cache
def authority(root: KeyIdentity | None = None, term: Term | None = None) -> KeyIdentity:
    root, term = root or people.root(), term or Term.years(8)
    key = rsa.generate_private_key(65537, 2048)
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "local time stamps")])
    builder = x509.CertificateBuilder().subject_name(name).issuer_name(root.certificate.subject)
    builder = builder.public_key(key.public_key()).serial_number(x509.random_serial_number())
    builder = builder.not_valid_before(term.start).not_valid_after(term.end)
    purpose = x509.ExtendedKeyUsage([x509.ExtendedKeyUsageOID.TIME_STAMPING])
    certificate = builder.add_extension(purpose, critical=True).sign(root.key, hashes.SHA256())
    return KeyIdentity(key, (certificate, *root.chain))


@cache
def rogue_root() -> KeyIdentity:
    return new_root("nobody knows")


def stamper(at: datetime | None = None, by: KeyIdentity | None = None) -> Any:
    """What stands for a server: stamps with the time ``at`` (default: now)."""
    by = by or authority()
    signing = by.pdf_signer()
    return DummyTimeStamper(to_asn1(by.certificate), signing.signing_key, signing.cert_registry, fixed_dt=at)


@contextmanager
def serving(answering: Any) -> Generator[str]:
    """The address of a server on this machine; ``answering`` turns the bytes of a request into those of the answer."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            answer = answering(self.rfile.read(int(self.headers["Content-Length"])))
            self.send_response(200)
            self.send_header("Content-Type", "application/timestamp-reply")
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def by_pyhanko(raw: bytes) -> bytes:
    return stamper().request_tsa_response(tsp.TimeStampReq.load(raw)).dump()
