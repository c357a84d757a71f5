"""Rules of text that differ by language: case, accents, words, numbers in words, dates, signs, reading speed.

A language is a code such as `en`, `pt-BR` or `zh`; an empty one stands for the rules that most languages share. Word
boundaries, number words, month names and signs of numbers are those of the Unicode Consortium (ICU and CLDR). ICU and
the dictionaries are imported only when a text needs them: a bank in plain English with right answers never does.
"""

import re
from collections.abc import Callable, Iterator
from datetime import datetime
from functools import cache, lru_cache
from typing import Literal
from unicodedata import category, combining, normalize

from quizapp.domain.language_tag import base
from quizapp.domain.spelling import CONFUSED, american

DecimalSign = Literal["point", "comma"]
DateOrder = Literal["", "day_first", "month_first"]

APOSTROPHES = "‘’‚‛‹›′´`ʹʻʼʽʾʿˈˊˋ\u055a\u05f3᾽ꞌ＇｀"
"""Signs that people type for an apostrophe or a single quotation mark; each compares as `'`."""
QUOTES = "“”„‟«»″\u05f4〝〞〟＂"
DASHES = "‐‑‒–—―−"

_UNSEEN = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u2800\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
INVISIBLE = re.compile(f"(\U0001f3f4[\U000e0020-\U000e007f]+)|[{_UNSEEN}]+")
"""Characters without a look of their own (Unicode's Default_Ignorable_Code_Point, and blanks that count as letters).

Its group is the flag of a part of a country, in which such characters say which one: it is to be kept.
"""


def _saying(argument: str, language: str) -> Callable[[object], str]:
    """ICU's way to say a number `n` or a date in this language; in English where its code is none."""
    from icu4py.messageformat import MessageFormat  # 10 ms and 40 MB; see the top of this module

    tag = language if re.fullmatch("[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8}){0,3}", language) else "en"
    saying = MessageFormat(f"{{n,{argument}}}", tag).format
    return lambda value: INVISIBLE.sub("", saying({"n": value}))  # type: ignore[dict-item]


def _saying_days(pattern: str, language: str) -> Callable[[str], str]:
    """ICU's way to say a day, given as 2025-05-08."""
    say = _saying(f"date,::{pattern}", language)
    return lambda day: say(datetime.fromisoformat(day))


# case and accents


def caseless(text: str, language: str = "") -> str:
    """`text` without capital letters, by Unicode's case folding; in Turkish and Azeri, I is ı and İ is i."""
    if base(language) in ("tr", "az"):
        text = text.replace("İ", "i").replace("I", "ı")
    return text.casefold() if text.isascii() else normalize("NFC", text.casefold())


_LETTERS = {
    language: letters
    for languages, letters in (
        ("bs hr sr", "čćđšž"), ("sl", "čšž"), ("cs", "čřšž"), ("da nb nn no", "åæø"), ("eo", "ĉĝĥĵŝŭ"),
        ("es eu fil gl tl", "ñ"), ("et", "šžõäöü"), ("fi sv", "åäö"), ("fo", "æðø"), ("hu", "öüőű"),
        ("is", "áéíóúýöæðþ"), ("ku", "çêîşû"), ("lt", "čšž"), ("lv", "čģķļņšž"), ("mt", "ċġħż"), ("pl", "ąćęłńóśźż"),
        ("ro", "ăâîșțşţ"), ("se", "áčđšŧž"), ("sk", "äčôšž"), ("sq", "çë"), ("tk", "çäňöşüýž"),
        ("tr az", "çğıöşüİ"), ("vi", "ăâêôơưđ"),
    )
    for language in languages.split()
}  # fmt: skip
"""Letters of an alphabet that elsewhere are letters with accents: what CLDR's collation sorts as letters of their own.

In German and French there are none: ä sorts as a, é as e.
"""
_CYRILLIC_VOWELS = frozenset("аеиоуыэюяіє")


