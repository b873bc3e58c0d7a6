"""How well a description fits an entity: by kind and gender, by what is known of it, and by how far it stands out."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from itertools import islice

from feedpub.extraction.document.clauses import tagset as t
from feedpub.extraction.document.name_words import is_outlet
from feedpub.extraction.entities.coreference import Resolver
from feedpub.extraction.entities.descriptions import Description
from feedpub.extraction.entities.documents import DESCRIBING
from feedpub.extraction.entities.entity import Entity
from feedpub.extraction.entities.referring import Referring, kind_of
from feedpub.language.lexicon import Is

_ABBREVIATED = range(3, 5)  # letters of Sen., Gen., Prof.
_APART = frozenset("(;—–")  # signs behind which a clause of its own stands
_GOES_ON = 2  # sentences in which whoever spoke is the first to be meant


def of_kind(text: Resolver, found: Description, entities: Iterable[Entity]) -> Iterator[Entity]:
    """Yield the entities of the kind and gender that a description names."""
    kind, gender = text.kind(found), text.language.title_genders.get(text.words.lower[found.head], "")
    return (one for one in entities if one.kind == kind and not (gender and one.gender and gender != one.gender))


def fit_of(text: Resolver, found: Description, entity: Entity, referring: Referring) -> float:
    """Say how well a description fits an entity of its kind; 0 where it does not."""
    noun, weigh = text.words.lower[found.head], text.weights.description
    if not entity.has_name and _is_another(text, found, entity):
        return 0.0
    focus = _speaks_on(text, entity, referring) or (referring.speaks and text.acted.get(referring.sentence - 1) is entity)
    score, known = text.salience.of(entity, referring.sentence) + weigh.focus * focus, True
    if _is_anothers(text, found, entity, referring):
        return 0.0
    if found.role in entity.roles or _is_called(entity, noun) or is_called_so(text, found, entity):
        score += weigh.role
    elif t.OWNS in text.tags.of[found.first : found.head] and not _heads(text, found, entity, referring):
        return 0.0  # "the soldier's officer" is no soldier
    elif not text.language.words("hypernyms", noun).isdisjoint(entity.roles):
        score += weigh.hypernym
    elif _may_be_called(text, found, entity, referring):
        known = False
        another = weigh.other_people if noun.capitalize() in text.language.words("peoples") else weigh.other_role
        score += weigh.general + weigh.only * _alone(text, entity) + another * _has_role(text, entity, noun)
    else:
        return 0.0
    if found.owner:
        owner = found.owner.name.lower()
        theirs = owner in entity.owners or owner in entity.roles or owner in entity.name.lower()
        # "the Tamale-born actor" may be a Hollywood star, the Russian president no French one
        foreign = known and entity.owners and not is_based(text, found)  # the Tamale-based nurse may be a Ghanaian one
        score += weigh.owner if theirs else weigh.foreign if foreign else weigh.unknown_owner
    return max(score, 0.0)


def _speaks_on(text: Resolver, entity: Entity, referring: Referring) -> bool:
    """Tell who speaks again: whoever spoke last, one or two sentences before."""
    spoke, number = text.spoke or (None, 0)
    return referring.speaks and spoke is entity and referring.sentence - number <= _GOES_ON


def _is_another(text: Resolver, found: Description, entity: Entity) -> bool:
    """Tell "the French ministry" from "Russia's ministry": who has no name is known by what was said of them."""
    said = entity.name.lower().split()
    of, words = text.tags.of, range(found.first, found.head)
    return any(of[at] in DESCRIBING and text.words.lower[at] not in said for at in words)


def _is_anothers(text: Resolver, found: Description, entity: Entity, referring: Referring) -> bool:
    """Tell "the president's spokesman" from a party's spokesman, and "the Tepline airline" from Osemar."""
    if found.owner:
        another = found.owner.kind == "organization" and text.at.get(found.owner.start) is not entity
        return another and entity.kind == "organization"
    owner = next((at - 1 for at in range(found.first + 1, found.head) if text.tags.of[at] == t.OWNS), -1)
    somebodys = owner >= 0 and kind_of(text.language, text.words.lower[owner]) == "person"
    return somebodys and not _speaks_on(text, entity, referring)


