import pytest

from qmdesk.model.canonical import canonical
from qmdesk.model.readings import PIECE, Readings


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
