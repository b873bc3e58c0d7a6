"""Chunks: noun phrases, verb groups and the small words between them, in the order of a sentence."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from feedpub.extraction.document.clauses import tagset as t
from feedpub.extraction.document.clauses.tags import Tags
from feedpub.extraction.document.mention import Mention
from feedpub.language.lexicon import ROLE, Is

_PHRASE = frozenset((t.NAME, t.NOUN, t.ADJECTIVE, t.NUMBER, t.OWNS))
_ALONE = {t.CONJUNCTION: "C", t.RELATIVE: "R", t.SUBORDINATOR: "S", t.PREPOSITION: "P", t.DAY: "DAY"}
_GROUP = frozenset((t.VERB, t.GERUND, t.AUXILIARY, t.TO))


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


class Chunk(NamedTuple):
    """A piece of a sentence.

    Args:
        kind: NP, VG (verb group), P, C, R, S (subordinator), ADV, DAY (also "last week"), Q (quotation), or the mark itself.
        first: number of its first token.
        last: number of the token after its last.
        phrase: of a noun phrase.
        verb: number of the main verb of a verb group.
        quotation: number of a quotation, or -1.
    """

    kind: str
    first: int
    last: int
    phrase: NounPhrase | None = None
    verb: int = -1
    quotation: int = -1


def chunk(tags: Tags, runs: Iterable[tuple[int, int, int]]) -> list[Chunk]:
    """Cut a sentence into chunks.

    Args:
        tags: of the text.
        runs: first token, token after the last, and number of the quotation or -1, of what the sentence consists of.

    Returns:
        The chunks in order; "of" joins two noun phrases to one.
    """
    found: list[Chunk] = []
    outside: list[int] = []
    for first, last, quotation in runs:
        if quotation < 0:
            outside.extend(range(first, last))
            continue
        found.extend(_plain(tags, outside))
        outside = []
        found.append(Chunk("Q", first, last, quotation=quotation))
    found.extend(_plain(tags, outside))
    return _joined(tags, found)


def _plain(tags: Tags, places: list[int]) -> Iterator[Chunk]:
    at = 0
    while at < len(places):
        place = places[at]
        tag = tags.of[place]
        if tag in _ALONE or (tag == t.MARK and tags.words.texts[place] != "-"):
            yield Chunk(_ALONE.get(tag) or tags.words.texts[place], place, place + 1)
            at += 1
        elif (end := _phrase_end(tags, places, at)) > at:
            yield _phrase(tags, place, places[end - 1] + 1)
            at = end
        elif (end := _group_end(tags, places, at)) > at:
            yield _group(tags, place, places[end - 1] + 1)
            at = end
        else:
            yield Chunk("ADV" if tag == t.ADVERB else tags.words.texts[place], place, place + 1)
            at += 1


def _phrase_end(tags: Tags, places: list[int], at: int) -> int:
    tag = tags.of[places[at]]
    if tag == t.PRONOUN:
        return at + 1
    end = at
    while end < len(places) and tags.of[places[end]] in (t.DETERMINER, t.POSSESSIVE):
        end += 1
    start = end
    if (
        at < end < len(places) - 1
        and tags.of[places[end]] == t.ADVERB
        and tags.of[places[end + 1]] in (t.ADJECTIVE, t.NUMBER)
    ):
        # "the recently rebuilt port"
        end += 1
    while end < len(places) and _goes_on(tags, places, start, end):
        end += 1
    if end > start or start > at:
        return end
    return at


def _goes_on(tags: Tags, places: list[int], start: int, end: int) -> bool:
    tag = tags.of[places[end]]
    if tag == t.OWNS:
        return end > start
    if tag == t.MARK and tags.words.lower[places[end]] == "-":
        return (
            end > start
            and end + 1 < len(places)
            and tags.words.tokens[places[end]].end == tags.words.tokens[places[end + 1]].start
        )
    if (
        tag == t.NAME
        and end > start
        and tags.of[places[end - 1]] == t.NAME
        and tags.name[places[end]] is not tags.name[places[end - 1]]
    ):
        return True
    if tag in (t.VERB, t.GERUND) and end > start and tags.words.lower[places[end - 1]] == "-":
        return True
    if tag == t.ADVERB and end == start:
        return False
    return tag in _PHRASE or (tag == t.GERUND and end == start and _attributive(tags, places, end))


def _attributive(tags: Tags, places: list[int], at: int) -> bool:
    """Tell the -ing form within a noun phrase: "the outgoing chairwoman", not "the filming took days"."""
    return (
        0 < at < len(places) - 1
        and tags.of[places[at - 1]] in (t.DETERMINER, t.POSSESSIVE)
        and tags.of[places[at + 1]] in (t.NOUN, t.ADJECTIVE)
    )


def _phrase(tags: Tags, first: int, last: int) -> Chunk:
    words = tags.words
    if tags.of[first] == t.PRONOUN:
        return Chunk("NP", first, last, NounPhrase(first, last, "pronoun", None, first))
    head = last - 1
    if words.lower[head] in words.language.words("function_words", "time") and tags.of[head] != t.NAME:
        return Chunk("DAY", first, last)
    name = tags.name[head]
    if name is not None:
        return Chunk("NP", first, last, NounPhrase(first, last, "name", name, head))
    if tags.of[head] in (t.DETERMINER, t.POSSESSIVE):
        return Chunk("NP", first, last, NounPhrase(first, last, "pronoun", None, head))
    return Chunk("NP", first, last, NounPhrase(first, last, "nominal", None, head))


def _group_end(tags: Tags, places: list[int], at: int) -> int:
    end, verb = at, False
    while end < len(places):
        tag = tags.of[places[end]]
        if tag in (t.VERB, t.GERUND):
            if verb:
                break
            verb = True
        elif tag in (t.AUXILIARY, t.TO):
            if verb:
                break
        elif not (tag == t.ADVERB and end + 1 < len(places) and tags.of[places[end + 1]] in _GROUP and not verb):
            break
        end += 1
    return end if any(tags.of[place] in _GROUP for place in places[at:end]) else at


def _group(tags: Tags, first: int, last: int) -> Chunk:
    verb = next((place for place in range(last - 1, first - 1, -1) if tags.of[place] in (t.VERB, t.GERUND)), last - 1)
    return Chunk("VG", first, last, verb=verb)


def _joined(tags: Tags, chunks: list[Chunk]) -> list[Chunk]:
    """Join noun phrases over "of"."""
    found: list[Chunk] = []
    for piece in chunks:
        if piece.kind == "NP" and len(found) > 1 and found[-1].kind == "P" and found[-2].kind == "NP":
            outer, phrase = found[-2].phrase, piece.phrase
            if tags.words.lower[found[-1].first] in tags.words.language.words("tagging", "of") and outer and phrase:
                joined = outer._replace(last=phrase.last)
                if _introduces(tags, piece.first, phrase):
                    joined = phrase._replace(first=outer.first)
                found[-2:] = [found[-2]._replace(last=piece.last, phrase=joined)]
                continue
        found.append(piece)
    return found


def _introduces(tags: Tags, first: int, phrase: NounPhrase) -> bool:
    """Tell a role with its holder, "head of research Ada Osei", from "head of Osemar" and "friend of Ada Osei"."""
    person = phrase.mention is not None and phrase.mention.kind == "person" and phrase.mention.first > first
    return person and tags.of[first] == t.NOUN


def speaks(tags: Tags, phrase: NounPhrase) -> bool:
    """Tell whether a noun phrase can speak: a person's or organisation's name, a pronoun, a role, a document."""
    if phrase.form == "pronoun":
        return tags.words.lower[phrase.first] not in tags.words.language.words("tagging", "silent")
    if phrase.mention:
        return phrase.mention.kind != "place"
    return bool(tags.words.flags[phrase.head] & (ROLE | Is.DOCUMENT))
