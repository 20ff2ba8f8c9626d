"""``python -m qmdesk``."""

from qmdesk.app.start import main

if __name__ == "__main__":
    main()
