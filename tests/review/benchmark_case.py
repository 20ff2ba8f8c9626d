"""A quality-benchmark case on disk, filled with the application that lacks nothing."""

from __future__ import annotations

from qmdesk.casefile.case import Blob
from qmdesk.model.canonical import sha256_bytes
from qmdesk.model.journal import Edit, Place
from qmdesk.review.begin import begin
from qmdesk.review.benchmark import form_of_edition
from qmdesk.review.session import Who
from tests.review.conftest import CODE, Ticking
from tests.visit.benchmark_records import said


def picture(colour="#336699", size=(640, 400)):
    import io

    from PIL import Image

    target = io.BytesIO()
    Image.new("RGB", size, colour).save(target, "PNG")
    return target.getvalue()


def filled(path, home, *, edition="2026", records=None, device="a" * 16, enterprise="宁波某某泵业有限公司"):
    """Make the case; enclosures and pictures hold a real image."""
    session = begin(
        path,
        form_of_edition(edition),
        Who(device, "王工", home),
        enterprise=enterprise,
        credit_code=CODE,
        clock=Ticking(),
    )
    image = picture()
    sha256 = sha256_bytes(image)
    edits = []
    for subject, fields in (said() if records is None else records).items():
        for name, value in fields.items():
            if value is not None and not (subject == "case" and name in {"enterprise", "credit_code"}):
                edits.append(Edit(Place(subject, name), sha256 if name == "file" else value))
    session.record(edits, blobs=[Blob(image, "image/png")]).wait()
    return session
