"""The columns of a table of questions: their names, as teachers and other tools write them, in several languages."""

# ruff: noqa: E501 (tables of words)

import re
from collections.abc import Sequence
from typing import NamedTuple

from quizapp.interchange.typed_words import folded

_BRACKETS = re.compile(r"\([^()]{0,200}\)|\[[^\[\]]{0,200}\]")
_REST = re.compile(r"[ \t]-{1,2}[ \t].*$|:.*$", re.DOTALL)
_CAMEL = re.compile(r"(?<=[a-zß-ÿ])(?=[A-Z0-9])|(?<=[0-9])(?=[A-Za-z])")
_SIGNS = re.compile(r"[^\w#]+|_+")
_NUMBERED = re.compile(r"(.+?)[ ]?([1-9]|1[0-9]|20|[a-t])")

_QUESTION = "question text|questiontext|question title|question stem|question|stem|prompt|question prompt|q|pregunta|enunciado|texto de la pregunta|pergunta|questão|questao|texto da pergunta|frage|fragetext|frage text|aufgabe|énoncé|intitulé|domanda|vraag|вопрос|ερώτηση|问题|题目|題目"
_OPTION = "option|choice|answer|answer choice|answer option|alternative|opción|opcion|alternativa|respuesta|opção|opcao|resposta|antwort|antwortmöglichkeit|choix|réponse|reponse|proposition|opzione|risposta|optie|antwoord|вариант|ответ|选项"
_WRONG = "incorrect answer|wrong answer|incorrect|wrong|distractor|incorrect option|wrong option|respuesta incorrecta|distractor|resposta incorreta|resposta errada|falsche antwort|mauvaise réponse|distracteur|risposta errata"
_KEY = "correct answer|correct answers|correct option|correct options|correct choice|correct|right answer|right answers|answer key|key|keys|answer|answers|solution|correct response|respuesta correcta|respuestas correctas|correcta|respuesta|clave|solución|opción correcta|resposta correta|respostas corretas|resposta certa|correta|resposta|gabarito|chave|alternativa correta|opção correta|richtige antwort|richtige antworten|lösung|richtig|antwort|schlüssel|bonne réponse|bonnes réponses|réponse correcte|réponse|corrigé|bonne reponse|reponse|risposta corretta|risposta esatta|juiste antwoord|правильный ответ|σωστή απάντηση|答案|正确答案"
_ROLES = {
    "question": _QUESTION,
    "key": _KEY,
    "options": "options|choices|alternatives|answer options|answer choices|opciones|alternativas|opções|opcoes|antwortmöglichkeiten|antworten|choix de réponses|propositions|réponses|opzioni",
    "type": "type|question type|questiontype|tipo|tipo de pregunta|tipo de pergunta|typ|fragetyp|frageart|type de question",
    "points": "points|point|marks|mark|score|default mark|defaultmark|puntos|puntaje|puntuación|pontos|pontuação|punkte|punkt|barème|punti",
    "explanation": "explanation|answer explanation|general feedback|generalfeedback|feedback|rationale|justification|comment|comments|explicación|explicacion|retroalimentación|retroalimentacion|justificación|comentario|explicação|justificativa|comentário|erklärung|begründung|rückmeldung|kommentar|explication|commentaire|rétroaction|spiegazione",
    "hint": "hint|hints|clue|pista|dica|hinweis|tipp|indice|aide|aiuto",
    "passage": "passage|passage text|text|reading|reading passage|stimulus|texto|lectura|leitura|texto de apoio|lesetext|texte|testo|brano",
    "markdown": "passage markdown",
    "tags": "tags|tag|etiquetas|schlagwörter|étiquettes|skill",
    "id": "id",
    "tolerance": "tolerance|tolerancia|tolerância|toleranz|tolérance",
    "number": "nr|no|n|#|number|question #|question number|question no|item|número|numero|num|nummer|numéro|№",
}
_BY_NAME = {name: role for role, names in reversed(_ROLES.items()) for name in names.split("|")}
_NUMBERED_ROLES = {
    **dict.fromkeys(_OPTION.split("|"), "option"),
    **dict.fromkeys(_WRONG.split("|"), "wrong"),
    **dict.fromkeys(
        ("feedback", "answer feedback", "option feedback", "retroalimentación", "rückmeldung", "rétroaction"),
        "feedback",
    ),
    **dict.fromkeys(("hint", "pista", "dica", "hinweis", "indice"), "hint"),
    "match": "match",
}
_FIRST_QUESTION = ("question text", "questiontext", "question title", "question stem")


def plain_name(cell: str) -> str:
    """The name of a column without what says how to fill it in."""
    text = folded(cell).replace("\n", " ").strip()
    text = _REST.sub("", _BRACKETS.sub(" ", text[:300]))
    text = _SIGNS.sub(" ", _CAMEL.sub(" ", text)).casefold()
    return " ".join(text.split())


