"""The outcome of ``verify``, the same for a report and a package."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from qmdesk.model.canonical import Json
from qmdesk.model.problem import Problem, Severity
from qmdesk.trust.cms import SignatureCheck


@dataclass(frozen=True, slots=True)
class VerifiedStamp:
    """A time stamp: its authority, its time, when the authority's certificate ends (ISO 8601, UTC), whether it belongs
    to these bytes and leads to a root that we believe; ``reason`` is the code of why not."""

    authority: str
    at: str
    until: str
    valid: bool
    trusted: bool
    reason: str = ""

    def to_json(self) -> dict[str, Json]:
        return {
            "authority": self.authority,
            "at": self.at,
            "until": self.until,
            "valid": self.valid,
            "trusted": self.trusted,
            "reason": self.reason,
        }


@dataclass(frozen=True, slots=True)
class VerifiedSignature:
    """One signature of a document.

    ``covers_all``: it covers the document as it was when it was signed, without a gap. ``modified_after``: since
    then something changed that the signature does not permit; a further signature is permitted. ``proved_at``: when a
    trusted time stamp proves it to have been there, and ``proved_until`` till when that stamp can be shown to hold; ""
    without one (ISO 8601, UTC).
    """

    check: SignatureCheck
    role: str
    covers_all: bool
    modified_after: bool
    proved_at: str = ""
    proved_until: str = ""

    def to_json(self) -> dict[str, Json]:
        check = self.check
        return {
            "signer": check.signer,
            "role": self.role,
            "valid": check.valid,
            "trusted": check.trusted,
            "covers_all": self.covers_all,
            "modified_after": self.modified_after,
            "fingerprint": check.fingerprint,
            "signed_at": check.signed_at,
            "proved_at": self.proved_at,
            "proved_until": self.proved_until,
        }


@dataclass(frozen=True, slots=True)
class Verification:
    """What verifying a file found. ``regrade`` is a report's: what is printed against what is computed anew, ``stamps``
    its time stamps over the whole file, oldest first, ``case`` what the case says to it where it was held against one.
    """

    kind: str
    signatures: tuple[VerifiedSignature, ...] = ()
    problems: tuple[Problem, ...] = ()
    regrade: Mapping[str, Json] | None = None
    stamps: tuple[VerifiedStamp, ...] = ()
    case: Mapping[str, Json] | None = None

    @property
    def ok(self) -> bool:
        """Whether nothing speaks against it: warnings are for people to weigh."""
        return not any(problem.severity is Severity.ERROR for problem in self.problems)

    def to_json(self, tell: Callable[[Problem], Mapping[str, str]]) -> dict[str, Json]:
        """The document of ``verify --json``; ``tell`` turns a problem into its code, place and sentences."""
        return {
            "ok": self.ok,
            "kind": self.kind,
            "signatures": [each.to_json() for each in self.signatures],
            "stamps": [each.to_json() for each in self.stamps],
            "regrade": self.regrade,
            "case": self.case,
            "problems": [dict(tell(problem)) for problem in self.problems],
        }
