"""Cases between computers: signed packages, packed, opened, checked and merged.

A package is a BagIt 1.0 bag in a zip, with a detached CMS signature over its tag manifest. It carries the
logs of a case (all of them, or what the other side lacks), the files they refer to, the form and the
snapshot. Packages never carry a database, and what they bring is only ever added to a case.
"""
