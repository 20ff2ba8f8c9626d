"""Where the frozen program starts.

Processes that our own processes start (qmdesk/portfolio/crew.py) begin here too and are told by their command line.
What they need is imported for them alone: a window that starts has no use for it.
"""

import sys


def help_another() -> None:
    """Do what a process of a pool, or the one that clears up after them, is started for, and leave; else nothing."""
    words = sys.argv[1:]
    if words[:1] == ["--multiprocessing-fork"]:
        from multiprocessing import process, spawn

        process.ORIGINAL_DIR = None  # there is no file of ours to read a second time
        spawn.freeze_support()  # leaves when the work is done
    if "-c" in words and "from multiprocessing.resource_tracker import main" in words[-1]:
        from multiprocessing.resource_tracker import main as clear_up

        clear_up(int(words[-1].rpartition("(")[2].rstrip(")")))
        sys.exit()


if __name__ == "__main__":
    help_another()
    from qmdesk.app.start import main

    main()
