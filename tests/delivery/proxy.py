"""A bad line: a TCP proxy that cuts connections and swallows answers when it is told to, and counts what goes up."""

from __future__ import annotations

import contextlib
import socket
import struct
import threading
import time

_PIECE = 16 * 1024
#: Seconds without anything going up after which a muted connection is cut.
_IDLE = 0.15


class BadLine:
    """Listens on ``port``, passes on to another port of this machine. Thread-safe enough for one sender at a time."""

    def __init__(self, to: int) -> None:
        self._to = to
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._listener.getsockname()[1])
        self.up = 0
        """Bytes that went from the client to the server."""
        self.cuts = 0
        self._cut_at: int | None = None
        self._muted = False
        self._last_up = 0.0
        self._open: set[socket.socket] = set()
        self._lock = threading.Lock()
        threading.Thread(target=self._accept, daemon=True).start()

    def cut_after(self, octets: int) -> None:
        """Cut all connections once so many more bytes have gone up."""
        self._cut_at = self.up + octets

    def forget_cut(self) -> None:
        self._cut_at = None

    def mute(self) -> None:
        """Swallow every answer from now on, and cut when nothing goes up any more."""
        self._muted = True
        self._last_up = time.monotonic()
        threading.Thread(target=self._cut_when_idle, daemon=True).start()

    def close(self) -> None:
        self._listener.close()
        self._cut()

    def _cut_when_idle(self) -> None:
        while self._muted and time.monotonic() - self._last_up < _IDLE:
            time.sleep(0.02)
        if self._muted:
            self._muted = False
            self._cut()

    def _accept(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                client, _ = self._listener.accept()
                server = socket.create_connection(("127.0.0.1", self._to))
                with self._lock:
                    self._open |= {client, server}
                for source, target, up in ((client, server, True), (server, client, False)):
                    threading.Thread(target=self._pass_on, args=(source, target, up), daemon=True).start()

    def _pass_on(self, source: socket.socket, target: socket.socket, up: bool) -> None:
        swallowed = False
        with contextlib.suppress(OSError):
            while piece := source.recv(_PIECE):
                if up:
                    self._last_up = time.monotonic()
                    left = None if self._cut_at is None else self._cut_at - self.up
                    if left is not None and left <= len(piece):
                        target.sendall(piece[:left])
                        self.up += left
                        self._cut_at = None
                        self._cut()
                        return
                    self.up += len(piece)
                elif self._muted:
                    swallowed = True
                    continue
                target.sendall(piece)
        if swallowed and self._muted:  # the server has said all; the next connection is a good one
            self._muted = False
            self._cut()
        with contextlib.suppress(OSError):
            target.shutdown(socket.SHUT_WR)

    def _cut(self) -> None:
        self.cuts += 1
        with self._lock:
            for each in self._open:
                with contextlib.suppress(OSError):
                    each.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                    each.shutdown(socket.SHUT_RDWR)
            for each in self._open:
                each.close()
            self._open.clear()