def without_accents(text: str, language: str = "") -> str:
    """`text`, NFC, without the marks that are accents (é is e) and with those that make another letter (й, が, ñ).

    Accents are the marks on Latin and Greek letters, but for the letters of the language's own alphabet and the tones
    of Vietnamese; the stress marks of Cyrillic, and the dots of ё; the vowel signs of Hebrew, Arabic and Syriac, which
    are mostly left out. Where œ, æ, ø, ł, đ, ð and ı are no letters of their own, they are oe, ae, o, l, d, d and i.
    """
    if text.isascii() or base(language) == "vi":
        return text
    own = _LETTERS.get(base(language), "")
    text = text.translate({ord(c): plain for c, plain in _WITHOUT_MARKS.items() if c.lower() not in own})
    out: list[str] = []
    for character in normalize("NFD", text):
        if not combining(character) or not out:
            out.append(character)
            continue
        whole = normalize("NFC", out[-1] + character)
        is_own = len(whole) == 1 and (whole in own or whole.lower() in own)
        if is_own or not _is_accent(character, out[-1]):
            out[-1] = whole
    return normalize("NFC", "".join(out))


def searchable(text: str) -> str:
    """`text` as it is searched for: whatever its capitals and accents."""
    return without_accents(text).casefold()


_WITHOUT_MARKS = {
    case(letter): case(plain)
    for case in (str.lower, str.upper)
    for letter, plain in {"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "ħ": "h", "ŧ": "t"}.items()
} | {"ı": "i"}
_MARKS = re.compile("[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff]")
_VOWEL_SIGNS = re.compile("[\u0591-\u05c7\u0610-\u061a\u0730-\u074a\u064b-\u0652\u0656-\u0670\u06d6-\u06ed]")


def _is_accent(mark: str, letter: str) -> bool:
    if not _MARKS.match(mark):
        return _VOWEL_SIGNS.match(mark) is not None
    if not "\u0400" <= letter[0] <= "\u052f":
        return letter[0].isalpha()  # ≠ is no accented =
    return letter in "еЕ" if mark == "\u0308" else mark in "\u0300\u0301" and letter.lower() in _CYRILLIC_VOWELS


_WITHOUT_KEYS = dict(zip("äöüåøæđþ", ("ae", "oe", "ue", "aa", "oe", "ae", "dj", "th"), strict=True))


def without_keys(text: str, language: str = "") -> str:
    """`text` as people type it whose keyboard lacks ä, ö and ü, which are ae, oe and ue, or the å, ø, æ, đ and þ of a
    name: aa, oe, ae, dj and th. In languages that write no such pairs, as it is.
    """
    code = base(language)
    letters = {"da": "åøæ", "nb": "åøæ", "nn": "åøæ", "no": "åøæ", "bs": "đ", "hr": "đ", "sr": "đ"}.get(code)
    letters = letters or ("" if code in _LETTERS and code != "es" else "äöüåøæđþ")
    table = {ord(form): case(_WITHOUT_KEYS[c]) for c in letters for form, case in ((c, str), (c.upper(), str.upper))}
    return normalize("NFC", text).translate(table) if table else text


def differ_in_marks_alone(one: str, other: str, language: str = "") -> bool:
    """Tells two texts apart from slips whose only difference is a mark on a letter that is not Latin, such as かき and
    かぎ, or is Vietnamese.
    """
    first, second = ("".join(c for c in normalize("NFD", text) if category(c)[0] != "M") for text in (one, other))
    return first == second and (base(language) == "vi" or not re.search("[a-z]", first))


# words

_UNSPACED_RANGES = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3041-\u30fa\u30fc-\u30ff\u31f0-\u31ff"
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff"
)
SPACED_AT_WILL = f"[{_UNSPACED_RANGES}가-힣]"
UNSPACED = re.compile(f"[{_UNSPACED_RANGES}]")
"""Letters of scripts that set no space between words: Chinese, Japanese, Thai, Lao, Khmer, Burmese."""
LETTER = "(?:[^\\W\\d_]|[\u0900-\u109f\u1780-\u17d3])"
"""A letter, or a vowel sign of India and its neighbors, which Python takes for none; digits are to be plain ones."""
SIGNS_OF_WORDS = re.compile("[\u3005-\u3007\u3041-\u30fa\u30fc-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
"""Chinese and Japanese characters, of which each is a syllable or a word: one for another is more than a slip."""


def word_pieces(text: str) -> Iterator[str]:
    """The pieces of `text` between the word boundaries of Unicode (UAX 29, with ICU's dictionaries), all of it."""
    from icu4py.breakers import WordBreaker  # 10 ms and 40 MB, for scripts without spaces alone

    whole = re.sub("[\ud800-\udfff]", "\ufffd", text)
    at = 0
    for piece in WordBreaker(whole, "en"):
        yield text[at : at + len(piece)]
        at += len(piece)


_READING_SPEED = {
    "ar": 138, "zh": 158, "nl": 202, "en": 228, "fi": 161, "fr": 195, "de": 179, "he": 187, "it": 188, "ja": 193,
    "pl": 166, "pt": 181, "ru": 184, "sl": 180, "es": 218, "sv": 199, "tr": 166,
}  # fmt: skip
"""Words a minute that adults read aloud (Trauzettel-Klosinski and Dietz 2012, *IOVS* 53, table 2)."""


def words_per_minute(language: str) -> int:
    """The speed at which a learner is taken to read: 200 words of English, a little under the 238 of adults
    (Brysbaert 2019, *J. Mem. Lang.* 109), and as much less in another language as its readers need.
    """
    return round(200 * _READING_SPEED.get(base(language), 228) / 228)


# numbers

_RULES = (
    "", *(f",%spellout-{rule}" for rule in ("ordinal", "ordinal-masculine", "ordinal-feminine", "ordinal-neuter",
    "ordinal-masculine-plural", "ordinal-feminine-plural", "cardinal-feminine", "cardinal-masculine",
    "cardinal-neuter")),
)  # fmt: skip


@cache
def number_words(language: str) -> frozenset[str]:
    """The words of the numbers from 0 to 999, and of thousands and millions, whole and in order (six, sixth)."""
    found: set[str] = set()
    for rule in _RULES:
        say = _saying(f"spellout{rule}", base(language))
        numbers = range(1000) if not rule else (*range(101), *range(200, 1000, 100))
        for number in (*numbers, *(count * 10**power for power in (3, 6, 9) for count in (1, 2))):
            found.update(re.split("[ -]", caseless(say(number), language)))
    return frozenset(found)


_MOST_DIGITS = 1000
_JOINING = frozenset(["af", "da", "de", "et", "fi", "hu", "it", "ko", "nb", "nl", "nn", "no", "sv"])
"""Languages that write long numbers as one word."""
_BEGINS = frozenset(["hundert", "tausend", "honderd", "duizend", "hundra", "tusen"])
_JOINTS = _BEGINS | {"und", "en", "ën", "mila"}


def is_number(word: str, language: str) -> bool:
    """Tells whether `word` is one of the number words, or a longer number written as one: zweitausenddrei, 천구백."""
    known = number_words(language)
    if word in known or base(language) not in _JOINING:
        return word in known
    ends = {0}  # where the words for parts of the number may end
    for at in range(1, min(len(word), 60) + 1):
        if any(word[end:at] in known or word[end:at] in (_BEGINS if not end else _JOINTS) for end in ends):
            ends.add(at)
    return len(word) in ends or (base(language) == "ko" and len(word) - 1 in ends and len(word) > 2)


@lru_cache(maxsize=256)
def spelled_out(number: int, language: str) -> str:
    """`number`, 0 or above, as it is said in `language`; its digits one by one from a million million on."""
    if number >= 10**12:
        return " ".join(spelled_out(int(digit), language) for digit in str(number)[:_MOST_DIGITS])
    return _saying("spellout", language)(number)


@cache
def decimal_sign(language: str) -> DecimalSign:
    """The sign before the decimals of a number."""
    if language in ("", "en"):
        return "point"
    return "comma" if "," in _saying("number", language)(1.5) else "point"


# dates

_ENGLISH_MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
                   "november", "december")  # fmt: skip
