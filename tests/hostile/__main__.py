"""Run the corpus and print what differs.

python -m tests.hostile [PART OF AN ID]...
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

from qmdesk.formdef.loader import load_builtin
from qmdesk.review.begin import begin
from qmdesk.review.session import Who
from tests.hostile.corpus import SPECIMENS
from tests.hostile.doors import passed

CODE = "91330212MA2TE8XU04"


def main(asked: list[str]) -> int:
    wrong = 0
    chosen = [each for each in SPECIMENS if not asked or any(part in each.id for part in asked)]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        who = Who("a" * 16, "王工", folder / "home")
        with begin(folder / "a.qmcase", load_builtin("meqmc"), who, enterprise="甬江机械", credit_code=CODE) as session:
            for each in chosen:
                path = folder / "in" / each.name
                path.parent.mkdir(exist_ok=True)
                path.write_bytes(each.make())
                start = time.perf_counter()
                try:
                    said = each.verdict.wrong(passed(each.door, path, session))
                except Exception as error:
                    said = f"{type(error).__name__}: {error}"[:200]
                took = time.perf_counter() - start
                path.unlink()
                wrong += bool(said)
                if said or took > 5:
                    print(f"{each.id}: {said or 'as it must'} ({took:.1f} s)", flush=True)
    print(f"{len(chosen)} files, {wrong} WRONG" if wrong else f"{len(chosen)} files, each with its verdict")
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
