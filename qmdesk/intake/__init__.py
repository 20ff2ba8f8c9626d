"""Files from outside become values and problems: self-assessment packages, measurements, tables, evidence.

Nothing here writes to a case. :func:`qmdesk.intake.take.take` reads a file and gives back an ``Intake``: the edits to
make, the files to keep, and a problem for everything that was not taken. Parsing runs in a child process
(:mod:`qmdesk.gate.child`).
"""