_ENGLISH_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_ALWAYS = ("es", "pt", "de", "fr")
"""Languages whose months and number words are known in every bank, beside those of English and the bank's own."""


def month_number(name: str, language: str = "") -> int:
    """The month of this name, from 1, whole or shortened, without capital letters and accents; 0 if there is none."""
    english = next((at for at, month in enumerate(_ENGLISH_MONTHS, 1) if name in (month, month[:3])), 0)
    return english or _calendar(language)[0].get(name, 0)


def is_weekday(name: str, language: str = "") -> bool:
    """Tells whether `name`, without capital letters and accents, is a day of the week, whole or shortened."""
    return any(day.startswith(name) for day in _ENGLISH_DAYS) or name in _calendar(language)[1]


@cache
def _calendar(language: str) -> tuple[dict[str, int], dict[str, int]]:
    """The names of months and of days of the week with their numbers."""
    months = {
        "sept": 9, "sep": 9, "setiembre": 9, "maerz": 3, "janner": 1, "jaenner": 1, "febr": 2, "feber": 2, "juno": 6,
        "juill": 7, "mrz": 3,
    }  # fmt: skip
    days = {"feira": 0, "sonnabend": 6, "weds": 3}
    for code in dict.fromkeys((*_ALWAYS, base(language))):
        for pattern in ("LLLL", "MMM", "LLL", "yMMMd", "yMMMMd"):
            say = _saying_days(pattern, code)
            for month in range(1, 13):
                for name in re.findall(rf"{LETTER}{{2,}}", _plain(say(f"2000-{month:02}-01"), code)):
                    if name not in ("de", "ano"):
                        months[name] = month
        for pattern in ("EEEE", "EEE"):
            say = _saying_days(pattern, code)
            for day in "1234567":
                names = re.findall(rf"{LETTER}+", _plain(say(f"2000-05-0{day}"), code))
                days = dict.fromkeys(names, int(day)) | days
    return months, days


