"""The message files of the program: `python -m tests.translations` brings them up to date."""
