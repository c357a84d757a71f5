"""Where sentences end: abbreviations, initials, quotations, brackets, lists, and the marks of several languages."""

import re
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.passage import read_passage
from quizapp.domain.sentence import sentence_spans

OUTSIDE = Path(__file__).parents[3] / "shared" / "outside" / "onestopqa"

# “|” stands where a sentence ends; the texts were divided by hand.
DIVIDED = """\
Il a dit : « Pourquoi ? »| Puis il partit.
”Varför?” frågade hon.| Han teg.
Det var i maj.| Hun gik ud.| Det regnede.
El general llegó a la Av. Central con el col. Ruiz.| Llovía.
Het was Dhr. De Vries.| Hij zweeg.
Il Sig. Rossi arrivò.| Pioveva.
Het kost bijv. 5 euro.| Goed.
Он живёт на ул. Ленина.| Там тихо.
Il habite 5 bd. Victor-Hugo.| Bien.
Γιατί;| Δεν ξέρω.| «Πότε;» ρώτησε.| Τώρα.
Ήρθε; ναι, ήρθε.
သူလာသည်။| မိုးရွာသည်။
"למה?" שאלה היא.| הוא שתק.
«لماذا؟» سألت.| سكت.
“क्यों?” उसने पूछा।| वह चुप रहा।
“वह आया।”| बारिश हुई।
Is it old; is it new?| Nobody knew.
« Viens. »| Elle resta.| Il cria : « Stop ! »| Elle rit.
« Pourquoi ? » demanda Anna.| Il partit.
« Non », dit-elle.| Il a lu « Germinal ».| Puis il dormit.
Il dit : « Va-t-en ! »| Elle pleura.
»Warum?«| »Darum.«| Er ging.
Am 12. Mai kam er.| Es waren 120.| Mai war es.
Er ging.| »Warum?«
The harbour closed.| The tower stood empty.
Was it kept?| It was.| Everyone agreed!
It was kept
What?!| Nobody knew.
Really?!?| Yes!!!| No.
Mr. Koppinger asked Mrs. Hall.| She nodded.
Dr. Paul Kelley and Prof. Ann Wu disagreed.| Rev. Smith did not.
Gen. Lee met Col. Brown and Sgt. Pepper.| They talked.
Sen. Warren and Rep. Lewis voted.| Gov. Brown did not.
Messrs. Black and White sold it.| Mme. Curie bought it.
He lives on Main St. with his aunt.| She is old.
We went to St. Paul and St. Ives.| Both were full.
It stood on Main St.| The council sold it.
They climbed Mt. Everest.| Nobody saw them.
The U.S. Senate met.| It voted.
He moved to the U.S.| She stayed.
He moved to the U.S. in 1974.| She stayed.
The U.K. and the U.S. signed.| The U.N. did not.
She works for the U.S. Army.| He doesn’t.
It was made in the U.S.S.R.| They sold it there.
He came from Washington, D.C. to see it.| It was gone.
She has a Ph.D. in physics.| He has none.
She has a Ph.D.| He has none.
J. K. Rowling wrote it.| Everyone read it.
J.K. Rowling wrote it.| Everyone read it.
J. R. R. Tolkien and C. S. Lewis were friends.| They wrote.
George W. Bush and John F. Kennedy were presidents.| So was Harry S. Truman.
It seems F. Scott Fitzgerald was right.| He often was.
The book is by A. Teacher.| It is long.
Take plan B.| Then come back.
You need vitamin C.| It is in lemons.
She is taller than I.| He is not.
It costs $3.50.| That is little.
It rose by 3.5 percent to 1.234.567.| Then it fell.
The value is .5 of it.| No more.
It began at 10 a.m. on Monday.| Nobody came.
It began at 10 a.m. Monday.| Nobody came.
It ended at 4 p.m.| Everyone left.
It ended at 4 p.m. GMT.| Everyone left.
School starts at 8.30 a.m. and ends at 3 p.m. every day.| That is long.
Bring fruit, e.g. apples.| Leave the rest.
Bring fruit, e.g. Cox apples.| Leave the rest.
The tenants, i.e. the bees, stayed.| So did she.
The tenants, i.e. Marta’s bees, stayed.| So did she.
Cf. Smith for more.| Others differ.
Bees, wasps, etc. were there.| Nobody minded.
Bees, wasps, etc.| Nobody minded.
Smith et al. found it.| Others did not.
Smith et al. (2001) found it.| Others did not.
It was England vs. France.| France won.
It is about approx. 5 metres.| No more.
See No. 5 for this.| Then go on.
The answer was no.| Nobody spoke.
The answer was no. 5 people left
“No.”| Nobody spoke.
See Fig. 2 and Figs. 3 and 4.| They differ.
He ate a fig.| It was sweet.
Read vol. 2, pp. 5 and 6.| Then stop.
Read p. 12 and ch. 3.| Then stop.
Born c. 1900, he died young.| Nobody knew.
It was sold on Jan. 5, 1974.| Nobody knew.
It closed in Jan. 1974.| It opened in Sept. that year.
It closed in Jan.| It opened again later.
The sun.| It rose.
They saw the sun.| 5 days later it rained
They sat.| He rose.
Acme Inc. sold it to Bros. Ltd. in May.| They paid.
He works at Acme Inc.| They pay well.
Martin Luther King Jr. spoke.| Everyone listened.
Sammy Davis Jr.| He sang.
“It was kept,” she said.| He nodded.
“It was kept.”| He nodded.
“It was kept”.| He nodded.
She said, "It was kept."| He nodded.
'It was kept.'| He nodded.
“Why?” she asked.| He laughed.
“Why?” Anna asked.| He laughed.
“Stop!” cried the keeper.| Nobody stopped.
“Stop!” Mr. Hall shouted.| Nobody stopped.
"Why?" I asked.| He laughed.
“Who’s there?” Marta suddenly whispered.| It was the wind.
“Why?”| Anna left.
“I left.| He stayed,” she said.| They met.
“Is it ‘kept’?”| “It is.”
“He said ‘no.’”| She left.
«Il est parti.»| Elle resta.
„Er ging.“| Sie blieb.
“Who’s Afraid of Virginia Woolf?” is a play.| It is long.
It rained (as it does).| We left.
(It rained.)| We left.
It rained. |(Nobody minded.)| We left.
The bees (who knew?) Marta kept were calm.| They slept.
They came [in 1974].| They stayed.
It was … gone.| Nobody knew.
He waited …| Then he left.
He waited...| Then he left.
He waited... and then he left.| She stayed.
Well… I don’t know.| Ask her.
Well . . . perhaps.| Ask her.
“… and the bees came.”| They stayed.
The town […] kept it.| The bees stayed.
1. Open the box.
1. Open the box.| Close it.
a. Open the box.| Close it.
iv. Open the box.| Close it.
(2.) Open the box.| Close it.
It closed in 1974.| The bees came.
In 1974.| In 1985.
She was 11.| He was 12.
See example.com for more.| Then write to a.b@example.org.
Version 2.0.1 is out.| It works.
Why not?—he asked.| Nobody knew.
It is here.— He left
¿Por qué?| ¡No lo sé!| Nadie lo sabe.
—¿Por qué? —preguntó ella.| Nadie lo sabe.
El Sr. López y la Sra. García llegaron.| Ud. no estaba.
Vive en EE. UU. desde 1974.| Trabaja allí.
M. Dupont est parti.| Mme. Dupont reste.
Er kam am 3. Oktober.| Sie blieb.
Im 19. Jahrhundert war es leer.| Es blieb so.
Er hat z. B. Bienen.| Sie hat keine.
Sie heißt z.B. Anna.| Er heißt Max.
Herr Dr. Müller und Frau Prof. Weiß kamen.| Sie blieben.
這是塔。|它是空的。|為什麼？
「なぜ？」と彼女は聞いた。|彼は笑った。
“为什么？”她问。|他笑了。
これは塔です。|空です！
هل بقيت؟| نعم.| بقيت.
यह खाली था।| मधुमक्खियाँ आईं।
Это «башня».| Она пуста.
Она спросила: «Почему?»| Он ушёл.
Ήταν άδειο.| Έμεινε.
The bees came!| 🐝 They stayed.
iPhones came.| iPads followed
Yes.| No.| Maybe.
"Hello," he said. |"Come in."
He asked, "Who is it?"| The door opened.
She read “The Bees.”| Then she slept.
It was 5 ft. 3 in. tall.| Nobody minded.
The train left at 6 p.m. Eastern time.| It was late.
The bell rings at 6 a.m. 30 times.| Then it stops.
He came in.| He sat down.
It is in.| Take it.
Gates opened Microsoft Corp. with Paul Allen.| They were young.
Prices rose.[1]| They fell.
"""

