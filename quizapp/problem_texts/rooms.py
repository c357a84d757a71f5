"""Mistakes in a file of settings for a room.

For each code, what is wrong and what would be right; translations are made from these texts.
"""

from quizapp.texts import N_

TEXTS: dict[str, tuple[str, str]] = N_(
    {
        "room_too_large": (
            "The file has {size} MB; settings for a room have at most {limit} MB.",
            "Name the file that you meant.",
        ),
        "room_name_twice": (
            "Two learners have the same name: “{name}” is in line {first} already.",
            "Write enough of each name to tell them apart, or leave one out.",
        ),
        "room_name_length": ("This name has more than {limit} characters.", "Shorten it."),
        "room_for_nobody": (
            "Only the names in “learners” may be used here, and there are none.",
            "Write the names into “learners”, or leave out “others: false”.",
        ),
    }
)
