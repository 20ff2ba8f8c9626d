"""A time stamp put over a signed report when there is a network."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from qmdesk.model.problem import Problem, Refused
from qmdesk.trust.anchors import load_trust, read_trust
from qmdesk.trust.verification import VerifiedStamp


def stamp(pdf: Path, out: Path, tsa_url: str, home: Path, trust: Sequence[Path] = ()) -> VerifiedStamp:
    """Stamp a report and say by whom and until when. Raises Refused: file-missing, and what stamping raises."""
    from qmdesk.report.sign_stamp import stamp_report
    from qmdesk.report.verify_signatures import examine

    if not pdf.is_file():
        raise Refused(Problem("file-missing", str(pdf)))
    anchors = read_trust(trust) if trust else load_trust(home)
    stamp_report(pdf, out, tsa_url, anchors)
    return examine(out.read_bytes(), anchors).stamps[-1]
