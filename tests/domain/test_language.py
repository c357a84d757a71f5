"""Rules of text that differ by language."""

from quizapp.domain.language import date_order, decimal_sign, number_words, words_per_minute


def test_the_speed_of_reading_of_each_language_as_its_readers_need():
    speeds = {
        "ar": 121, "zh": 139, "nl": 177, "en": 200, "fi": 141, "fr": 171, "de": 157, "he": 164, "it": 165, "ja": 169,
        "pl": 146, "pt-BR": 159, "ru": 161, "sl": 158, "es": 191, "sv": 175, "tr": 146, "": 200, "xx": 200,
    }  # fmt: skip
    assert {language: words_per_minute(language) for language in speeds} == speeds


def test_the_signs_of_numbers_and_the_order_of_dates_are_those_of_the_country():
    wanted = {
        "": ("point", ""), "en": ("point", ""), "en-GB": ("point", "day_first"), "en-US": ("point", "month_first"),
        "de": ("comma", "day_first"), "pt-BR": ("comma", "day_first"), "zh": ("point", "month_first"),
        "fa": ("point", ""),
    }  # fmt: skip
    assert {language: (decimal_sign(language), date_order(language)) for language in wanted} == wanted


def test_the_words_of_numbers_are_those_of_every_form():
    wanted = {
        "en": "zero one nineteen ninety hundred thousand million billion first sixth twentieth hundredth thousandth",
        "es": "cero una veintiuno doscientos novecientos mil millones primero sexto",
        "de": "null eins zweihundert eintausend zweitausend million millionen milliarde milliarden sechste",
        "ru": "ноль одна тысяча тысячи миллион миллиона миллиард миллиарда шестой",
    }
    missing = {
        language: [word for word in words.split() if word not in number_words(language)]
        for language, words in wanted.items()
    }
    assert missing == {language: [] for language in wanted}