def _plain(text: str, language: str) -> str:
    return without_accents(caseless(text, language))


@cache
def date_order(language: str) -> DateOrder:
    """The order of day and month in a date in digits that ends with the year.

    None for English without a region, which has both orders. Where dates in digits begin with the year, the day comes
    first if it does beside a month in words (Swedish, English of South Africa); else there is no order (Japanese,
    Hungarian, English of Canada).
    """
    if language in ("", "en"):
        return ""
    for pattern in ("yMd", "yMMMd"):
        parts = re.findall(r"[^\W_]+", _saying_days(pattern, language)("1999-11-22"))
        ends_with_year = any(len(part) == 4 for part in parts[1:] if part.isdecimal())
        if "22" in parts and ends_with_year:  # else what it says with a month in words
            return "day_first" if parts.index("22") == 0 else "month_first" if pattern == "yMd" else ""
    return ""


@cache
def day_words(language: str) -> dict[str, int]:
    """The words of the numbers 1 to 31, as `month_number` takes those of months, and how they are counted."""
    found: dict[str, int] = {}
    for code in dict.fromkeys((base(language), "en", *_ALWAYS)):
        for rule in _RULES:
            say = _saying(f"spellout{rule}", code)
            for number in range(1, 32):
                found.setdefault(_plain(say(number), code), number)
    return found


# what is a slip, and what is another word


@lru_cache(maxsize=4096)
def is_another_word(given: str, wanted: str, language: str) -> bool:
    """Tells whether `given`, typed for `wanted`, is no mistyped form of it but a word of its own (affect, effect).

    Number words are, and so is what a dictionary of the language lists, as a word or a name, unless it is the same with
    an s at its end (tower, towers) or another spelling (harbor, harbour); so is another substance (sulfate, sulfite).
    Both are without capital letters, with their accents.
    """
    if _is_another_substance(given, wanted):
        return True
    if is_number(given, language) or given in number_words("en"):
        code = base(language)
        given, wanted = _as_written_today(given, code), _as_written_today(wanted, code)
        return given.rstrip("s") != wanted.rstrip("s")
    if wanted in number_words(language) and _listed(given, language) == wanted:
        return False  # listed as a way to misspell it
    if is_same_word(given, wanted, language):
        return False
    foreign = _ALWAYS if base(language) == "en" else ()  # as for a bank whose language nobody set
    return _listed(given, language) is not None or any(given in number_words(code) for code in foreign)


def is_same_word(one: str, other: str, language: str) -> bool:
    """Tells whether two texts are a word with and without an s at its end, or with a letter doubled or not, or ways to
    spell it, as far as is known.
    """
    if is_same_spelling(one, other, language):
        return True
    first, second = (re.sub(r"(.)\1", r"\1", word.rstrip("s")) for word in (one, other))
    return first == second and (listed := _listed(one, language)) is not None and listed == _listed(other, language)


def is_same_spelling(one: str, other: str, language: str) -> bool:
    """Tells whether two English words are one, in British and American spelling."""
    return base(language) == "en" and not {one, other} & CONFUSED and american(one) == american(other)


