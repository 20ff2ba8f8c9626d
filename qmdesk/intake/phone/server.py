"""The page and its two requests over plain HTTP, for minutes, on one address: nothing else is answered.

``GET /`` gives the page, ``POST /join`` a token for a code, ``PUT /photo`` takes one file as it is. A file's length
must be said beforehand and be within the limits; its first bytes must be those of a picture, a film or a PDF. A
connection that dawdles is cut, however busily it dawdles. One request a connection; nothing is logged.
"""

# The library's stubs allow datagrams where only streams come.
# pyright: reportIncompatibleMethodOverride=false

from __future__ import annotations

import json
import secrets
import socket
import threading
import urllib.parse
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from socketserver import TCPServer

from qmdesk.gate import kinds
from qmdesk.intake.phone.page import page
from qmdesk.intake.phone.session import TAKEN, Limits, Phone, Session, Verdict, file_name
from qmdesk.model.problem import Problem, Refused

_CHUNK = 256 * 1024
_JOIN = 2048
#: Of an upload that is refused so much is still read, so that the phone hears why.
_DRAINED = 1024 * 1024
#: Seconds after the end in which an answer that is being given is still given.
_LAST_WORDS = 0.2
_STATUS = {
    Verdict.SHUT: 410,
    Verdict.WRONG_CODE: 403,
    Verdict.NO_PHONE: 403,
    Verdict.TOO_MANY_PHONES: 403,
    Verdict.TOO_LARGE: 413,
    Verdict.TOO_MANY: 429,
    Verdict.FULL: 429,
    Verdict.BUSY: 503,
    Verdict.KIND: 415,
    Verdict.EMPTY: 400,
    Verdict.NO_LENGTH: 411,
    Verdict.BROKEN: 400,
    Verdict.DISK: 507,
}


@dataclass(frozen=True, slots=True)
class Arrived:
    """A file that came whole. ``path`` is the receiver's to read and to remove, then ``Session.release(size)``."""

    path: Path
    name: str
    phone: str
    size: int


@dataclass(frozen=True, slots=True)
class Told:
    """Something that happened: ``joined``, ``refused`` (a file), ``wrong-code``, ``shut``; ``name`` of whom or what."""

    what: str
    name: str = ""
    why: str = ""


Hear = Callable[[Arrived | Told], None]


class PhoneServer:
    """Listens from ``start`` until ``close`` or until its time is up. ``hear`` is called in its threads."""

    def __init__(self, address: str, folder: Path, hear: Hear, limits: Limits | None = None, port: int = 0) -> None:
        self.session = Session(limits or Limits())
        try:
            self._server = _Server((address, port), _Handler)
        except OSError as error:
            raise Refused(Problem("phone-no-port", address, {"reason": error.strerror or str(error)})) from error
        self._server.begin(self.session, folder, hear)
        self.address, self.port = address, int(self._server.server_address[1])
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.1,), daemon=True)

    @property
    def url(self) -> str:
        """What the phone opens; the code stands behind the # and is never sent with the page's request."""
        return f"http://{self.address}:{self.port}/#{self.session.code}"

    def start(self) -> None:
        self._thread.start()

    def close(self) -> None:
        """Stop listening, and cut what is still connected. May be called twice."""
        self.session.close()
        if self._thread.is_alive():
            self._server.shutdown()
            self._thread.join(5)
        self._server.end()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    allow_reuse_address = False
    request_queue_size = 16

    def begin(self, session: Session, folder: Path, hear: Hear) -> None:
        self.session, self.folder, self.hear = session, folder, hear
        self.host = f"{self.server_address[0]}:{self.server_address[1]}"
        self._until: dict[socket.socket, float] = {}
        self._lock = threading.Lock()
        self._told_shut = False
        self._ended = float("inf")

    def verify_request(self, request: socket.socket, client_address: object) -> bool:
        """Take a connection while there are few and the time is not up."""
        with self._lock:
            if not self.session.open or len(self._until) >= self.session.limits.connections:
                return False
            self._until[request] = self.session.clock() + self.session.limits.head
        return True

    def give(self, request: socket.socket, seconds: float) -> None:
        """A connection may last so long from now on."""
        with self._lock:
            if request in self._until:
                self._until[request] = self.session.clock() + seconds

    def shutdown_request(self, request: socket.socket) -> None:
        with self._lock:
            self._until.pop(request, None)
        super().shutdown_request(request)

    def service_actions(self) -> None:
        """Between requests: cut connections whose time is up, and all of them when the page's is."""
        now, is_open = self.session.clock(), self.session.open
        with self._lock:
            late = [each for each, until in self._until.items() if now > until or now > self._ended + _LAST_WORDS]
        for each in late:
            with suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)
        if not is_open:
            self._ended = min(self._ended, now)
            if now > self._ended + _LAST_WORDS:
                self._say_shut()

    def _say_shut(self) -> None:
        if not self._told_shut:
            self._told_shut = True
            wrong = self.session.wrong >= self.session.limits.wrong
            threading.Thread(target=self._stop, daemon=True).start()
            self.hear(Told("shut", why="wrong-codes" if wrong else "time"))

    def _stop(self) -> None:
        """Nothing listens any more, though the owner has not closed yet."""
        self.shutdown()
        self.server_close()

    def server_bind(self) -> None:
        """As the library does, but without asking a name server who we are."""
        TCPServer.server_bind(self)

    def end(self) -> None:
        self._told_shut = True
        self.server_close()
        with self._lock:
            rest = list(self._until)
        for each in rest:
            with suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)

    def handle_error(self, request: socket.socket, client_address: object) -> None:
        """A connection that broke off is no news."""