def _heads(text: Resolver, found: Description, entity: Entity, referring: Referring) -> bool:
    """Tell "the group's secretary", "the farmers' leader", who may be whoever spoke, from "the soldier's officer"."""
    words = text.words.lower
    owner = text.tags.of.index(t.OWNS, found.first, found.head) - 1
    theirs = kind_of(text.language, words[owner]) in ("organization", "group") and text.tags.of[owner] == t.NOUN
    return theirs and _speaks_on(text, entity, referring)


def _is_called(entity: Entity, noun: str) -> bool:
    """Tell whether a noun is part of an organisation's name, or what a title abbreviates: Gen., the general."""
    if entity.kind == "organization":
        return noun in entity.name.lower().replace(".", "").split()
    return any(noun.startswith(role) and len(role) in _ABBREVIATED for role in entity.roles)


def is_called_so(text: Resolver, found: Description, entity: Entity) -> bool:
    """Tell "the production company" from other companies: it is called Osemar Productions."""
    if entity.kind != "organization" or not text.in_list(found.head, "any organization"):
        return False
    singular, name = text.language.singular, entity.name.lower().split()
    before = (text.words.texts[at] for at in range(found.first, found.head) if text.tags.of[at] in DESCRIBING)
    # "The US company" is not US Steel more than another one.
    return not {singular(word) for word in name}.isdisjoint(singular(word) for word in before if word.islower())


def _may_be_called(text: Resolver, found: Description, entity: Entity, referring: Referring) -> bool:
    """Tell whether somebody named before may be meant of whom it is not known.

    "The singer" may be anybody who stands out, "the minister" the only person there is, "the spokesman" nobody known.
    """
    noun, language = text.words.lower[found.head], text.language
    same_noun = any(role.split()[-1] in found.role.split() for role in entity.roles)  # a mayor is not the deputy mayor
    # "An interview that Osei gave, in which the singer said", not "in a letter to Osei, the director wrote"
    clause = text.tags.of[found.first - 1] in (t.RELATIVE, t.SUBORDINATOR) or text.words.texts[found.first - 1] in _APART
    apart = clause or _closes(text, found, entity) or _owned_before(text, found, entity)
    present = text.salience.last(entity) == referring.sentence and not apart
    if not entity.has_name or same_noun or present:
        return False
    if entity.kind == "organization":
        return text.in_list(found.head, "named organization") and _may_be_organization(text, found, entity)
    if is_trait(text, found):
        return not (_is_aged(text, found) and any(role.isdigit() for role in entity.roles))  # somebody of another age
    spoke, kin = _speaks_on(text, entity, referring), noun in language.words("roles", "kin")
    if noun in language.words("roles", "another") or kin:
        acted = referring.speaks and text.acted.get(referring.sentence - 1) is entity
        only = is_based(text, found) and (spoke or (acted and _alone(text, entity)))
        return only or (kin and spoke and _is_placed(text, found))
    # Osei, of whom nothing else is known, spoke; then "the Tamale MP" says more
    active = (spoke or _acted(text, found, entity, referring)) and not _has_role(text, entity, noun)
    return active or _alone(text, entity) or (spoke and _varies(text, found, entity))


def _may_be_organization(text: Resolver, found: Description, entity: Entity) -> bool:
    """Tell whether nothing in an organisation's name says that it is none of the kind that a noun names."""
    name, listed = entity.name.lower().replace(".", "").split(), text.listed
    modified = not DESCRIBING.isdisjoint(text.tags.of[found.first : found.head])
    if is_outlet(text.language, entity.name):
        return _may_be_outlet(text, found, entity)
    department = text.in_list(found.head, "department")
    if department or text.in_list(found.head, "governing"):
        initials = len(name) == 1 and sum(map(str.isupper, entity.name)) > 1  # "MoD", which is no "health ministry"
        own = listed["governs"] | (listed["departments"] if department and not modified else frozenset())
        return (initials and not modified) or not own.isdisjoint(name)
    body = text.in_list(found.head, "firm") and not listed["no firm"].isdisjoint(name)
    firm = text.in_list(found.head, "no firm's name") and name[-1] in listed["legal form"]  # "the hospital", no Osemar Ltd
    return not (body or firm)


