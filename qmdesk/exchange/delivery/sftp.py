"""SFTP as a channel: the host's key shown and remembered at first use, a changed one refused."""

from __future__ import annotations

import logging
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import asyncssh
from sshfs import SSHFileSystem

from qmdesk.exchange.delivery.channel import FsspecChannel
from qmdesk.exchange.delivery.failures import KEY_CHANGED, Failed
from qmdesk.exchange.delivery.secret import Secrets
from qmdesk.exchange.delivery.target import Target
from qmdesk.trust.anchors import KnownDevices

PORT = 22
#: Both tell of every write to a connection that is gone; we tell of it once, by its code.
for _name in ("asyncio", "asyncssh"):
    logging.getLogger(_name).setLevel(logging.CRITICAL)
#: The RSA keys of a host sign by these; other kinds of keys by an algorithm of their own name.
_RSA = ("rsa-sha2-512", "rsa-sha2-256")


class SftpChannel(FsspecChannel):
    resumes = True

    def __init__(self, target: Target, secrets: Secrets, hosts: KnownDevices, tell: Callable[[str, str], None]) -> None:
        self._host = f"{target.host}:{target.port or PORT}"
        gate = _Gate(self._host, target.options.get("hostkey", ""), hosts, tell)
        try:
            fs = SSHFileSystem(
                target.host,
                port=target.port or PORT,
                known_hosts=([], [], []),
                client_factory=gate.client,
                connect_timeout=15,
                login_timeout=30,
                keepalive_interval=15,
                keepalive_count_max=3,
                skip_instance_cache=True,
                agent_forwarding=False,
                **gate.algorithms(),
                **_who(target, secrets),
            )
        except asyncssh.HostKeyNotVerifiable as error:
            raise Failed(KEY_CHANGED, self._host, found=gate.shown, known=gate.expected) from error
        super().__init__(fs, target.path.removeprefix("/~/"))  # ~ is where the server puts us

    def move(self, part: str, name: str) -> None:
        if self.size(name) is not None:  # a rename of POSIX would replace it
            raise FileExistsError(name)
        super().move(part, name)

    def close(self) -> None:
        with suppress(Exception):  # a connection that was cut has nothing to say goodbye to
            self.fs.loop.call_soon_threadsafe(self.fs.client.abort)


class _Gate:
    """Who decides on a host's key, before any password goes over."""

    def __init__(self, host: str, demanded: str, hosts: KnownDevices, tell: Callable[[str, str], None]) -> None:
        self.host, self.demanded, self.hosts, self.tell = host, demanded, hosts, tell
        self.known = hosts.names().get(host, "")
        self.expected = demanded or self.known.partition(" ")[2]
        self.shown = ""

    def algorithms(self) -> dict[str, Any]:
        """Ask the host for the kind of key that is remembered: it may have several."""
        kind = "" if self.demanded else self.known.partition(" ")[0]
        if not kind:
            return {}
        return {"server_host_key_algs": list(_RSA) if kind == "ssh-rsa" else [kind]}

    def client(self) -> asyncssh.SSHClient:
        gate = self

        class Client(asyncssh.SSHClient):
            def validate_host_public_key(self, host: str, addr: str, port: int, key: asyncssh.SSHKey) -> bool:
                return gate.believes(key)

        return Client()

    def believes(self, key: asyncssh.SSHKey) -> bool:
        self.shown = key.get_fingerprint()
        said = f"{key.get_algorithm()} {self.shown}"
        if self.expected:
            if self.shown != self.expected:
                return False
            if said == self.known:
                return True
            self.hosts.forget(self.host)  # the person named the key himself
        self.hosts.remember(self.host, said, said)
        if not self.expected:
            self.tell(self.host, self.shown)
        return True


def _who(target: Target, secrets: Secrets) -> dict[str, Any]:
    found = secrets.of(target)
    made: dict[str, Any] = {"username": target.user} if target.user else {}
    if found.get("password"):
        made["password"] = found["password"]
    if found.get("key"):
        made["client_keys"] = [str(Path(found["key"]).expanduser())]
        made["passphrase"] = found.get("passphrase") or None
        made["agent_path"] = None
    return made
