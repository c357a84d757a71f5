"""A hash of what ICU answers in each of its locales, to hold its whole data against the smaller one of a built program.

    python -m tests.packaging.icu_answers
    LD_PRELOAD="PROGRAM/_internal/icu4py.libs/libicudata-…  PROGRAM/_internal/PySide6/Qt/lib/libicudata.so.73" \\
        python -m tests.packaging.icu_answers

Both lines have to give the same. It asks what quizapp/domain/language.py asks, and what Qt's own classes do.
"""

import hashlib
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import icu4py
from icu4py.breakers import WordBreaker
from icu4py.messageformat import MessageFormat
from PySide6.QtCore import QCollator, QDate, QLocale, QStringDecoder, QTimeZone

NUMBERS = ("spellout", "number", "ordinal", "number,integer", "number,percent", "number,currency")
DATES = ("date,long", "date,full", "date,short", "date,LLLL", "date,MMMM", "date,EEEE", "time,short", "date,d MMM yyyy")
TEXTS = (
    "ภาษาไทยเป็นภาษาที่มีระดับเสียง",
    "ພາສາລາວເປັນພາສາ",
    "ភាសាខ្មែរជាភាសា",
    "မြန်မာဘာသာစကား",
    "日本語の文章を単語に分ける。東京に行きました",
    "中文分词测试，我们去北京",
    "Hello, it’s 3.14 o’clock",
)
LETTERS = [*"äzaÅöñončléeийı中一丁", "ch", "d", "ll", "10", "9", "ii"]


def locales() -> list[str]:
    """Return the locales of icu4py's data."""
    (file,) = Path(icu4py.__file__).parents[1].glob("icu4py.libs/libicudata*")
    names = re.findall(rb"icudt\d+l/([a-z]{2,3}(?:_[A-Za-z0-9_]+)?)\.res\0", file.read_bytes())
    return sorted({name.decode() for name in names})


def answers(locale: str) -> Iterator[object]:
    """Yield the answers in one locale."""
    for number in (0, 1, 2, 7, 11, 21, 100, 1234567, -3, 2.5):
        for how in NUMBERS:
            yield MessageFormat(f"{{n,{how}}}", locale).format({"n": number})
    for month in range(1, 13):
        for how in DATES:
            yield MessageFormat(f"{{n,{how}}}", locale).format({"n": datetime(2026, month, 9, 15, 4, tzinfo=UTC)})
    qt = QLocale(locale)
    yield sorted(LETTERS, key=QCollator(qt).sortKey)
    yield qt.toUpper("istanbul ß ΐ") + qt.toLower("IİΣ")
    for zone in (b"Europe/Madrid", b"America/Sao_Paulo"):
        yield QTimeZone(zone).displayName(QDate(2026, 7, 1).startOfDay(), QTimeZone.NameType.LongName, qt)


def main() -> None:
    found, count = hashlib.sha256(), 0
    everywhere = [list(WordBreaker(text, "en")) for text in TEXTS]
    everywhere += [QStringDecoder(name).isValid() for name in ("ISO-8859-15", "Shift_JIS", "GB18030", "KOI8-R", "Big5")]
    for locale in ("", *locales()):
        for answer in answers(locale) if locale else everywhere:
            found.update(f"{locale} {answer!r}\n".encode())
            count += 1
    print(f"{count} answers in {len(locales())} locales: {found.hexdigest()}")


if __name__ == "__main__":
    main()