class _Handler(BaseHTTPRequestHandler):
    server: _Server  # pyright: ignore[reportIncompatibleVariableOverride]
    protocol_version = "HTTP/1.0"

    def setup(self) -> None:
        super().setup()
        self.connection.settimeout(self.server.session.limits.idle)

    def version_string(self) -> str:
        return "qmdesk"

    def log_message(self, format: str, *args: object) -> None:
        """Nothing is logged."""

    # -- the three requests ----------------------------------------------------------------------

    def do_GET(self) -> None:
        if not self._meant_here():
            return
        if self.path != "/":
            self.send_error(404)
            return
        nonce = secrets.token_urlsafe(16)
        body = page(nonce, self.server.session.limits.file).encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        policy = (
            f"default-src 'none'; script-src 'nonce-{nonce}'; style-src 'nonce-{nonce}'; connect-src 'self'; "
            "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
        )
        self.send_header("Content-Security-Policy", policy)
        self._plain_headers()
        self.wfile.write(body)

    def do_POST(self) -> None:
        if not self._meant_here():
            return
        length = self._length()
        if self.path != "/join" or length is None or not 0 < length <= _JOIN:
            self._refuse(Verdict.BROKEN)
            return
        try:
            said = json.loads(self.rfile.read(length))
            code, name = str(said["code"])[:64], str(said["name"])[:200]
        except (ValueError, KeyError, TypeError, RecursionError):
            self._refuse(Verdict.BROKEN)
            return
        found = self.server.session.join(code, name, str(self.client_address[0]))
        if isinstance(found, Verdict):
            self.server.hear(Told("wrong-code", str(self.client_address[0])))
            self._refuse(found)
            return
        self.server.hear(Told("joined", found.name))
        self._answer(200, {"token": found.token, "name": found.name, "left": int(self.server.session.left)})

    def do_PUT(self) -> None:
        if not self._meant_here():
            return
        session = self.server.session
        phone = session.phone(self.headers.get("Authorization", "").removeprefix("Bearer "))
        if isinstance(phone, Verdict):
            self._refuse(phone, drain=True)
            return
        length = self._length()
        name = file_name(urllib.parse.unquote(self.headers.get("X-Name", "")[:2000], errors="replace"))
        if self.path != "/photo" or length is None:
            self._refuse(Verdict.NO_LENGTH, drain=True)
            return
        verdict = session.begin(phone, length)
        if verdict is Verdict.OK:
            self.server.give(self.connection, session.limits.idle + length / session.limits.rate)
            verdict = self._receive(phone, name, length)
        if verdict is Verdict.OK:
            self._answer(200, {"files": phone.files, "left": int(session.left)})
            return
        self.server.hear(Told("refused", name, str(verdict)))
        self._refuse(verdict, drain=True)

    # -- a file ----------------------------------------------------------------------------------

    def _receive(self, phone: Phone, name: str, length: int) -> Verdict:
        """Read exactly ``length`` bytes into a file of our own naming."""
        path = self.server.folder / secrets.token_hex(12)
        verdict = Verdict.BROKEN
        try:
            with path.open("xb") as file:
                verdict = self._copy(file.write, length)
        except OSError:
            verdict = Verdict.BROKEN if self._lost else Verdict.DISK
        kept = verdict is Verdict.OK and self.server.session.open
        self.server.session.finish(phone, length, kept=kept)
        if not kept:
            with suppress(OSError):
                path.unlink()
            return Verdict.SHUT if verdict is Verdict.OK else verdict
        self.server.hear(Arrived(path, name, phone.name, length))
        return Verdict.OK

    _lost = False

    def _copy(self, write: Callable[[bytes], object], length: int) -> Verdict:
        left = length
        while left:
            try:
                chunk = self.rfile.read(min(_CHUNK, left))
            except OSError:
                self._lost = True
                raise
            if not chunk or not self.server.session.open:
                return Verdict.BROKEN if chunk or self.server.session.open else Verdict.SHUT
            if left == length and kinds.sniff_start(chunk) not in TAKEN:
                return Verdict.KIND
            write(chunk)
            left -= len(chunk)
        return Verdict.OK

    # -- helpers ---------------------------------------------------------------------------------

    def _meant_here(self) -> bool:
        """Whether a request is for this address and from this page: no other site's script, no other name for us."""
        origin = self.headers.get("Origin")
        if self.headers.get("Host") == self.server.host and origin in (None, f"http://{self.server.host}"):
            return True
        self.send_error(421)
        return False

    def _length(self) -> int | None:
        """The length that was announced; None without one, or with another way to send."""
        said = self.headers.get_all("Content-Length", [])
        if self.headers.get("Transfer-Encoding") or len(said) != 1:
            return None
        text = said[0].strip()
        return int(text) if text.isascii() and text.isdecimal() and len(text) < 16 else None

    def _refuse(self, verdict: Verdict, *, drain: bool = False) -> None:
        with suppress(OSError):
            self._answer(_STATUS[verdict], {"refused": str(verdict)})
            if drain:
                self._drain()

    def _drain(self) -> None:
        """Read on for a moment: a phone that is still sending would otherwise see a broken line, not the answer."""
        self.connection.shutdown(socket.SHUT_WR)
        self.connection.settimeout(1)
        self.server.give(self.connection, 3)
        left = _DRAINED
        while left > 0 and (chunk := self.connection.recv(min(_CHUNK, left))):
            left -= len(chunk)

    def _answer(self, status: int, said: dict[str, object]) -> None:
        body = json.dumps(said).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self._plain_headers()
        self.wfile.write(body)

    def _plain_headers(self) -> None:
        self.send_header("Cache-Control", "no-store")
        self.send_header("Referrer-Policy", "no-referrer")
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("Connection", "close")
        self.end_headers()
