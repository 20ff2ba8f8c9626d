"""From a URL to an open channel; and whose keys of hosts are remembered where."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from qmdesk.exchange.delivery.channel import Channel, FsspecChannel
from qmdesk.exchange.delivery.failures import NO_NETWORK, TLS, URL, Failed, failure_of
from qmdesk.exchange.delivery.secret import Secrets
from qmdesk.exchange.delivery.target import Target
from qmdesk.trust.anchors import KnownDevices

HOSTS = "known-hosts.json"
#: Told the host and the fingerprint of its key, when a host is met for the first time.
Met = Callable[[str, str], None]


def _nobody(_host: str, _fingerprint: str) -> None:
    pass


@dataclass(frozen=True, slots=True)
class Doors:
    """What opening a place needs: secrets, the hosts met before, and who is told of a new one."""

    home: Path
    secrets: Secrets = field(default_factory=Secrets)
    met: Met = _nobody

    @property
    def hosts(self) -> KnownDevices:
        """The keys of the hosts met before, by ``host:port``."""
        return KnownDevices(self.home / HOSTS)

    def forget(self, host: str) -> None:
        """Take the next key of a host as new: after its owner said that it was changed."""
        self.hosts.forget(host)

    def open(self, target: Target) -> Channel:
        """Connect. Raises Failed."""
        try:
            return self._open(target)
        except Failed:
            raise
        except Exception as error:
            failed = failure_of(error, target.url, connected=False)
            raise failed from error

    def _open(self, target: Target) -> Channel:
        self._check(target)
        if target.kind == "file":
            from qmdesk.exchange.delivery.folder import FolderChannel

            return FolderChannel(target)
        if target.kind == "sftp":
            from qmdesk.exchange.delivery.sftp import SftpChannel

            return SftpChannel(target, self.secrets, self.hosts, self.met)
        if target.kind in ("webdav", "webdavs"):
            from qmdesk.exchange.delivery.webdav import WebdavChannel

            return WebdavChannel(target, self.secrets)
        if target.kind == "s3":
            from qmdesk.exchange.delivery.bucket import BucketChannel

            return BucketChannel(target, self.secrets)
        return _by_registry(target)

    def _check(self, target: Target) -> None:
        certificate = target.options.get("cert", "")
        if certificate and not Path(certificate).is_file():
            raise Failed(TLS, target.url, reason=certificate)


def _by_registry(target: Target) -> Channel:
    """Any other kind that fsspec knows."""
    import fsspec

    try:
        fs, root = fsspec.url_to_fs(target.url)
    except ImportError as error:
        raise Failed(URL, target.url) from error
    except OSError as error:
        raise Failed(NO_NETWORK, target.url, reason=type(error).__name__) from error
    return FsspecChannel(fs, root)
