"""Where the frozen program starts."""

from multiprocessing import freeze_support

from qmdesk.app.start import main

if __name__ == "__main__":
    freeze_support()
    main()
