"""The short code and the scan code of a case: a fingerprint of its journal as it stood when a document was made.

Whoever rewrites history afterwards can't have the same journal heads again, and so not the same code.
"""

from __future__ import annotations

from qmdesk.model.canonical import Json, sha256_of
from qmdesk.model.snapshot import Snapshot

_GROUP, _GROUPS = 4, 4


def journal_fingerprint(snapshot: Snapshot) -> str:
    """SHA-256 over the case's id and the heads of its journal, hexadecimal."""
    heads: Json = [[head.device, head.seq, head.hash] for head in snapshot.heads]
    return sha256_of({"case": snapshot.case_id, "heads": heads})


def short_code(snapshot: Snapshot) -> str:
    """The first 16 digits of the fingerprint in groups, as printed: ``3F2A-91C4-77BE-05D1``."""
    digits = journal_fingerprint(snapshot)[: _GROUP * _GROUPS].upper()
    return "-".join(digits[start : start + _GROUP] for start in range(0, len(digits), _GROUP))


def scan_text(snapshot: Snapshot) -> str:
    """What the QR code says: case, short code, and the number of entries in the journal."""
    entries = sum(head.seq for head in snapshot.heads)
    return f"qmdesk:{snapshot.case_id}:{short_code(snapshot)}:{entries}"
