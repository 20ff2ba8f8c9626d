"""The five gated figures: each from its answer to a level, with value, parts and reason.

One module per statistic. All of them give every level still possible while something is missing.
"""
