"""Make ``resources/samples``: three invented enterprises with everything that they would send, the same in every run.

    python build_spec/make_samples.py [FOLDER]

Workbooks are written by the templates' own code and filled; the enterprises' words and numbers stand in ``samples/``.
"""

from __future__ import annotations

import io
import json
import shutil
import sys
import zipfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from samples import electronics, food, machining
from samples.pictures import handwriting, photo, scan
from samples.sample import Hand, Photo, Sample, Scan

from qmdesk import assets
from qmdesk.formdef.loader import load_builtin
from qmdesk.intake.template import write_filled

SAMPLES = (machining.SAMPLE, electronics.SAMPLE, food.SAMPLE)

_MOMENT = (2026, 3, 12, 9, 30, 0)


class _GbkName(zipfile.ZipInfo):
    """A member named as old Chinese packers do: GBK bytes and no flag that would say so."""

    def _encodeFilenameFlags(self) -> tuple[bytes, int]:  # noqa: N802 - the name zipfile calls
        return self.filename.encode("gb18030"), self.flag_bits & ~0x800


def make(sample: Sample, folder: Path) -> None:
    """Write one sample's folder anew."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    write_filled("self-assessment", load_builtin("meqmc", "2026"), folder / "self-assessment.xlsx", sample.filling)
    packed = {sample.workbook: (folder / "self-assessment.xlsx").read_bytes()}
    for measured in sample.measured:
        _write(folder / measured.path, measured.content)
        packed[measured.packed] = measured.content
    for each in sample.evidence:
        content = _drawn(each, sample)
        _write(folder / each.path, content)
        packed[f"佐证材料/{each.packed}"] = content
    (folder / "package.zip").write_bytes(_zipped(packed, gbk=sample.gbk))
    for each in sample.onsite_files:
        _write(folder / each.path, _drawn(each, sample))
    if sample.onsite is not None:
        text = json.dumps(sample.onsite, ensure_ascii=False, indent=1)
        (folder / "onsite.json").write_text(text + "\n", "utf-8", newline="\n")


def _drawn(each: Scan | Photo | Hand, sample: Sample) -> bytes:
    if isinstance(each, Hand):
        return handwriting(each.name)
    if isinstance(each, Scan):
        return scan(each.title, each.lines, f"{sample.filling.case['enterprise']}　2026 年 3 月")
    return photo(each.title, each.lines, each.chart, each.limits)


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def _zipped(members: dict[str, bytes], *, gbk: bool) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as package:
        for name, data in members.items():
            info = (_GbkName if gbk else zipfile.ZipInfo)(name, _MOMENT)
            info.external_attr, info.create_system = 0o644 << 16, 0
            info.compress_type = zipfile.ZIP_STORED if name.endswith((".png", ".xlsx")) else zipfile.ZIP_DEFLATED
            package.writestr(info, data)
    return content.getvalue()


def main(arguments: list[str]) -> None:
    """Make all samples in the named folder, else in ``resources/samples``."""
    target = Path(arguments[0]) if arguments else assets.resource("samples")
    for sample in SAMPLES:
        make(sample, target / sample.id)
        size = sum(path.stat().st_size for path in (target / sample.id).rglob("*") if path.is_file())
        print(f"{sample.id}: {size // 1024} KB")


if __name__ == "__main__":
    main(sys.argv[1:])
