"""CSV that is written: a spreadsheet opens it with nothing taken for a formula, and it is read again as it was."""

import csv
import shutil
import subprocess
from io import StringIO
from pathlib import Path

import msgspec
import pytest

from quizapp.domain.option import Option
from quizapp.interchange.catalog import BY_NAME
from quizapp.interchange.source import Source
from quizapp.interchange.table_columns import columns_of
from quizapp.question_types.ordering import Ordering
from quizapp.question_types.short_answer import ShortAnswer
from quizapp.question_types.single_choice import SingleChoice
from quizapp.services.exchange import format_of, read_file
from tests.interchange.sheets import questions_of
from tests.interchange.trips import assert_adds_up, bank_of, go
from tests.samples import ALL_SAMPLES, PASSAGE

CSV = BY_NAME["csv"]
STARTS = ("=1+1", "+1", "-1", "@SUM(A1)", "'=1", "''-x", "＝1", "  =1", "'quoted'", '=HYPERLINK("http://x")', "'")
FORMULAS = bank_of(
    *(
        SingleChoice(
            id=f"q{number}",
            stem=start,
            options=(Option(start, key=True, feedback=f"{start} it is."), Option(f"{start}.")),
            explanation=f"{start}\n{start}",
        )
        for number, start in enumerate(STARTS)
    )
)


def test_what_begins_like_a_formula_comes_back_as_it_was() -> None:
    trip = go(CSV, FORMULAS)
    rows = list(csv.reader(StringIO(trip.data.decode("utf-8-sig"), newline="")))
    assert not [cell for row in rows for cell in row if cell.lstrip(" ").startswith(("=", "+", "-", "@", "\t", "＝"))]
    back = questions_of(trip.read)
    texts = [(each.stem, each.options[0].text, each.explanation) for each in back]  # type: ignore[attr-defined]
    assert texts == [(start.strip(), start.strip(), f"{start}\n{start}".strip()) for start in STARTS]
    assert [item.losses != () for item in trip.written.items] == [start != start.strip() for start in STARTS]


def test_all_columns_that_are_written_are_known_to_the_reader() -> None:
    for sample in ALL_SAMPLES:
        trip = go(CSV, bank_of(sample.question, passage=PASSAGE))
        head = next(csv.reader(StringIO(trip.data.decode("utf-8-sig"), newline="")))
        assert columns_of(head).unknown == {}, sample.name
        if trip.read.banks:
            assert format_of(trip.data) is CSV, sample.name


def test_a_semicolon_or_another_order_of_columns_makes_no_difference() -> None:
    bank = bank_of(*(msgspec.structs.replace(sample.question, id=f"q{at}") for at, sample in enumerate(ALL_SAMPLES)))
    first = go(CSV, bank)
    rows = list(csv.reader(StringIO(first.data.decode("utf-8-sig"), newline="")))
    order = sorted(range(len(rows[0])), key=lambda at: (at * 7) % len(rows[0]))
    out = StringIO(newline="")
    csv.writer(out, delimiter=";").writerows([[row[at] for at in order] for row in rows])
    again = CSV.importer.read(Source.of_bytes("written", out.getvalue().encode("utf-16")))
    assert questions_of(again) == questions_of(first.read)


def test_a_spreadsheet_program_shows_texts_as_they_are(tmp_path: Path) -> None:
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        pytest.skip("there is no LibreOffice on this computer")
    source = tmp_path / "bank.csv"
    source.write_bytes(go(CSV, FORMULAS).data)
    home = f"-env:UserInstallation={(tmp_path / 'home').as_uri()}"
    shown = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"
    command = [program, home, "--headless", "--infilter=CSV:44,34,76,1", "--convert-to", shown]
    subprocess.run(
        [*command, "--outdir", str(tmp_path / "out"), str(source)], check=True, capture_output=True, timeout=120
    )
    (written,) = (tmp_path / "out").iterdir()
    imported = CSV.importer.read(Source.of_bytes("again", written.read_bytes()))
    assert questions_of(imported) == questions_of(go(CSV, FORMULAS).read)


def test_questions_about_a_text_that_is_refused_are_not_put_below_the_one_before(tmp_path: Path) -> None:
    file = tmp_path / "sheet.csv"
    refused = "`" * 10_001
    rows = [
        ("question", "key", "passage markdown"),
        ("Who came?", "Marta", "The harbor."),
        ("Who went?", "Ada", refused),
    ]
    with file.open("w", newline="") as target:
        csv.writer(target).writerows(rows)
    banks = read_file(file).banks
    assert [(bank.passage.markdown, len(bank.questions)) for bank in banks] == [("The harbor.", 1), ("", 1)]


def test_a_key_beside_options_is_used_or_the_question_is_left_out(tmp_path: Path) -> None:
    file = tmp_path / "sheet.csv"
    for type_, key, right in (
        ("ordering", "", "one two three"),
        ("ordering", "B, C, A", "two three one"),
        ("ordering", "three; one; two", "three one two"),
        ("ordering", "2 1 3", "two one three"),
        ("ordering", "2, 3, 1", ""),  # in this order, or A in the second place
        ("ordering", "B", ""),
        ("short answer", "", "one two three"),
        ("short answer", "C", "three"),
        ("short answer", "four", ""),
    ):
        file.write_text(f'question,type,A,B,C,key\nWhich?,{type_},one,two,three,"{key}"\n')
        found = read_file(file)
        made = [
            [str(each.text) for each in (question.items if isinstance(question, Ordering) else question.accepted)]
            for bank in found.banks
            for question in bank.questions
            if isinstance(question, Ordering | ShortAnswer)
        ]
        assert made == ([right.split()] if right else []), (type_, key)
        assert found.losses.read == 1


def test_a_text_that_comes_again_is_no_text_that_was_left_out(tmp_path: Path) -> None:
    file = tmp_path / "sheet.csv"
    texts = ("The harbor.", "The tower.", "The harbor.")
    rows = [("question", "key", "passage"), *((f"Who came {n}?", "Marta", text) for n, text in enumerate(texts))]
    with file.open("w", newline="") as target:
        csv.writer(target).writerows(rows)
    found = read_file(file)
    assert [len(bank.questions) for bank in found.banks] == [2, 1]
    assert (found.losses.read, found.losses.left_out) == (5, 0)
    assert_adds_up(found.losses, found)
