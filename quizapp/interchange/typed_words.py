"""Words that teachers type around questions, in several languages: answer, points, true, read the text.

They are looked for in `folded` texts, where full-width signs are plain ones and no-break spaces are spaces. Folding goes
character by character, so a place in the folded text is the same place in the text.
"""

# ruff: noqa: E501 (tables of words and signs)

import re
from typing import Literal, NamedTuple

FieldKind = Literal["answer", "model", "explanation", "feedback", "hint", "points"]

_WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_SPACES = dict.fromkeys((0xA0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000, 0x0B, 0x0C, 0x85), 0x20)
_OTHERS = {0x3002: ".", 0xFF61: ".", 0x3001: ",", 0x2010: "-", 0x2011: "-", 0x2012: "-", 0x2013: "-", 0x2014: "-"}
_FOLDED: dict[int, int | str] = {**_WIDE, **_SPACES, **_OTHERS, 0x2212: "-", 0x3010: "[", 0x3011: "]"}


def folded(text: str) -> str:
    """`text` with each sign and space replaced by the plain one."""
    return text if text.isascii() else text.translate(_FOLDED)


def _any(words: str) -> str:
    """A regular expression for any of `words`, which bars divide; the longest come first."""
    found = sorted(words.split("|"), key=len, reverse=True)
    return "|".join(re.escape(word).replace(r"\ ", r"[ \t]{1,3}") for word in found)


_ANSWER_WORDS = (
    "answer|answers|ans|key|keys|correct|correct answer|correct answers|right answer|right answers|correct option|"
    "correct options|correct choice|correct choices|the answer|the correct answer|the right answer|"
    "the correct answers|solution|the correct option|"
    "respuesta|respuestas|resp|respuesta correcta|respuestas correctas|la respuesta correcta|correcta|clave|solución|"
    "resposta|respostas|resposta correta|respostas corretas|resposta certa|correta|alternativa correta|gabarito|chave|"
    "antwort|antworten|richtige antwort|richtige antworten|die richtige antwort|lösung|"
    "réponse|réponses|rép|bonne réponse|bonnes réponses|réponse correcte|la bonne réponse|corrigé|clé|"
    "risposta|risposte|risposta corretta|risposta esatta|soluzione|antwoord|antwoorden|juiste antwoord|"
    "ответ|ответы|правильный ответ|правильные ответы|ключ|απάντηση|σωστή απάντηση|答案|正确答案|正解|答え"
)
_ANSWER = _any(_ANSWER_WORDS)
_FIELDS: dict[FieldKind, str] = {
    "model": (
        "model answer|sample answer|suggested answer|possible answer|expected answer|example answer|answers may vary|"
        "respuesta modelo|respuesta esperada|respuesta posible|resposta modelo|resposta esperada|resposta sugerida|"
        "musterlösung|musterantwort|beispielantwort|réponse modèle|réponse attendue|réponse possible"
    ),
    "answer": _ANSWER_WORDS,
    "explanation": (
        "explanation|rationale|reason|why|justification|note to the answer|explicación|justificación|razón|"
        "explicação|justificativa|resolução|erklärung|begründung|explication|spiegazione|uitleg|"
        "объяснение|пояснение|εξήγηση|解析|解説"
    ),
    "feedback": (
        "feedback|comment|general feedback|retroalimentación|comentario|comentário|rückmeldung|kommentar|"
        "rétroaction|commentaire"
    ),
    "hint": "hint|hints|clue|tip|pista|dica|hinweis|tipp|indice|aiuto|подсказка|提示",
    "points": "points|point|marks|pts|puntos|puntaje|pontos|valor|punkte|punti|punten|баллы",
}
_FIELD = re.compile(
    "(?:"
    + "|".join(f"(?P<{name}>{_any(words)})" for name, words in _FIELDS.items())
    + r")[ \t]{0,3}(?P<mark>\(s\))?[ \t]{0,3}(?:\.?[ \t]{0,3}[:=]|\.(?=[ \t]|$)|[ \t]-(?=[ \t])|-(?=[ \t]))[ \t]{0,20}",
    re.IGNORECASE,
)
_ANSWER_IS = re.compile(
    rf"(?:{_ANSWER})[ \t]{{1,3}}(?:(?:is|are|es|son|é|são|ist|sind|est|sont|è)[ \t]{{1,3}}:?[ \t]{{0,3}})?"
    r"(?=[(\[]?[^\W\d_][)\]]?[ \t]*\.?[ \t]*$)",
    re.IGNORECASE,
)
_FIRST_WORD = re.compile(r"[^\W\d_]{1,30}")
_FIRST_WORDS = frozenset(each.split()[0].casefold() for words in _FIELDS.values() for each in words.split("|"))
_NEXT_FIELD = re.compile(
    r"(?:\t|[ ]{2,9})[ \t]{0,9}(PTS|DIF|REF|OBJ|TOP|KEY|MSC|NAT|STA|LOC|BLM|NOT):[ \t]{0,9}([^\t]{0,40})"
)


