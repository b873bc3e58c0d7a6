"""Words of English: closed classes, and verbs with all their forms."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from feedpub.language.words import sections

_VOWELS = "aeiou"
_MOSTLY_VERBS = ("v", "vn", "va")  # tags of the vocabulary
_REGULAR = frozenset(("past", "participle"))


class Form(NamedTuple):
    """What one form of a verb may be.

    Args:
        lemma: such as "resign".
        kinds: of base, s, past, participle, ing: those that the spelling allows.
        noun: the spelling is also a common noun or adjective.
    """

    lemma: str
    kinds: frozenset[str]
    noun: bool


class Lexicon(NamedTuple):
    """All words that the grammar knows.

    Args:
        classes: the words of each closed class, by its name.
        verbs: the verb that a form belongs to; the commoner one where there are two.
    """

    classes: dict[str, frozenset[str]]
    verbs: dict[str, Form]


@cache
def lexicon() -> Lexicon:
    """Read the word lists, once.

    Returns:
        The lexicon of English.
    """
    data = files("feedpub.extraction.document.grammar").joinpath("data")
    grammar = tomllib.loads(data.joinpath("grammar.toml").read_text("utf-8"))
    groups = {f"{name} verbs": words for name, words in grammar.pop("verbs").items()}
    classes = {name: frozenset(words.split()) for name, words in (grammar | groups).items()}
    verbs = _verbs(data.joinpath("verbs.txt").read_text("utf-8"))
    return Lexicon(classes, _rarer(verbs) | verbs)


def _verbs(text: str) -> dict[str, Form]:
    found: dict[str, Form] = {}
    shared: dict[frozenset[str], frozenset[str]] = {}  # a few sets serve ten thousand forms
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    for entry in " ".join(lines).split():
        parts = entry.rstrip("~").split(",")
        noun = entry.endswith("~")
        for form, kind in _forms(parts):
            old = found.get(form)
            if old is None:
                kinds = shared.setdefault(frozenset({kind}), frozenset({kind}))
                found[form] = Form(parts[0], kinds, noun and kind in ("base", "s"))
            elif old.lemma == parts[0]:
                kinds = shared.setdefault(old.kinds | {kind}, old.kinds | {kind})
                found[form] = Form(old.lemma, kinds, old.noun or (noun and kind in ("base", "s")))
    return found


def _rarer(known: dict[str, Form]) -> dict[str, Form]:
    """Take the verbs of the vocabulary that the list of verbs lacks: those that are hardly anything else.

    "castigate" is a verb and "bowled" its past; of "bowl" and "bowls" the vocabulary says that they mostly are nouns.
    """
    tagged = {tags: " ".join(lines).split() for tags, lines in sections("vocabulary").items()}
    entries = [lemma + "~" * ("n" in tags) for tags in _MOSTLY_VERBS for lemma in tagged.get(tags, ()) if lemma not in known]
    pasts = [word for tags in tagged if tags[0] == "d" for word in tagged[tags] if word.endswith("ed")]
    nouns = {word for tags in tagged if tags[0] in "ns" for word in tagged[tags]}  # "thieves", which "thieve" would make too
    rare = {form: read for form, read in _verbs("\n".join(entries)).items() if form not in nouns}
    return {word: Form(_present(word), _REGULAR, False) for word in pasts} | rare


def _present(past: str) -> str:
    """Take -ed off, as far as spelling tells: "bowl" of "bowled", "bat" of "batted", "bath" of "bathed"."""
    stem = past.removesuffix("ed")
    return stem[:-1] if len(stem) > 2 and stem[-1] == stem[-2] and stem[-1] not in "lsz" else stem


def _forms(parts: list[str]) -> list[tuple[str, str]]:
    lemma = parts[0]
    past, participle = (parts[1], parts[2]) if len(parts) == 3 else ("", "")
    forms = [(lemma, "base"), (third_person(lemma), "s")]
    forms += [(stem + "ing", "ing") for stem in _stems(lemma, "ing")]
    if past:
        return [*forms, (past, "past"), (participle, "participle")]
    return forms + [(stem + "ed", kind) for stem in _stems(lemma, "ed") for kind in ("past", "participle")]


def third_person(lemma: str) -> str:
    """Add the s of the third person, which is also that of the plural.

    Args:
        lemma: a verb or a noun.

    Returns:
        Such as "denies" or "watches".
    """
    if lemma.endswith("y") and lemma[-2:-1] not in _VOWELS:
        return lemma[:-1] + "ies"
    return lemma + ("es" if lemma.endswith(("s", "x", "z", "ch", "sh", "o")) else "s")


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
        return (
            [lemma + lemma[-1]]
            if len(lemma) <= 4 and sum(letter in _VOWELS for letter in lemma) == 1
            else [lemma, lemma + lemma[-1]]
        )
    return [lemma + "k"] if lemma.endswith("c") else [lemma]
