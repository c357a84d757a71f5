"""Mistakes that show where a bank is held against the one that it translates, or a level against another."""

from quizapp.texts import N_

TEXTS: dict[str, tuple[str, str]] = N_(
    {
        "translation_source_unread": (
            "This is a translation of “{value}”, which is not among the banks that are checked.",
            "Check both together: give their folder, or both files.",
        ),
        "translation_same_language": (
            "The bank that this one translates is in “{value}” too: {where}.",
            "Write the language of the translation, such as “es”.",
        ),
        "translation_of_translation": (
            "“{value}” is a translation itself.",
            "Name the bank that it was translated from: “{expected}”.",
        ),
        "translation_of_each_other": (
            "This bank and “{value}” each name the other as the one that they translate.",
            "Leave out “translation_of” in the one that was written first.",
        ),
        "translation_twice": (
            "“{value}” is translated into “{language}” already: {where}.",
            "Keep one of the two, or give them different languages.",
        ),
        "translation_question_missing": (
            "The translation has no question “{value}”; it is in {where}.",
            "Translate it, and keep its id.",
        ),
        "translation_question_extra": (
            "The bank that is translated has no question “{value}”.",
            "Give it the id of the question that it translates, or leave it out.",
        ),
        "translation_order": (
            "The questions are in a different order from {where}.",
            "Put this one after “{value}”.",
        ),
        "translation_order_first": (
            "The questions are in a different order from {where}.",
            "Put this one first.",
        ),
        "translation_missing": ("“{name}” is not translated; it is in {where}.", "Translate it."),
        "translation_extra": (
            "“{name}” is here, but not in the bank that is translated ({where}).",
            "Add it there, or leave it out here.",
        ),
        "translation_count": (
            "The number of “{name}” is {count} here, and {expected} in {where}.",
            "Write as many, in the same order.",
        ),
        "translation_value": (
            "“{name}” is {value} here, and {expected} in {where}.",
            "Write the same in both.",
        ),
        "translation_key": (
            "The key differs from the one in {where}.",
            "Write “{expected}”, or change the order of what it is chosen from.",
        ),
        "translation_paragraphs": (
            "The text has {count} paragraphs, and {expected} in {where}.",
            "Write the same paragraphs, as they are numbered alike.",
        ),
        "translation_headings": (
            "The text has {count} headings, and {expected} in {where}.",
            "Write the same headings.",
        ),
        "translation_images": (
            "The text has {count} images, and {expected} in {where}.",
            "Show the same images.",
        ),
        "translation_level_missing": (
            "The level “{value}” is not translated; it is in {where}.",
            "Translate it, and keep its id.",
        ),
        "translation_level_extra": (
            "The bank that is translated has no level “{value}”.",
            "Give it the id of the level that it translates, or leave it out.",
        ),
        "translation_same_text": (
            "This is the same text as in {where}.",
            "Translate it, unless it is meant to stay the same.",
        ),
        "language_doubtful": (
            "“{value}” is not the tag of a language.",
            "Write one such as “en”, “es” or “pt-BR”.",
        ),
        # levels
        "level_not_easier": (
            "By an estimate, the level “{value}” is no easier than the passage itself ({grade} and {expected}).",
            "Write shorter sentences and shorter words, or give the level another id.",
        ),
        "level_alike": (
            "By an estimate, the level “{value}” is as hard as the passage itself ({grade} and {expected}).",
            "Make it easier, or harder, by the length of its sentences and words.",
        ),
    }
)
