"""What is no table and no archive: answers, forms, keys, trust, packages, case files, reports."""

from __future__ import annotations

import io
import json
import sqlite3
import tempfile
import zipfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

from qmdesk import assets
from qmdesk.formdef.loader import load_builtin
from qmdesk.review.begin import begin
from qmdesk.review.packing import pack_case
from qmdesk.review.session import Who
from qmdesk.trust.device import device_identity
from qmdesk.trust.identity import new_root
from qmdesk.trust.p12 import save_p12
from tests.hostile.doors import PASSPHRASE
from tests.hostile.specimen import Specimen, Verdict, accepted, refused


def _json(id: str, text: str | bytes, verdict: Verdict, *, hostile: bool = True) -> Specimen:
    data = text.encode("utf-8", "surrogatepass") if isinstance(text, str) else text
    return Specimen(f"json-{id}", "answers", "answers.json", lambda: data, verdict, hostile)


PLAIN = json.dumps({"form": "meqmc/2026", "items": {}})
_IN = '{"form": "meqmc/2026", "recorded": {"%s": {"source": %s}}}'


def _recorded(value: str) -> str:
    return _IN % (load_builtin("meqmc").recorded[0].id, value)


ANSWERS = [
    _json("plain", PLAIN, accepted(1), hostile=False),
    _json("mark", PLAIN.encode("utf-8-sig"), accepted(1), hostile=False),
    _json("emoji", _recorded('"\\ud83d\\udcf7 📷"'), accepted(1), hostile=False),
    _json("utf16", PLAIN.encode("utf-16"), refused("answers-not-utf8")),
    _json("duplicate-key", '{"form": "meqmc/2026", "form": "meqmc/2026"}', refused("answers-key-twice", "answers-duplicate-key")),
    _json("nan", '{"form": "meqmc/2026", "items": NaN}', refused("answers-not-json", "answers-nan", "answers-not-a-number")),
    _json("infinity", '{"form": "meqmc/2026", "items": -Infinity}', Verdict(True)),
    _json("lone-surrogate", _recorded('"\\ud800"'), refused("answers-surrogate")),
    _json("lone-surrogate-key", '{"form": "meqmc/2026", "\\udfff": 1}', Verdict(True)),
    _json("raw-surrogate", _recorded('"\ud800"'), refused("answers-not-utf8")),
    _json("deep", "[" * 100_000, refused("answers-too-deep")),
    _json("deep-objects", '{"a":' * 50_000, refused("answers-too-deep")),
    _json("deep-closed", '{"form": "meqmc/2026", "items": ' + "[" * 900 + "]" * 900 + "}", Verdict(True)),
    _json("long-number", '{"form": "meqmc/2026", "items": ' + "9" * 1_000_000 + "}", Verdict(True)),
    _json("huge-exponent", '{"form": "meqmc/2026", "items": 1e999999999}', Verdict(True)),
    _json("truncated", PLAIN[:-5], refused("answers-not-json")),
    _json("empty", "", refused("answers-not-json")),
    _json("nul", PLAIN + "\0", refused("answers-not-json")),
    _json("list", "[]", Verdict(True)),
    _json("form-path", '{"form": "../../etc/passwd"}', refused("form-not-found")),
    _json("many-keys", "{" + ",".join(f'"{at}": 1' for at in range(20_000)) + "}", Verdict(True)),
]  # fmt: skip


@cache
def form_files() -> dict[str, bytes]:
    return dict(load_builtin("meqmc").files)


def form_zip(**changes: bytes | None) -> bytes:
    files: dict[str, bytes | None] = {**form_files(), **changes}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            if content is not None:
                archive.writestr(name, content)
    return out.getvalue()


def _form(id: str, make: Callable[[], bytes], verdict: Verdict, *, hostile: bool = True) -> Specimen:
    return Specimen(f"form-{id}", "form", "form.zip", make, verdict, hostile)


def _yaml(id: str, text: str | bytes, *codes: str) -> Specimen:
    data = text.encode() if isinstance(text, str) else text
    return _form(id, lambda: form_zip(**{"form.yaml": data}), refused(*codes))