class Columns(NamedTuple):
    """The places of the columns, from 0.

    Attributes:
        one: the column of each role that is there once.
        options, feedback, matches: those of each option, in order;
        letters: what each option is called in the head, folded: a letter or a number.
        wrong: those of options that are wrong.
        keys, hints: those of keys and hints.
        unknown: those that are not understood, by their names, and those without a name.
    """

    one: dict[str, int]
    options: list[int]
    letters: list[str]
    feedback: dict[str, int]
    matches: dict[str, int]
    wrong: list[int]
    keys: list[int]
    hints: list[int]
    unknown: dict[int, str]

    @property
    def is_enough(self) -> bool:
        """Tells whether questions can be made: of a question with a key, options, or a type."""
        has_answers = self.keys or len(self.options) > 1 or "options" in self.one or "type" in self.one
        return "question" in self.one and bool(has_answers)

    @property
    def of_questions(self) -> list[int]:
        """All columns that say something of a question."""
        once = [at for role, at in self.one.items() if role not in ("number", "id")]
        return [
            *once,
            *self.options,
            *self.feedback.values(),
            *self.matches.values(),
            *self.wrong,
            *self.keys,
            *self.hints,
        ]


def columns_of(row: Sequence[str]) -> Columns:
    """The columns that a row names."""
    found = Columns({}, [], [], {}, {}, [], [], [], {})
    names = [plain_name(cell) for cell in row]
    wanted = next((name for name in _FIRST_QUESTION if name in names), "")
    letters = [name for name in names if len(name) == 1 and name in "abcdefghijklmnopqrst"]
    by_letter = {"a", "b"} <= set(letters)
    digits = [name for name in names if name.isdecimal()]
    for at, name in enumerate(names):
        numbered = _NUMBERED.fullmatch(name)
        role = _BY_NAME.get(name)
        if role == "question" and wanted and name != wanted:
            role = "number" if name == "question" else None
        if not name:
            found.unknown[at] = ""
        elif (by_letter and name in letters) or (name.isdecimal() and digits[:2] == ["1", "2"]):
            found.options.append(at)
            found.letters.append(name)
        elif role in ("key", "hint"):
            (found.keys if role == "key" else found.hints).append(at)
        elif role is not None and role not in found.one:
            found.one[role] = at
        elif numbered and (many := _NUMBERED_ROLES.get(numbered[1])):
            _add_numbered(found, many, numbered[2], at, by_letter)
        elif role is None and name in ("incorrect answers", "wrong answers", "distractors"):
            found.wrong.append(at)
        else:
            found.unknown[at] = " ".join(row[at].split())
    order = sorted(range(len(found.letters)), key=lambda at: (len(found.letters[at]), found.letters[at]))
    found.options[:] = [found.options[at] for at in order]
    found.letters.sort(key=lambda name: (len(name), name))
    return found


def _add_numbered(found: Columns, role: str, number: str, at: int, by_letter: bool) -> None:
    match role:
        case "option" if by_letter:
            found.keys.append(at)
        case "option":
            found.options.append(at)
            found.letters.append(number)
        case "wrong":
            found.wrong.append(at)
        case "feedback":
            found.feedback[number] = at
        case "match":
            found.matches[number] = at
        case "hint":
            found.hints.append(at)


_TYPES = {
    "choice": "multiple choice|mcq|mc|multiplechoice|choice|opción múltiple|opcion multiple|selección múltiple|múltipla escolha|multipla escolha|mehrfachauswahl|auswahl|choix multiple|qcm|quiz|radio",
    "single_choice": "single choice|single select|single answer|opción única|einfachauswahl|choix unique",
    "multiple_choice": "multiple answer|multiple answers|multiple select|multi select|multiselect|multiple response|checkbox|checkboxes|ma|msq|respuesta múltiple",
    "true_false": "true false|tf|t f|true or false|boolean|verdadero falso|verdadero o falso|verdadeiro falso|verdadeiro ou falso|v f|vf|richtig falsch|wahr falsch|vrai faux",
    "short_answer": "short answer|sa|fill in the blank|fill in the blanks|fill in|fib|text|short text|short|identification|type answer|typing|sr|short response|respuesta corta|resposta curta|kurzantwort|lückentext|réponse courte",
    "open_response": "open ended|open|open response|essay|es|ess|paragraph|long answer|long text|written|ensayo|respuesta larga|desarrollo|dissertativa|redação|aufsatz|freitext|rédaction|réponse longue",
    "numeric": "numeric|numerical|num|number|numérica|numerisch|numérique",
    "matching": "matching|match|mat|emparejamiento|associação|zuordnung|appariement",
    "ordering": "ordering|order|ord|reorder|sequence|ordenar|ordenação|reihenfolge|classement",
}
_BY_TYPE = {name: type_ for type_, names in _TYPES.items() for name in (*names.split("|"), type_.replace("_", " "))}


def type_of(cell: str) -> str | None:
    """The type that a cell names: one of ours, `choice` for one of several, or empty; None where it is not known."""
    name = plain_name(cell.replace("/", " "))
    return _BY_TYPE.get(name) if name else ""