def _may_be_outlet(text: Resolver, found: Description, entity: Entity) -> bool:
    """Tell what may be said of Reuters: "the news agency", and "the company" where the story tells what it did.

    Where it only reports, or sent the story, it is no ministry, party or company, and no space agency.
    """
    own = text.in_list(found.head, "outlet")
    if not text.in_list(found.head, "any organization"):
        return own
    told = any(one is entity for one in text.acted.values()) and not entity.speaks
    said = {text.words.lower[at] for at in range(found.first, found.head) if text.tags.of[at] in DESCRIBING}
    return told or (own and entity.speaks and (not said or not said.isdisjoint(text.language.words("press", "publisher"))))


def _closes(text: Resolver, found: Description, entity: Entity) -> bool:
    """Tell "Osemar's boats will sail in May, the company said" from "In a letter to Osemar, the company said".

    "Lind met Rep. Osei, the Tamale Republican said", as what is said of people says of whom.
    """
    words = text.words
    opening = words.flags[bisect_left(words.sentence, words.sentence[found.first])]
    closing = words.texts[found.first - 1] == "," and not opening & Is.PREPOSITION
    firm = entity.kind == "organization" and text.in_list(found.head, "closing organization")
    officer = bool(entity.titles) and text.in_list(found.head, "trait") and not opening & Is.GERUND
    return closing and (firm or officer)


def _owned_before(text: Resolver, found: Description, entity: Entity) -> bool:
    """Tell "In her letter the mayor said", who writes her own."""
    of, words = text.tags.of, text.words
    place = found.first - 1 - (words.texts[found.first - 1] == ",")
    while place > 0 and of[place] in DESCRIBING:
        place -= 1
    opens = place > 0 and of[place - 1] == t.PREPOSITION and words.sentence[place - 2] != words.sentence[place - 1]
    return opens and of[place] == t.POSSESSIVE and text.at.get(words.starts[place]) is entity


def _varies(text: Resolver, found: Description, entity: Entity) -> bool:
    """Tell "the soft-spoken surgeon", which says more of whoever spoke, from "the foreign minister", who is no president."""
    offices = text.language.words("titles", "office")
    held = offices.intersection(role.capitalize() for role in entity.roles)
    other = held and text.words.lower[found.head].capitalize() in offices
    return not other and not DESCRIBING.isdisjoint(text.tags.of[found.first : found.head])


def is_based(text: Resolver, found: Description) -> bool:
    """Tell "the Tamale-based nurse", who may be whoever was named, from "the Tamale nurse", who may be another."""
    named = (text.words.texts[at] for at in range(found.first, found.head) if text.tags.of[at] == t.NAME)
    return any("-" in word and word.rpartition("-")[2].islower() for word in named)


def _is_placed(text: Resolver, found: Description) -> bool:
    """Tell "the Tamale-born mother" from "the mother", who may be anybody's."""
    return t.NAME in text.tags.of[found.first : found.head]


def _is_aged(text: Resolver, found: Description) -> bool:
    """Tell "the 44-year-old nurse"."""
    return t.NUMBER in text.tags.of[found.first : found.head + 1]


def is_trait(text: Resolver, found: Description) -> bool:
    """Tell what is said of people named before: their age, their people, what they are rather than their posts."""
    peoples = text.language.words("peoples")
    return _is_aged(text, found) or text.in_list(found.head, "trait") or text.words.lower[found.head].capitalize() in peoples


def _acted(text: Resolver, found: Description, entity: Entity, referring: Referring) -> bool:
    """Tell whose deed the sentence before told, so that "the firm's boss" says more; "the Tory leader" may be another."""
    acted = referring.speaks and text.acted.get(referring.sentence - 1) is entity
    return acted and not text.words.capital[found.head] and entity.roles.issuperset(text.descriptions.modifiers(found))


def _has_role(text: Resolver, entity: Entity, noun: str) -> bool:
    """Tell whether other posts of somebody are known; where a people is asked for, other peoples."""
    peoples, roles = text.language.words("peoples"), (role for role in entity.roles if kind_of(text.language, role))
    people = noun.capitalize() in peoples
    return entity.kind == "person" and any((role.capitalize() in peoples) is people for role in roles)


def _alone(text: Resolver, entity: Entity) -> bool:
    same = (one for one in text.salience.entities if one.kind == entity.kind and one.has_name)
    return len(list(islice(same, 2))) == 1
