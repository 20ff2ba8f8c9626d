"""A real PostgreSQL for the tests of this room: started from the system's binaries in a folder of its own, as no root."""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

PASSWORD = "öffne-dich 'sesam'"


def _binaries() -> Path | None:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/postgres")) or [
        Path(each) for each in filter(None, [shutil.which("postgres")])
    ]
    return found[-1].resolve().parent if found else None


def _user() -> str | None:
    """Who runs the server: it refuses to run as root."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name).pw_name
        except KeyError:
            continue
    pytest.skip("no user but root, and PostgreSQL does not run as root")


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """The URL of a server's first database, with the password that it asks for."""
    if os.name == "nt":
        pytest.skip("the server of this test is started on Unix only")
    binaries = _binaries()
    if binaries is None:
        pytest.skip("PostgreSQL is not installed (apt-get install postgresql)")
    user, port = _user(), _free_port()
    folder = Path(tempfile.mkdtemp(prefix="qmpg-", dir="/tmp"))
    try:
        secret = folder / "secret"
        secret.write_text(PASSWORD, "utf-8")
        if user is not None:
            shutil.chown(folder, user)
            shutil.chown(secret, user)
        quiet = {"user": user, "cwd": folder, "stdout": subprocess.DEVNULL, "stderr": subprocess.PIPE, "check": True}
        data = folder / "data"
        subprocess.run(
            [binaries / "initdb", "-D", data, "-U", "office", "--pwfile", secret, "-A", "scram-sha-256", "-E", "UTF8",
             "--locale=C.UTF-8", "--no-sync"],
            **quiet,
        )  # fmt: skip
        server = subprocess.Popen(
            [binaries / "postgres", "-D", data, "-p", str(port), "-k", folder, "-c", "listen_addresses=127.0.0.1",
             "-c", "fsync=off"],
            user=user, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        try:
            _wait(port, server)
            yield f"postgresql://office@127.0.0.1:{port}/postgres"
        finally:
            server.terminate()
            server.wait(timeout=30)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _wait(port: int, server: subprocess.Popen[bytes]) -> None:
    import time

    import pg8000.dbapi

    for _ in range(300):
        if server.poll() is not None:
            pytest.fail("PostgreSQL ended by itself")
        try:
            pg8000.dbapi.connect(
                user="office", password=PASSWORD, host="127.0.0.1", port=port, database="postgres"
            ).close()
        except Exception:
            time.sleep(0.1)
        else:
            return
    pytest.fail("PostgreSQL did not answer")


@pytest.fixture
def postgres_url(postgres_server: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The URL of an empty database; its password is in the environment, as an office would have it."""
    import pg8000.dbapi

    monkeypatch.setenv("PGPASSWORD", PASSWORD)
    base, _, _ = postgres_server.rpartition("/")
    port = int(base.rpartition(":")[2])
    name = f"t{os.urandom(4).hex()}"

    def run(sql: str) -> None:
        with pg8000.dbapi.connect(
            user="office", password=PASSWORD, host="127.0.0.1", port=port, database="postgres"
        ) as connection:
            connection.autocommit = True
            connection.cursor().execute(sql)

    run(f"CREATE DATABASE {name}")
    yield f"{base}/{name}"
    run(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(params=["parquet", "postgres"])
def store(request: pytest.FixtureRequest, tmp_path: Path):
    """An empty facts store on each engine."""
    from qmdesk.portfolio.store import open_store

    name = str(tmp_path / "facts") if request.param == "parquet" else request.getfixturevalue("postgres_url")
    found = open_store(name, tmp_path)
    yield found
    found.close()
