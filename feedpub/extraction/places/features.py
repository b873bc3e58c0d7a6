"""What speaks for and against a name's being one of a place: the name itself, and the words around it."""

from collections.abc import Iterator

from feedpub.extraction.document.mention import Mention
from feedpub.extraction.gazetteer import GIVEN, ORDINARY, SURNAME
from feedpub.extraction.places.context import PlaceContext, is_person
from feedpub.extraction.places.toponym import Feature, Toponym
from feedpub.extraction.places.weights import recognition
from feedpub.language.lexicon import FUNCTION, Is

_MARKS = (" (", " —", " –", "--", " --")
_LITTLE = 100_000  # inhabitants of a place that an ordinary word hardly means
_ACRONYM = 5  # letters


def weigh(context: PlaceContext, one: Toponym) -> None:
    """Weigh a name by itself and by the words around it.

    Args:
        context: of the text.
        one: in it; its features and its score change.
    """
    row, weights = one.rows[0], recognition()
    if one.via == "name" and row.primary and (one.well_known or not row.geonames_id):
        one.add("famous")
    elif one.via == "name":
        people = row.population * (weights.ordinary_state if row.feature == "state" and one.flags & ORDINARY else 1)
        one.score += next((main if row.primary else other) for least, main, other in weights.population if people >= least)
    for feature in _features(context, one):
        one.add(feature)


def _features(context: PlaceContext, one: Toponym) -> Iterator[Feature]:
    if one.via == "abbreviation":
        yield "abbreviation"
        if context.word_after(one) in context.listed["road"]:
            yield "name_follows"
    elif one.via == "demonym":
        yield from _of_demonym(context, one)
    else:
        yield from _of_itself(context, one)
        yield from _before(context, one)
        yield from _after(context, one)
    if one.via != "abbreviation":
        yield from _inside(context, one)


def _of_demonym(context: PlaceContext, one: Toponym) -> Iterator[Feature]:
    yield "demonym"
    after, before = context.word_after(one), context.word_before(one)
    modifies = after and not context.language.lexicon.get(after, 0) & FUNCTION
    if before in context.listed["language_before"] and not modifies:
        yield "language"


def _of_itself(context: PlaceContext, one: Toponym) -> Iterator[Feature]:
    """Look at what else the word is."""
    if one.key.rpartition(" ")[2] in context.listed["county"]:
        yield "county"
    if _is_part_of_another(context, one):
        yield "other_meaning"
    if one.last > one.first or " " in one.key:
        return
    if one.flags & SURNAME:
        yield "surname"
    if one.flags & GIVEN:
        yield "given_name"
    common = context.language.lexicon.get(one.key, 0) & Is.COMMON
    if common or (one.flags & ORDINARY and one.rows[0].population < _LITTLE):
        yield "ordinary_word"
    if one.key in context.listed["unlikely"]:
        yield "other_meaning"
    if _is_title(context, one):
        yield "name_before"
    if len(one.text) <= _ACRONYM and one.text.isupper() and _stands_out(context, one):
        yield "acronym"


def _is_title(context: PlaceContext, one: Toponym) -> bool:
    """Tell a name that stands in quotation marks by itself, and so is a picture's or a song's: “Hudson,”."""
    end = context.quoted_from.get(one.start, 0)
    return not one.well_known and end >= one.end and context.text[one.end : end] in ("", ",", ".")


def _is_part_of_another(context: PlaceContext, one: Toponym) -> bool:
    """Tell "[Far North] Queensland" and "Calgary-[North West]" from regions that are called so."""
    if not all(word in context.listed["direction"] for word in one.key.replace("-", " ").split()):
        return False
    behind, after = one.last + 1, context.word_after(one)
    goes_on = bool(after) and context.tokens.capital[behind] and after not in context.listed["administrative"]
    return goes_on or bool(context.prefix(one))


def _stands_out(context: PlaceContext, one: Toponym) -> bool:
    """Tell whether a word in capitals stands among words that are not: "the SWAT team"."""
    if context.text.startswith(_MARKS, one.end):
        return False
    near = context.tokens.texts[max(0, one.first - 2) : one.last + 3]
    around = [word.isupper() for word in near if len(word) > 1 and word[0].isalpha()]
    return 2 * sum(around) <= len(around) + 1


def _inside(context: PlaceContext, one: Toponym) -> Iterator[Feature]:
    """Look at the name that the words are part of, and at the people who are called so."""
    name = context.name_at(one.first)
    if name and is_person(name):
        if one.via == "name":
            yield "in_person" if one.first == one.last else "in_longer_person"
        elif one.first > name.first:  # "Turkish" is no name in "Turkish President Erdogan"
            yield "family_name"
    elif one.key in context.family_names:
        yield "family_name"
    elif name and one.via == "name" and not context.prefix(one):
        yield from _part_of(context, one, name)


def _part_of(context: PlaceContext, one: Toponym, name: Mention) -> Iterator[Feature]:
    """Look at the other words of a name that is no person's."""
    before, after = range(name.first, one.first), range(one.last + 1, name.last)
    words = {context.tokens.lower[number] for number in (*before, *after)}
    listed, behind = context.listed, context.tokens.lower[one.last + 1 : name.last]
    if words and (name.kind == "organization" or words & context.organization_words):
        yield "in_organization"
    elif behind and not {behind[0]} & (listed["physical"] | listed["administrative"]):
        yield "name_follows"
    elif before and not context.opens(one.first - 1) and context.before(one.first) not in listed["direction"]:
        yield "name_before"


def _before(context: PlaceContext, one: Toponym) -> Iterator[Feature]:
    before, listed = context.word_before(one), context.listed
    if context.opens(one.first):
        great = one.rows[0].feature in ("country", "continent")
        if one.first == one.last and not great and context.tokens.flags[one.first] & Is.COMMON:
            yield "opening_word"
    elif before in listed["locative"]:
        yield "locative"
    elif before in listed["weak_locative"]:
        yield "weak_locative"


def _after(context: PlaceContext, one: Toponym) -> Iterator[Feature]:
    after, suffix, listed = context.word_after(one), context.suffix(one), context.listed
    if after in listed["disease"] and not context.owns(one.last):
        yield "disease"
    elif after in listed["place_after"]:
        yield "place_word_after"
    if suffix in listed["compound"] or suffix[:1].isupper():
        yield "compound"
