"""Whom the headline or the lead tells of by what they are, and the text then by name: "Teenager wins. Ada Osei, 15, …"."""

from feedpub.extraction.document.analysis import Analysis
from feedpub.extraction.document.clauses.tagset import RELATIVE
from feedpub.extraction.entities.entity import Entity
from feedpub.extraction.entities.table import entities_of
from feedpub.extraction.event.arguments import Argument
from feedpub.extraction.event.nouns import kind_of_noun
from feedpub.language.language import word_sets
from feedpub.language.lexicon import Is

_SENTENCES = 5  # within which whom the lead tells of is named, a repeated headline and a caption among them
_MENTIONS = 2  # that the one person of a story has at least, pronouns among them


def introduced(analysis: Analysis, argument: Argument) -> Entity | None:
    """Find whom a phrase of the headline or the lead introduces: the first person named, of whom the story then tells.

    Finds Ada Osei for "a teenager" in "A teenager has won a race. Ada Osei, 15, came from Tamale."; nobody where the passage
    tells of somebody else, too ("Man robs nurse"), where who is named next is said to be something else ("Bo Lind, a
    neighbour, …") or does not begin a sentence, and where another is mentioned as often.

    Args:
        analysis: of the article.
        argument: of the main event.

    Returns:
        The entity, or None.
    """
    language, noun = analysis.language, argument.head_word.low
    if argument.passage.later or not _is_alone(argument) or noun in language.words("roles", "another"):
        return None
    people = [one for one in analysis.layer(entities_of).entities if one.kind == "person" and one.has_name]
    first = min(people, key=lambda one: one.named[0].start, default=None)
    if first is None or not _opens(analysis, first, argument) or _is_else(analysis, first, noun):
        return None
    others = max((len(one.references) for one in people if one is not first), default=0)
    return first if len(first.references) >= max(_MENTIONS, others + 1) else None


def _is_alone(argument: Argument) -> bool:
    """Tell whether a phrase names one person, and its passage nobody else."""
    passage, phrase = argument.passage, range(argument.start, argument.end)
    if kind_of_noun(argument.head_word, passage.language) != "person" or argument.head_word.possessive:
        return False
    listed, lexicon = word_sets(passage.language, "participants"), passage.language.lexicon
    rest = [word for at, word in enumerate(passage.words) if at not in phrase and not word.is_a("pronouns", "determiners")]
    people = (lexicon.get(word.low, 0) & (Is.PERSON | Is.GROUP) or word.low in listed["person"] for word in rest)
    return not any(people) and not any(word.number for word in passage.words[argument.start : argument.head])


def _opens(analysis: Analysis, entity: Entity, argument: Argument) -> bool:
    """Tell whether somebody's first name begins one of the first sentences behind a phrase."""
    name, tokens = entity.named[0], analysis.tokens
    number, lead = tokens.sentence[name.first], argument.passage.field is None
    return tokens.opens[name.first] and lead <= number <= _SENTENCES and tokens.quoted[name.first] < 0


def _is_else(analysis: Analysis, entity: Entity, noun: str) -> bool:
    """Tell whether somebody is of another gender than a noun tells, or is said to be or do something else at once."""
    language, last = analysis.language, entity.named[0].last
    if analysis.tokens.texts[last] == "," and analysis.tags.of[last + 1] == RELATIVE:  # "Bo Lind, who heads the school, …"
        return True
    gender, called = language.title_genders.get(noun, ""), {noun} | language.words("hypernyms", noun)
    opposed = gender and entity.gender and gender != entity.gender
    traits = language.words("coreference", "trait") | called
    return bool(opposed) or any(not role.isdigit() and role not in traits for role in entity.roles)
