"""Signatures and sealed boxes, by libsodium. A seed or secret key has 32 bytes, and so has a public one.

What is signed is the whole file: its first two lines and its content. So no signature fits another kind of file.
"""

from typing import NamedTuple

from nacl.bindings import crypto_sign_ed25519_pk_to_curve25519, crypto_sign_ed25519_sk_to_curve25519
from nacl.exceptions import CryptoError
from nacl.public import PrivateKey, PublicKey, SealedBox
from nacl.signing import SigningKey, VerifyKey

_KEY = 32
_SIGNATURE = 64


class Signed(NamedTuple):
    """A content with the public key of whoever signed it."""

    signer: bytes
    content: bytes


def public_of(seed: bytes) -> bytes:
    """The public key of whoever signs with `seed`."""
    return bytes(SigningKey(seed).verify_key)


def box_of(secret: bytes) -> bytes:
    """The public key to which others seal what `secret` opens."""
    return bytes(PrivateKey(secret).public_key)


def signed(start: bytes, content: bytes, seed: bytes) -> bytes:
    """`content`, signed together with `start`, the first two lines of its file."""
    key = SigningKey(seed)
    return bytes(key.verify_key) + key.sign(start + content).signature + content


def read_signed(start: bytes, data: bytes) -> Signed | None:
    """The signer and the content in what `signed` gave; None where the signature is not that of the key beside it."""
    signer, signature, content = data[:_KEY], data[_KEY : _KEY + _SIGNATURE], data[_KEY + _SIGNATURE :]
    try:
        VerifyKey(signer).verify(start + content, signature)
    except (CryptoError, ValueError, TypeError):
        return None
    return Signed(signer, content)


def sealed(data: bytes, box: bytes) -> bytes:
    """`data`, which only the secret key to `box` opens."""
    return SealedBox(PublicKey(box)).encrypt(data)


def unsealed(data: bytes, secret: bytes) -> bytes | None:
    """The data that were `sealed`; None where it is sealed to another key."""
    try:
        return SealedBox(PrivateKey(secret)).decrypt(data)
    except (CryptoError, ValueError, TypeError):
        return None


def signed_and_sealed(start: bytes, content: bytes, seed: bytes, box: bytes) -> bytes:
    """`content`, `signed` with `seed` and then `sealed` to `box`."""
    return sealed(signed(start, content, seed), box)


def box_of_signer(signer: bytes) -> bytes:
    """The key to which others seal what is for whoever signs with `signer`.

    Raises:
        ValueError: `signer` is no key.
    """
    try:
        return crypto_sign_ed25519_pk_to_curve25519(signer)
    except (CryptoError, TypeError) as error:
        raise ValueError("no key") from error


def box_secret_of(seed: bytes) -> bytes:
    """The secret key that opens what was sealed to `box_of_signer`, where `seed` is what they sign with."""
    return crypto_sign_ed25519_sk_to_curve25519(bytes(SigningKey(seed)) + bytes(SigningKey(seed).verify_key))
