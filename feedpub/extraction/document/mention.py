"""One place where a text refers to somebody or something."""

from typing import Literal, NamedTuple

MentionKind = Literal["person", "organization", "group", "place", "title", "other", "unknown"]


class Mention(NamedTuple):
    """One place where a text refers to somebody or something.

    Args:
        start: first code point, of the title where there is one.
        end: the code point after the last.
        text: the characters.
        form: a name, a description ("the minister") or a pronoun.
        kind: person, organization, group, place; title for an office without its holder ("the President"); else other.
        name: the name alone: without title, possessive ending and article; for other forms the words.
        head: the word that names it: a person's surname, a description's noun, in lower case.
        title: what stands before a person's name, or "".
        gender: f, m, or "" where nothing tells.
        guessed: whether the given name alone tells it.
        first: number of its first token.
        last: number of the token after its last.
        sure: whether the kind follows from the words themselves rather than from a guess.
        margin: by how many points of evidence the kind is better than the next.
        cues: that evidence (name_words, name_context).
    """

    start: int
    end: int
    text: str
    form: Literal["name", "nominal", "pronoun"]
    kind: MentionKind
    name: str
    head: str
    title: str
    gender: str
    first: int
    last: int
    sure: bool = True
    margin: float = 0.0
    cues: tuple[str, ...] = ()
    guessed: bool = False