class Field(NamedTuple):
    """A line that says something about the question above it; its value is from `start` to `end`.

    `points` are those in the same line, as test banks have them.
    """

    kind: FieldKind
    start: int
    end: int
    points: str = ""


def field_of(line: str) -> Field | None:
    """The field at the start of a folded line, which has no spaces before it."""
    word = _FIRST_WORD.match(line)
    if word is None or word[0].casefold() not in _FIRST_WORDS:
        return None
    found = _FIELD.match(line)
    if found is not None:
        kind = next(name for name in _FIELDS if found[name] is not None)
        return _field_before_others(kind, found.end(), line)
    found = _ANSWER_IS.match(line[:200])
    return Field("answer", found.end(), len(line)) if found else None


def _field_before_others(kind: FieldKind, start: int, line: str) -> Field:
    others = list(_NEXT_FIELD.finditer(line[: start + 400], start)) if kind == "answer" else []
    if not others:
        return Field(kind, start, len(line))
    return Field(kind, start, others[0].start(), next((each[2].strip() for each in others if each[1] == "PTS"), ""))


_INLINE_ANSWER = re.compile(
    rf"(?P<before>[.?!:)\]_]|[ \t])[ \t]?(?P<bracket>[(\[]?)(?:{_ANSWER})[ \t]{{0,3}}[:=][ \t]{{0,20}}", re.IGNORECASE
)


def answer_in(line: str, *, anywhere: bool) -> tuple[int, int] | None:
    """The places where an answer at the end of a line, and its value, begin.

    If not `anywhere`, it is after the end of a sentence, in brackets, or set apart.
    """
    if ":" not in line and "=" not in line:
        return None
    line = line[:4000]
    for at in re.finditer(r"[:=]", line):
        start = max(0, at.start() - 40)
        for found in _INLINE_ANSWER.finditer(line[start : at.end() + 20]):
            begin = start + found.start("before")
            ends = line[begin] != " " or line[max(0, begin - 1)] in " ?.!:)]\t" or found["bracket"]
            if begin > 0 and (anywhere or ends):
                return begin + (line[begin] not in " \t"), start + found.end()
    return None


_KEYS_HEADING = re.compile(
    r"(?:answers?[ \t]keys?|key[ \t]to[ \t][^:]{1,40}|answer[ \t]sheet|solutions|soluciones|"
    r"clave[ \t]de[ \t]respuestas|hoja[ \t]de[ \t]respuestas|chave[ \t]de[ \t]respostas|folha[ \t]de[ \t]respostas|"
    r"lösungen|lösungsschlüssel|lösungsblatt|correction|corrigés|soluzioni|ключи|答案表|"
    rf"{_ANSWER})[ \t]{{0,3}}[:.]?[ \t]{{0,3}}",
    re.IGNORECASE,
)