def is_name(word: str, language: str) -> bool:
    """Tells whether a word, as it is written, is a name: it has a capital letter, and no dictionary lists it without.

    In German, where all nouns have one, a word is a name that no dictionary lists.
    """
    listed = _listed(word, language)
    return word[:1].isupper() and (listed is None or (listed[:1].isupper() and base(language) != "de"))


def are_two_words(one: str, other: str, language: str) -> bool:
    """Tells whether a dictionary of the language lists both, each by itself: schon and schön, parle and parlé.

    Not those that are ways to write one word: perchè, sólo, idéia, ideeen.
    """
    if _as_written_today(one, base(language)) == _as_written_today(other, base(language)):
        return False
    if not (is_listed(one, language) and is_listed(other, language)):
        return False
    first, second = _listed(one, language), _listed(other, language)
    if base(language) in ("nl", "af"):
        return first != second
    listed_as_slip = any(
        lemma not in (None, word) and lemma == right and word == without_accents(right)
        for word, lemma, right in ((one, first, other), (other, second, one))
    )
    return not listed_as_slip


_SPANISH_OPTIONAL = re.compile("(?:s(?=ólo$)|(?=[ée]st[eao]s?$|[ée]s[eao]s?$)|aqu(?=[ée]l))[óé]")


def _as_written_today(word: str, code: str) -> str:
    """`word` without an accent that its language's spelling has given up, or lets stand two ways."""
    if code == "it":  # perchè
        return word.replace("è", "é")
    if code == "fr":  # événement, ile
        return re.sub("î(?!t$)", "i", re.sub("è(?=[^aeiouy]{1,2}e[a-z])", "é", word))
    if code == "es" and _SPANISH_OPTIONAL.match(word):
        return without_accents(word)
    if code == "pt":  # idéia, heróico, dezanove
        word = re.sub("^deza(?=sseis|ssete|nove)", "deze", word)
        return re.sub("([éó])(?=i)", lambda vowel: "eo"["éó".index(vowel[1])], word)
    return word


def is_listed(word: str, language: str) -> bool:
    """Tells whether a dictionary of the language lists `word`, or its numbers do."""
    return _listed(word, language) is not None or word in number_words(language)


def _listed(word: str, language: str) -> str | None:
    """The form under which a dictionary lists `word`; None where it does not, or where there is none."""
    from simplemma import is_known, lemmatize  # 50 ms, and 100 ms or more for a dictionary

    code = base(language)
    if word in _UNLISTED.get(code, ()):
        return word
    other = word.replace("œ", "oe") if code == "fr" else word.replace("ss", "ß") if code == "de" else word
    other = re.sub("σ$", "ς", word) if code == "el" else other
    try:  # as a table in memory, a dictionary would take twice as long to load, and Finnish 400 MB
        known = next((form for form in (word, other) if is_known(form, lang=code, low_memory=True)), None)
        return lemmatize(known, lang=code, low_memory=True) if known is not None else None
    except ValueError:  # a language without a dictionary
        return None


_UNLISTED = {
    "pt": frozenset(["cocô"]),
    "fr": frozenset(["où", "du", "dû", "maïs", "près", "prés", "très", "tu", "tas"]),
    "it": frozenset(["là", "lì", "sì", "papà", "tè", "città", "età", "più", "già"]),
}
"""Common words that the dictionary lacks and that are another word without the accent, or with an apostrophe."""


_SUBSTANCE = re.compile(
    "((?:per|hypo|bi|di|tri|tetra|cyclo|hydro|iso)*(?:sulf|sulph|phosph|nitr|chlor|brom|chrom|mangan|carbon|meth|eth|prop"
    "|but|pent|hex|hept|oct|dec|amyl|malt|lact|sucr|cellul|fruct|galact)[a-z]{0,4}?)"
    "(ate|ite|ide|ane|ene|yne|ine|ase|ose|anol|enol|anal|enal|anone|yl|ic|ous)"
)


def _is_another_substance(one: str, other: str) -> bool:
    """Tells chemical names apart that differ in the ending that says which substance it is: sulfate, sulfite."""
    first, second = _SUBSTANCE.fullmatch(one), _SUBSTANCE.fullmatch(other)
    return bool(first and second and first[1] == second[1] and first[2] != second[2])
