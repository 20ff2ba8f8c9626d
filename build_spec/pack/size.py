"""How large the frozen program is, held against build_spec/budget.toml.

python -m build_spec.pack.size dist/qmdesk [--largest 30]
"""

from __future__ import annotations

import argparse
import sys
import tomllib
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BUDGET = ROOT / "build_spec" / "budget.toml"


def files(folder: Path) -> dict[Path, int]:
    """Every file of a build, links left out -> bytes."""
    return {
        each.relative_to(folder): each.stat().st_size
        for each in folder.rglob("*")
        if each.is_file() and not each.is_symlink()
    }


def parts(found: dict[Path, int]) -> Counter[str]:
    """The same by what stands right under the folder of the libraries, in bytes."""
    counted: Counter[str] = Counter()
    for path, size in found.items():
        inner = path.parts[1:] if path.parts[0] == "_internal" else path.parts
        counted[inner[0]] += size
    return counted


def over(total: int, platform: str, budget: dict[str, dict[str, int]]) -> str:
    """What is wrong with a size in bytes; "" where it is within the budget, or the platform has none."""
    if platform not in budget:
        return ""
    expected, slack = budget[platform]["megabytes"], budget[platform]["may_grow_percent"]
    most = expected * (100 + slack) / 100
    if total / 1e6 <= most:
        return ""
    return (
        f"the build is {total / 1e6:.0f} MB; {expected} MB are expected and {most:.0f} allowed (build_spec/budget.toml)"
    )


def check(folder: Path) -> str:
    """Print a build's size and its largest parts; what is wrong with it."""
    found = files(folder)
    total = sum(found.values())
    largest = ", ".join(f"{name} {size / 1e6:.0f}" for name, size in parts(found).most_common(8))
    print(f"frozen: {total / 1e6:.0f} MB in {len(found)} files ({largest})", flush=True)
    return over(total, sys.platform, tomllib.loads(BUDGET.read_text("utf-8")))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--largest", type=int, default=0, help="list as many of the largest files")
    given = parser.parse_args()
    wrong = check(given.folder)
    biggest = sorted(files(given.folder).items(), key=lambda each: -each[1])[: given.largest]
    for path, size in biggest:
        print(f"{size:>12,} {path}")
    print(wrong or "within the budget")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
