"""An image file of untrusted origin: what its header says, and whether that can be shown.

Only headers are read here, with bounds, and nothing is decoded: so that a bank can be checked where there is no Qt, and
so that no file reaches a decoder which is not what it says it is, or which is larger than any screen could show.
"""

import struct
from collections.abc import Iterator
from typing import Literal, NamedTuple
from zlib import crc32

from quizapp.problems import Mistake
from quizapp.texts import N_, Message

ImageFormat = Literal["png", "jpeg", "webp"]

MOST_BYTES = 5 * 2**20
MOST_BYTES_OF_ALL = 40 * 2**20
"""The limit for all images of a bank together, in bytes."""
MOST_PIXELS = 40_000_000
LONGEST_SIDE = 10_000

_MOST_PARTS = 20_000
"""Chunks of a file, each of at least 12 bytes; image programs write one for every 8 KB or more."""
_MOST_SCANS = 100
"""The limit for the scans of a JPEG. Each goes over all of the image; a camera writes one, others about ten."""

_LONGEST_START = 1000
"""Bytes in which a drawing or a page tells what it is."""

_PNG = b"\x89PNG\r\n\x1a\n"
_OTHERS = N_(
    {
        b"GIF8": "a GIF image",
        b"BM": "a BMP image",
        b"II*\0": "a TIFF image",
        b"MM\0*": "a TIFF image",
        b"%PDF-": "a PDF document",
        b"\0\0\1\0": "an icon",
        b"\0\0\0\x0cJXL ": "a JPEG XL image",
        b"\xff\x0a": "a JPEG XL image",
        b"\0\0\0\x0cjP  ": "a JPEG 2000 image",
        b"8BPS": "a Photoshop image",
        b"PK\x03\x04": "a document or an archive",
    }
)
_FAMILIES = N_({b"avif": "an AVIF image", b"avis": "an AVIF image"})
_HEIC = N_("a HEIC image")
_NEEDED = (b"IHDR", b"PLTE", b"IDAT", b"IEND")
_PNG_DEPTHS = {0: (1, 2, 4, 8, 16), 2: (8, 16), 3: (1, 2, 4, 8), 4: (8, 16), 6: (8, 16)}


class Header(NamedTuple):
    """The kind of an image and its size, in pixels as they are stored."""

    format: ImageFormat
    width: int
    height: int


class _DamagedError(Exception):
    """The file breaks off, or what it says of itself cannot be."""


class _MovingError(Exception):
    """The image is an animation."""


