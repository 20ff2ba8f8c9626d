import pytest

from qmdesk.model.canonical import canonical
from qmdesk.model.problem import Refused
from qmdesk.model.readings import PIECE, Readings
from qmdesk.model.readings_json import readings_from_blob


@pytest.mark.parametrize(
    "readings",
    [
        Readings((), 0),
        Readings((-5,), -3, (1,)),
        Readings(tuple(range(-PIECE, PIECE + 3)), -2, None, ordered=False),
        Readings((10**40, 3), -1),
    ],
)
def test_a_blob_written_in_pieces_is_the_canonical_json(readings: Readings):
    assert readings.blob() == canonical(readings.to_json()).encode("utf-8")
    assert readings_from_blob(readings.blob()) == readings


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b'"scaled":[', b'"scaled": ['),
        (b"[1,2]", b"[1,02]"),
        (b"[1,2]", b"[1,2.0]"),
        (b"[1,2]", b"[1,2"),
        (b"[1,2]", b"[1,,2]"),
        (b"[1,2]", b"[1,2,]"),
        (b'"v":1', b'"v":2'),
        (b'"exponent":-1', b'"exponent":"x"'),
        (b"[1,2]", b'[1,"2"]'),
    ],
)
def test_anything_else_than_what_is_written_is_refused(old: bytes, new: bytes):
    blob = Readings((1, 2), -1).blob()
    assert old in blob
    with pytest.raises(Refused) as caught:
        readings_from_blob(blob.replace(old, new))
    assert caught.value.problems[0].code == "readings-damaged"
