"""An editor's word in a front matter: who, what, when, where and speakers set answers or take them out."""

from typing import Any

from pydantic import ValidationError

from feedpub.model.base import fault_of
from feedpub.model.edits import NONE, EditedSpeaker, EditedWhat, EditedWhen, EditedWhere, EditedWho, Edits
from feedpub.readers._values import Values

Edited = type[EditedWho | EditedWhat | EditedWhen | EditedWhere | EditedSpeaker]
_OF_EACH: dict[str, tuple[Edited, str]] = {
    "who": (EditedWho, "name"),
    "what": (EditedWhat, "action"),
    "when": (EditedWhen, "value"),
    "where": (EditedWhere, "name"),
    "speakers": (EditedSpeaker, "quote"),
}
"""For each question what an answer is made of, and the part that a word alone gives."""
QUESTIONS = tuple(_OF_EACH)


def edits_in(values: Values) -> Edits | None:
    """Read what a front matter says of the answers.

    Args:
        values: of the front matter.

    Returns:
        The edits; None where it says nothing of them.

    Raises:
        ReadError: a part of an answer is unknown, missing or has a value that it cannot have.
    """
    found: dict[str, Any] = {}
    for question in QUESTIONS:
        value = values.values.get(question)
        if value is None:
            continue
        items = _listed(question, value)
        made = tuple(_edited(values, f"{question}.{number}", question, each) for number, each in enumerate(items))
        found[question] = made if question != "what" else made[0] if made else EditedWhat()
    return Edits(**found) if found else None


def _listed(question: str, value: Any) -> list[Any]:
    """List the answers to a question: "none", one alone, several, or speakers by the words of their quotations."""
    if value == NONE:
        return []
    if question == "speakers" and isinstance(value, dict):
        return [{"quote": words, "name": name} for words, name in value.items()]
    return value if isinstance(value, list) else [value]


def _edited(values: Values, place: str, question: str, value: Any) -> Any:
    made, alone = _OF_EACH[question]
    given = values.mapping(place, {alone: value} if isinstance(value, str) else value, made.model_fields)
    said = {name: given.text(name) for name in given.values}
    said = {name: text for name, text in said.items() if text not in (None, NONE)}
    try:
        # Every value of a front matter is a string: numbers and "true" are read here.
        return made.model_validate_strings(said)
    except ValidationError as error:
        field, reason = fault_of(error)
        given.refuse(field or alone, reason)
