"""The outcome of ``verify``, the same for a report and a package."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from qmdesk.model.canonical import Json
from qmdesk.model.problem import Problem, Severity
from qmdesk.trust.cms import SignatureCheck


@dataclass(frozen=True, slots=True)
class VerifiedSignature:
    """One signature of a document.

    ``covers_all``: it covers the document as it was when it was signed, without a gap. ``modified_after``: since
    then something changed that the signature does not permit; a further signature is permitted.
    """

    check: SignatureCheck
    role: str
    covers_all: bool
    modified_after: bool

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
        }


@dataclass(frozen=True, slots=True)
class Verification:
    """What verifying a file found. ``regrade`` is a report's: what is printed against what is computed anew."""

    kind: str
    signatures: tuple[VerifiedSignature, ...] = ()
    problems: tuple[Problem, ...] = ()
    regrade: Mapping[str, Json] | None = None

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
            "regrade": self.regrade,
            "problems": [dict(tell(problem)) for problem in self.problems],
        }
