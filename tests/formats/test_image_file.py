"""The header reader: what three formats say of themselves, and that nothing else, and no lie, gets past it."""

import random
import struct

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from quizapp.formats.image_file import LONGEST_SIDE, MOST_BYTES, MOST_PIXELS, Header, image_format, read_header
from quizapp.problem_texts.catalog import PROBLEM_TEXTS
from quizapp.problems import Mistake
from quizapp.texts import ENGLISH
from tests.examples import examples
from tests.images import (
    GIF,
    JPEG,
    PNG_START,
    SVG,
    WEBP,
    WEBP_LOSSLESS,
    chunk,
    corrupt_png,
    jpeg_of,
    png,
    png_bomb,
    png_header,
)

PNG = png()
GOOD = {"png": PNG, "jpeg": JPEG, "webp": WEBP, "webp without losses": WEBP_LOSSLESS}


def code(data: bytes) -> str:
    told = read_header(data)
    return told.code if isinstance(told, Mistake) else told.format


@pytest.mark.parametrize("name", GOOD)
def test_the_three_formats_are_read(name: str) -> None:
    assert read_header(GOOD[name]) == Header(name.split(" ")[0], 8, 4)  # type: ignore[arg-type]


OTHERS = {
    "a GIF image": GIF,
    "a BMP image": b"BM" + bytes(60),
    "an SVG drawing": SVG,
    "an SVG drawing ": b'\xef\xbb\xbf<?xml version="1.0"?>\n' + SVG,
    "a web page": b"<!DOCTYPE html><html></html>",
    "a TIFF image": b"II*\0" + bytes(60),
    "an AVIF image": b"\0\0\0\x1cftypavif",
    "a HEIC image": b"\0\0\0\x18ftypheic",
    "a PDF document": b"%PDF-1.7",
    "an icon": b"\0\0\1\0\1\0",
    "a TIFF image ": b"MM\0*" + bytes(60),
    "an AVIF image ": b"\0\0\0\x1cftypavis",
    "a JPEG XL image": b"\0\0\0\x0cJXL \r\n",
    "a JPEG XL image ": b"\xff\x0a" + bytes(60),
    "a JPEG 2000 image": b"\0\0\0\x0cjP  \r\n",
    "a Photoshop image": b"8BPS" + bytes(60),
    "a document or an archive": b"PK\x03\x04" + bytes(60),
    "an SVG drawing  ": b"<?xml version='1.0'?>",
    "something else": b"just text",
    "something else ": b"RIFF\x24\0\0\0WAVEfmt ",
    "something else  ": b"RIFX\x24\0\0\0WEBPVP8 ",
}


@pytest.mark.parametrize(("kind", "data"), OTHERS.items())
def test_whatever_is_no_such_image_is_told_what_it_is(kind: str, data: bytes) -> None:
    told = read_header(data)

    assert isinstance(told, Mistake)
    assert (told.code, ENGLISH.say(told.values["kind"])) == ("image_format", kind.strip())


def webp(*parts: tuple[bytes, bytes]) -> bytes:
    body = b"".join(
        name + struct.pack("<I", len(content)) + content + bytes(len(content) % 2) for name, content in parts
    )
    return b"RIFF" + struct.pack("<I", len(body) + 4) + b"WEBP" + body


