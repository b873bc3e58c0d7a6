"""Names: each with its title, its type and its gender."""

from feedpub.extraction.document.mention import Mention
from feedpub.extraction.document.name_spans import NameSpan, name_spans
from feedpub.extraction.document.name_types import NameType, types_of, weights
from feedpub.extraction.document.tokens import Tokens


def find_names(words: Tokens) -> tuple[Mention, ...]:
    """Find the names of a text.

    Args:
        words: of the text.

    Returns:
        Names in order, none overlapping: "Gen. Ada Osei" is one mention with title "Gen."; "Lagos Gov. Osei" is a place
        and a person.
    """
    spans = list(name_spans(words))
    types = iter(types_of(words, [span for span in spans if span.first < span.last]))
    return tuple(_mention(words, span, next(types)) if span.first < span.last else _office(words, span) for span in spans)


def _mention(words: Tokens, span: NameSpan, found: NameType) -> Mention:
    title, first, last, letters = span
    surname, suffixes = last - letters - 1, words.language.words("names", "suffix")
    while surname > first and words.texts[surname] in suffixes:
        surname -= 1
    name = words.slice(first, last - letters)
    given = _given_before(words, first) if found.kind == "person" and last - first == 1 else ""
    told = _title_gender(words, title, first)
    return Mention(
        start=words.starts[title],
        end=words.ends[last - 1],
        text=words.slice(title, last) if title < first or letters or given else name,
        form="name",
        kind=found.kind,
        name=f"{given} {name}" if given else name,
        head=words.lower[surname],
        title=words.slice(title, first) if title < first else "",
        gender=(told or _gender(words, first - 2 * bool(given), last)) if found.kind == "person" else "",
        first=title,
        last=last,
        sure=found.margin >= weights().sure,
        margin=found.margin,
        cues=found.cues,
        guessed=not told,
    )


def _given_before(words: Tokens, surname: int) -> str:
    """Return the given name that is put in brackets before a surname, "Coach (Bo) Lind"; "" of "Ada (Bo) Lind"."""
    before, given, after = surname - 3, words.texts[surname - 2], words.texts[surname - 1]
    if before < 0 or (words.texts[before], after) != ("(", ")") or given not in words.language.genders:
        return ""
    known, opens = words.texts[before - 1] in words.language.genders, words.opens[before - 1]
    named = words.capital[before - 1] and words.texts[before - 1] not in words.language.titles and (known or not opens)
    return "" if before and named else given


def _gender(words: Tokens, first: int, last: int) -> str:
    """Return what the given name of a full name tells."""
    genders, given = words.language.genders, words.texts[first]
    gender = genders.get(given) or genders.get(given.split("-")[0], "")
    head, _, tail = words.texts[last - 1].partition("-")
    family_first = head[:1].isupper() and tail[:1].islower()  # Nam Sung-wook
    return gender if gender in ("f", "m") and last - first > 1 and not family_first else ""


def _title_gender(words: Tokens, first: int, last: int) -> str:
    told, ceremonial = words.language.title_genders, words.language.words("names", "ceremonial")
    telling = (at for at in range(first, last) if words.lower[at] in told)
    # A woman may be Lord Mayor.
    return next((told[words.lower[at]] for at in telling if at + 1 == last or words.texts[at] not in ceremonial), "")


def _office(words: Tokens, span: NameSpan) -> Mention:
    first, last = span.title, span.last
    text, gender = words.slice(first, last), _title_gender(words, first, last)
    start, end = words.starts[first], words.ends[last - 1]
    return Mention(start, end, text, "name", "title", text, words.lower[last - 1], text, gender, first, last)
