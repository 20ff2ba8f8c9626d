"""A time stamp put over a signed report when there is a network, and what issuers say of its signers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from qmdesk.model.problem import Problem, Refused, Severity
from qmdesk.trust.anchors import load_trust, read_trust
from qmdesk.trust.verification import VerifiedStamp


@dataclass(frozen=True, slots=True)
class Stamping:
    """By whom and until when; how many revocation lists and OCSP answers were fetched and went in; for each address
    that couldn't be had a warning ``revocation-unreached``."""

    stamp: VerifiedStamp
    fetched: int
    problems: tuple[Problem, ...]


def stamp(pdf: Path, out: Path, tsa_url: str, home: Path, trust: Sequence[Path] = ()) -> Stamping:
    """Stamp a report, with what the issuers of its signers' certificates say today.

    An issuer that can't be asked stops nothing. Raises Refused: file-missing, and what stamping raises.
    """
    from qmdesk.report.sign_revoked import over_network
    from qmdesk.report.sign_stamp import stamp_report
    from qmdesk.report.verify_signatures import examine

    if not pdf.is_file():
        raise Refused(Problem("file-missing", str(pdf)))
    anchors = read_trust(trust) if trust else load_trust(home)
    said = stamp_report(pdf, out, tsa_url, anchors, get=over_network)
    problems = tuple(Problem("revocation-unreached", each, {}, Severity.WARNING) for each in said.unreached)
    found = examine(out.read_bytes(), anchors).stamps[-1]
    return Stamping(found, len(said.lists) + len(said.answers), problems)
