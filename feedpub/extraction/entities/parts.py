"""What a mention is in its sentence, as far as salience goes: speaker, subject, owner."""

from typing import TYPE_CHECKING

from feedpub.extraction.document.clauses import tagset as t
from feedpub.extraction.document.reporting.sentences import MatrixSentence
from feedpub.language.lexicon import Is

if TYPE_CHECKING:
    from feedpub.extraction.entities.coreference import Resolver

_COORDINATED = frozenset((t.NAME, t.NOUN, t.ADJECTIVE, t.DETERMINER, t.NUMBER, t.PREPOSITION, t.CONJUNCTION))


def part_of(text: "Resolver", first: int, last: int, sentence: MatrixSentence) -> str:
    """Tell what a mention is in its sentence.

    Args:
        text: that it stands in.
        first: number of its first token.
        last: number of the token after its last.
        sentence: that it stands in.

    Returns:
        The part, as data/coreference.toml has them.
    """
    words, tags = text.words, text.tags
    if last < len(words) and tags.of[last] in (t.OWNS, t.NOUN, t.ADJECTIVE, t.NAME):
        return "owner"  # "Osei's son", "Osei spokesman Bo Lind"
    opens = first == sentence.runs[0].first
    before = 0 if opens else words.flags[first - 1]
    if before & Is.PREPOSITION:
        said = text.speaks_at(first) and words.lower[first - 2] in text.language.words("reporting", "according")
        return "speaker" if said else "other"
    follows = words.flags[last] if last < len(words) else 0
    if text.in_list(last, "asking") and not (text.in_list(last + 1, "asked for") or _wonders(text, first, last)):
        return "embedded_subject"  # who is asked answers
    if text.is_quoted_at(first) or (follows & Is.SAY and follows & Is.FINITE):
        return "speaker"
    aside = last < len(words) and words.texts[last] in (",", "(")
    if not (follows & (Is.FINITE | Is.AUXILIARY | Is.VERB) or aside or opens or _goes_on(text, first, sentence)):
        return "other"
    after_verb = not {t.VERB, t.AUXILIARY}.isdisjoint(tags.of[sentence.runs[0].first : first])
    return "embedded_subject" if after_verb or before & (Is.RELATIVE | Is.SUBORDINATOR) else "subject"


def _wonders(text: "Resolver", first: int, last: int) -> bool:
    """Tell "a spokesman asked why", which tells what his side thinks, from "a reporter asked why", "he asked Lind why"."""
    addressed = text.tags.of[last + 1] in (t.NAME, t.PRONOUN)
    return not addressed and any(text.in_list(at, "speaking for others") for at in range(first, last))


def _goes_on(text: "Resolver", first: int, sentence: MatrixSentence) -> bool:
    """Tell Lind in "Osei of Kumasi and Lind of Tamale met", a subject like her, from "Fans of Osei and Lind of Tamale"."""
    begin, of = sentence.runs[0].first, text.tags.of
    joined = of[first - 1] == t.CONJUNCTION and text.entity_at(begin) is not None
    return joined and _COORDINATED.issuperset(of[begin:first])
