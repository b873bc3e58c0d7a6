"""Forms of English verbs and nouns."""

from collections.abc import Iterator

_VOWELS = "aeiou"


def conjugate(lemma: str, *irregular: str) -> Iterator[tuple[str, str]]:
    """Yield each form of a verb with its kind.

    Args:
        lemma: such as "write".
        irregular: past tense and past participle, once where they are the same; none for a regular verb.
    """
    yield lemma, "base"
    yield with_s(lemma), "s"
    yield from ((stem + "ing", "ing") for stem in _stems(lemma, "ing"))
    if irregular:
        yield irregular[0], "past"
        yield irregular[-1], "participle"
    else:
        yield from ((stem + "ed", kind) for stem in _stems(lemma, "ed") for kind in ("past", "participle"))


def with_s(word: str) -> str:
    """Add the s of the third person, which is also that of the plural.

    Args:
        word: a verb or a noun.

    Returns:
        Such as "denies" or "watches".
    """
    if word.endswith("y") and word[-2:-1] not in _VOWELS:
        return word[:-1] + "ies"
    return word + ("es" if word.endswith(("s", "x", "z", "ch", "sh", "o")) else "s")


def without_s(word: str) -> str:
    """Take the s of the plural off, where there may be one: "agency" of "agencies", "bus" of "bus"."""
    if not word.endswith("s") or len(word) < 4 or word.endswith(("ss", "us", "is")):
        return word
    return word[:-3] + "y" if word.endswith("ies") else word[:-1]


def present(past: str) -> str:
    """Take -ed off, as far as spelling tells: "bowl" of "bowled", "bat" of "batted", "bath" of "bathed"."""
    stem = past.removesuffix("ed")
    return stem[:-1] if len(stem) > 2 and stem[-1] == stem[-2] and stem[-1] not in "lsz" else stem


def _stems(lemma: str, ending: str) -> list[str]:
    """Return what -ed and -ing are added to; both spellings where the stress decides ("visited", "admitted")."""
    if lemma.endswith("ie") and ending == "ing":
        return [lemma[:-2] + "y"]
    if lemma.endswith("e") and not lemma.endswith(("ee", "oe", "ye")):
        return [lemma[:-1]]
    if lemma.endswith("e"):
        return [lemma[:-1] if ending == "ed" else lemma]
    if lemma.endswith("y") and lemma[-2:-1] not in _VOWELS:
        return [lemma[:-1] + "i" if ending == "ed" else lemma]
    closed = len(lemma) > 2 and lemma[-1] not in _VOWELS + "wxyh" and lemma[-2] in _VOWELS and lemma[-3] not in _VOWELS
    if closed:
        short = len(lemma) <= 4 and sum(letter in _VOWELS for letter in lemma) == 1
        return [lemma + lemma[-1]] if short else [lemma, lemma + lemma[-1]]
    return [lemma + "k"] if lemma.endswith("c") else [lemma]
