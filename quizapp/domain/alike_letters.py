"""Letters of one look, or of one sound and another keyboard or custom, and their common form."""

import re
from unicodedata import normalize

from quizapp.domain.language_tag import base

_PERSIAN = str.maketrans("يىك", "ییک")
_ARABIC = str.maketrans("یک", "يك")
_CHILLU = str.maketrans({"ൺ": "ണ്", "ൻ": "ന്", "ർ": "ര്", "ൽ": "ല്", "ൾ": "ള്", "ൿ": "ക്"})
_VOWEL_BEFORE_TONE = re.compile("([\u0e4d\u0ecd])([\u0e48-\u0e4b\u0ec8-\u0ecb])")
_NASAL = re.compile("ङ्(?=[क-घ])|ञ्(?=[च-झ])|ण्(?=[ट-ढ])|न्(?=[त-ध])|म्(?=[प-भ])")
_LATE_TONE = re.compile(r"(?<!q)([ou])([àáảãạèéẻẽẹỳýỷỹỵ])(?![^\W\d_])", re.IGNORECASE)
_LONG_END = re.compile("(?<=[ァ-ヺー]{4})ー(?![ァ-ヺー])")
_CEDILLAS, _COMMAS = "şţŞŢ", "șțȘȚ"


def alike_letters(text: str, language: str = "") -> str:
    """`text` with letters of one look, or of one sound and another keyboard or custom, as one.

    The yeh and kaf of Arabic and of Persian, the cedilla and comma of ș, Thai vowels typed before or after the tone,
    the nasals of Hindi, the place of a tone in Vietnamese (hoà, hòa), the final consonants of Malayalam; without
    Arabic's tatweel, and without the long vowel that may end a long word in katakana.
    """
    code = base(language)
    text = _VOWEL_BEFORE_TONE.sub(r"\2\1", text.replace("\u0640", "").replace("เเ", "แ").translate(_CHILLU))
    text = _LONG_END.sub("", _NASAL.sub("ं", text))
    text = text.translate(str.maketrans(*((_CEDILLAS, _COMMAS) if code == "ro" else (_COMMAS, _CEDILLAS))))
    if code == "vi":
        text = _LATE_TONE.sub(lambda end: normalize("NFC", end[1] + normalize("NFD", end[2])[::-1]), text)
    return text.translate(_ARABIC if code == "ar" else _PERSIAN if code in ("fa", "ur") else {})


_LOOKS = str.maketrans("АВЕЅІЈКМНОРСТУХаеѕіјорсухΑΒΕΖΗΙΚΜΝΟΡΤΥΧο", "ABESIJKMHOPCTYXaesijopcyxABEZHIKMNOPTYXo")


def latin_look(text: str) -> str:
    """`text` with the Cyrillic and Greek letters that cannot be told from Latin ones as those."""
    return text if text.isascii() else text.translate(_LOOKS)
