"""S3-compatible storage as a channel: an object appears whole or not at all; a lost part is sent again by itself."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any, BinaryIO

import obstore
from obstore.fsspec import FsspecStore
from obstore.store import S3Store

from qmdesk.exchange.delivery.channel import CHUNK, FsspecChannel, Remote, Sent
from qmdesk.exchange.delivery.failures import AUTH, Failed
from qmdesk.exchange.delivery.secret import Secrets
from qmdesk.exchange.delivery.target import Target

#: Bytes of a part of a large upload; S3 asks for 5 MiB at least.
PART = 8 << 20
_RETRY: Any = {"max_retries": 3, "retry_timeout": timedelta(seconds=120)}


class BucketChannel(FsspecChannel):
    atomic = True

    def __init__(self, target: Target, secrets: Secrets) -> None:
        endpoint = target.options.get("endpoint", "")
        config: Any = _config(target, secrets, endpoint)
        client: Any = _client(target, endpoint)
        made: Any = FsspecStore
        fs = made("s3", config=config, client_options=client, skip_instance_cache=True)
        super().__init__(fs, "/".join(each for each in (target.host, target.path) if each))
        # What is sent whole is looked for before it is sent again; a part of a large upload is just sent again.
        self._store = S3Store(target.host, config=config, client_options=client, retry_config={"max_retries": 0})
        self._parts = S3Store(target.host, config=config, client_options=client, retry_config=_RETRY)
        self._prefix = f"{target.path}/" if target.path else ""

    def size(self, name: str) -> int | None:
        try:
            return int(obstore.head(self._store, self._prefix + name)["size"])
        except FileNotFoundError:
            return None

    def write(self, source: BinaryIO, name: str, at: int, total: int, sent: Sent) -> None:
        watched = _Watched(source, sent)
        multipart = total > PART
        key = self._prefix + name
        if multipart:
            obstore.put(self._parts, key, watched, use_multipart=True, chunk_size=PART, max_concurrency=2)  # pyright: ignore[reportArgumentType]
        else:
            obstore.put(self._store, key, watched.read(), use_multipart=False)

    def read(self, name: str, at: int = 0) -> Iterator[bytes]:
        options: Any = {"range": {"offset": at}} if at else None
        for piece in obstore.get(self._store, self._prefix + name, options=options).stream(min_chunk_size=CHUNK):
            yield bytes(piece)

    def fingerprint(self, name: str, source: BinaryIO) -> bool | None:
        """By the ETag where it is the MD5 that S3 makes of the content or of its parts."""
        tag = str(obstore.head(self._store, self._prefix + name).get("e_tag") or "").strip('"')
        parts = [hashlib.md5(piece, usedforsecurity=False) for piece in iter(lambda: source.read(PART), b"")]
        whole = hashlib.md5(b"".join(each.digest() for each in parts), usedforsecurity=False).hexdigest()
        expected = {f"{whole}-{len(parts)}"}
        if len(parts) <= 1:
            expected.add(parts[0].hexdigest() if parts else hashlib.md5(b"", usedforsecurity=False).hexdigest())
        return True if tag in expected else None

    def listing(self) -> list[Remote]:
        found = obstore.list_with_delimiter(self._store, self._prefix or None)
        return [Remote(str(each["path"]).rsplit("/", 1)[-1], int(each["size"])) for each in found["objects"]]


class _Watched:
    """A file that tells how much of it was read."""

    def __init__(self, source: BinaryIO, sent: Sent) -> None:
        self._source, self._sent = source, sent

    def read(self, size: int = -1) -> bytes:
        piece = self._source.read(size)
        self._sent(len(piece))
        return piece

    def seek(self, at: int, whence: int = 0) -> int:
        return self._source.seek(at, whence)

    def tell(self) -> int:
        return self._source.tell()


def _config(target: Target, secrets: Secrets, endpoint: str) -> dict[str, Any]:
    found = secrets.of(target)
    said = {
        "endpoint": endpoint,
        "region": target.options.get("region", ""),
        "access_key_id": found.get("access_key", "") or target.user or os.environ.get("AWS_ACCESS_KEY_ID", ""),
        "secret_access_key": found.get("secret_key", "")
        or found.get("password", "")
        or os.environ.get("AWS_SECRET_ACCESS_KEY", ""),
        "session_token": found.get("session_token", ""),
    }
    if not said["access_key_id"] or not said["secret_access_key"]:  # else the library asks a cloud that isn't there
        raise Failed(AUTH, target.url)
    made: dict[str, Any] = {key: value for key, value in said.items() if value}
    if endpoint:
        made["virtual_hosted_style_request"] = False
    return made


def _client(target: Target, endpoint: str) -> dict[str, Any]:
    made: dict[str, Any] = {"connect_timeout": timedelta(seconds=15), "timeout": timedelta(minutes=10)}
    if endpoint.startswith("http://"):
        made["allow_http"] = True
    if target.options.get("cert"):
        made["root_certificate"] = Path(target.options["cert"]).read_text("ascii")
    return made