def keys_heading(line: str) -> int | None:
    """The end of the heading of a list of keys, which may go on in the same line; None where there is none."""
    word = _FIRST_WORD.match(line)
    if word is None:
        return None
    found = _KEYS_HEADING.match(line[:100])
    if found is None or (
        found.end() < len(line) and line[found.end()].isalpha() and line[found.end() - 1] not in " \t:."
    ):
        return None
    return found.end()


_TRUE = (
    "true|verdadero|verdadera|cierto|verdadeiro|verdadeira|certo|richtig|wahr|vrai|vero|waar|верно|правда|σωστό|对|正确"
)
_FALSE = "false|falso|falsa|errado|errada|falsch|unwahr|faux|onwaar|niet waar|неверно|ложь|λάθος|错|错误"
_TRUE_WORDS = frozenset(_TRUE.split("|"))
_FALSE_WORDS = frozenset(_FALSE.split("|"))
_TRUE_LETTERS = frozenset("tvrw")
_OR = r"[ \t]{0,3}(?:/|\||,|or|o|ou|oder|of|и|или|[ \t])[ \t]{0,3}"
_TRUE_OR_FALSE = rf"(?:(?:{_TRUE}){_OR}(?:{_FALSE})|[TVRW]{_OR}[F])"
_TRUE_OR_FALSE_AT_START = re.compile(rf"{_TRUE_OR_FALSE}[ \t]{{0,3}}[:?.][ \t]{{0,3}}(?=\S)", re.IGNORECASE)
_TRUE_OR_FALSE_AT_END = re.compile(
    rf"(?:[(\[][ \t]{{0,3}}{_TRUE_OR_FALSE}[ \t]{{0,3}}[)\]]|(?<=[\s.]){_TRUE_OR_FALSE})[ \t]{{0,3}}[.?]?$",
    re.IGNORECASE,
)
_ONE_AT_END = re.compile(rf"[(\[][ \t]{{0,3}}({_TRUE}|{_FALSE})[ \t]{{0,3}}[)\]][ \t]{{0,3}}$", re.IGNORECASE)
_TRUE_OR_FALSE_SOMEWHERE = re.compile(rf"(?<!\w){_TRUE_OR_FALSE}(?!\w)", re.IGNORECASE)


def true_or_false(text: str, *, letters: bool) -> bool | None:
    """The truth value that a word stands for; with `letters`, T and F count, too."""
    word = folded(text).strip(" \t.()[]\"'").casefold()
    if word in _TRUE_WORDS or (letters and word in _TRUE_LETTERS):
        return True
    if word in _FALSE_WORDS or (letters and word == "f"):
        return False
    return None


class AskedTrueFalse(NamedTuple):
    """The part of a stem that asks for true or false, from `start` to `end`; `key` if it tells the answer."""

    start: int
    end: int
    key: bool | None = None


def asked_true_false(stem: str) -> AskedTrueFalse | None:
    """The part of a folded stem that asks whether it is true or false."""
    found = _TRUE_OR_FALSE_AT_START.match(stem[:100])
    if found:
        return AskedTrueFalse(0, found.end())
    start = max(0, len(stem) - 60)
    found = _TRUE_OR_FALSE_AT_END.search(stem[start:])
    if found and start + found.start() > 0:
        return AskedTrueFalse(start + found.start(), len(stem))
    found = _ONE_AT_END.search(stem[start:])
    if found and start + found.start() > 0:
        return AskedTrueFalse(start + found.start(), len(stem), true_or_false(found[1], letters=False))
    return None


def speaks_of_true_and_false(heading: str) -> bool:
    return _TRUE_OR_FALSE_SOMEWHERE.search(heading[:300]) is not None


_RIGHT_AT_END = re.compile(
    r"[ \t]{0,20}(?:[(\[][ \t]?(?:correct|right|key|correct answer|right answer|answer|correcta|correcto|correta|"
    r"correto|certa|certo|richtig|juste|bonne réponse|corretta|правильно|верно|✓|✔|x)[ \t]?[)\]]|[✓✔√☑←]|<-{1,2}|\*{1,3})$",
    re.IGNORECASE,
)


