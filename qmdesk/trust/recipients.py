"""Whom a package is sealed for, from the files that people hand on."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from cryptography import x509

from qmdesk.model.problem import Problem, Refused
from qmdesk.trust.anchors import read_trust
from qmdesk.trust.keys import is_authority
from qmdesk.trust.names import name_of


def recipients_in(paths: Iterable[Path]) -> tuple[x509.Certificate, ...]:
    """The certificates of devices and people in files; a root that stands beside one is left out.

    A root opens no packages: its key issues certificates and lies locked away, or was thrown away. Raises
    Refused(recipient-is-root) for a file that names nobody else, Refused(recipient-missing) for one without
    certificates, and as :func:`read_trust`.
    """
    found: dict[x509.Certificate, None] = {}
    for path in paths:
        named = read_trust([path]).roots
        if not named:
            raise Refused(Problem("recipient-missing", path.name))
        people = [each for each in named if not is_authority(each)]
        if not people:
            raise Refused(Problem("recipient-is-root", path.name, {"name": name_of(named[0])}))
        found |= dict.fromkeys(people)
    return tuple(found)
