"""Small images, made here, and the headers of some that nobody would want to open."""

import struct
from base64 import b64decode
from zlib import compress, crc32

PNG_START = b"\x89PNG\r\n\x1a\n"

JPEG = b64decode(
    "/9j/4AAQSkZJRgABAQEAZABkAAD/2wBDABsSFBcUERsXFhceHBsgKEIrKCUlKFE6PTBCYFVlZF9VXVtqeJmBanGQc1tdhbWGkJ6jq62rZ4C8yb"
    "qmx5moq6T/2wBDARweHigjKE4rK06kbl1upKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKT/wAARCAAE"
    "AAgDASIAAhEBAxEB/8QAHwAAAQUBAQEBAQEAAAAAAAAAAAECAwQFBgcICQoL/8QAtRAAAgEDAwIEAwUFBAQAAAF9AQIDAAQRBRIhMUEGE1FhBy"
    "JxFDKBkaEII0KxwRVS0fAkM2JyggkKFhcYGRolJicoKSo0NTY3ODk6Q0RFRkdISUpTVFVWV1hZWmNkZWZnaGlqc3R1dnd4eXqDhIWGh4iJipKT"
    "lJWWl5iZmqKjpKWmp6ipqrKztLW2t7i5usLDxMXGx8jJytLT1NXW19jZ2uHi4+Tl5ufo6erx8vP09fb3+Pn6/8QAHwEAAwEBAQEBAQEBAQAAAA"
    "AAAAECAwQFBgcICQoL/8QAtREAAgECBAQDBAcFBAQAAQJ3AAECAxEEBSExBhJBUQdhcRMiMoEIFEKRobHBCSMzUvAVYnLRChYkNOEl8RcYGRom"
    "JygpKjU2Nzg5OkNERUZHSElKU1RVVldYWVpjZGVmZ2hpanN0dXZ3eHl6goOEhYaHiImKkpOUlZaXmJmaoqOkpaanqKmqsrO0tba3uLm6wsPExc"
    "bHyMnK0tPU1dbX2Nna4uPk5ebn6Onq8vP09fb3+Pn6/9oADAMBAAIRAxEAPwCjRRRXOewf/9k="
)
"""8 × 4 pixels."""
WEBP = b64decode("UklGRjYAAABXRUJQVlA4ICoAAACQAQCdASoIAAQAAsBMJaACdLoAA5gA/u2QP4hd7G2//PTP62/j/xkAAAA=")
"""8 × 4 pixels, with losses."""
WEBP_LOSSLESS = b64decode(
    "UklGRkYAAABXRUJQVlA4TDoAAAAvB8AAAHdAmG20iZy/4v0HIRBI9ifbKoFACk/k+c99Sw8QmAWAJoRYYomlO52xjGUYc4jof1IOXmcP"
)
"""8 × 4 pixels, without losses."""
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="8" height="4"><image href="file:///etc/passwd"/></svg>'
GIF = b64decode("R0lGODlhAQABAIAAAP///wAAACwAAAAAAQABAAACAkQBADs=")


def chunk(name: bytes, content: bytes) -> bytes:
    """A part of a PNG."""
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", crc32(name + content))


def png_header(width: int, height: int, depth: int = 8, color: int = 2) -> bytes:
    return PNG_START + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, depth, color, 0, 0, 0))


def png(width: int = 8, height: int = 4, rgb: tuple[int, int, int] = (200, 30, 30), extra: bytes = b"") -> bytes:
    """A PNG of one color, with the chunks `extra` after its header."""
    rows = (b"\0" + bytes(rgb) * width) * height
    return png_header(width, height) + extra + chunk(b"IDAT", compress(rows)) + chunk(b"IEND", b"")


def corrupt_png(width: int = 400, height: int = 300) -> bytes:
    """A PNG whose header is right, and whose pixels cannot be decoded."""
    return png_header(width, height) + chunk(b"IDAT", b"\x78\x9cno pixels at all") + chunk(b"IEND", b"")


def png_bomb() -> bytes:
    """A thousand bytes that say that they are an image of 50,000 × 50,000 pixels."""
    return png_header(50_000, 50_000) + chunk(b"IDAT", b"\x78\x9c" + bytes(898)) + chunk(b"IEND", b"")


def jpeg_of(width: int, height: int) -> bytes:
    """`JPEG`, saying that it has so many pixels."""
    at = JPEG.index(b"\xff\xc0") + 5
    return JPEG[:at] + struct.pack(">HH", height, width) + JPEG[at + 4 :]
