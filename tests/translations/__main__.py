"""Brings the message files up to date with the program: `python -m tests.translations`.

It finds the texts, merges them into each `.ts` file, and makes the `.qm` files of these. With `--missing LANGUAGE` it
lists what is not translated yet instead.
"""

import sys

from quizapp.texts import LANGUAGES
from tests.translations.catalog import read_ts, ts_file, update_all
from tests.translations.extracting import program_texts


def main() -> None:
    if sys.argv[1:2] == ["--missing"]:
        for text, translation in read_ts(ts_file(sys.argv[2])).items():
            if not translation.is_finished:
                print(f"{text.context}: {text.source}")
        return
    texts, refused = program_texts()
    print(*refused, sep="\n")
    update_all(texts)
    for language in LANGUAGES:
        catalog = read_ts(ts_file(language))
        done = sum(each.is_finished for each in catalog.values())
        print(f"{ts_file(language).name}: {len(catalog)} texts, {done} translated")


main()
