"""Rules of text that differ by language."""

from unicodedata import combining

from quizapp.domain.language import (
    are_two_words,
    date_order,
    decimal_sign,
    differ_in_marks_alone,
    is_another_word,
    is_listed,
    is_name,
    is_same_word,
    is_weekday,
    month_number,
    number_words,
    spelled_out,
    without_accents,
    words_per_minute,
)


def test_the_speed_of_reading_of_each_language_as_its_readers_need():
    speeds = {
        "ar": 121, "zh": 139, "nl": 177, "en": 200, "fi": 141, "fr": 171, "de": 157, "he": 164, "it": 165, "ja": 169,
        "pl": 146, "pt-BR": 159, "ru": 161, "sl": 158, "es": 191, "sv": 175, "tr": 146, "": 200, "xx": 200,
    }  # fmt: skip
    assert {language: words_per_minute(language) for language in speeds} == speeds


def test_the_signs_of_numbers_and_the_order_of_dates_are_those_of_the_country():
    wanted = {
        "": ("point", ""), "en": ("point", ""), "en-GB": ("point", "day_first"), "en-US": ("point", "month_first"),
        "de": ("comma", "day_first"), "pt-BR": ("comma", "day_first"), "zh": ("point", ""),
        "fa": ("point", ""), "sv": ("comma", "day_first"), "fr-CA": ("comma", "day_first"), "hu": ("comma", ""),
        "en-ZA": ("comma", "day_first"), "en-CA": ("point", ""), "ja": ("point", ""),
    }  # fmt: skip
    assert {language: (decimal_sign(language), date_order(language)) for language in wanted} == wanted


def test_the_words_of_numbers_are_those_of_every_form():
    wanted = {
        "en": "zero one nineteen ninety hundred thousand million billion first sixth twentieth hundredth thousandth",
        "es": "cero una veintiuno doscientos novecientos mil millones primero sexto",
        "de": "null eins zweihundert eintausend zweitausend million millionen milliarde milliarden sechste "
        "einhundertste zweihundertste neunhundertste neunhundertneunundneunzig",
        "ru": "ноль одна тысяча тысячи миллион миллиона миллиард миллиарда шестой",
    }
    missing = {
        language: [word for word in words.split() if word not in number_words(language)]
        for language, words in wanted.items()
    }
    assert missing == {language: [] for language in wanted}


def test_a_number_is_said_in_words_and_a_very_long_one_by_its_digits():
    for number, language, said in (
        (0, "en", "zero"), (21, "es", "veintiuno"), (10**12 - 1, "en", "nine hundred ninety-nine billion"),
        (10**12, "en", "one" + " zero" * 12), (20 * 10**12, "es", "dos" + " cero" * 13),
    ):  # fmt: skip
        assert spelled_out(number, language).startswith(said)
    assert spelled_out(10**12, "en") == "one" + " zero" * 12


def test_the_marks_that_are_accents_are_those_of_these_blocks():
    """Combining Diacritical Marks, their Extended and their Supplement; the vowel signs of Hebrew, Arabic, Syriac."""
    blocks = (
        (0x300, 0x36F), (0x1AB0, 0x1AFF), (0x1DC0, 0x1DFF), (0x591, 0x5C7), (0x610, 0x61A), (0x730, 0x74A),
        (0x64B, 0x652), (0x656, 0x670), (0x6D6, 0x6ED),
    )  # fmt: skip
    marks = [chr(code) for code in range(0x300, 0x10000) if combining(chr(code))]
    wanted = {mark for mark in marks if any(first <= ord(mark) <= last for first, last in blocks)}
    assert {mark for mark in marks if without_accents(f"x{mark}") == "x"} == wanted
    stress = {mark for mark in marks if without_accents(f"о{mark}") == "о"}
    assert {mark for mark in stress if mark <= "\u036f"} == {"\u0300", "\u0301", "\u0340", "\u0341"}
    assert [without_accents(text) for text in ("е\u0308", "и\u0306", "к\u0301", "О\u0301")] == ["е", "й", "ќ", "О"]
    assert without_accents("\u0301x") == "\u0301x"
    assert without_accents("あ\u3099\u0301") == "あ\u3099"  # a mark that makes a letter, and an accent on it


def test_texts_that_differ_in_a_mark_on_no_latin_letter():
    pairs = {
        ("かき", "かぎ"): True,
        ("resume", "résumé"): False,
        ("мой", "мои"): True,
        ("かき", "かく"): False,
        ("", ""): True,
    }
    assert {pair: differ_in_marks_alone(*pair) for pair in pairs} == pairs


def test_months_and_days_of_the_week_are_known_by_whole_and_shortened_names():
    for name, language, number in (
        ("january", "", 1), ("jan", "", 1), ("december", "", 12), ("dec", "", 12), ("sept", "", 9), ("enero", "", 1),
        ("mai", "de", 5), ("maerz", "de", 3), ("dez", "pt", 12), ("luglio", "it", 7), ("luglio", "", 0),
        ("de", "es", 0), ("janu", "", 0), ("ano", "pt", 0), ("styczen", "pl", 1),
    ):  # fmt: skip
        assert month_number(name, language) == number, (name, language)
    for name, language, is_one in (
        ("monday", "", True), ("sun", "", True), ("lunes", "", True), ("domingo", "", True), ("sonntag", "", True),
        ("dimanche", "", True), ("feira", "", True), ("lunedi", "it", True), ("lunedi", "", False), ("may", "", False),
    ):  # fmt: skip
        assert is_weekday(name, language) is is_one, (name, language)


def test_a_mistyped_word_is_told_from_another_word():
    for given, wanted, language, is_other in (
        ("affect", "effect", "en", True), ("sixth", "sixty", "en", True), ("towers", "tower", "en", False),
        ("harbor", "harbour", "en", False), ("harbor", "harbour", "de", False), ("tovwer", "tower", "en", False),
        ("sulfite", "sulfate", "en", True), ("sulfate", "sulfates", "en", False), ("six", "fix", "xx", True),
        ("seis", "seas", "en", True), ("seis", "seas", "de", False), ("miner", "minor", "en", True),
    ):  # fmt: skip
        assert is_another_word(given, wanted, language) is is_other, (given, wanted)
    for one, other, language, is_same in (
        ("tower", "towers", "en", True), ("colour", "color", "en", True), ("minor", "miner", "en", False),
        ("comittee", "committee", "en", False), ("bees", "beds", "en", False), ("tovwer", "tovwers", "en", False),
        ("cat", "catt", "en", False), ("centre", "center", "en", True), ("centre", "center", "fr", False),
    ):  # fmt: skip
        assert is_same_word(one, other, language) is is_same, (one, other)
    for word, language, is_one in (
        ("Boston", "en", True), ("Walking", "en", False), ("tower", "en", False), ("Xyzzy", "en", True),
        ("Turm", "de", False), ("Xyzzy", "de", True), ("xyzzy", "de", False), ("", "en", False),
    ):  # fmt: skip
        assert is_name(word, language) is is_one, (word, language)
    for one, other, language, are_two in (
        ("schon", "schön", "de", True), ("parle", "parlé", "fr", True), ("schon", "schon", "de", False),
        ("perchè", "perché", "it", False), ("schon", "xyzzy", "de", False), ("xyzzy", "schon", "de", False),
    ):  # fmt: skip
        assert are_two_words(one, other, language) is are_two, (one, other)
    for word, language, is_one in (
        ("tower", "en", True), ("twentieth", "en", True), ("xyzzy", "en", False), ("tower", "xx", False),
    ):  # fmt: skip
        assert is_listed(word, language) is is_one, word
