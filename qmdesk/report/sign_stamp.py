"""Time stamps over a whole signed report, put in later when there is a network (PAdES B-LTA).

Beside the stamp goes what a reader in ten years needs to judge the signers' certificates: their issuers, and the
revocation lists and OCSP answers of today (PDF's document security store). Nothing else changes, so no signature
breaks; the next stamp, put in before the authority's certificate ends, carries the proof on.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cryptography import x509

from qmdesk.model.problem import Problem, Refused
from qmdesk.report import sign_plan
from qmdesk.report.sign import put_signed, read_whole
from qmdesk.report.sign_revoked import Fetched, Get, fetch
from qmdesk.report.verify_signatures import check_intact
from qmdesk.trust import engine
from qmdesk.trust.anchors import TrustList
from qmdesk.trust.cms import UNREADABLE

#: Room for a time stamp in bytes of the file: what authorities send with their whole chain is below a third of it.
_ROOM = 32_768

#: A stamper of pyHanko for an address; tests put their own here.
Stamper = Callable[[str], Any]


def stamp_report(
    pdf: Path, out: Path, tsa_url: str, anchors: TrustList, stamper: Stamper | None = None, get: Get | None = None
) -> Fetched:
    """Put a time stamp of the server at ``tsa_url`` over a signed report and write it to ``out`` (may be ``pdf``).

    ``anchors`` give the issuers and revocation lists that go in, ``get`` what the issuers say today (nothing is asked
    without it). Returns what they said, and who couldn't be asked. Raises Refused: report-unreadable, report-unsigned,
    the reasons for which a signature doesn't hold, time-stamp-failed, file-cannot-write.
    """
    content = read_whole(pdf)
    from qmdesk.report.sign_step import fields_of

    if not any(each.signed and not each.is_stamp for each in fields_of(content)):
        raise Refused(Problem("report-unsigned", pdf.name))
    check_intact(content)
    certificates, crls = _evidence(content, anchors)
    known = [x509.load_der_x509_certificate(each.dump()) for each in certificates]
    fetched = fetch(known, anchors.roots, get) if get else Fetched()
    lists, answers = _read(fetched)
    said = _Said(certificates, [*crls, *lists], answers)
    stamped = _stamped(content, tsa_url, said, stamper or _over_network)
    check_intact(stamped)
    put_signed(out, stamped)
    return fetched


@dataclass(frozen=True, slots=True)
class _Said:
    """What goes beside the stamp, as pyHanko takes it: certificates, revocation lists, OCSP answers."""

    certificates: list[Any]
    lists: list[Any]
    answers: list[Any]


def _read(fetched: Fetched) -> tuple[list[Any], list[Any]]:
    from asn1crypto import crl as asn1_crl
    from asn1crypto import ocsp as asn1_ocsp

    lists = [asn1_crl.CertificateList.load(each) for each in fetched.lists]
    return lists, [asn1_ocsp.OCSPResponse.load(each) for each in fetched.answers]


def _over_network(address: str) -> Any:  # noqa: ANN401 - a class of pyHanko
    from pyhanko.sign.timestamps import HTTPTimeStamper

    return HTTPTimeStamper(address, timeout=30)


def _stamped(content: bytes, tsa_url: str, said: _Said, stamper: Stamper) -> bytes:
    engine.hush()
    from pyhanko.pdf_utils import misc
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign.signers.pdf_signer import PdfTimeStamper
    from pyhanko.sign.timestamps.common_utils import TimestampRequestError
    from pyhanko.sign.validation import DocumentSecurityStore

    try:
        writer = IncrementalPdfFileWriter(io.BytesIO(content), strict=True)
        DocumentSecurityStore.supply_dss_in_writer(
            writer, None, certs=said.certificates, crls=said.lists, ocsps=said.answers
        )
        stamping = PdfTimeStamper(stamper(tsa_url), field_name=_free_field(content))
        out: Any = stamping.timestamp_pdf(writer, "sha256", bytes_reserved=_ROOM, output=io.BytesIO())
    except (TimestampRequestError, OSError, TimeoutError) as error:
        raise Refused(Problem("time-stamp-failed", tsa_url)) from error
    except (misc.PdfError, *UNREADABLE) as error:
        raise Refused(Problem("time-stamp-failed", tsa_url, {"reason": type(error).__name__})) from error
    return out.getvalue()


def _free_field(content: bytes) -> str:
    from qmdesk.report.sign_step import fields_of

    taken = {each.field for each in fields_of(content)}
    names = [sign_plan.STAMP, *(f"{sign_plan.STAMP}-{number}" for number in range(2, 100))]
    return next(name for name in names if name not in taken)


def _evidence(content: bytes, anchors: TrustList) -> tuple[list[Any], list[Any]]:
    """The certificates of all signers with their issuers as far as known, and the lists of revoked ones of these."""
    from asn1crypto import crl as asn1_crl

    from qmdesk.report.sign_step import read_pdf

    found: dict[bytes, Any] = {}
    for embedded in read_pdf(content).embedded_signatures:
        for each in (embedded.signer_cert, *embedded.other_embedded_certs):
            found[each.dump()] = each
    roots = [engine.to_asn1(each) for each in anchors.roots]
    issuers = {each.issuer.hashable for each in found.values()}
    found |= {each.dump(): each for each in roots if each.subject.hashable in issuers}
    lists = [asn1_crl.CertificateList.load(each) for each in anchors.crls]
    return list(found.values()), [each for each in lists if each.issuer.hashable in issuers]
