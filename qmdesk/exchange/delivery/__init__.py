"""Packages to places elsewhere and from there: folders and shares, SFTP, WebDAV, S3-compatible storage.

A place is a URL. Each kind is a :class:`~qmdesk.exchange.delivery.channel.Channel` over a file system of fsspec; a kind
that isn't known here goes through fsspec's registry. Every name that is written begins with a case and the SHA-256 of
its content, so that sending twice makes one object, and nothing is ever overwritten that says something else.
"""
