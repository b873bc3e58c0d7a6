"""Titles before a person's name: where they begin, and where the name begins."""

from feedpub.extraction.document.tokens import Tokens

_MODIFIER = "modifier"


def title_before(words: Tokens, first: int, last: int) -> tuple[int, int] | None:
    """Find the last title in a run of capitalised words.

    "Prime Minister Osei" begins at its first word, the name at its third; "Osei Foundation Chairwoman Ada Bello" leaves
    "Osei Foundation" before the title; "Justice Department" and "General Motors" have none.

    Args:
        words: of the text.
        first: the run's first token.
        last: the token after its last.

    Returns:
        The first token of the title and the first of the name (the run's end for a title alone), or None.
    """
    if (
        words.tokens[last - 1].text in words.language.words("organizations", "last")
        and last - first > 1
        and not _titled(words, last - 1)
    ):
        return None
    end = last
    while end > first and not _title_ends(words, first, end):
        end -= 1
    if end == first or (end < last and not _may_be_name(words, end, last)):
        return None
    begin, small = end - 1, words.language.words("names", "in title")
    while begin > first and (_titled(words, begin - 1) or words.tokens[begin - 1].text in small):
        begin -= 1
    while words.tokens[begin].text in small:
        begin += 1
    if (
        end == last
        and begin > first
        and (words.tokens[begin - 1].text in small or words.tokens[first].text in words.language.genders)
    ):
        return None
    return begin, end


def _titled(words: Tokens, place: int) -> bool:
    return words.tokens[place].text in words.language.titles


def _title_ends(words: Tokens, first: int, end: int) -> bool:
    """Tell whether the word before ``end`` ends a title: "Secretary of State" does with its office before "of"."""
    section = words.language.titles.get(words.tokens[end - 1].text)
    if section is None:
        return False
    if section != _MODIFIER:
        return True
    place = end - 2
    while (
        place >= first
        and words.tokens[place].text in words.language.words("names", "in title") | words.language.titles.keys()
    ):
        if words.language.titles.get(words.tokens[place].text, _MODIFIER) != _MODIFIER:
            return True
        place -= 1
    return False


def _may_be_name(words: Tokens, first: int, last: int) -> bool:
    tokens = words.tokens[first:last]
    if tokens[-1].text in words.language.words("organizations", "last"):
        return False
    return not any(token.text in words.language.words("names", "within organization") for token in tokens)
