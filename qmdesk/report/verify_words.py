"""What verifying a report proved and what not, in sentences for people who know nothing of signatures."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from qmdesk.report.programme.verify import KIND as PROGRAMME
from qmdesk.report.sign import role_name
from qmdesk.trust.verification import Verification, VerifiedSignature
from qmdesk.wording import say


@dataclass(frozen=True, slots=True)
class Words:
    """Sentences: what stands proved, and what this check can't tell or found wanting."""

    proved: tuple[str, ...]
    open: tuple[str, ...]


def in_words(found: Verification, lang: str) -> Words:
    """The sentences for a report; none for a package."""
    if found.kind != "report" or not found.signatures:
        return Words((), ())
    return Words(tuple(_proved(found, lang)), tuple(_open(found, lang)))


def _proved(found: Verification, lang: str) -> Iterator[str]:
    for each in found.signatures:
        if _good(each):
            yield say("proved.signed", lang, name=each.check.signer, role=role_name(each.role, lang))
            if each.proved_at:
                yield say(
                    "proved.at", lang, name=each.check.signer, at=_day(each.proved_at), until=_day(each.proved_until)
                )
    if found.ok and all(map(_good, found.signatures)):
        yield say("proved.unchanged", lang)
    regrade = found.regrade
    if regrade is not None and regrade.get("ok") is True and regrade.get("kind") == PROGRAMME:
        yield say("proved.summary", lang, code=regrade.get("recomputed"))
    elif regrade is not None and regrade.get("ok") is True:
        counts = {key: regrade.get(key, 0) for key in ("items", "figures", "entries")}
        yield say("proved.grade", lang, level=regrade.get("recomputed"), **counts)
    if found.case is not None and found.case.get("ok") is True:
        yield say("proved.case", lang, later=found.case.get("later", 0))


def _open(found: Verification, lang: str) -> Iterator[str]:
    for each in found.signatures:
        if not _good(each):
            yield say("open.signature", lang, name=each.check.signer or "—", role=role_name(each.role, lang))
        elif not each.proved_at:
            yield say("open.time", lang, name=each.check.signer, at=each.check.signed_at[:16].replace("T", " "))
    if found.regrade is None or found.regrade.get("ok") is not True:
        yield say("open.grade", lang)
    if found.case is None and (found.regrade is None or found.regrade.get("kind") != PROGRAMME):
        yield say("open.case", lang)
    yield say("open.truth", lang)
    yield say("open.looks", lang)
    yield say("open.revoked", lang)


def _good(each: VerifiedSignature) -> bool:
    return each.check.valid and each.check.trusted and each.covers_all and not each.modified_after


def _day(text: str) -> str:
    return text[:16].replace("T", " ") + " UTC"