def right_mark_at_end(text: str) -> int | None:
    """The start of a mark at the end of a folded option that says that it is right."""
    text = text.rstrip()
    start = max(0, len(text) - 40)
    found = _RIGHT_AT_END.search(text[start:])
    return start + found.start() if found and start + found.start() > 0 else None


_POINTS_WORD = r"(?:points?|pts?|marks?|puntos?|ptos?|pontos?|punkte?|pkte?|punt[io]|punten|балл\w{0,2}|分)"
_NUMBER = r"(\d{1,4}(?:[.,]\d{1,3})?)"
_POINTS = re.compile(
    rf"[(\[][ \t]{{0,3}}{_NUMBER}[ \t]{{0,3}}{_POINTS_WORD}\.?[ \t]{{0,3}}[)\]][ \t]{{0,3}}[.:]?", re.IGNORECASE
)
_POINTS_VALUE = re.compile(rf"{_NUMBER}[ \t]{{0,3}}{_POINTS_WORD}?\.?$", re.IGNORECASE)


def points_in(stem: str) -> tuple[int, int, str] | None:
    """The place of points at the start or the end of a folded stem, and their number."""
    found = _POINTS.match(stem)
    if found:
        return found.start(), found.end(), found[1]
    start = max(0, len(stem) - 40)
    for found in _POINTS.finditer(stem[start:]):
        if start + found.end() == len(stem):
            return start + found.start(), len(stem), found[1]
    return None


def points_value(text: str) -> str | None:
    found = _POINTS_VALUE.match(folded(text).strip()[:40])
    return found[1] if found else None


_QUESTIONS = r"(?:questions?|items?|exercises?|preguntas|questões|perguntas|fragen|aufgaben|domande|vragen|вопросы)"
_RANGE = re.compile(
    rf"(?<!\w){_QUESTIONS}[ \t]{{1,3}}(\d{{1,4}})[ \t]{{0,3}}(?:-|to|and|through|a|al|e|y|até|bis|und|à|et|ao|tot|en)"
    r"[ \t]{0,3}(\d{1,4})(?!\w)",
    re.IGNORECASE,
)
_REFERS = re.compile(
    r"(?<!\w)(?:refer|based|about|read|text|passage|article|following|below|use|lee|lea|texto|lectura|refieren|leia|leitura|"
    r"referem|seguinte|lies|lesen|text|beziehen|folgenden?|texte|lis|lisez|portent|suivant|extrait|testo|leggi)",
    re.IGNORECASE,
)
_READ = re.compile(
    r"(?:please[ \t]|now[ \t])?(?:read|lee|lea|leia|lies|lesen sie|lis|lisez|leggi|lees|прочитай|прочитайте)(?!\w)(?=.{0,120}"
    r"(?:text|passage|article|story|poem|paragraph|letter|following|below|carefully|lectura|pasaje|artículo|cuento|poema|leitura|"
    r"trecho|artigo|história|crônica|geschichte|artikel|gedicht|extrait|histoire|poème|testo|brano|текст))",
    re.IGNORECASE,
)
_TEXT_TITLE = re.compile(
    r"(?:reading[ \t])?(?:text|passage|reading|texto|lectura|leitura|lesetext|texte|testo|текст)[ \t]{0,3}(?:[0-9]{1,2}|[IVX]{1,4}|[A-D])?"
    r"[ \t]{0,3}[:.]?$",
    re.IGNORECASE,
)


class Reference(NamedTuple):
    """A line that says that a text follows; `first` to `last` are the questions about it, 0 where it does not say."""

    first: int = 0
    last: int = 0


def reference_in(line: str) -> Reference | None:
    """The reference to a text in a folded line."""
    if len(line) > 240:
        return None
    found = _RANGE.search(line)
    if found and _REFERS.search(line) and int(found[1]) <= int(found[2]):
        return Reference(int(found[1]), int(found[2]))
    if _READ.match(line) or _TEXT_TITLE.match(line):
        return Reference()
    return None