def _laughs() -> str:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{at}: &a{at} [{', '.join([f'*a{at - 1}'] * 10)}]" for at in range(1, 10)]
    return "\n".join(lines)


FORMS = [
    _form("plain", form_zip, accepted(len(load_builtin("meqmc").items)), hostile=False),
    _form("readme-beside", lambda: form_zip(**{"说明.txt": "说明".encode()}), accepted(), hostile=False),
    _yaml("laughs", _laughs(), "form-aliases"),
    _yaml("python-tag", "id: !!python/object/apply:os.system ['true']", "form-tag"),
    _yaml("deep", "[" * 5_000, "form-too-deep", "form-yaml"),
    _yaml("self-alias", "a: &a [*a]", "form-yaml", "form-aliases", "form-key-unknown", "form-key-missing", "form-missing", "form-unknown"),
    _yaml("bidi", "id: meqmc\nname: \u202eevil\n", "form-hidden-character"),
    _yaml("two-documents", "id: a\n---\nid: b\n", "form-yaml"),
    _yaml("no-utf8", b"\xff\xfe\x80", "form-yaml", "form-encoding", "form-not-utf8"),
    _yaml("long-key", "? " + "x" * 1_500_000 + "\n: 1\n"),
    _form("traversal", lambda: form_zip(**{"../evil.yaml": b"a: 1"}), refused("form-file-name")),
    _form("program", lambda: form_zip(**{"setup.exe": b"MZ"}), refused("form-file-kind")),
    _form("bomb", lambda: form_zip(**{"items/bomb.yaml": b" " * 30_000_000}), refused("form-file-too-large")),
    _form("many", lambda: form_zip(**{f"items/{at}.yaml": b"" for at in range(300)}), refused("form-too-many-files")),
    _form("no-zip", lambda: b"PK\x03\x04" + b"\0" * 60, refused("form-zip-damaged")),
    _form("truncated", lambda: form_zip()[:2_000], refused("form-zip-damaged")),
    _form("missing", lambda: form_zip(**{"records.yaml": None}), refused("form-file-missing")),
]  # fmt: skip


