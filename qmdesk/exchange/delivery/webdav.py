"""WebDAV as a channel: written under a temporary name, then moved; a cut upload begins anew."""

from __future__ import annotations

import ssl
from collections.abc import Iterator
from typing import Any, BinaryIO

import httpx
from webdav4.client import ResourceAlreadyExists
from webdav4.fsspec import WebdavFileSystem

from qmdesk.exchange.delivery.channel import CHUNK, FsspecChannel, Sent
from qmdesk.exchange.delivery.secret import Secrets
from qmdesk.exchange.delivery.target import Target


class WebdavChannel(FsspecChannel):
    def __init__(self, target: Target, secrets: Secrets) -> None:
        scheme = "https" if target.kind == "webdavs" else "http"
        port = f":{target.port}" if target.port else ""
        password = secrets.of(target).get("password", "")
        fs = WebdavFileSystem(
            httpx.URL(f"{scheme}://{target.host}{port}{target.path}"),
            auth=(target.user, password) if target.user else None,
            verify=_believed(target.options.get("cert", "")) if scheme == "https" else False,
            timeout=httpx.Timeout(60, connect=15),
            follow_redirects=False,
            retry=False,
            skip_instance_cache=True,
        )
        super().__init__(fs, "")

    def at(self, name: str) -> str:
        return name

    def write(self, source: BinaryIO, name: str, at: int, total: int, sent: Sent) -> None:
        self.fs.client.upload_fileobj(source, name, overwrite=True, callback=sent, chunk_size=CHUNK, size=total)

    def move(self, part: str, name: str) -> None:
        try:
            self.fs.client.move(part, name, overwrite=False)
        except ResourceAlreadyExists as error:
            raise FileExistsError(name) from error

    def read(self, name: str, at: int = 0) -> Iterator[bytes]:
        with self.fs.client.open(name, mode="rb", chunk_size=CHUNK) as file:
            if at:
                _skip(file, at)
            yield from iter(lambda: file.read(CHUNK), b"")

    def close(self) -> None:
        self.fs.client.http.close()


def _skip(file: Any, at: int) -> None:  # noqa: ANN401 - the library's stream
    """Ask for the rest, or where the server gives no parts read past what is known."""
    try:
        file.seek(at)
    except (OSError, ValueError):
        while at > 0 and (piece := file.read(min(at, CHUNK))):
            at -= len(piece)


def _believed(certificate: str) -> ssl.SSLContext:
    """The system's certificates, or the one that is named and no other."""
    return ssl.create_default_context(cafile=certificate or None)
