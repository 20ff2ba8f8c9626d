"""Record the hash of a built-in edition as published: ``python -m tests.formdef.publish meqmc/2026``.

From then on a test holds every byte of it; what must change after that becomes a new edition. Recording an
edition anew is refused unless ``--again`` says that nobody has used it yet.
"""

import json
import sys
from pathlib import Path

from qmdesk.formdef.loader import load_builtin

LIST = Path(__file__).with_name("published.json")


def main(arguments):
    """Write the hash of each named edition into published.json."""
    known = json.loads(LIST.read_text("utf-8"))
    for name in [each for each in arguments if each != "--again"]:
        form = load_builtin(*name.split("/"))
        if known["published"].get(name, form.sha256) != form.sha256 and "--again" not in arguments:
            return f"{name} is published already; a published edition never changes"
        known["published"][name] = form.sha256
        known["drafts"] = [draft for draft in known["drafts"] if draft != name]
        print(f"{name} {form.sha256}")
    LIST.write_text(json.dumps(known, indent=2, sort_keys=True) + "\n", "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
