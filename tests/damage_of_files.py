"""Files between a teacher and a learner, mutated: by chance, and by somebody who knows the format."""

import json
from collections.abc import Iterator
from random import Random
from typing import Any

from quizapp.formats.envelope import closed

_HEAD_ENDS = 2


def mutated(data: bytes, others: tuple[bytes, ...], random: Random) -> bytes:
    """A file that differs from `data` and from each of `others`."""
    while (changed := _changed(bytearray(data), others, random)) in (data, *others):
        continue
    return changed


def mutants(files: tuple[bytes, ...], number: int, seed: int) -> Iterator[tuple[int, bytes]]:
    """`number` mutated files, each with the index of the one that it was made of."""
    random = Random(seed)
    for _ in range(number):
        index = random.randrange(len(files))
        yield index, mutated(files[index], files, random)


def _changed(data: bytearray, others: tuple[bytes, ...], random: Random) -> bytes:
    for _ in range(random.choice((1, 1, 1, 2, 5))):
        data = _once(data, others, random)
    if random.random() < 0.6 and data.count(b"\n") >= _HEAD_ENDS:  # a new checksum, so that more is read than that
        end = data.index(b"\n", data.index(b"\n") + 1) + 1
        return closed(bytes(data[:end]), bytes(data[end : max(end, len(data) - 32)]))
    return bytes(data)


def _once(data: bytearray, others: tuple[bytes, ...], random: Random) -> bytearray:
    at = random.randrange(len(data) + 1) if random.random() < 0.7 else random.randrange(min(len(data), 400) + 1)
    length = random.choice((1, 1, 2, 8, 100, 5000))
    match random.randrange(8):
        case 0 if at < len(data):
            data[at] ^= 1 << random.randrange(8)
        case 1:
            data[at : at + length] = random.randbytes(length)
        case 2:
            del data[at : at + length]
        case 3:
            data[at:at] = random.choice((b"\0" * length, b"{" * length, b'"', b"\n", b"\xff" * length))
        case 4:
            del data[at:]
        case 5:
            other = random.choice(others)
            start = random.randrange(len(other) + 1)
            data[at : at + length] = other[start : start + length]
        case 6:
            data[:at] = random.choice(others)[:at]
        case _:
            for old, new in ((b" 1\n", b" 01\n"), (b"a1a1", b"a1b1"), (b"quizapp", b"quizzap"), (b"{", b"[")):
                if random.random() < 0.4:
                    data = data.replace(old, new, 1)
    return data


ODD: tuple[Any, ...] = (
    *(
        None,
        True,
        -1,
        0,
        1,
        2**63,
        -(2**70),
        1e308,
        0.5,
        "",
        " ",
        "x" * 30_000,
        "\u202e",
        "\0",
        "../../x",
        "1/0",
        "1e9999999",
    ),
    *([], {}, [[]], {"": ""}, {"type": "evidence"}, ["A"], "A", "true", "NaN", [None], {"A": {"A": {"A": "A"}}}),
)
"""Values that somebody might write where another one belongs."""


def with_odd_values(content: bytes, random: Random) -> bytes:
    """The JSON `content` with other values, more values or fewer, in one to three places."""
    data = json.loads(content)
    for _ in range(random.choice((1, 1, 2, 3))):
        places = list(_places(data))
        holder, key = random.choice(places)
        match random.randrange(5):
            case 0 if isinstance(holder, dict):
                del holder[key]
            case 0:
                holder[key : key + 1] = []
            case 1 if isinstance(holder, list):
                holder.append(_copy(holder[key]))
            case 2:
                other, name = random.choice(places)
                holder[key] = _copy(other[name])
            case _:
                holder[key] = _copy(random.choice(ODD))
    return json.dumps(data).encode()


def _copy(value: Any) -> Any:
    return json.loads(json.dumps(value))


def _places(value: Any) -> Iterator[tuple[Any, Any]]:
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in list(items):
        yield value, key
        yield from _places(inner)
