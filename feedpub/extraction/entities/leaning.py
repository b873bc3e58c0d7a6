"""Which sex is likelier for people whose given names women and men bear: Andrea, Joan, Simone."""

from collections.abc import Mapping

from feedpub.extraction.document.mention import Mention
from feedpub.extraction.document.tokens import Tokens
from feedpub.extraction.entities.entity import Entity
from feedpub.extraction.entities.referring import genders_of


def leanings(words: Tokens, names: Mapping[int, Mention], at: Mapping[int, Entity]) -> dict[Entity, str]:
    """Tell the sex of most who bear a given name that tells none.

    Not of whom a pronoun may tell another: "Andrea Rinaldi took off his jacket".

    Args:
        words: of the text.
        names: in it, by their first tokens.
        at: whose each name is, by its first code point.

    Returns:
        f or m, of those of whom it is known.
    """
    usual, shared = words.language.usual_genders, words.language.words("shared_names")
    found: dict[Entity, str] = {}
    for entity in dict.fromkeys(at.values()):
        given, _, more = entity.name.partition(" ")
        if more and given in shared and usual[given] != "b" and entity.kind == "person" and not entity.gender:
            found[entity] = usual[given]
    told = _told(words, names, at) if found else {}
    return {entity: gender for entity, gender in found.items() if told.get(entity, {gender}) == {gender}}


def _told(words: Tokens, names: Mapping[int, Mention], at: Mapping[int, Entity]) -> dict[Entity, set[str]]:
    """Collect what the first pronoun tells behind the only name of a sentence, outside quotations."""
    told: dict[Entity, set[str]] = {}
    genders, people, sentence = genders_of(words.language), dict[Entity, None](), -1
    for place, lower in enumerate(words.lower[: len(words)]):
        if words.sentence[place] != sentence:
            sentence, people = words.sentence[place], {}
        if words.quoted[place] < 0 and place in names and names[place].kind in ("person", "other"):
            people[at[names[place].start]] = None
        elif words.quoted[place] < 0 and lower in genders and len(people) == 1:
            told.setdefault(people.popitem()[0], set()).add(genders[lower])
    return told
