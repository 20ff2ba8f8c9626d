"""A place elsewhere as a URL: what it says, what it is called on screen, and the secret that must not stay in it.

    file:///share/folder · sftp://user@host:22/folder · webdav(s)://host/folder · s3://bucket/folder?endpoint=https://…

Options stand behind ``?``: ``hostkey=SHA256:…`` (sftp: the key that the host must show), ``cert=FILE`` (webdavs: the
only certificate that is believed; s3: one more), ``endpoint`` and ``region`` (s3).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

from qmdesk.model.problem import Problem, Refused

_OPTIONS = {
    "file": (),
    "sftp": ("hostkey",),
    "webdav": (),
    "webdavs": ("cert",),
    "s3": ("endpoint", "region", "cert"),
}
_DRIVE = re.compile(r"[A-Za-z]:[\\/]")


@dataclass(frozen=True, slots=True)
class Target:
    """A place elsewhere, without its secret. ``path`` is absolute but for s3, where it is the prefix in the bucket
    ``host``."""

    kind: str
    path: str
    host: str = ""
    port: int = 0
    user: str = ""
    options: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def url(self) -> str:
        """The place as it is kept and shown."""
        at = f"{quote(self.user)}@" if self.user else ""
        port = f":{self.port}" if self.port else ""
        said = f"?{urlencode(self.options)}" if self.options else ""
        return f"{self.kind}://{at}{self.host}{port}/{quote(self.path.lstrip('/'), safe='/:')}{said}"

    @property
    def server(self) -> str:
        """Whom a secret or a remembered key is for: ``sftp://user@host:port``, ``s3://bucket``."""
        at = f"{self.user}@" if self.user else ""
        return f"{self.kind}://{at}{self.host}" + (f":{self.port}" if self.port else "")


def read_target(text: str) -> tuple[Target, str]:
    """A URL, or the path of a folder, as a target; and the password that stood in it, which is not kept.

    Raises Refused(delivery-url).
    """
    text = text.strip()
    is_path = _DRIVE.match(text) or text.startswith(("/", "\\\\", "~"))
    if is_path or (text and "://" not in text and Path(text).is_dir()):
        return Target("file", Path(text).expanduser().absolute().as_posix()), ""
    try:
        parts = urlsplit(text)
        port = parts.port or 0
    except ValueError as error:
        raise Refused(Problem("delivery-url", text)) from error
    kind, host, options = parts.scheme, parts.hostname or "", dict(parse_qsl(parts.query))
    _check(text, kind, host, options)
    path = unquote(parts.path)
    if kind == "file":
        if re.match(r"/[A-Za-z]:/", path):
            path = path[1:]
        path = path if host in ("", "localhost") else f"//{host}{path}"
        host, port = "", 0
    elif kind == "s3":
        path = path.strip("/")
    target = Target(kind, path.rstrip("/") or ("" if kind == "s3" else "/"), host, port, unquote(parts.username or ""),
                    MappingProxyType(options))  # fmt: skip
    return target, unquote(parts.password or "")


def _check(text: str, kind: str, host: str, options: Mapping[str, str]) -> None:
    hidden = re.sub(r"//([^/@:]*):[^/@]*@", r"//\1@", text)
    if not re.fullmatch(r"[a-z][a-z0-9+.-]*", kind) or (kind != "file" and not host and kind in _OPTIONS):
        raise Refused(Problem("delivery-url", hidden))
    if kind not in _OPTIONS and not _is_registered(kind):
        raise Refused(Problem("delivery-url", hidden))
    wrong = set(options) - set(_OPTIONS.get(kind, options))
    if wrong:
        raise Refused(Problem("delivery-url", hidden, {"option": min(wrong)}))


def _is_registered(kind: str) -> bool:
    """Whether fsspec knows a kind of place that we don't."""
    from fsspec.registry import known_implementations, registry

    return kind in known_implementations or kind in registry
