"""Chunks: noun phrases, verb groups and the small words between them, in the order of a sentence."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from feedpub.extraction.document.clauses import tagset as t
from feedpub.extraction.document.clauses.tags import Tags
from feedpub.extraction.document.clauses.verb_groups import VerbGroup, verb_group
from feedpub.extraction.document.mention import Mention
from feedpub.language.lexicon import ROLE, Is

_NOMINAL = frozenset((t.NAME, t.NOUN, t.ADJECTIVE, t.NUMBER))
_OPENING = (t.DETERMINER, t.POSSESSIVE)
_PRONOMINAL = (t.PRONOUN, *_OPENING)
_HELD = (t.NAME, t.NOUN, t.GERUND)
_BEFORE_CLAUSE = (t.MARK, t.CONJUNCTION, t.RELATIVE, t.SUBORDINATOR)
_ALONE = {t.CONJUNCTION: "C", t.RELATIVE: "R", t.SUBORDINATOR: "S", t.PREPOSITION: "P", t.DAY: "DAY"}


class NounPhrase(NamedTuple):
    """A noun phrase.

    Args:
        first: number of its first token.
        last: number of the token after its last.
        form: name, nominal or pronoun.
        mention: the name that it is, if it is one.
        head: number of its head word.
    """

    first: int
    last: int
    form: str
    mention: Mention | None
    head: int

    @property
    def names_person(self) -> bool:
        """Whether it is a person's name."""
        return self.mention is not None and self.mention.kind == "person"


class Chunk(NamedTuple):
    """A piece of a sentence.

    Args:
        kind: NP, VG (verb group), P, C, R, S (subordinator), ADV, DAY (also "last week"), Q (quotation), or the mark itself.
        first: number of its first token.
        last: number of the token after its last.
        phrase: of a noun phrase.
        group: of a verb group.
        quotation: number of a quotation, or -1.
    """

    kind: str
    first: int
    last: int
    phrase: NounPhrase | None = None
    group: VerbGroup | None = None
    quotation: int = -1

    @property
    def verb(self) -> int:
        """The number of the main verb of a verb group, or -1."""
        return self.group.head if self.group else -1


def chunk(tags: Tags, runs: Iterable[tuple[int, int, int]]) -> list[Chunk]:
    """Cut a sentence into chunks.

    Args:
        tags: of the text.
        runs: first token, token after the last, and number of the quotation or -1, of what the sentence consists of.

    Returns:
        The chunks in order; "of" joins two noun phrases to one.
    """
    found: list[Chunk] = []
    for first, last, quotation in runs:
        if quotation < 0:
            found.extend(_plain(tags, first, last))
        else:
            found.append(Chunk("Q", first, last, quotation=quotation))
    return _joined(tags, found)


def _plain(tags: Tags, at: int, last: int) -> Iterator[Chunk]:
    cites = tags.lower[at] in tags.words.language.words("reporting", "according")
    # "In the Commons Mr Lind said", "Speaking in the Commons Mr Lind said"
    opening, fronted = at, tags.of[at] in (t.PREPOSITION, t.GERUND) and not cites
    while at < last:
        tag, end = tags.of[at], at + 1
        if number := _number(tags, at, opening, last):
            end, fronted = number, False
            yield Chunk("ADV", at, end)
        elif tag in _ALONE or (tag == t.MARK and tags.texts[at] != "-"):
            fronted &= tags.texts[at] != ","
            yield Chunk(_ALONE.get(tag) or tags.texts[at], at, end)
        elif (end := _phrase_end(tags, at, last)) > at:
            end = _before_subject(tags, at, end) if fronted else end
            end = _before_time(tags, at, end)
            yield _phrase(tags, at, end)
        elif group := verb_group(tags, at, last):
            end, fronted = group.end, fronted and at == opening
            yield Chunk("VG", at, end, group=group)
        else:
            end = at + 1
            yield Chunk("ADV" if tag == t.ADVERB else tags.texts[at], at, end)
        at = end


def _number(tags: Tags, at: int, opening: int, last: int) -> int:
    """Find the number in "About 50 guards said", "said more than 50 guards had"; 0 in "talked about 50 guards"."""
    before = t.MARK if at == opening else tags.of[at - 1]
    opens = before in _BEFORE_CLAUSE or tags.flags[at - 1] & Is.SAY
    if not opens or not tags.is_a(at, "before numbers"):
        return 0
    number = at + 1 + tags.is_a(at + 1, "than")
    return number if number < last and tags.of[number] == t.NUMBER else 0


def _phrase_end(tags: Tags, at: int, last: int) -> int:
    of, end = tags.of, at
    if of[at] == t.PRONOUN:
        return at + 1
    while end < last and of[end] in _OPENING:
        end += 1
    start = end
    if at < end < last - 1 and of[end] == t.ADVERB and of[end + 1] in (t.ADJECTIVE, t.NUMBER):
        end += 1  # "the recently rebuilt port"
    while end < last and (of[end] in _NOMINAL or (end > start and _goes_on(tags, end, last))):
        if end > start and tags.is_a(end, "behind noun") and of[end - 1] == t.NOUN and of[end + 1] == t.PREPOSITION:
            break
        end += 1
    return end


