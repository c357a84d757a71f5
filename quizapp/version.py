"""The version of the program: the build, the commands and the window read it here."""

VERSION = "0.1.0"
DATE = "2026-11-30"
"""The day on which this version was made; the heading in CHANGELOG.md has it, too."""
