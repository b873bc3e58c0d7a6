"""The lead: of whom it tells by what they are, before the paragraph after it names them."""

from typing import TYPE_CHECKING

from feedpub.extraction.document.clauses import tagset as t
from feedpub.extraction.document.mention import Mention
from feedpub.extraction.document.reporting.sentences import MatrixSentence
from feedpub.extraction.entities.entity import Entity
from feedpub.extraction.entities.referring import genders_of

if TYPE_CHECKING:
    from feedpub.extraction.entities.coreference import Resolver

_OPENING = 1  # the sentence in which the lead ends, a repeated headline before it; of 20 in 3,000 articles none is later
_INTRODUCED = 4  # sentences in which whom the lead tells of is named, a repeated headline and a caption among them


def of_lead(text: "Resolver", entity: Entity, name: Mention, sentence: MatrixSentence, number: int) -> Entity | None:
    """Find whom the first person named is: "A banker spoke. Ada Osei said …", "The mayor spoke. In May, Ada Osei left.".

    Args:
        text: so far.
        entity: that is named for the first time.
        name: this mention.
        sentence: that it stands in.
        number: of the sentence.

    Returns:
        Who spoke last, without a name, where that may be the one; else None.
    """
    told, last = text.spoke or (entity, number)
    if told.has_name or not any(text.speaks_at(one.mention.first) for one in told.references):
        return None
    if not last < number <= _INTRODUCED or not told.kind == entity.kind == "person":
        return None
    first = told.references[0].mention
    if text.words.lower[first.first] in genders_of(text.language):
        return None  # "His teacher shouted. Bo Lind left.", who is he
    found = text.descriptions.read(first.first)
    end = text.words.ends[found.end - 1] if found else first.end
    if _others_named(text, first.start, end) or not text.descriptions.opens(name, sentence.runs[0].first):
        return None
    opposed = told.gender and entity.gender and told.gender != entity.gender
    # "The mayor spoke. Bo Lind, a farmer, said …": whoever is said to be something else is somebody else.
    definite = text.words.lower[first.first] not in text.language.words("reporting", "indefinite")
    if definite and last > _OPENING and "\n" in text.words.text[end : name.start]:
        return None  # "the mayor", of whom a later paragraph tells, need not be named by the next
    posts = (role for role in entity.roles if not role.isdigit() and role not in text.listed["trait"])
    # "A spokesman said …" may be anybody's; "the port's spokesman", of whom the lead tells, is to be named.
    others = text.language.words("roles", "another") | text.language.words("roles", "kin")
    whose = found is not None and (found.end > found.last or t.OWNS in text.tags.of[found.first : found.head])
    anybody = first.head in others and not (definite and whose)
    introduced = any(posts) or text.tags.of[name.last] == t.PREPOSITION  # "Bo Lind of Osemar"
    return None if opposed or anybody or (definite and introduced) else told


def _others_named(text: "Resolver", start: int, end: int) -> bool:
    """Tell whether a person was named before, but within a description: "a lawmaker of Bo Lind's party"."""
    people = (one for one in text.salience.entities if one.has_name and one.kind == "person")
    return any(not start <= one.named[0].start < end for one in people)