@cache
def made() -> dict[str, bytes]:
    """One of each thing that only the program itself can make: a key, a trust file, a case, a package."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        home = folder / "home"
        root = new_root("评价机构")
        save_p12(root, folder / "root.p12", PASSPHRASE)
        device = device_identity(home)
        who = Who(device.id, "王工", home)
        session = begin(folder / "a.qmcase", load_builtin("meqmc"), who, enterprise="甬江机械", credit_code="91330212MA2TE8XU04")  # fmt: skip
        pack_case(session, folder / "包.zip", device, device=device.id)
        session.close()
        from cryptography.hazmat.primitives.serialization import Encoding

        return {
            "p12": (folder / "root.p12").read_bytes(),
            "pem": root.certificate.public_bytes(Encoding.PEM),
            "der": root.certificate.public_bytes(Encoding.DER),
            "case": (folder / "a.qmcase").read_bytes(),
            "package": (folder / "包.zip").read_bytes(),
        }


def _slow_p12() -> bytes:
    """Key derivation in two thousand million rounds."""
    from asn1crypto import pkcs12

    pfx = pkcs12.Pfx.load(made()["p12"])
    pfx["mac_data"]["iterations"] = 2_000_000_000
    return bytes(pfx.dump(force=True))


def _flipped(kind: str, at: float) -> bytes:
    data = bytearray(made()[kind])
    data[int(len(data) * at)] ^= 0xFF
    return bytes(data)


def _foreign() -> bytes:
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "a.db"
        with sqlite3.connect(path) as connection:
            connection.execute("CREATE TABLE entry (x)")
        connection.close()
        return path.read_bytes()


def _sealed(id: str, door: str, name: str, make: Callable[[], bytes], verdict: Verdict, *, hostile: bool = True) -> Specimen:  # fmt: skip
    return Specimen(id, door, name, make, verdict, hostile)


SEALED = [
    _sealed("p12-plain", "p12", "a.p12", lambda: made()["p12"], accepted(1), hostile=False),
    _sealed("p12-cut", "p12", "a.p12", lambda: made()["p12"][:-40], refused("p12-damaged")),
    _sealed("p12-flipped", "p12", "a.p12", lambda: _flipped("p12", 0.5), refused("p12-damaged", "passphrase-wrong")),
    _sealed("p12-slow", "p12", "a.p12", _slow_p12, refused("p12-damaged", "p12-too-slow")),
    _sealed("p12-nothing", "p12", "a.p12", lambda: b"", refused("p12-damaged")),
    _sealed("p12-large", "p12", "a.p12", lambda: b"\x30" * 3_000_000, refused("p12-damaged")),
    _sealed("p12-deep", "p12", "a.p12", lambda: b"\x30\x80" * 200_000, refused("p12-damaged")),
    _sealed("trust-pem", "trust", "a.pem", lambda: made()["pem"], accepted(1), hostile=False),
    _sealed("trust-der", "trust", "a.cer", lambda: made()["der"], accepted(1), hostile=False),
    _sealed("trust-crlf-and-words", "trust", "a.pem", lambda: "说明\r\n".encode() + made()["pem"].replace(b"\n", b"\r\n"), accepted(1), hostile=False),
    _sealed("trust-never-ends", "trust", "a.pem", lambda: b"-----BEGIN CERTIFICATE-----\n" * 140_000, refused("trust-file-unreadable")),
    _sealed("trust-cut", "trust", "a.pem", lambda: made()["pem"][:-60], refused("trust-file-unreadable")),
    _sealed("trust-garbage", "trust", "a.pem", lambda: b"\x30\x82\xff\xff" + b"\0" * 100, refused("trust-file-unreadable")),
    _sealed("package-plain", "package", "包.zip", lambda: made()["package"], accepted(), hostile=False),
    _sealed("package-flipped", "package", "包.zip", lambda: _flipped("package", 0.6), Verdict(True)),
    _sealed("package-cut", "package", "包.zip", lambda: made()["package"][:-30], refused("package-truncated")),
    _sealed("package-tail", "package", "包.zip", lambda: made()["package"] + b"x", refused("package-truncated")),
    _sealed("package-no-zip", "package", "包.zip", lambda: b"hello", refused("package-not-ours")),
    _sealed("package-other-zip", "package", "包.zip", form_zip, refused("package-name", "package-missing")),
    _sealed("case-plain", "case", "a.qmcase", lambda: made()["case"], accepted(), hostile=False),
    _sealed("case-cut", "case", "a.qmcase", lambda: made()["case"][:5_000], refused("case-damaged", "case-not-ours")),
    _sealed("case-foreign", "case", "a.qmcase", _foreign, refused("case-not-ours")),
    _sealed("case-words-no-text", "case", "a.qmcase", lambda: made()["case"].replace(b"TABLE entry (", b"TABLE \xff\xfe\xffry (", 1), refused("case-damaged")),
    _sealed("case-no-database", "case", "a.qmcase", lambda: b"hello" * 500, refused("case-not-ours")),
    _sealed("case-nothing", "case", "a.qmcase", lambda: b"", Verdict(True)),
    _sealed("case-as-evidence", "import", "别人的.qmcase", lambda: made()["case"], accepted(1)),
    _sealed("report-garbage", "report", "a.pdf", lambda: b"%PDF-1.7\n" + b"\xff" * 5_000, Verdict(True)),
    _sealed("report-deep", "report", "a.pdf", lambda: b"%PDF-1.7\n1 0 obj\n" + b"[" * 200_000 + b"\nendobj\ntrailer<</Root 1 0 R>>\nstartxref\n9\n%%EOF", Verdict(True)),
    _sealed("report-loop", "report", "a.pdf", lambda: b"%PDF-1.7\nxref\n0 1\n0000000000 65535 f \ntrailer<</Size 1/Root 1 0 R/Prev 9>>\nstartxref\n9\n%%EOF", Verdict(True)),
    _sealed("self-assessment-book", "import", "自评.xlsx", lambda: assets.resource("samples", "machining", "self-assessment.xlsx").read_bytes(), accepted(), hostile=False),
    _sealed("self-assessment", "import", "自评.zip", lambda: assets.resource("samples", "machining", "package.zip").read_bytes(), accepted(), hostile=False),
]  # fmt: skip
SPECIMENS = [*ANSWERS, *FORMS, *SEALED]
