"""Mistakes of a file as such, of what is read from it or written, and of the answers in it.

For each code, what is wrong and what would be right; translations are made from these texts.
"""

from quizapp.texts import N_

TEXTS: dict[str, tuple[str, str]] = N_(
    {
        # the file as such
        "file_missing": ("There is no such file.", "Check its name and folder."),
        "file_is_folder": ("This is a folder, not a file.", "Name a file in it."),
        "file_is_picture": ("This is a picture, not a text.", "Name a file with text in it."),
        "file_not_regular": ("This is not an ordinary file.", "Copy what is in it into an ordinary file."),
        "file_forbidden": ("There is no permission to read the file.", "Give yourself the permission to read it."),
        "file_unreadable": ("The file cannot be read: {reason}.", "Copy it to another place and try again."),
        "file_too_large": ("The file has {size} MB; {limit} MB is the most.", "Split it into several banks."),
        "file_empty": ("There is nothing in the file.", "Write in it what belongs there, or name another file."),
        "file_encoding": (
            "The file is not saved as UTF-8: this line has the first letter that cannot be read.",
            "Open it in your editor, save it with the encoding UTF-8, and look at the letters of this line.",
        ),
        "file_utf16": (
            "The file is saved as UTF-16, not as UTF-8.",
            "Open it in your editor and save it with the encoding UTF-8.",
        ),
        "character_forbidden": (
            "There is an invisible character here that may not be in a bank ({character}).",
            "Delete it, or type the line again.",
        ),
        "file_not_text": (
            "This is a document of a word processor or of another program, not a text file.",
            "Choose another file, or save it there as plain text, in UTF-8.",
        ),
        "too_many_marks": (
            "A letter here has more than 30 accents or other marks on it ({character}).",
            "Delete it, or type the line again.",
        ),
        "no_bank_in_folder": ("There is no bank in this folder.", "Name a folder with .yaml files in it, or a file."),
        # importing
        "same_bank_id": (
            "The bank would have the id “{value}”, as that from {where} has.",
            "Rename one of the two files.",
        ),
        "file_exists": (
            "There is a file with this name already.",
            "Name another folder, or add --force to replace it.",
        ),
        "file_not_written": ("The file cannot be written: {reason}.", "Free some space or check the folder."),
        "field_of_whole": (
            "“{name}” belongs to the whole question, not to one of its parts.",
            "Write it beside “part_a” and “part_b”, or leave it out.",
        ),
        "points_of_parts": (
            "The points of this question are those of its two parts together.",
            "Write “points” in the parts, and leave it out here.",
        ),
        "not_a_part": ("A part cannot be a {value} question.", "Give it another type."),
        "same_points_twice": (
            "Another level of this criterion has {value} points too.",
            "Give each level its own points.",
        ),
        "least_above_most": (
            "At least {least} words and at most {most} cannot both be.",
            "Make “most” the larger one.",
        ),
        # answers
        "response_unknown_question": ("There is no question “{name}” in the bank.", "Leave it out or correct the id."),
        "response_not_read": ("“{value}” is not a response to this question.", "Write {expected}."),
    }
)
