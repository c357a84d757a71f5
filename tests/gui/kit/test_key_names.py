"""Keys are called as they stand on the keyboard, in each language of the program."""

from quizapp.gui.kit.key_names import key_names
from quizapp.gui.kit.language import use_language


def test_keys_have_the_names_of_the_keyboard_in_each_language(qapp):
    for language, expected in (
        ("en", ("Ctrl+F", "Ctrl+Shift+H", "Shift+F3", "Alt+←", "Ctrl++", "Alt+-", "Del", "Esc", "?")),
        ("es", ("Ctrl+F", "Ctrl+Mayús+H", "Mayús+F3", "Alt+←", "Ctrl++", "Alt+-", "Supr", "Esc", "?")),
        ("pt_BR", ("Ctrl+F", "Ctrl+Shift+H", "Shift+F3", "Alt+←", "Ctrl++", "Alt+-", "Del", "Esc", "?")),
    ):
        use_language(language)
        asked = ("Ctrl+F", "Ctrl+Shift+H", "Shift+F3", "Alt+Left", "Ctrl++", "Alt+-", "Del", "Esc", "?")
        assert tuple(map(key_names, asked)) == expected, language
    use_language("en")
