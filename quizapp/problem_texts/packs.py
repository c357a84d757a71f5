"""Mistakes in packs."""

from quizapp.texts import N_

TEXTS: dict[str, tuple[str, str]] = N_(
    {
        "pack_damaged": ("The pack is damaged.", "Get it again from where it came from."),
        "pack_locked": ("The pack is locked with a password.", "Ask its author for one without a password."),
        "pack_no_manifest": (
            "This is not a pack: it has no manifest.json.",
            "Choose a file that Quizapp has saved as a pack.",
        ),
        "pack_manifest": (
            "What the pack says of itself cannot be read (manifest.json).",
            "Ask its author to save it as a pack again.",
        ),
        "pack_newer": ("The pack was made by a newer Quizapp.", "Get the newest version of the program."),
        "pack_changed": (
            "What is in the pack is not what its author has packed.",
            "Don't use it, and get it again from its author.",
        ),
        "pack_name": (
            "The pack has a file with a name that no pack has (“{name}”).",
            "Don't use it, and ask where it comes from.",
        ),
        "pack_name_twice": (
            "The pack has two files with the same name (“{name}” and “{other}”).",
            "Ask its author to save it as a pack again.",
        ),
        "pack_bomb": (
            "The pack has a file that would become far too large (“{name}”).",
            "Don't use it, and ask where it comes from.",
        ),
        "pack_too_many_files": ("There are more than {limit} files in the pack.", "Make several packs of it."),
        "pack_too_large": ("There is more than {limit} MB in the pack.", "Make several packs of it."),
        "pack_no_such_bank": ("The pack has no such bank.", "Open the pack in Quizapp, and choose a bank there."),
    }
)