CASES = [line for line in DIVIDED.splitlines() if line]


def divided(text: str) -> list[str]:
    return [text[start:end] for start, end in sentence_spans(text)]


@pytest.mark.parametrize("case", CASES)
def test_a_text_is_divided_as_a_reader_would(case: str) -> None:
    assert divided(case.replace("|", "")) == [part.strip() for part in case.split("|")]


def test_a_word_that_is_an_abbreviation_with_a_capital_letter_alone() -> None:
    assert divided("We met on Sat. Anna came.") == ["We met on Sat. Anna came."]
    assert divided("He sat. Anna came.") == ["He sat.", "Anna came."]
    assert divided("The answer was no. She left.") == ["The answer was no.", "She left."]
    assert divided("Look at fig. 3a and no. 5th.") == ["Look at fig. 3a and no. 5th."]


def test_a_bracket_that_was_opened_within_the_sentence_ends_none() -> None:
    assert divided("Then […] Nobody knew.") == ["Then […]", "Nobody knew."]
    assert divided("(He left.) Then she went.") == ["(He left.)", "Then she went."]
    assert divided("“(He left.) Then she went.”") == ["“(He left.)", "Then she went.”"]
    for whole in ("Yes (he left.) Then she went.", "He [left.] Then she went."):
        assert divided(whole) == [whole]


