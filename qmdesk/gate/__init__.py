"""The one door for files from outside: what a file really is, what is refused, and where it is parsed.

Nothing here knows what a file means. :mod:`.kinds` tells by content what a file is, :mod:`.zips` and :mod:`.xml`
open containers within limits, :mod:`.images` measures pictures, :mod:`.child` runs a parser in a process of its own
with a limit on time and memory.
"""

from qmdesk.gate.kinds import sniff

__all__ = ["sniff"]