def _before_subject(tags: Tags, first: int, last: int) -> int:
    """End a phrase before the subject that follows it without a comma: "In a statement | Osemar said"."""
    for at in range(first + 1, last):
        name, before = tags.name[at], tags.name[at - 1]
        if name is None or name is before or name.kind == "place":
            continue
        described = tags.of[at - 1] == t.NOUN and not tags.flags[at - 1] & ROLE and not tags.capital[at - 1]
        if described or (before and name.title):  # "In a speech to the Osei Centre | Mr Lind said"
            return at
    return last


def _before_time(tags: Tags, first: int, last: int) -> int:
    """End a phrase before the time behind it: "The company | last week said", "a report | late last month"."""
    begin = last - 1
    while begin > first and tags.is_a(begin - 1, "before time"):
        begin -= 1
    behind = first < begin < last - 1 and tags.of[begin - 1] in (t.NOUN, t.NAME)
    return begin if behind and tags.lower[last - 1] in tags.words.language.words("function_words", "time") else last


def _goes_on(tags: Tags, at: int, last: int) -> bool:
    """Tell whether a noun phrase goes on over a possessive ending, or a hyphen without spaces: "state-owned".

    So it does over the noun in "head of financial reporting Ada Osei", and over "most" in "the city's most senior officer".
    """
    tag = tags.of[at]
    if tag == t.MARK and tags.texts[at] == "-":
        return at + 1 < last and tags.words.ends[at] == tags.words.starts[at + 1]
    names = tag == t.GERUND and tags.of[at - 1] == t.ADJECTIVE and at + 1 < last and tags.of[at + 1] == t.NAME
    owned = tag == t.DETERMINER and tags.of[at - 1] == t.OWNS and tags.is_a(at, "quantifiers")
    return names or owned or tag == t.OWNS or (tag in (t.VERB, t.GERUND) and tags.texts[at - 1] == "-")


def _phrase(tags: Tags, first: int, last: int) -> Chunk:
    head, name = last - 1, tags.name[last - 1]
    if not name and tags.lower[head] in tags.words.language.words("function_words", "time"):
        return Chunk("DAY", first, last)
    form = "name" if name else "pronoun" if tags.of[head] in _PRONOMINAL else "nominal"
    return Chunk("NP", first, last, NounPhrase(first, last, form, name, head))


def _joined(tags: Tags, chunks: list[Chunk]) -> list[Chunk]:
    """Join noun phrases over "of"."""
    found: list[Chunk] = []
    for piece in chunks:
        phrase = piece.phrase
        outer = found[-2].phrase if phrase and len(found) > 1 and tags.is_a(found[-1].first, "of") else None
        if outer and phrase:
            inner = holds(tags, outer, phrase) or (bool(tags.flags[phrase.head] & ROLE) and _counts(tags, outer))
            joined = phrase._replace(first=outer.first) if inner else outer._replace(last=phrase.last)
            found[-2:] = [found[-2]._replace(last=piece.last, phrase=joined)]
        else:
            found.append(piece)
    return found


def _counts(tags: Tags, phrase: NounPhrase) -> bool:
    """Tell what counts those behind "of": "two of the guards", "many of them"; not "section 5 of the guards' order"."""
    number = tags.of[phrase.head] == t.NUMBER and not tags.is_a(phrase.head, "one")
    named = phrase.head > phrase.first and tags.of[phrase.head - 1] == t.NOUN
    return (number and not named) or tags.is_a(phrase.head, "quantities", "quantifiers")


def holds(tags: Tags, outer: NounPhrase, inner: NounPhrase) -> bool:
    """Tell who holds a role: "head of the Port Office Ada Osei", no "mother of actress Ada Osei"."""
    name = inner.mention
    if name is None or name.kind != "person" or name.first <= inner.first or outer.form == "name":
        return False
    whose, kin = name.first - 1, tags.words.language.words("roles", "kin")
    if tags.of[whose] not in _HELD or tags.flags[whose] & Is.PERSON or tags.lower[outer.head] in kin:
        return False
    return leads(tags, outer.head) or bool(tags.flags[outer.head] & ROLE) or tags.of[inner.first] == t.NOUN


def leads(tags: Tags, place: int) -> bool:
    """Tell a noun that says whose leader somebody is, beside its other meanings: "the head of the union"."""
    return tags.lower[place] in tags.words.language.words("reporting", "leading")


def speaks(tags: Tags, phrase: NounPhrase) -> bool:
    """Tell whether a noun phrase can speak: a person's or organisation's name, a pronoun, a role, a document."""
    if phrase.form == "pronoun":
        return not tags.is_a(phrase.first, "silent")
    if phrase.form == "name":
        return phrase.mention is None or phrase.mention.kind != "place"  # none: several, joined by "and"
    if tags.is_a(phrase.first, "nobody"):  # "no group claimed the attack"
        return False
    of = phrase.last > phrase.head + 1 and tags.is_a(phrase.head + 1, "of")  # "the head of the port"
    return (of and leads(tags, phrase.head)) or bool(tags.flags[phrase.head] & (ROLE | Is.DOCUMENT))
