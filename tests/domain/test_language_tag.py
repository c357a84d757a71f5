"""Tags of languages."""

from quizapp.domain.language_tag import best_tag, is_tag


def test_the_tag_that_a_reader_reads_best():
    for wanted, tags, best in (
        ("es-MX", ["en", "es"], "es"), ("es-MX", ["es", "es-MX"], "es-MX"), ("es_MX", ["es-ES", "es-MX"], "es-MX"),
        ("es", ["es-MX"], "es-MX"), ("pt", ["pt-BR", "pt"], "pt"), ("PT_br", ["pt", "pt-BR"], "pt-BR"),
        ("fr", ["en", "es"], None), ("", ["en"], None), ("C", ["en"], None), ("en", [], None),
    ):  # fmt: skip
        assert best_tag(wanted, tags) == best, (wanted, tags)


def test_a_tag_is_formed_as_one():
    for tag in ("en", "es-MX", "pt-BR", "zh-Hant-TW", "es-419", "gsw", "ca-valencia"):
        assert is_tag(tag), tag
    for tag in ("", "English", "e", "es_MX", "es-", "-es", "pt BR", "es-M", "1a"):
        assert not is_tag(tag), tag
