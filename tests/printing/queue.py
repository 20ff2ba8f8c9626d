"""A CUPS server with its own settings, spool and port, whose queues send to a printer that keeps what it gets.

Needs cupsd and its commands (on Debian: ``apt-get install cups``) and, as filters are started under another user's
name, to be run as root. The system's own printing is neither used nor touched.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import socket
import subprocess
import tempfile
import threading
import time
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from queue import Queue

#: The queues: one that prints, one that was stopped, one that takes no more jobs.
OFFICE, STOPPED, CLOSED = "office", "stopped", "closed"
_SETTINGS = """
LogLevel warn
MaxLogSize 0
Listen 127.0.0.1:{port}
Listen {root}/cups.sock
Browsing Off
WebInterface No
DefaultAuthType None
<Location />
  Order allow,deny
  Allow all
</Location>
<Policy default>
  JobPrivateAccess all
  JobPrivateValues none
  <Limit All>
    Order deny,allow
  </Limit>
</Policy>
"""
_FILES = """
SystemGroup root
ServerRoot {root}
DocumentRoot {root}
RequestRoot {root}/spool
CacheDir {root}/cache
StateDir {root}/state
TempDir {root}/temporary
ErrorLog {root}/error_log
AccessLog {root}/access_log
PageLog {root}/page_log
"""


class Printer:
    """A printer in the network (raw data on a TCP port), which keeps the jobs that it gets."""

    def __init__(self) -> None:
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._listener.getsockname()[1])
        self._jobs: Queue[bytes] = Queue()
        threading.Thread(target=self._serve, daemon=True).start()

    def job(self, seconds: float = 30.0) -> bytes:
        """The next job. Raises queue.Empty where none comes."""
        return self._jobs.get(timeout=seconds)

    def close(self) -> None:
        self._listener.close()

    def _serve(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                line, _ = self._listener.accept()
                with line:
                    self._jobs.put(b"".join(iter(partial(line.recv, 1 << 16), b"")))


@dataclass(frozen=True)
class Cups:
    """A running server: what a program needs in its environment, and the printer behind its queues."""

    server: str
    printer: Printer

    @property
    def env(self) -> dict[str, str]:
        return {**os.environ, "CUPS_SERVER": self.server}

    def run(self, *command: str) -> str:
        """Run a command of CUPS against this server. Raises CalledProcessError."""
        return subprocess.run(command, env=self.env, capture_output=True, text=True, check=True).stdout


def missing() -> str:
    """Why this can't run here; "" if it can."""
    for name in ("cupsd", "lp", "lpadmin", "lpstat", "cupsenable"):
        if shutil.which(name, path=f"{os.environ['PATH']}:/usr/sbin:/sbin") is None:
            return f"{name} is not installed"
    return "" if os.geteuid() == 0 else "cupsd starts its filters only for root"


@contextmanager
def running() -> Generator[Cups]:
    """The server, as long as this is open."""
    root = Path(tempfile.mkdtemp(prefix="qmdesk-cups-"))
    root.chmod(0o755)
    for name in ("spool", "cache", "state", "temporary"):
        (root / name).mkdir()
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    settings, files = root / "cupsd.conf", root / "cups-files.conf"
    settings.write_text(_SETTINGS.format(root=root, port=port))
    files.write_text(_FILES.format(root=root))
    daemon = shutil.which("cupsd", path=f"{os.environ['PATH']}:/usr/sbin:/sbin") or "cupsd"
    printer = Printer()
    process = subprocess.Popen(
        [daemon, "-f", "-c", str(settings), "-s", str(files)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        cups = Cups(f"127.0.0.1:{port}", printer)
        _wait(port, process)
        for queue in (OFFICE, STOPPED, CLOSED):
            cups.run("lpadmin", "-p", queue, "-E", "-v", f"socket://127.0.0.1:{printer.port}", "-m", "raw")
        cups.run("cupsdisable", STOPPED)
        cups.run("cupsreject", CLOSED)
        yield cups
    finally:
        process.terminate()
        process.wait(10)
        printer.close()
        shutil.rmtree(root, ignore_errors=True)


def _wait(port: int, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + 15
    while time.monotonic() < until and process.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError("cupsd did not start")
