"""Why a delivery did not come through, as one of few codes, and whether trying again later can help."""

from __future__ import annotations

import errno
import socket
import ssl
from collections.abc import Iterator

from qmdesk.model.problem import Problem

NO_NETWORK, CUT, FULL, DAMAGED = "delivery-no-network", "delivery-cut", "delivery-full", "delivery-damaged"
NO_FOLDER, BUSY, WRONG = "delivery-no-folder", "delivery-busy", "delivery-server-error"
AUTH, RIGHTS, TLS, KEY_CHANGED = "delivery-auth", "delivery-no-rights", "delivery-certificate", "delivery-key-changed"
OTHER, LOCAL, URL = "delivery-other-content", "delivery-local-gone", "delivery-url"
#: What time may heal. The others wait for a person.
TEMPORARY = frozenset({NO_NETWORK, CUT, FULL, DAMAGED, NO_FOLDER, BUSY, WRONG})


class Failed(Exception):
    """A transfer that did not come through. ``sent`` is what had gone up before, in bytes."""

    def __init__(self, code: str, where: str = "", **details: str | int) -> None:
        super().__init__(f"{code} {where}")
        self.code = code
        self.problem = Problem(code, where, details)
        self.sent = 0

    @property
    def temporary(self) -> bool:
        return self.code in TEMPORARY


class Stopped(Exception):
    """The person said stop."""


def failure_of(error: BaseException, where: str, *, connected: bool = True) -> Failed:
    """What an exception of any of the libraries means. ``connected`` tells whether the place had answered before."""
    if isinstance(error, Failed):
        return error
    chain = list(_chain(error))
    for each in chain:
        if isinstance(each, ssl.SSLCertVerificationError) or _of_text(str(each)) == TLS:
            return Failed(TLS, where, reason=_reason(each))
    for each in chain:
        code = _code_of(each)
        if code:
            return Failed(code, where, reason=_reason(each))
    timed_out = not connected and any(isinstance(each, TimeoutError) for each in chain)
    return Failed(NO_NETWORK if timed_out else CUT, where, reason=_reason(error))


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    seen = 0
    while error is not None and seen < 8:
        yield error
        seen += 1
        error = error.__cause__ or error.__context__


def _reason(error: BaseException) -> str:
    return type(error).__name__


def _code_of(error: BaseException) -> str:
    said = _of_text(str(error)) or _BY_NAME.get(type(error).__name__, "")
    if said:
        return said
    if isinstance(error, socket.gaierror | ConnectionRefusedError):
        return NO_NETWORK
    status = getattr(getattr(error, "response", None), "status_code", 0)
    if status:
        return _BY_STATUS.get(status, WRONG if status >= 500 else RIGHTS if status >= 400 else "")
    if isinstance(error, OSError) and error.errno:
        return _BY_NUMBER.get(error.errno, "")
    return ""


def _of_text(text: str) -> str:
    """What obstore's one class for everything says in its text."""
    lowered = text.lower()
    if "invalid peer certificate" in lowered or "unknownissuer" in lowered:
        return TLS
    if "nosuchbucket" in lowered:
        return NO_FOLDER
    if any(each in lowered for each in ("invalidaccesskeyid", "signaturedoesnotmatch", "missing credentials")):
        return AUTH
    if any(each in lowered for each in ("dns error", "tcp connect error", "error trying to connect")):
        return NO_NETWORK
    return ""


_BY_STATUS = {401: AUTH, 403: RIGHTS, 404: NO_FOLDER, 405: RIGHTS, 407: AUTH, 409: NO_FOLDER, 413: FULL, 423: BUSY,
              429: BUSY, 502: BUSY, 503: BUSY, 504: BUSY, 507: FULL}  # fmt: skip
_BY_NUMBER = {
    errno.ENOSPC: FULL,
    errno.EDQUOT: FULL,
    errno.EACCES: RIGHTS,
    errno.EPERM: RIGHTS,
    errno.EROFS: RIGHTS,
    errno.ENOENT: NO_FOLDER,
    errno.ENOTDIR: NO_FOLDER,
    errno.ENETUNREACH: NO_NETWORK,
    errno.EHOSTUNREACH: NO_NETWORK,
    errno.ENETDOWN: NO_NETWORK,
}
_BY_NAME = {
    "PermissionDenied": AUTH,  # asyncssh: no way to log in was accepted
    "KeyImportError": AUTH,
    "KeyEncryptionError": AUTH,
    "HostKeyNotVerifiable": KEY_CHANGED,
    "SFTPPermissionDenied": RIGHTS,
    "SFTPNoSpaceOnFilesystem": FULL,
    "SFTPQuotaExceeded": FULL,
    "UnauthenticatedError": AUTH,
    "PermissionDeniedError": RIGHTS,
    "InsufficientStorage": FULL,
    "ResourceNotFound": NO_FOLDER,
    "ResourceConflict": NO_FOLDER,
    "ForbiddenOperation": RIGHTS,
    "ResourceLocked": BUSY,
    "BadGatewayError": BUSY,
    "ConnectError": NO_NETWORK,
    "ConnectTimeout": NO_NETWORK,
}
