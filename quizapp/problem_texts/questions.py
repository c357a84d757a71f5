"""Mistakes of questions.

For each code, what is wrong and what would be right; translations are made from these texts.
"""

from quizapp.texts import N_

TEXTS: dict[str, tuple[str, str]] = N_(
    {
        "evidence_not_found": ("“{quote}” is not in the passage.", "Copy the words from the passage exactly."),
        "evidence_without_passage": (
            "The bank has no passage that this could be in.",
            "Give the bank a passage, or leave the evidence out.",
        ),
        "evidence_not_found_suggest": (
            "“{quote}” is not in the passage.",
            "Did you mean “{suggestion}” (paragraph {paragraph})?",
        ),
        "evidence_not_found_near": ("“{quote}” is not in the passage.", "Did you mean “{suggestion}”?"),
        "evidence_not_in_level": (
            "“{quote}” is not in the level “{in_level}”.",
            'Add “levels: {{{in_level}: …}}” with the words that stand there, or "" where it has no such place.',
        ),
        "evidence_not_in_level_suggest": (
            "“{quote}” is not in the level “{in_level}”.",
            "Add “levels: {{{in_level}: …}}” with the words that stand there; did you mean “{suggestion}”?",
        ),
        "key_not_in_level": (
            "The key “{quote}” has no place in the level “{in_level}”.",
            "Quote the sentence of that level that says the same: a key has to be in each level.",
        ),
        "unknown_level": ("The bank has no other level “{value}”.", "Write one of: {choices}."),
        "no_levels": (
            "The bank has no levels, so there is none called “{value}”.",
            "Add “levels” to the bank, or leave it out.",
        ),
        "silenced_without_reason": (
            "The rule “{name}” is silenced without a reason.",
            "Write after it, in a few words, why it does not apply here.",
        ),
        "prefix_not_found": (
            "“{quote}” is in the passage, but not right after “{prefix}”.",
            "Copy the words just before it, or leave “prefix” out.",
        ),
        "suffix_not_found": (
            "“{quote}” is in the passage, but not right before “{suffix}”.",
            "Copy the words just after it, or leave “suffix” out.",
        ),
        "evidence_ambiguous": (
            "“{quote}” is in the passage more than once.",
            "Quote more words, or add “prefix” with the words just before it.",
        ),
        "too_few": ("There are too few entries in “{what}”: {count}.", "Write at least {limit}."),
        "too_many": ("There are too many entries in “{what}”: {count}.", "Write at most {limit}."),
        "same_text_twice_unseen": ("“{text}” is here twice: {difference}.", "Make the two differ, or leave one out."),
        "looks_alike": (
            "“{value}” only looks like “{suggestion}”: {difference}.",
            "Copy the text from the place where it stands first.",
        ),
        "looks_like_name": ("“{value}” only looks like “{suggestion}”: {difference}.", "Delete it, and type it again."),
        "same_text_twice": ("“{text}” is here twice.", "Make the two differ, or leave one out."),
        "no_key": ("None of the options is the key.", "Write “key: true” with the right one."),
        "no_full_share": (
            "None of the accepted answers earns all of the points.",
            "Leave “share” out with at least one of them.",
        ),
        "several_keys": ("{count} options are keys.", "Keep one, or make the question multiple_choice."),
        "all_keys": ("Every option is a key, so nothing is asked.", "Add an option that is wrong."),
        "role_of_key": ("The key has a role.", "Roles are for wrong options; leave it out."),
        "key_is_not_offered": ("Feedback is given to an answer that is not offered.", "Add “not_stated: true”."),
        "unknown_category": ("“{value}” is not one of the categories.", "Write one of: {choices}."),
        "unknown_column": ("“{value}” is not one of the columns.", "Write one of: {choices}."),
        "unknown_option": ("“{value}” is not one of the options.", "Write one of: {choices}."),
        "option_reused": (
            "“{text}” is already the option for another prompt.",
            "Name another option, or write “reuse: true” with the question.",
        ),
        "key_not_a_number": ("“{value}” cannot be read as a number.", "Write a number such as 12, 1234.5 or 2/3."),
        "key_not_a_date": ("“{value}” cannot be read as a date.", "Write it as 2025-05-08 or as 8 May 2025."),
        "not_a_tolerance": (
            "“{value}” cannot be read as a tolerance.",
            "Write a number such as 0.5, or 2 %; for a date, a whole number of days.",
        ),
        "band_without_effect": (
            "The band within {value} changes nothing.",
            "A band has to be wider than the tolerance, and earn less than the narrower bands.",
        ),
        "no_key_unit": ("None of the units has the factor 1.", "Give the factor 1 to the unit of the key."),
        "unit_without_units": ("A unit is required, and none is named.", "Name it under “units”."),
        "gap_unknown": (
            "The text has the gap [{number}], for which “gaps” has no entry.",
            "Add its entry, or number the gaps from 1 to {count}.",
        ),
        "gap_twice": ("The gap [{number}] is in the text twice.", "Give each gap its own number."),
        "gap_missing": ("The gap [{number}] is not in the text.", "Write [{number}] where it belongs."),
        "several_keys_in_gap": ("{count} options of the gap are keys.", "Keep one."),
        "unknown_word": ("“{value}” is not one of the words.", "Write one of: {choices}."),
        "words_do_not_suffice": (
            "The words cannot fill all of the gaps when each is used once.",
            "Add words, give the gaps other keys, or write “reuse: true” with the question.",
        ),
        "select_is_not_keys": (
            "“select” is {count}, and the number of keys is {keys}.",
            "Write as many keys, or leave “select” out.",
        ),
        "no_such_paragraph": ("There is no paragraph {value}.", "Paragraphs are numbered from 1 to {count}."),
        "key_across_sentences": (
            "“{quote}” reaches over the end of a sentence.",
            "Quote words of one sentence; where two are meant, write two keys.",
        ),
        "key_in_heading": ("“{quote}” is in a heading, which cannot be selected.", "Quote another sentence."),
        "key_in_image": (
            "“{quote}” describes an image, and cannot be selected.",
            "Quote a sentence of the passage.",
        ),
        "key_not_selectable": (
            "“{quote}” is in paragraph {paragraph}, which cannot be selected.",
            "Add {paragraph} to “paragraphs”, or leave the quotation out.",
        ),
        "keys_in_one_sentence": ("“{quote}” is in the same sentence as “{other}”.", "Keep one of the two."),
        "key_in_two_sentences": (
            "More than one sentence could be meant by “{quote}”.",
            "Quote more words of the sentence.",
        ),
        "words_not_in_sentence": (
            "“{text}” is not in the sentence.",
            "Copy whole words from it, one after another, with their capital letters.",
        ),
        "words_ambiguous": (
            "“{text}” is in the sentence {count} times.",
            "Say which one is meant, such as “occurrence: 2”, or write more words.",
        ),
        "words_overlap": ("“{text}” shares words with “{other}”.", "Leave each word to one of them."),
        "all_words_are_keys": ("Every word of the sentence is a key, so nothing is asked.", "Leave some of them out."),
        "anticipated_is_accepted": ("“{text}” is both accepted and wrong.", "Keep it in one of the two lists."),
        "nothing_to_compare": (
            "Nothing is left of “{text}” once what is forgiven is removed.",
            "Set “punctuation: false” under “forgive”.",
        ),
    }
)
