"""Words that refer to somebody without a name, and what they tell by themselves: by what they are known, kind and gender."""

from functools import cache
from typing import Literal, NamedTuple

from feedpub.extraction.document.clauses import tagset as t
from feedpub.extraction.document.clauses.tags import Tags
from feedpub.extraction.entities.descriptions import Description
from feedpub.extraction.entities.entity import EntityKind
from feedpub.language.language import Language
from feedpub.language.lexicon import ROLE, Is


class Referring(NamedTuple):
    """Words that refer to somebody without a name.

    Args:
        first: number of the first token.
        last: number of the token after the last.
        form: pronoun, relative or nominal.
        description: what the words describe.
        quotations: that they speak, by number.
        speaks: whether they speak, with or without marks.
        sentence: number of the sentence.
    """

    first: int
    last: int
    form: Literal["pronoun", "relative", "nominal"]
    description: Description | None
    quotations: tuple[int, ...]
    speaks: bool
    sentence: int


def anchor(tags: Tags, first: int, head: int, form: str) -> int:
    """Return the code point by which a mention is known: its first, but the noun's in "his son", "Osemar officials".

    "his" and "Osemar" at the beginning are known as somebody else's mentions.
    """
    begins = tags.of[first] == t.NAME and not tags.flags[head] & Is.ORGANIZATION  # "Osemar newspaper"
    owned = form == "nominal" and (begins or tags.of[first] == t.POSSESSIVE or t.OWNS in tags.of[first:head])
    return tags.words.starts[head if owned else first]


def called(tags: Tags, first: int, last: int, owner: str) -> str:
    """Call somebody as the text does, without its article, but by the owner's name where it says whose: "Osei's office"."""
    words, language = tags.words, tags.words.language
    begin = first + (words.lower[first] in language.words("coreference", "article"))
    if owner and tags.of[first] == t.POSSESSIVE and begin + 1 < last:
        mark = language.lines("names", "owner")[0].split()[0]
        return " ".join((owner + mark, *words.slice(first + 1, last).split()))
    return " ".join(words.slice(begin, last).split())


def kind_of(language: Language, noun: str) -> EntityKind | None:
    """Tell what a noun in small letters names: of "president-elect" and "singer-songwriter" any part tells."""
    flags = language.lexicon.get(noun, 0)
    for part in noun.split("-") if not flags & ROLE else ():
        flags |= language.lexicon.get(part, 0) & ROLE
    one, peoples = language.singular(noun), language.words("peoples")
    if one != noun and one.capitalize() in peoples:
        return "group"  # "the Germans", "the Conservatives"
    if flags & Is.PERSON or noun.capitalize() in peoples:
        return "person"
    return "organization" if flags & Is.ORGANIZATION else "group" if flags & Is.GROUP else None


@cache
def genders_of(language: Language) -> dict[str, str]:
    """Return the gender that each singular pronoun tells."""
    he, she = language.words("coreference", "he"), language.words("coreference", "she")
    return dict.fromkeys(he, "m") | dict.fromkeys(she, "f")


def is_either(tags: Tags, place: int) -> bool:
    """Tell a pronoun of "he or she" and "his or her", which are anybody's."""
    genders, lower = genders_of(tags.words.language), tags.lower
    near = range(max(place - 2, 0), min(place, len(tags.of) - 3) + 1, 2)
    joined = (at for at in near if tags.of[at + 1] == t.CONJUNCTION)
    return any(sorted((genders.get(lower[at], ""), genders.get(lower[at + 2], ""))) == ["f", "m"] for at in joined)
