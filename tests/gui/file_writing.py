"""The ways in which other programs write a file."""

import os


def write_in_place(path, text):
    path.write_text(text, "utf-8")


def put_in_its_place(path, text):
    """As most editors do: a new file takes the name of the old one."""
    new = path.with_name("saving.tmp")
    new.write_text(text, "utf-8")
    os.replace(new, path)


def away_and_back(path, text):
    """As some editors do: the old file becomes the copy, and a new one is made."""
    path.rename(path.with_name("bank.yaml~"))
    path.write_text(text, "utf-8")


WAYS = (write_in_place, put_in_its_place, away_and_back)
