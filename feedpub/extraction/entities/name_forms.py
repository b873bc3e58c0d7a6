"""Forms of one name: "Aharon Haliva", "A. Haliva" and "Haliva"; "the IMF" and its full name."""

import re
from collections.abc import Hashable, Iterator
from functools import cache

from feedpub.extraction.document.name_words import begins_with_place
from feedpub.extraction.document.nicknames import without_nickname
from feedpub.language.language import Language
from feedpub.language.lexicon import Is
from feedpub.language.memo import Memo

# What a key says of its words; one without a sign is a last word.
ALL, MORE, FIRST, LAST, PLAIN, INITIALS, LETTERS = "=", "+", "^", "$", "-", ".", "A"
_MIXED = re.compile(r"[A-Z][a-z][A-Z]{1,2}")  # MoD, DfE

_FEW_LETTERS = 3  # letters that an organisation may go by without its place


class NameForms:
    """Cuts and compares the names of a language, and makes the keys by which other forms of a name are found."""

    def __init__(self, language: Language) -> None:
        self._language = language
        self._suffixes = language.words("coreference", "suffix")
        self._articles = language.words("particles", "article")
        self.parts = Memo(self._cut).__getitem__
        """The words of a name in small letters, without what follows a surname."""
        self.last = Memo(lambda name: name.lower().replace(".", "").replace("’", "'").split()[-1]).__getitem__
        """The last word of a name in small letters."""
        self.unqualified = Memo(self._unqualified).__getitem__
        """The words of a name without the people or place before them: "interior ministry" of the Ghanaian one."""

    def same_person(self, one: tuple[str, ...], other: tuple[str, ...]) -> bool:
        """Tell whether two names may be one person's."""
        if one == other or self._second_family_name(*sorted((one, other), key=len)):
            return True
        if one[-1] != other[-1]:
            return False
        if len(one) == 1 or one[-len(other) :] == other or other[-len(one) :] == one:
            return True
        return _same_given(one[0], other[0])

    def same_organization(self, one: str, other: str) -> bool:
        """Tell whether two names may be one organisation's."""
        known, parts = self.parts(one), self.parts(other)
        if known == parts:
            return True
        short, long_name = (other, one) if len(parts) == 1 else (one, other)
        if (letters := self.letters(short)) and len(self.parts(long_name)) > 1:
            return letters in self._all_initials(long_name)
        fewer, more = sorted((known, parts), key=len)
        added = more[-1] in self._language.words("coreference", "legal form")
        return added and len(more) - len(fewer) == 1 and more[: len(fewer)] == fewer

    def person_keys(self, name: str) -> Iterator[Hashable]:
        """Yield what same_person and shorter names need: last and first word, the whole name, and it without its last."""
        parts = self.parts(name)
        yield from (parts[-1], self.last(name), (parts[0], FIRST), (*parts, ALL), (*parts[:-1], MORE))

    def organization_keys(self, name: str) -> Iterator[Hashable]:
        """Yield what same_organization and shorter names need."""
        parts = self.parts(name)
        yield from ((parts[0], FIRST), (parts[-1], LAST), (*parts, ALL), (*parts[:-1], MORE))
        yield from ((initials, INITIALS) for initials in self._all_initials(name))
        if (plain := self.unqualified(name)) != parts:
            yield (*plain, PLAIN)
        if "-" in parts[0]:  # "Osemar" for Osemar-Lind Cos.
            yield (parts[0].partition("-")[0], FIRST)
        if letters := self.letters(name):
            yield (letters, LETTERS)

    def organization_called(self, name: str) -> Iterator[Hashable]:
        """Yield the keys of organisations that a name may mean."""
        parts = self.parts(name)
        yield from ((*parts, ALL), (*parts[:-1], ALL), (*parts, MORE))
        if len(parts) == 1:
            yield (self.letters(name), INITIALS)
        else:
            yield from ((initials, LETTERS) for initials in self._all_initials(name))

    def initials(self, name: str) -> str:
        """Return the first letters of a name's words."""
        return self._initials(self.parts(name))

    def letters(self, name: str) -> str:
        """Return the letters of a name written in capitals, but for small words': those of I.M.F. and MoD; else ""."""
        letters = name.replace(".", "")
        return letters.lower() if letters.isupper() or _MIXED.fullmatch(letters) else ""

    def _unqualified(self, name: str) -> tuple[str, ...]:
        words = name.split()
        first = words[0] in self._language.words("peoples") or begins_with_place(self._language, words)
        return self.parts(" ".join(words[first:])) if len(words) > first else self.parts(name)

    def _all_initials(self, name: str) -> tuple[str, ...]:
        """Return the initials that a name may go by: those of its words, of all of them, and without its place."""
        parts, plain = self.parts(name), self._initials(self.unqualified(name))
        found = (self._initials(parts), "".join(part[0] for part in parts))
        # Two letters are those of others, too: the English FA beside the Scottish Football Association.
        return tuple(dict.fromkeys((*found, *([plain] if len(plain) >= _FEW_LETTERS else []))))

    def _cut(self, name: str) -> tuple[str, ...]:
        parts = without_nickname(name).lower().replace(".", " ").replace(",", " ").replace("’", "'").split()
        while len(parts) > 1 and parts[-1] in self._suffixes:
            parts.pop()
        article, _, surname = parts[-1].partition("-") if parts else ("", "", "")
        if surname and article in self._articles:
            parts[-1] = surname  # "al-Osei" goes by "Osei", too
        return tuple(parts)

    def _second_family_name(self, fewer: tuple[str, ...], more: tuple[str, ...]) -> bool:
        """Tell "Ana Lind", who is "Ana Lind Osei" in full, from the words of a title: "Ana Lind Speaks"."""
        added = len(more) - len(fewer) == 1 and len(fewer) > 1 and more[:-1] == fewer
        return added and not self._language.lexicon.get(more[-1], 0) & Is.COMMON

    def _initials(self, parts: tuple[str, ...]) -> str:
        small = self._language.words("coreference", "uninitialled")
        return "".join(part[0] for part in parts if part not in small)


name_forms = cache(NameForms)


def _same_given(one: str, other: str) -> bool:
    """Tell "A. Osei" and "Ada Osei", "Alex Osei" and "Alexander Osei" from two people."""
    fewer, more = sorted((one, other), key=len)
    return (len(fewer) == 1 and fewer == more[0]) or (len(fewer) > 2 and more.startswith(fewer)) or one == other
