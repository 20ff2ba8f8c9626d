"""Printing on a real queue: a CUPS server of our own, run by hand (``python -m tests.printing``)."""
