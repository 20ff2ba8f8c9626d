"""Statistics of the review: capability, control charts, yields, proportions, gauge studies.

Everything here is pure: readings and counts in, frozen dataclasses out. What decides a level is compared exactly
(integers, fractions, 50-digit decimals); doubles serve display. Nothing here draws, reads files or knows a form.
"""
