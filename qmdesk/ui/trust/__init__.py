"""Whom we believe and what we sign with: verifying files, certificates, the trust list."""
