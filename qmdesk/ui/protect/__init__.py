"""Encrypted cases in the window: asking for a passphrase, setting, changing and removing one."""
