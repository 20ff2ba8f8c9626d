"""Passwords and keys for places elsewhere: from the person, a file of his own, or the environment; never kept by us.

The file is TOML, readable by its owner alone, one table for each server as the URL names it:

    ["sftp://user@host"]
    password = "…"            # or: key = "~/.ssh/id_ed25519", passphrase = "…"
    ["s3://bucket"]
    access_key = "…"
    secret_key = "…"
"""

from __future__ import annotations

import os
import stat
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from qmdesk.exchange.delivery.target import Target
from qmdesk.model.problem import Problem, Refused

#: The environment: a file as above, or the one password of a run.
FILE, PASSWORD = "QMDESK_DELIVERY_SECRETS", "QMDESK_DELIVERY_PASSWORD"


@dataclass(slots=True)
class Secrets:
    """What opens which server. ``ask`` is called where nothing is known and somebody can be asked; what it gives is
    remembered for this run."""

    known: dict[str, Mapping[str, str]] = field(default_factory=dict[str, Mapping[str, str]])
    ask: Callable[[Target], str] | None = None

    def of(self, target: Target) -> Mapping[str, str]:
        """The table for a server; empty where there is none."""
        found = self.known.get(target.server, {})
        if not found and os.environ.get(PASSWORD):
            return {"password": os.environ[PASSWORD]}
        return found

    def keep(self, target: Target, password: str) -> None:
        """Hold a password for the rest of this run."""
        if password:
            self.known[target.server] = {**self.known.get(target.server, {}), "password": password}

    def asked(self, target: Target) -> bool:
        """Ask for the password of a server that wants another one; whether an answer came."""
        if self.ask is None:
            return False
        answer = self.ask(target)
        self.keep(target, answer)
        return bool(answer)


def read_secrets(path: Path | None, ask: Callable[[Target], str] | None = None) -> Secrets:
    """The secrets of a file, or of the one that the environment names; none where neither does.

    Raises Refused: delivery-secrets-unreadable, and delivery-secrets-open where others could read it.
    """
    if path is None and os.environ.get(FILE):
        path = Path(os.environ[FILE])
    if path is None:
        return Secrets(ask=ask)
    try:
        if os.name != "nt" and path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO):
            raise Refused(Problem("delivery-secrets-open", str(path)))
        found = tomllib.loads(path.read_text("utf-8"))
        tables: dict[str, Mapping[str, str]] = {
            server: {key: str(value) for key, value in table.items()} for server, table in found.items()
        }
    except (OSError, ValueError, AttributeError) as error:
        raise Refused(Problem("delivery-secrets-unreadable", str(path))) from error
    return Secrets(tables, ask)
