"""Real servers of each kind on free ports of this machine: openssh, a WebDAV server, an S3 server."""

from __future__ import annotations

import contextlib
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Generator
from dataclasses import dataclass
from getpass import getuser
from pathlib import Path

import pytest
import yaml

SSHD = shutil.which("sshd", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin") or ""
USER, PASSWORD = "wang", "geheim-1"
ACCESS, SECRET, BUCKET = "AKIAQMDESKTEST00", "s3-secret", "inbox"


@dataclass(frozen=True)
class Server:
    """A running server. ``secrets`` go by the URL's server part; ``folder`` is what it serves, where it has one."""

    kind: str
    port: int
    folder: Path
    secrets: dict[str, str]
    host_key: Path | None = None

    def url(self, port: int = 0) -> str:
        """Its URL, through another port where a proxy stands before it."""
        at = port or self.port
        if self.kind == "sftp":
            return f"sftp://{getuser()}@127.0.0.1:{at}{self.folder.as_posix()}"
        if self.kind in ("webdav", "webdavs"):
            return f"{self.kind}://{USER}@127.0.0.1:{at}/"
        if self.kind == "s3":
            return f"s3://{BUCKET}/office?endpoint=http://127.0.0.1:{at}&region=us-east-1"
        return self.folder.as_uri()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(port: int, process: subprocess.Popen[bytes], log: Path) -> None:
    for _ in range(600):
        if process.poll() is not None:
            raise RuntimeError(f"the server ended: {log.read_text('utf-8', 'replace')[-2000:]}")
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
        time.sleep(0.1)
    raise RuntimeError("the server does not answer")


@contextlib.contextmanager
def running(command: list[str], port: int, log: Path, **env: str) -> Generator[None]:
    with log.open("wb") as out:
        process = subprocess.Popen(command, stdout=out, stderr=subprocess.STDOUT, env={**os.environ, **env})
        try:
            wait_for(port, process, log)
            yield
        finally:
            process.terminate()
            process.wait(20)


@contextlib.contextmanager
def sshd(folder: Path, port: int = 0, host_key: Path | None = None) -> Generator[Server]:
    """An openssh server that lets the user of this process in by a key made for it."""
    if not SSHD:
        pytest.skip("no sshd on this machine: install openssh-server (.ci/run does)")
    served, port = folder / "served", port or free_port()
    served.mkdir(parents=True, exist_ok=True)
    host_key = host_key or folder / "host_key"
    user_key = folder / "user_key"
    for path in (host_key, user_key):
        if not path.exists():
            subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(path)], check=True)
    if os.geteuid() == 0:
        Path("/run/sshd").mkdir(exist_ok=True)
    config = folder / "sshd_config"
    config.write_text(
        f"Port {port}\nListenAddress 127.0.0.1\nHostKey {host_key}\nPidFile none\nAuthorizedKeysFile {user_key}.pub\n"
        "PasswordAuthentication no\nKbdInteractiveAuthentication no\nUsePAM no\nStrictModes no\nPermitRootLogin yes\n"
        "Subsystem sftp internal-sftp\nMaxStartups 100\n"
    )
    with running([SSHD, "-D", "-e", "-f", str(config)], port, folder / "sshd.log"):
        yield Server("sftp", port, served, {"key": str(user_key)}, host_key)


@contextlib.contextmanager
def webdav(folder: Path, certificate: Path | None = None, key: Path | None = None) -> Generator[Server]:
    served, port = folder / "served", free_port()
    served.mkdir(parents=True, exist_ok=True)
    config: dict[str, object] = {
        "host": "127.0.0.1",
        "port": port,
        "provider_mapping": {"/": str(served)},
        "simple_dc": {"user_mapping": {"*": {USER: {"password": PASSWORD}}}},
        "verbose": 1,
    }
    if certificate is not None:
        config |= {"ssl_certificate": str(certificate), "ssl_private_key": str(key), "ssl_adapter": "builtin"}
    path = folder / "wsgidav.yaml"
    path.write_text(yaml.safe_dump(config))
    command = [sys.executable, "-m", "wsgidav.server.server_cli", "--config", str(path)]
    with running(command, port, folder / "wsgidav.log"):
        yield Server("webdav" if certificate is None else "webdavs", port, served, {"password": PASSWORD})


@contextlib.contextmanager
def s3(folder: Path) -> Generator[Server]:
    folder.mkdir(parents=True, exist_ok=True)
    port = free_port()
    command = [sys.executable, "-c", "from moto.server import main; main()", "-H", "127.0.0.1", "-p", str(port)]
    with running(command, port, folder / "moto.log"):
        import boto3

        client = boto3.client(
            "s3",
            endpoint_url=f"http://127.0.0.1:{port}",
            region_name="us-east-1",
            aws_access_key_id=ACCESS,
            aws_secret_access_key=SECRET,
        )
        client.create_bucket(Bucket=BUCKET)
        client.close()
        yield Server("s3", port, folder, {"access_key": ACCESS, "secret_key": SECRET})


KINDS = {"sftp": sshd, "webdav": webdav, "s3": s3}
