"""Keys, certificates, roots and first use: who signed, and whether we may believe it.

Everything that signs goes through the ``Identity`` protocol (``keys.py``), so that a PKCS#11 token or an SM2
key can stand where a PKCS#12 file stands today. Private keys live in PKCS#12 files, in the device's own key
file and in memory, nowhere else: not in a case, a log, a report or the text of an object. This room knows
nothing of reports or packages; it signs bytes and lends signers.
"""
