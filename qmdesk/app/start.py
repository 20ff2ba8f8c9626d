"""Where the program starts: the window with its start page at once, everything else by way of the commands.

Importing the commands and their library takes as long as building the start page; who opens the window needs neither.
"""

from __future__ import annotations

import gc
import os
import sys

from qmdesk.app.context import FILE_VARIABLE, home_folder
from qmdesk.wording import DEFAULT_LANGUAGE

WHEN_READY = "--exit-when-ready"


def main() -> None:
    """Run the program and exit with a status of the contract."""
    arguments = sys.argv[1:]
    if arguments in ([], [WHEN_READY]) and FILE_VARIABLE not in os.environ:
        sys.exit(_window(exit_when_ready=bool(arguments)))
    from qmdesk.app.main import main as command

    command(arguments)


def _window(*, exit_when_ready: bool) -> int:
    """The window without a case, told and noted as the command ``desktop`` is."""
    gc.disable()  # the window collects by itself (qmdesk.ui.garbage); while libraries are imported there is nothing to
    home = home_folder()
    try:
        from qmdesk.app.desktop import run_desktop

        status = run_desktop(None, home, DEFAULT_LANGUAGE, exit_when_ready)
    except (Exception, KeyboardInterrupt) as error:
        from qmdesk.app.main import status_of, use_utf8

        use_utf8()
        status = status_of(error, DEFAULT_LANGUAGE)
    from qmdesk.workspace.logbook import note

    note(home, "command", name="desktop", status=status)
    return status
