"""The whole corpus, and a command that writes it to a folder with the verdicts beside it.

    python -m tests.hostile.corpus FOLDER

Nothing of it is kept in the repository: every file is made when it is needed.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from tests.hostile import documents, pictures, texts, workbooks, zips
from tests.hostile.specimen import Specimen

SPECIMENS: tuple[Specimen, ...] = (
    *zips.SPECIMENS,
    *workbooks.SPECIMENS,
    *texts.SPECIMENS,
    *pictures.SPECIMENS,
    *documents.SPECIMENS,
)


def write(folder: Path) -> int:
    """Every file under ``<its id>/<its name>``, and ``verdicts.json``; how many there are."""
    verdicts: list[dict[str, object]] = []
    for each in SPECIMENS:
        target = folder / each.id / each.name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(each.make())
        verdicts.append(
            {
                "file": f"{each.id}/{each.name}",
                "door": each.door,
                "hostile": each.hostile,
                "refused": each.verdict.refused,
                "codes": sorted(each.verdict.codes),
                "taken": each.verdict.taken,
            }
        )
    (folder / "verdicts.json").write_text(json.dumps(verdicts, ensure_ascii=False, indent=1), "utf-8")
    return len(verdicts)


if __name__ == "__main__":
    print(f"{write(Path(sys.argv[1]))} files in {sys.argv[1]}")