def test_there_are_more_than_a_hundred() -> None:
    assert sum(len(case.split("|")) for case in CASES) > 200
    assert len(CASES) > 100


@pytest.mark.parametrize("text", ["", " ", "\n", "…", "!!!", " ? ", "“”"])
def test_a_text_without_words_has_no_sentence_or_one(text: str) -> None:
    assert divided(text) == ([text.strip()] if text.strip() else [])


def test_a_line_break_in_a_paragraph_ends_no_sentence() -> None:
    assert divided("Roses are red,\u2028bees are busy.\u2028Nobody knows.") == [
        "Roses are red,\u2028bees are busy.",
        "Nobody knows.",
    ]


def holds_all(text: str, spans: list[tuple[int, int]]) -> None:
    assert all(start < end for start, end in spans)
    assert all(one[1] <= other[0] for one, other in pairwise(spans))
    inside = "".join(text[start:end] for start, end in spans)
    assert "".join(inside.split()) == "".join(text.split())
    assert all(text[start:end].strip() == text[start:end] for start, end in spans)


PIECES = st.sampled_from(
    [
        *" .?!…\"'”“’()[]—-\u2028。؟¿",
        "Mr",
        "U.S",
        "e.g",
        "No",
        "5",
        "1974",
        "I",
        "J",
        "bees",
        "The",
        "Jan",
        "said",
        "…",
        "...",
        ". . .",
    ]
)


@given(st.text() | st.lists(PIECES).map("".join) | st.lists(PIECES).map(" ".join))
def test_the_sentences_hold_all_of_a_text_once_and_in_order(text: str) -> None:
    holds_all(text, sentence_spans(text))


@given(st.lists(PIECES, max_size=60).map("".join))
def test_a_long_row_of_marks_takes_no_long_time(text: str) -> None:
    holds_all(text * 40, sentence_spans(text * 40))


# in a passage


def test_headings_items_and_paragraphs_end_sentences() -> None:
    passage = read_passage("# T\n\nOne. Two\n\n## Head\n\n- salt\n- honey. Bees\n\n> Three")
    assert [(passage.words_of(entry.span), entry.paragraph) for entry in passage.sentences] == [
        ("One.", 1),
        ("Two", 1),
        ("Head", 1),
        ("salt", 1),
        ("honey.", 1),
        ("Bees", 1),
        ("Three", 2),
    ]


def test_sentences_that_are_alike_have_names_of_their_own() -> None:
    passage = read_passage("No. Yes. No.\n\n*No.*")
    assert [entry.name for entry in passage.sentences] == ["No.", "Yes.", "No. (2)", "No. (3)"]


def test_the_sentence_at_a_place() -> None:
    passage = read_passage("One two. Three four.\n\nFive.")
    for quote, name in (("two", "One two."), ("Three four.", "Three four."), ("Five", "Five.")):
        (span,) = passage.find(quote)
        found = passage.sentence_of(span)
        assert found is not None
        assert found.name == name
    (across,) = passage.find("two. Three")
    assert passage.sentence_of(across) is None


@given(st.lists(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=60), max_size=4))
def test_sentences_of_a_passage_are_in_order_and_hold_all(paragraphs: list[str]) -> None:
    passage = read_passage("\n\n".join(paragraphs))
    holds_all(passage.text, [(entry.span.start, entry.span.end) for entry in passage.sentences])
    assert len({entry.name for entry in passage.sentences}) == len(passage.sentences)


# what others wrote


@pytest.mark.skipif(not OUTSIDE.is_dir(), reason="the articles of OneStopQA are not beside this checkout")
def test_articles_of_onestopqa_are_divided_plausibly() -> None:
    count = 0
    for file in sorted(OUTSIDE.glob("*.txt")):
        for line in file.read_text(encoding="utf-8").splitlines():
            if not re.match(r"(Adv|Int|Ele): ", line):
                continue
            text = re.sub(r"</?[AD]\d>", "", line.partition(": ")[2])
            sentences = divided(text)
            count += len(sentences)
            holds_all(text, sentence_spans(text))
            for sentence in sentences:
                assert len(sentence.split()) > 1 or sentence.endswith(("?", "!", "”")), sentence
                assert len(sentence.split()) <= 60, sentence
                assert not sentence[0].islower(), sentence
    assert count > 1000