def canvas(width: int, height: int, flags: int = 0) -> tuple[bytes, bytes]:
    return b"VP8X", bytes([flags, 0, 0, 0]) + (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")


PIXELS = (b"VP8L", WEBP_LOSSLESS[20:])

IMAGES: dict[str, tuple[bytes, str]] = {
    "nothing": (b"", "image_damaged"),
    "a PNG's signature alone": (PNG_START, "image_damaged"),
    "a PNG's header alone": (png_header(8, 4), "image_damaged"),
    "a PNG without pixels": (png_header(8, 4) + chunk(b"IEND", b""), "image_damaged"),
    "a PNG without an end": (PNG[:-12], "image_damaged"),
    "a PNG with a wrong checksum": (PNG[:20] + b"\1" + PNG[21:], "image_damaged"),
    "a PNG of no width": (png_header(0, 4) + PNG[33:], "image_damaged"),
    "a PNG with a depth that there is not": (png_header(8, 4, depth=3) + PNG[33:], "image_damaged"),
    "a PNG with a second header": (png(extra=PNG[8:33]), "image_damaged"),
    "a PNG that begins otherwise": (PNG_START + chunk(b"tEXt", bytes(13)) + PNG[8:], "image_damaged"),
    "a PNG with a chunk beyond its end": (png_header(8, 4) + struct.pack(">I4s", 2**31, b"IDAT"), "image_damaged"),
    "a PNG of very many chunks": (png(extra=chunk(b"tEXt", b"") * 50_000), "image_damaged"),
    "a PNG with a damaged part": (png(400, 300)[:-40] + b"\0\0\0\0" + png(400, 300)[-36:], "image_damaged"),
    "a PNG whose pixels are not deflated": (PNG[:41] + chunk(b"IDAT", b"no pixels")[8:] + PNG[-12:], "image_damaged"),
    "a PNG whose pixels are none": (corrupt_png(), "png"),  # only a decoder can know
    "an animated PNG": (png(extra=chunk(b"acTL", bytes(8))), "image_moving"),
    "a JPEG's start alone": (JPEG[:4], "image_damaged"),
    "a JPEG without an end": (JPEG[:-2], "image_damaged"),
    "a JPEG with bytes behind its end": (JPEG + bytes(100), "jpeg"),
    "a JPEG of no height": (jpeg_of(8, 0), "image_damaged"),
    "a JPEG with two headers": (
        JPEG[:2] + JPEG[JPEG.index(b"\xff\xc0") :].replace(b"\xff\xc4", b"\xff\xc0", 1),
        "image_damaged",
    ),
    "a JPEG without a header": (JPEG.replace(b"\xff\xc0", b"\xff\xe5"), "image_damaged"),
    "a JPEG of very many scans": (JPEG[:-2] + b"\xff\xda" * 200 + JPEG[-2:], "image_damaged"),
    "a JPEG of very many segments": (JPEG[:2] + b"\xff\xe5\0\2" * 50_000 + JPEG[2:], "image_damaged"),
    "a WebP's start alone": (WEBP[:12], "image_damaged"),
    "a WebP that breaks off": (WEBP[:-4], "image_damaged"),
    "a WebP with a canvas": (webp(canvas(8, 4), PIXELS), "webp"),
    "a WebP whose canvas is another": (webp(canvas(9, 4), PIXELS), "image_damaged"),
    "a WebP with a canvas alone": (webp(canvas(8, 4)), "image_damaged"),
    "a WebP of very many parts": (webp(*[(b"EXIF", b"")] * 20_000, PIXELS), "image_damaged"),
    "a WebP of many parts": (webp(*[(b"EXIF", b"")] * 19_999, PIXELS), "webp"),
    "an animated WebP": (webp(canvas(8, 4, flags=2), (b"ANIM", bytes(6))), "image_moving"),
    "a WebP without a key frame": (WEBP[:20] + bytes([WEBP[20] | 1]) + WEBP[21:], "image_damaged"),
    "a small file that says it is huge": (png_bomb(), "image_too_many_pixels"),
    "a JPEG that says it is huge": (jpeg_of(65_000, 65_000), "image_too_many_pixels"),
    "a long strip": (png_header(LONGEST_SIDE + 1, 1) + PNG[33:], "image_too_many_pixels"),
    "the longest strip": (png_header(LONGEST_SIDE, 1) + PNG[33:], "png"),
    "a few pixels too many": (png_header(8_000, MOST_PIXELS // 8_000 + 1) + PNG[33:], "image_too_many_pixels"),
    "the most pixels": (png_header(8_000, MOST_PIXELS // 8_000) + PNG[33:], "png"),
    "too many bytes": (PNG + bytes(MOST_BYTES), "image_too_large"),
}


def test_the_limits_are_told_in_megabytes_and_millions() -> None:
    assert read_header(PNG + bytes(MOST_BYTES)).values == {"limit": "5"}  # type: ignore[union-attr]
    told = read_header(png_header(8_000, MOST_PIXELS // 8_000 + 1) + PNG[33:])
    assert told.values == {"size": "8,000 × 5,001", "side": "10,000", "limit": "40"}  # type: ignore[union-attr]


@pytest.mark.parametrize(("data", "expected"), IMAGES.values(), ids=IMAGES)
def test_headers_that_lie_or_break_off(data: bytes, expected: str) -> None:
    assert code(data) == expected


def test_a_png_is_of_a_color_and_depth_that_there_are() -> None:
    """W3C's table 11.1 of what the third edition allows, and what follows them in the header."""
    depths = {0: "1 2 4 8 16", 2: "8 16", 3: "1 2 4 8", 4: "8 16", 6: "8 16"}
    known = {(color, int(depth)) for color, those in depths.items() for depth in those.split()}
    for color in range(8):
        for depth in range(18):
            wanted = "png" if (color, depth) in known else "image_damaged"
            assert code(png_header(8, 4, depth, color) + PNG[33:]) == wanted, (color, depth)
    for place, value, wanted in (
        (10, 1, "image_damaged"),
        (11, 1, "image_damaged"),
        (12, 1, "png"),
        (12, 2, "image_damaged"),
    ):
        fields = bytearray(PNG[16:29])
        fields[place] = value
        assert code(PNG_START + chunk(b"IHDR", bytes(fields)) + PNG[33:]) == wanted, (place, value)
    assert code(PNG_START + chunk(b"IHDR", PNG[16:29] + b"\0") + PNG[33:]) == "image_damaged"


def test_any_number_of_parts_before_the_pixels_is_passed_over() -> None:
    other = chunk(b"tEXt", b"a\0b")
    assert code(png(extra=other * 19_000)) == "png"
    assert code(png(extra=other[:-4] + bytes(4))) == "png"  # its checksum is nobody's
    assert code(webp((b"EXIF", b"odd"), (b"ICCP", b"even"), PIXELS)) == "webp"
    assert code(JPEG[:2] + b"\xff\xff\xff\xe5\0\3a" * 9 + JPEG[2:]) == "jpeg"
    assert code(JPEG[:2] + b"\xff\xe5\0\1" + JPEG[2:]) == "image_damaged"
    assert code(JPEG[:2] + b"\xff\xe5\0\2" + JPEG[2:]) == "jpeg"


def test_the_frame_of_a_jpeg_is_known_by_its_marker() -> None:
    at = JPEG.index(b"\xff\xc0") + 1
    frames = {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}
    for marker in range(0x100):
        data = JPEG[:at] + bytes([marker]) + JPEG[at + 1 :]
        if marker in frames:
            assert read_header(data) == Header("jpeg", 8, 4), marker
        else:
            assert code(data) == "image_damaged", marker
    for depth in range(20):
        assert (code(JPEG[: at + 3] + bytes([depth]) + JPEG[at + 4 :]) == "jpeg") == (depth in (8, 12)), depth
    head, tail = JPEG[: at + 1], JPEG[at + 18 :]
    for count in range(6):
        frame = struct.pack(">HBHHB", 8 + 3 * count, 8, 4, 8, count) + JPEG[at + 9 : at + 12] * count
        assert (code(head + frame + tail) == "jpeg") == (count in (1, 3, 4)), count
    assert code(JPEG[:-2] + b"\xff\xda" * 100 + JPEG[-2:]) == "jpeg"
    assert code(JPEG[:-2] + b"\xff\xda" * 101 + JPEG[-2:]) == "image_damaged"


def test_the_pixels_of_a_png_begin_as_deflated_data_do() -> None:
    """RFC 1950, section 2.2: the method is 8, and the first two bytes are a multiple of 31."""
    head, tail = PNG[:33], PNG[-12:]
    for first in range(256):
        second = -(first << 8) % 31
        for other in (second, second + 1, second + 30, second + 31):
            wanted = "png" if first % 16 == 8 and (first * 256 + other) % 31 == 0 else "image_damaged"
            assert code(head + chunk(b"IDAT", bytes([first, other, 0])) + tail) == wanted, (first, other)
    assert code(PNG[:-12] + chunk(b"IDAT", b"more pixels") + tail) == "png"
    assert code(PNG + bytes(MOST_BYTES - len(PNG))) == "png"
    assert code(PNG + bytes(MOST_BYTES - len(PNG) + 1)) == "image_too_large"


def test_a_segment_of_a_jpeg_that_is_none_is_refused() -> None:
    for marker in range(0xFF):
        data = JPEG[:2] + b"\xff" + bytes([marker]) + b"\0\4ab" + JPEG[2:]
        is_other = marker in (0xC4, 0xC8, 0xCC) or 2 <= marker < 0xC0 or marker > 0xDA
        assert code(data) == ("jpeg" if is_other else "image_damaged"), marker
    scan = JPEG.rindex(b"\xff\xda") + 2
    assert code(JPEG[:scan] + b"\xff\xff" + JPEG[scan + 2 :]) == "image_damaged"
    left = len(JPEG) - scan
    assert code(JPEG[:scan] + struct.pack(">H", left - 2) + JPEG[scan + 2 :]) == "jpeg"
    assert code(JPEG[:scan] + struct.pack(">H", left - 1) + JPEG[scan + 2 :]) == "image_damaged"


def test_the_sizes_of_a_webp_are_read_to_the_last_bit() -> None:
    for width, height in ((1, 1), (2, 3), (255, 256), (257, 1), (9999, 2), (2, 9999), (8192, 4096)):
        bits = width - 1 | height - 1 << 14
        lossless = (b"VP8L", struct.pack("<BI", 0x2F, bits) + bytes(9))
        lossy = (b"VP8 ", b"\0\0\0\x9d\x01\x2a" + struct.pack("<HH", width | 0x8000, height | 0x4000))
        for part in (lossless, lossy):
            assert read_header(webp(part)) == Header("webp", width, height)
            assert read_header(webp(canvas(width, height, flags=0xFD), part)) == Header("webp", width, height)
            assert code(webp(canvas(width, height + 1), part)) == "image_damaged"
    assert code(webp((b"VP8L", struct.pack("<BI", 0x2F, 1 << 28) + bytes(9)))) == "webp"  # it has transparent parts
    for version in (1, 2, 4):
        assert code(webp((b"VP8L", struct.pack("<BI", 0x2F, version << 29) + bytes(9)))) == "image_damaged"
    assert code(webp((b"VP8L", struct.pack("<BI", 0x2E, 0) + bytes(9)))) == "image_damaged"
    for bit in range(8):
        other = WEBP[:20] + bytes([WEBP[20] ^ 1 << bit]) + WEBP[21:]
        assert code(other) == ("webp" if bit else "image_damaged"), bit
    for place in range(3, 6):
        wrong = bytearray(WEBP)
        wrong[20 + place] ^= 1
        assert code(bytes(wrong)) == "image_damaged"


def test_no_beginning_of_an_image_is_an_image() -> None:
    for data in GOOD.values():
        for end in range(len(data)):
            assert code(data[:end]) in ("image_damaged", "image_format"), end


def assert_told(data: bytes) -> None:
    told = read_header(data)
    if isinstance(told, Mistake):
        assert told.code in PROBLEM_TEXTS
        for text in PROBLEM_TEXTS[told.code]:
            text.format_map({**told.values, "value": "map.png"})
    else:
        assert told.format == image_format(data)
        assert 0 < told.width <= LONGEST_SIDE
        assert 0 < told.height <= LONGEST_SIDE
        assert told.width * told.height <= MOST_PIXELS


STARTS = st.sampled_from([b"", PNG_START, png_header(8, 4), b"\xff\xd8\xff", JPEG[:200], WEBP[:16], WEBP[:20]])


@settings(max_examples=examples(400))
@given(start=STARTS, rest=st.binary(max_size=200))
@example(b"RIFF\xff\xff\xff\xffWEBP", b"")
@example(b"\xff\xd8\xff", b"\xff" * 200)
def test_any_bytes_are_told_or_are_an_image_within_the_limits(start: bytes, rest: bytes) -> None:
    assert_told(start + rest)


@settings(max_examples=examples(400))
@given(data=st.sampled_from(list(GOOD.values())), seed=st.integers(0, 2**32))
def test_a_damaged_image_is_told_or_is_an_image_within_the_limits(data: bytes, seed: int) -> None:
    dice = random.Random(seed)
    damaged = bytearray(data)
    for _ in range(dice.randint(1, 6)):
        damaged[dice.randrange(len(damaged))] = dice.randrange(256)

    assert_told(bytes(damaged))
