"""Participants without a name: whoever speaks a quotation as "the ministry", "officials", "a spokesman for the port"."""

from typing import Literal

from feedpub.extraction.document.chunks import Phrase
from feedpub.extraction.document.mention import Mention, MentionKind
from feedpub.extraction.document.reporting.attribution import Source
from feedpub.extraction.document.tags import Tags
from feedpub.extraction.document.tagset import ADJECTIVE, CONJUNCTION, DETERMINER, MARK, NOUN, OWNS, POSSESSIVE
from feedpub.extraction.document.tokens import Tokens
from feedpub.extraction.entities.participant import Participant
from feedpub.language.lexicon import ROLE, Is
from feedpub.model.event import WhoKind

_ARTICLES = frozenset(("the", "a", "an"))
_REACH = 64  # words: few sentences are longer
_PLURAL: dict[str, tuple[WhoKind, ...]] = {"it": ("organization",), "they": ("group", "organization")}


def unnamed_speakers(
    tags: Tags, sources: tuple[Source | None, ...], at: dict[int, Participant], count: int
) -> list[Participant]:
    """Make a participant of each description that speaks and means nobody named; "it added" goes on with the last speaker.

    Args:
        tags: of the text.
        sources: of the quotations.
        at: the participant of each mention, by its first code point; grows.
        count: how many participants there are already.

    Returns:
        The new participants; what is described in the same words is the same.
    """
    words, made = tags.words, dict[str, Participant]()
    last: Participant | None = None
    subjects = {source.subject for source in sources if source}
    for spoken in sorted(subjects, key=lambda subject: subject.first):
        subject = _antecedent(tags, spoken)
        start = anchor(tags, subject)
        kind = _kind(words, subject)
        if start in at:
            last = at[start]
        elif named := _called(tags, subject, at):
            last = named
            _mentioned(tags, subject, last, at)
        elif subject.form == "pronoun" and last and last.kind in _PLURAL.get(words.lower[subject.first], ()):
            _mentioned(tags, subject, last, at)
        elif subject.form == "nominal" and kind is not None:
            first = subject.first + (words.lower[subject.first] in _ARTICLES)
            name = " ".join(words.slice(first, subject.last).split())
            owner = at.get(words.tokens[subject.first].start) if start != words.tokens[subject.first].start else None
            known = f"{owner.id if owner else ''} {name.lower()}"
            last = made.setdefault(known, Participant(f"w{count + len(made) + 1}", kind, name))
            _mentioned(tags, subject, last, at)
        if subject is not spoken and last and start in at:
            _mentioned(tags, spoken, last, at)
    return list(made.values())


def anchor(tags: Tags, subject: Phrase) -> int:
    """Find the code point by which a subject's participant is known: its first, but the noun's in "his son", "Osei's son".

    Args:
        tags: of the text.
        subject: the words that name a speaker.

    Returns:
        The code point; "his" and "Osei" at the beginning are known as somebody else's mentions.
    """
    tokens = tags.words.tokens
    if subject.mention:
        return subject.mention.start
    owned = subject.form == "nominal" and (
        tags.of[subject.first] == POSSESSIVE or OWNS in tags.of[subject.first : subject.head]
    )
    return tokens[subject.head if owned else subject.first].start


def _antecedent(tags: Tags, subject: Phrase) -> Phrase:
    """Return the description that "who" goes on from: the nurse in "a nurse who came and who called it “odd”".

    In "nobody knows who called it “odd”" there is none. Looks back over at most 64 words for "who", and over 64 before it.
    """
    words, place = tags.words, subject.first
    if words.lower[place] not in ("who", "whose"):
        return subject
    if place and tags.of[place - 1] == CONJUNCTION:
        sentence = words.sentence[place]
        nearest = range(place - 1, max(place - _REACH, 0), -1)
        place = next((at for at in nearest if words.lower[at] == "who" and words.sentence[at] == sentence), 0)
    last = place - (place > 1 and words.lower[place - 1] == ",")
    first = last
    while first and last - first < _REACH and tags.of[first - 1] in (NOUN, ADJECTIVE):
        first -= 1
    described = first < last and tags.of[last - 1] == NOUN
    first -= bool(first and tags.of[first - 1] in (DETERMINER, POSSESSIVE))
    return Phrase(first, last, "nominal", None, last - 1) if described else subject


def _called(tags: Tags, subject: Phrase, at: dict[int, Participant]) -> Participant | None:
    """Find the person whose name follows a description: "its head cook, Ada Osei"; or precedes it: "Osei, a cook who".

    "Osei, its cook added" names her too; in "a letter to Osei, the cook said" the name is another's.
    """
    lower = tags.words.lower
    if subject.form != "nominal" or tags.words.flags[subject.head] & (Is.ORGANIZATION | Is.GROUP | Is.DOCUMENT):
        return None
    after, before = subject.last, subject.first - 2
    name = tags.name[after + 1] if after + 1 < len(lower) and lower[after] == "," else None
    if name is None and before >= 0 and lower[before + 1] == "," and after < len(lower):
        name = tags.name[before]
        opens = name and (not name.first or tags.of[name.first - 1] == MARK)
        name = name if lower[after] == "who" or (opens and tags.of[subject.first] == POSSESSIVE) else None
    found = at.get(name.start) if name else None
    return found if found and found.kind == "person" else None


def _mentioned(tags: Tags, subject: Phrase, participant: Participant, at: dict[int, Participant]) -> None:
    words = tags.words
    form: Literal["nominal", "pronoun"] = "pronoun" if subject.form == "pronoun" else "nominal"
    at[anchor(tags, subject)] = participant
    mention = described_mention(words, (subject.first, subject.last, subject.head), form, participant.kind)
    participant.mentions.append(mention)


def _kind(words: Tokens, subject: Phrase) -> WhoKind | None:
    """Tell what a noun names; whoever "who" goes on from is somebody: "a blogger who called it “odd”"."""
    flags, after = words.flags[subject.head], subject.last
    if flags & Is.PERSON:
        return "person"
    if not flags & ROLE and subject.form == "nominal" and words.lower[after : after + 1] == ("who",):
        return "group" if words.lower[subject.head].endswith("s") else "person"
    if flags & Is.ORGANIZATION:
        return "organization"
    return "group" if flags & Is.GROUP else None


def described_mention(
    words: Tokens, at: tuple[int, int, int], form: Literal["nominal", "pronoun"], kind: MentionKind
) -> Mention:
    """Make the mention of a pronoun or a description.

    Args:
        words: of the text.
        at: first token, token after the last, and head.
        form: pronoun or nominal.
        kind: of what it means.

    Returns:
        The mention.
    """
    first, last, head = at
    start, end, text = words.tokens[first].start, words.tokens[last - 1].end, words.slice(first, last)
    return Mention(start, end, text, form, kind, text, words.lower[head], "", "", first, last)
