"""Participants without a name: whoever speaks a quotation as "the ministry", "officials", "a spokesman for the port"."""

from typing import Literal

from feedpub.extraction.mentions.chunks import Phrase
from feedpub.extraction.mentions.mention import Mention, MentionKind
from feedpub.extraction.mentions.tags import Tags
from feedpub.extraction.mentions.words import Words
from feedpub.extraction.quotes.attribution import Source
from feedpub.extraction.who.participant import Participant
from feedpub.language.lexicon import Is
from feedpub.model.event import WhoKind

_ARTICLES = frozenset(("the", "a", "an"))
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
    for subject in sorted(subjects, key=lambda subject: subject.first):
        start = words.tokens[subject.mention.first if subject.mention else subject.first].start
        kind = _kind(words.flags[subject.head])
        if start in at:
            last = at[start]
        elif subject.form == "pronoun" and last and last.kind in _PLURAL.get(words.lower[subject.first], ()):
            _mentioned(words, subject, last, at)
        elif subject.form == "nominal" and kind is not None:
            first = subject.first + (words.lower[subject.first] in _ARTICLES)
            name = " ".join(words.slice(first, subject.last).split())
            last = made.setdefault(name.lower(), Participant(f"w{count + len(made) + 1}", kind, name))
            _mentioned(words, subject, last, at)
    return list(made.values())


def _mentioned(words: Words, subject: Phrase, participant: Participant, at: dict[int, Participant]) -> None:
    form: Literal["nominal", "pronoun"] = "pronoun" if subject.form == "pronoun" else "nominal"
    at[words.tokens[subject.first].start] = participant
    mention = described_mention(words, (subject.first, subject.last, subject.head), form, participant.kind)
    participant.mentions.append(mention)


def _kind(flags: int) -> WhoKind | None:
    if flags & Is.PERSON:
        return "person"
    if flags & Is.ORGANIZATION:
        return "organization"
    return "group" if flags & Is.GROUP else None


def described_mention(
    words: Words, at: tuple[int, int, int], form: Literal["nominal", "pronoun"], kind: MentionKind
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
