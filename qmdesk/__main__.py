"""``python -m qmdesk``."""

from qmdesk.app.main import main

if __name__ == "__main__":
    main()
