"""The site: it is built without a warning, holds together offline, and what is made for it is whole."""

import re
import subprocess
import sys
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote

import msgspec
import pytest

from docs import made_commands, made_formats, made_tables
from docs.assembling import FOLDER, MADE, PAGES, ROOT
from quizapp.commands.arguments import arguments_of
from quizapp.commands.catalog import COMMANDS, parser_of
from quizapp.formats.bank_header import Header
from quizapp.formats.room_file import RoomFile
from quizapp.lint.catalog import RULES
from quizapp.question_types.catalog import BY_NAME
from quizapp.reports.spreadsheet import ANSWERS_HEAD, ATTEMPT_HEAD, HISTORY_HEAD

PICTURES_BY = ("tour_pictures.py", "desk_pictures.py", "exchange_pictures.py")
READ_BY_CLICK = {
    "https://docs.astral.sh/uv/",
    "https://github.com/berzak/onestop-qa",
    "https://keepachangelog.com/en/1.1.0/",
    "https://semver.org/spec/v2.0.0.html",
}
"""All addresses of the site: ordinary links, which a reader clicks."""


class Page(HTMLParser):
    """The places of a page, what it links to, and what a browser fetches for it."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.places: set[str] = set()
        self.links: set[str] = set()
        self.fetched: set[str] = set()
        self.feed(path.read_text("utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        self.places |= {values[name] for name in ("id", "name") if name in values}
        if tag == "a":
            self.links.add(values.get("href", "#"))
        elif tag != "use":
            self.fetched |= {values[name] for name in ("src", "href", "srcset", "data") if values.get(name)}


class Site(NamedTuple):
    """The folder of the built site, and its pages by the names of their files."""

    folder: Path
    pages: dict[str, Page]


@pytest.fixture(scope="module")
def site(tmp_path_factory) -> Site:
    """The pages of the site, which any warning of Sphinx fails."""
    target = tmp_path_factory.mktemp("site")
    done = subprocess.run(
        [sys.executable, "-m", "docs", str(target)], cwd=ROOT, capture_output=True, encoding="utf-8", check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    folder = target / "html"
    return Site(folder, {path.name: Page(path) for path in sorted(folder.glob("*.html"))})


def test_each_link_leads_to_a_place_that_is_there_and_nothing_is_fetched_from_elsewhere(site):
    folder, pages = site
    assert pages.keys() == {f"{name}.html" for name in (*PAGES, "search")}
    addresses = set()
    for name, page in pages.items():
        for link in page.links:
            if "://" in link:
                addresses.add(link)
                continue
            place, _, part = unquote(link).partition("#")
            assert (place or name) in pages, (name, link)
            assert not part or part in pages[place or name].places, (name, link)
        for file in page.fetched - {"#"}:
            assert "//" not in file, (name, file)
            assert (folder / file.partition("?")[0]).is_file(), (name, file)
    assert addresses <= READ_BY_CLICK
    for style in folder.rglob("*.css"):
        assert not re.search(r"url\(\s*[\"']?(?:https?:)?//|@import", style.read_text("utf-8")), style


def test_the_search_finds_words_of_texts_and_of_what_is_made(site):
    index = (site.folder / "searchindex.js").read_text("utf-8")
    assert all(f'"{word}"' in index for word in ("facil", "certainti", "double_neg", "toler"))


def shown_pictures() -> Iterator[str]:
    for file in {*PAGES.values(), "README.md"} - {"questions/README.md"}:  # which has pictures of banks in examples
        yield from re.findall(r"!\[[^\]]+\]\((?:docs/)?([\w-]+)\.png\)", (ROOT / file).read_text("utf-8"))


def test_each_picture_is_shown_and_made_by_the_script_and_none_is_large():
    """Whether a picture still looks like the program is compared by ``python -m docs.screenshots --check``."""
    scripts = [(FOLDER / name).read_text("utf-8") for name in PICTURES_BY]
    made = {name for script in scripts for name in re.findall(r'picture\("([\w-]+)"', script)}
    there = {path.stem for path in FOLDER.glob("*.png")}
    assert made == there == set(shown_pictures())
    sizes = {path.stem: path.stat().st_size for path in FOLDER.glob("*.png")}
    assert {name: size for name, size in sizes.items() if size > 90_000} == {}


def sections(text: str) -> dict[str, str]:
    """The text below each heading of the second and third level."""
    parts = re.split(r"^###? (.*)$", text, flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def test_each_command_is_there_with_each_of_its_options():
    told = sections(made_commands.commands())
    assert set(told) == {f"quizapp {name}" for name in COMMANDS}
    for name in COMMANDS:
        parser = parser_of(name)
        options = {name for argument in arguments_of(parser) for name in argument.names}
        for option in options - {"-h", "--help", "--data-dir", "--language"}:
            assert f"| `{option}" in told[f"quizapp {name}"] or f", `{option}" in told[f"quizapp {name}"], (
                name,
                option,
            )
        assert "\nquizapp " in told[f"quizapp {name}"]


def test_each_type_and_each_field_of_a_bank_is_there():
    told = sections(made_formats.banks())
    fields = {name: set(re.findall(r"^\| `(\w+)` \|", text, re.MULTILINE)) for name, text in told.items()}
    assert fields["The bank itself"] == {field.encode_name for field in msgspec.structs.fields(Header)}
    for name, record in BY_NAME.items():
        own = {field.encode_name for field in msgspec.structs.fields(record)}
        assert fields["What each question has"] | fields[name] >= own, name
    linked = set(re.findall(r"\]\(#(\w+)\)", made_formats.banks()))
    assert linked <= {name.lower() for name in told}
    empty = re.findall(r"^\| `\w+` \|[^|]*\|\s*\|.*$|^.*\|\s*\|$", made_formats.banks(), re.MULTILINE)
    assert [line for line in empty if line != "| field | needed | holds | |"] == []


def test_each_field_of_settings_for_a_room_is_told():
    told = re.findall(r"^\| `(\w+)` \| [A-Z][^`|]+\. \| `.+` \|$", made_formats.room(), re.MULTILINE)
    assert told == [field.encode_name for field in msgspec.structs.fields(RoomFile)]


def test_each_rule_of_the_check_is_there_with_its_reason_and_remedy():
    told = sections(made_tables.rules())
    assert set(told) == {rule.name for rule in RULES} | {"Errors", "Warnings"}
    for rule in RULES:
        assert all(words in told[rule.name] for words in (rule.reason, rule.remedy, rule.source))


def test_each_column_of_each_table_is_told():
    told = list(sections(made_tables.exports()).values())
    heads = [set(re.findall(r"^\| `(\w+)` \| \S", text, re.MULTILINE)) for text in told]
    assert heads == [set(HISTORY_HEAD), set(ANSWERS_HEAD), set(ATTEMPT_HEAD)]


def test_each_part_that_is_made_is_on_a_page():
    asked = [
        name
        for file in PAGES.values()
        for name in re.findall(r"^<!-- made: (\w+) -->$", (ROOT / file).read_text("utf-8"), re.MULTILINE)
    ]
    assert sorted(asked) == sorted(MADE)
