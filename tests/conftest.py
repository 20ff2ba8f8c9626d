"""What holds for all tests: none is timed, properties included, since a busy machine proves nothing."""

from hypothesis import settings

settings.register_profile("qmdesk", deadline=None)
settings.load_profile("qmdesk")
