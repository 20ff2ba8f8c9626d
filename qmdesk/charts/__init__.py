"""Charts as matplotlib figures: values in, a Figure out; for screen and report alike, without Qt and without pyplot.

No function here reads a file of a case or computes a statistic; none touches matplotlib's global settings.
"""