def read_header(data: bytes) -> Header | Mistake:
    """Reads what an image file says of itself, or why it cannot be shown. Never raises, whatever is in `data`."""
    if len(data) > MOST_BYTES:
        return Mistake("image_too_large", (), {"limit": str(MOST_BYTES // 2**20)})
    kind = image_format(data)
    if kind is None:
        return Mistake("image_format", (), {"kind": Message(_other_kind(data))}) if data else Mistake("image_damaged")
    try:
        width, height = {"png": _png_size, "jpeg": _jpeg_size, "webp": _webp_size}[kind](data)
    except _MovingError:
        return Mistake("image_moving")
    except (_DamagedError, struct.error, IndexError):
        return Mistake("image_damaged")
    if not (width and height):
        return Mistake("image_damaged")
    if width * height > MOST_PIXELS or max(width, height) > LONGEST_SIDE:
        values = {"size": f"{width:,} × {height:,}", "side": f"{LONGEST_SIDE:,}", "limit": f"{MOST_PIXELS // 10**6}"}
        return Mistake("image_too_many_pixels", (), values)
    return Header(kind, width, height)


def image_format(data: bytes) -> ImageFormat | None:
    """The format of an image by its first bytes, whatever its name says; None where it is none that is shown."""
    if data.startswith(_PNG):
        return "png"
    if data.startswith(b"\xff\xd8\xff"):
        return "jpeg"
    return "webp" if data[:4] == b"RIFF" and data[8:12] == b"WEBP" else None


def _other_kind(data: bytes) -> str:
    for start, kind in _OTHERS.items():
        if data.startswith(start):
            return kind
    if data[4:8] == b"ftyp":
        return _FAMILIES.get(data[8:12], _HEIC)
    start = data[:_LONGEST_START].removeprefix(b"\xef\xbb\xbf").lstrip()
    if start.startswith(b"<"):
        return N_("an SVG drawing" if b"<svg" in start or start.startswith(b"<?xml") else "a web page")
    return N_("something else")


def _png_size(data: bytes) -> tuple[int, int]:
    """Portable Network Graphics (W3C, third edition), sections 5.3 and 11.2."""
    size = None
    has_data = False
    for name, start, end in _png_chunks(data):
        if size is None:
            if name != b"IHDR" or end - start != 13:
                raise _DamagedError
            width, height, depth, color, compression, filtering, interlace = struct.unpack(">IIBBBBB", data[start:end])
            if depth not in _PNG_DEPTHS.get(color, ()) or compression or filtering or interlace > 1:
                raise _DamagedError
            size = width, height
        elif name == b"IHDR":
            raise _DamagedError
        elif name == b"acTL":
            raise _MovingError
        elif name == b"IDAT":
            if not has_data and (data[start] & 15 != 8 or struct.unpack(">H", data[start : start + 2])[0] % 31):
                raise _DamagedError  # not as deflated data begin (RFC 1950)
            has_data = True
        elif name == b"IEND" and has_data:
            return size
    raise _DamagedError


def _png_chunks(data: bytes) -> Iterator[tuple[bytes, int, int]]:
    """The name of each chunk, and where its content starts and ends; checksums of those that are needed are right."""
    at = len(_PNG)
    for _ in range(_MOST_PARTS):
        length, name = struct.unpack(">I4s", data[at : at + 8])
        start, end = at + 8, at + 8 + length
        if name in _NEEDED and crc32(data[at + 4 : end]) != struct.unpack(">I", data[end : end + 4])[0]:
            raise _DamagedError
        yield name, start, end
        at = end + 4


def _jpeg_size(data: bytes) -> tuple[int, int]:
    """JPEG (ITU-T T.81), annex B: a frame header, scans, and an end."""
    size = None
    at = 2
    for _ in range(_MOST_PARTS):
        if data[at] != 0xFF:
            raise _DamagedError
        while data[at] == 0xFF:  # any number of them can stand before a marker
            at += 1
        marker = data[at]
        if marker in (0x00, 0x01, *range(0xD0, 0xDA)):
            raise _DamagedError
        (length,) = struct.unpack(">H", data[at + 1 : at + 3])
        if length < 2:
            raise _DamagedError
        behind = at + 1 + length
        if marker == 0xDA:
            if size is None or b"\xff\xd9" not in data[behind:] or data.count(b"\xff\xda", behind) > _MOST_SCANS:
                raise _DamagedError
            return size
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            depth, height, width, components = struct.unpack(">BHHB", data[at + 3 : at + 9])
            if size is not None or depth not in (8, 12) or components not in (1, 3, 4) or length != 8 + 3 * components:
                raise _DamagedError
            size = width, height
        at = behind
    raise _DamagedError


def _webp_size(data: bytes) -> tuple[int, int]:
    """WebP (RFC 9649): one image, alone or with a canvas of the same size around it."""
    (length,) = struct.unpack("<I", data[4:8])
    if length + 8 > len(data):
        raise _DamagedError
    canvas = None
    at = 12
    for _ in range(_MOST_PARTS):
        name, length = struct.unpack("<4sI", data[at : at + 8])
        start = at + 8
        if start + length > len(data):
            raise _DamagedError
        if name == b"VP8X":
            if data[start] & 2:
                raise _MovingError
            width, height = (int.from_bytes(data[start + part : start + part + 3], "little") for part in (4, 7))
            canvas = width + 1, height + 1
        elif name in (b"VP8 ", b"VP8L"):
            size = _vp8_size(data[start:]) if name == b"VP8 " else _vp8l_size(data[start:])
            if canvas not in (None, size):
                raise _DamagedError
            return size
        elif name in (b"ANIM", b"ANMF"):
            raise _MovingError
        at = start + length + length % 2
    raise _DamagedError


def _vp8_size(frame: bytes) -> tuple[int, int]:
    """RFC 6386, section 9.1: a key frame, which is shown."""
    if frame[0] & 1 or frame[3:6] != b"\x9d\x01\x2a":
        raise _DamagedError
    width, height = struct.unpack("<HH", frame[6:10])
    return width & 0x3FFF, height & 0x3FFF


def _vp8l_size(frame: bytes) -> tuple[int, int]:
    """RFC 9649, section 3.4."""
    sign, bits = struct.unpack_from("<BI", frame)
    if sign != 0x2F or bits >> 29:
        raise _DamagedError
    return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
