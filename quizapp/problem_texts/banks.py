"""Mistakes of a bank: its fields, its passage and its images.

For each code, what is wrong and what would be right; translations are made from these texts.
"""

from quizapp.texts import N_

TEXTS: dict[str, tuple[str, str]] = N_(
    {
        # fields
        "text_with_colon": (
            "A text that contains “: ” needs quotation marks.",
            "Write it as {quoted}.",
        ),
        "not_a_mapping": (
            "Fields (name: value) are expected here.",
            "Write a name, “:”, a space and a value; the guide has examples.",
        ),
        "not_a_list": ("A list is expected here.", "Begin each entry with “- ”."),
        "not_a_text": (
            "A text is expected here.",
            "Write one text; put it in quotation marks if it looks like a list.",
        ),
        "unknown_field": ("There is no field “{name}” here.", "Leave it out. Fields here are: {choices}."),
        "field_name_space": (
            "Before or after “{name}” there is a space that is not an ordinary one.",
            "Delete it, and type it again with the space bar.",
        ),
        "missing_field": ("The field “{name}” is missing.", "Add it."),
        "type_missing_suggest": (
            "The field “type” is missing.",
            "Add “type: {suggestion}” if that is meant; the other fields belong to it.",
        ),
        "not_a_choice": ("“{value}” is not one of the words that can be here.", "Write one of: {choices}."),
        "not_a_truth_value": ("“{value}” is neither true nor false.", "Write true or false."),
        "not_a_number": ("“{value}” is not a number.", "Write a number such as 1 or 2.5, with a point."),
        "number_out_of_range": ("{value} is out of range.", "Write a number {range}."),
        "empty_text": ("The text is empty.", "Write it, in quotation marks where it begins with “#”."),
        "does_not_fit": ("This cannot be read: {reason}.", "Write it as in the authoring guide."),
        # the bank
        "blueprint_not_whole": (
            "The shares of the blueprint add up to {count}, not to 100.",
            "Write the percentage of the questions that each skill should have.",
        ),
        "bad_id": (
            "“{value}” cannot be an id.",
            "Begin with a small letter or a digit, go on with those and hyphens, 64 at most, such as “{suggestion}”.",
        ),
        "duplicate_id": ("The id “{value}” is already used by {where}.", "Give each its own id."),
        "no_questions": ("The bank has no questions.", "Write at least one."),
        "too_many_problems": ("There are more mistakes than are listed.", "Fix these first."),
        "passage_source": ("The text is given twice, or not at all.", "Write either “text” or “file”."),
        "passage_outside": (
            "“{value}” is not in the folder of the bank.",
            "Put the text beside the bank's file and give its name.",
        ),
        "passage_empty": ("There is nothing to read in it.", "Write at least one paragraph."),
        "passage_too_long": (
            "The text has more than {limit} characters.",
            "Make several passages of it, each with its bank.",
        ),
        "text_too_many_signs": (
            "The text has more than {limit} signs for emphasis (* _ ` \\).",
            "Emphasize less of it, or make it shorter.",
        ),
        "passage_too_many_signs": (
            "The text has more than {limit} lines, dashes of lists and signs for emphasis (* _ `).",
            "Make several passages of it, each with its bank.",
        ),
        "passage_depth": (
            "Too many lists or quotations stand inside one another.",
            "Take some away: five lists, or eleven quotations, are the most.",
        ),
        # languages
        "language_no_tag": (
            "“{value}” is not the tag of a language.",
            "Write one such as “en”, “es” or “pt-BR”.",
        ),
        "translation_of_itself": (
            "The bank names itself as the one that it translates.",
            "Give it an id of its own, such as “{value}-es”.",
        ),
        # the glossary
        "glossary_not_in_passage": (
            "“{word}” is not in the passage.",
            "Write the word as it is in the passage, or add that form under “forms”; or leave it out.",
        ),
        "glossary_twice": ("“{word}” is in the glossary already, at “{other}”.", "Keep one of the two."),
        "glossary_too_long": ("The glossary has more than {limit} words.", "Keep those that learners need most."),
        # levels
        "level_is_standard": (
            "The level “standard” is the passage itself.",
            "Give it a name here, and no text or file; or choose another id.",
        ),
        "levels_without_passage": ("The bank has levels, but no passage.", "Write its standard version as “passage”."),
        "level_paragraphs": (
            "The number of paragraphs is {count} here, and {expected} in the passage.",
            "Write both with the same paragraphs: they are numbered alike in all levels.",
        ),
        # images
        "image_without_alt": (
            "The image “{value}” has no alternative text.",
            "Say what it shows, for those who cannot see it: “alt: …”, or ![…]({value}) in a passage.",
        ),
        "image_in_line": (
            "“{value}” is not alone in a paragraph, or not written as an image is.",
            "Write ![what it shows](file.png) with an empty line before and after it, or \\! where no image is meant.",
        ),
        "image_outside": (
            "“{value}” is not in the folder of the bank.",
            "Put the image beside the bank's file and give its name.",
        ),
        "image_missing": ("There is no image “{value}” beside the bank.", "Check the name, capital letters too."),
        "image_format": (
            "“{value}” is {kind}, whatever its name says.",
            "Save it as PNG, JPEG or WebP with an image program.",
        ),
        "image_damaged": (
            "“{value}” is cut short, or is damaged.",
            "Open it in an image program and save it again.",
        ),
        "image_moving": ("“{value}” is an animation.", "Save one of its pictures as PNG or JPEG."),
        "image_too_large": ("“{value}” has more than {limit} MB.", "Save it smaller, or as JPEG."),
        "image_too_many_pixels": (
            "“{value}” has {size} pixels.",
            "Make it smaller: {limit} million in all, and {side} at a side, are the most.",
        ),
        "images_too_large": (
            "With “{value}”, the images of the bank have more than {limit} MB together.",
            "Save them smaller, or split the bank.",
        ),
        "passage_missing": ("There is no file “{value}” beside the bank.", "Check the name, capital letters too."),
    }
)
