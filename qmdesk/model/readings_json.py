"""Measurement sets read back from the blobs that keep them."""

from __future__ import annotations

import json

from qmdesk.model.problem import Problem, Refused
from qmdesk.model.readings import Readings


def readings_from_blob(content: bytes) -> Readings:
    """The set that :meth:`Readings.blob` wrote. Raises Refused(readings-damaged) for anything else."""
    try:
        data = json.loads(content)
        subgroups = data["subgroups"]
        readings = Readings(
            tuple(int(each) for each in data["scaled"]),
            int(data["exponent"]),
            None if subgroups is None else tuple(int(each) for each in subgroups),
            bool(data["ordered"]),
        )
    except (ValueError, KeyError, TypeError) as error:
        raise Refused(Problem("readings-damaged", "", {"reason": type(error).__name__})) from error
    if readings.blob() != content:
        raise Refused(Problem("readings-damaged", "", {"reason": "not canonical"}))
    return readings
