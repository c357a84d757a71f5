"""The keys of a desk: the public ones are kept beside the secret ones, so that a damaged one is seen."""

from nacl.public import PrivateKey
from nacl.signing import SigningKey

KEY = 32
"""Bytes of each key."""


def public_keys(signing_seed: bytes, box_secret: bytes) -> tuple[bytes, bytes]:
    """Work out the public keys of two secret ones, of the signatures and of the box; empty for what is no key."""
    if not len(signing_seed) == len(box_secret) == KEY:
        return b"", b""
    return bytes(SigningKey(signing_seed).verify_key), bytes(PrivateKey(box_secret).public_key)
