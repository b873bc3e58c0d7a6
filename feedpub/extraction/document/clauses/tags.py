"""What each word does in its sentence: a part of speech from the word and its left neighbours.

One pass, no probabilities: closed classes decide, the lexicon's likeliest part of speech fills in, and words that may be
noun or verb ("claims", "calls") are known_tag by what stands beside them.
"""

from functools import cache, partial

from feedpub.extraction.document.clauses.tagset import (
    ADJECTIVE,
    ADVERB,
    AUXILIARY,
    CLOSED,
    CONJUNCTION,
    DAY,
    DETERMINER,
    GERUND,
    MARK,
    NAME,
    NOUN,
    NUMBER,
    OWNS,
    POSSESSIVE,
    PREPOSITION,
    PRONOMINAL,
    PRONOUN,
    RELATIVE,
    SUBORDINATOR,
    TO,
    VERB,
    fixed,
    is_adverb,
)
from feedpub.extraction.document.mention import Mention
from feedpub.extraction.document.tokens import Tokens
from feedpub.language.language import Language
from feedpub.language.lexicon import REPORTS, ROLE, Is
from feedpub.language.memo import Memo

_LONGEST = 24  # words of a noun phrase, and of adverbs one after another
_PHRASE = frozenset((NAME, NOUN, ADJECTIVE, NUMBER, OWNS, DETERMINER, POSSESSIVE))


class Tags:
    """The parts of speech of a text.

    Args:
        words: of the text.
        names: found in it.
    """

    def __init__(self, words: Tokens, names: tuple[Mention, ...]) -> None:
        self.words = words
        self._lists = _lists_of(words.language)
        self.name: list[Mention | None] = [None] * len(words.tokens)
        for name in names:
            if name.kind == "title":
                continue
            self.name[name.first : name.last] = [name] * (name.last - name.first)
        self._likeliest, self._fixed = words.language.likeliest, fixed(words.language)
        # Most words ask no neighbour.
        self.of: list[str] = [NAME if named else tag for named, tag in zip(self.name, words.known_tag, strict=True)]
        for place, tag in enumerate(self.of):
            if not tag:
                self.of[place] = self._tag(place)

    def _is(self, word: str, kind: str) -> bool:
        return word in self._lists[kind]

    def _ends(self, word: str, kind: str) -> bool:
        return word.endswith(_endings(self.words.language, kind))

    def _tag(self, place: int) -> str:
        flags, lower = self.words.flags[place], self.words.lower[place]
        if not lower[0].isalpha():
            return self._mark(place, lower)
        if flags & CLOSED and (tag := self._closed(place, lower) or self._joining(place, lower, flags)):
            return tag
        if self.words.capital[place] and not self.words.opens[place]:
            return NOUN
        return self._open(place, lower, flags)

    def _mark(self, place: int, lower: str) -> str:
        if lower[0].isdigit():
            return NUMBER
        return OWNS if lower in self.words.language.possessives or (lower in ("'", "’") and self._owner(place)) else MARK

    def _joining(self, place: int, lower: str, flags: int) -> str | None:
        if self._is(lower, "infinitive"):
            return TO if self._infinitive(place) else PREPOSITION
        if flags & Is.AUXILIARY:
            return AUXILIARY
        if tag := self._fixed.get(lower):
            return tag
        if flags & Is.PREPOSITION:
            verb = self._is(lower, "verb or preposition") and flags & Is.VERB and self._before(place) in (PRONOUN, TO)
            return None if verb else PREPOSITION
        return SUBORDINATOR if flags & Is.CONJUNCTION else None

    def _before(self, place: int) -> str:
        return self.of[place - 1] if place else MARK

    def _owner(self, place: int) -> bool:
        return (
            place > 0
            and self._ends(self.words.lower[place - 1], "plural")
            and self.words.tokens[place - 1].end == self.words.tokens[place].start
        )

    def _infinitive(self, place: int) -> bool:
        if place + 1 >= len(self.words.lower):
            return False
        flags, lower = self.words.flags[place + 1], self.words.lower[place + 1]
        if self.words.capital[place + 1] or flags & (Is.DETERMINER | Is.POSSESSIVE | Is.PRONOUN):
            return False
        return bool(flags & (Is.VERB | Is.AUXILIARY | Is.ADVERB | Is.MANNER)) or self._is(lower, "bare be")

    def _closed(self, place: int, lower: str) -> str | None:
        flags = self.words.flags[place]
        if not flags & PRONOMINAL or (flags & Is.DAY and not self.words.capital[place]):
            return None
        if flags & Is.DAY:
            return DAY
        if self._is(lower, "relative") or (self._is(lower, "that") and self._that(place)):
            return RELATIVE
        if flags & Is.POSSESSIVE:
            return POSSESSIVE if not self._is(lower, "possessive or object") or self._opens_noun(place + 1) else PRONOUN
        may_open = (flags & Is.DETERMINER and not (self._is(lower, "what") and self._named(place + 1))) or self._is(
            lower, "one"
        )
        opens = may_open and (self._is(lower, "before noun") or self._opens_noun(place + 1))
        return DETERMINER if opens else PRONOUN

    def _named(self, place: int) -> bool:
        return place < len(self.name) and self.name[place] is not None

    def _that(self, place: int) -> bool:
        """Tell the joining "that" from "that plan": it follows a verb or noun, or another noun phrase follows it."""
        after = place + 1
        if after >= len(self.words.lower):
            return False
        flags = self.words.flags[after]
        if self.name[after] or flags & (Is.DETERMINER | Is.POSSESSIVE | Is.PRONOUN | Is.AUXILIARY | Is.PREPOSITION):
            return True
        return self._before(place) in (NOUN, NAME, VERB, GERUND, PRONOUN, MARK, DAY) and not (
            self._before(place) in (MARK, VERB, GERUND)
            and flags & Is.NOUN
            and not self._ends(self.words.lower[after], "plural")
        )

    def _opens_noun(self, place: int) -> bool:
        if place >= len(self.words.lower):
            return False
        flags = self.words.flags[place]
        if flags & (Is.PREPOSITION | Is.AUXILIARY | Is.DETERMINER | Is.PRONOUN | Is.CONJUNCTION | Is.RELATIVE):
            return bool(flags & (Is.NOUN | Is.ADJECTIVE)) and not flags & (Is.AUXILIARY | Is.PREPOSITION)
        return not flags & (Is.FINITE | Is.SAY) or bool(flags & (Is.NOUN | Is.ADJECTIVE)) or self.words.capital[place]

    def _open(self, place: int, lower: str, flags: int) -> str:
        likely = self._likeliest.get(lower, "")
        if is_adverb(self.words.language, lower, flags):
            return ADVERB
        if flags & Is.GERUND or (self._ends(lower, "progressive") and flags & REPORTS):
            thing = flags & Is.NOUN and self._before(place) in (DETERMINER, ADJECTIVE, POSSESSIVE, OWNS)
            return NOUN if thing else GERUND
        if flags & (Is.VERB | Is.FINITE | REPORTS):
            if flags & (Is.NOUN | Is.ADJECTIVE | ROLE):
                return self._noun_or_verb(place, lower, likely)
            return ADJECTIVE if self._before(place) in (DETERMINER, POSSESSIVE, OWNS) else VERB
        return self._plain(place, lower, flags)

    def _plain(self, place: int, lower: str, flags: int) -> str:
        if flags & (Is.NOUN | ROLE):
            return NOUN
        if flags & Is.ADJECTIVE:
            return ADJECTIVE
        if flags & (Is.ADVERB | Is.MANNER):
            return ADVERB
        if self._ends(lower, "past"):
            return ADJECTIVE if self._before(place) == DETERMINER else VERB
        return NOUN

    def _noun_or_verb(self, place: int, lower: str, likely: str) -> str:
        """Settle "claims", "calls", "report": a noun after an article or a preposition, a verb after a pronoun or "to"."""
        before, back, first = self._before(place), place - 1, max(place - _LONGEST, 0)
        while before == ADVERB and back > first:
            back -= 1
            before = self.of[back]
        if before in (DETERMINER, POSSESSIVE, OWNS, PREPOSITION, ADJECTIVE, NUMBER):
            verb = False
        elif before in (PRONOUN, TO, RELATIVE):
            subject = before == RELATIVE and place + 1 < len(self.words.flags) and self.words.flags[place + 1] & Is.AUXILIARY
            verb = not self._is(self.words.lower[back], "object") and not subject
        elif before == AUXILIARY:
            verb = likely in "vzd" or not self._is(self.words.lower[back], "be")
        elif likely == "d" or self._ends(lower, "past"):
            verb = True
        elif before in (NAME, NOUN):
            verb = self._after_noun(place, back, lower)
        else:
            verb = likely in "vz" and before in (CONJUNCTION, MARK) and self._next_nominal(place)
        return VERB if verb else self._nominal(likely)

    def _nominal(self, likely: str) -> str:
        return ADJECTIVE if likely in ("a", "d") else NOUN

    def _after_noun(self, place: int, back: int, lower: str) -> bool:
        before = self.words.lower[back]
        plural = self.words.flags[back] & Is.GROUP or (
            self.of[back] == NOUN and (self._ends(before, "plural") or self._is(before, "plural noun"))
        )
        agrees = bool(plural) != self._ends(lower, "plural")
        if self._is(lower, "unchanged past") and self.of[back] == NAME and place + 1 < len(self.words.flags):
            return bool(self.words.flags[place + 1] & (Is.ADVERB | Is.DETERMINER | Is.PRONOUN | Is.POSSESSIVE))
        return agrees and (
            self._next_nominal(place) or (bool(self.words.flags[place] & Is.SAY) and self._after_quotation(back))
        )

    def _after_quotation(self, place: int) -> bool:
        """Tell whether a noun phrase of at most 24 words follows a quotation, as in “…,” the officials state."""
        first = max(place - _LONGEST, -1)
        while place > first and self.words.quoted[place] < 0 and self.of[place] in _PHRASE:
            place -= 1
        return place >= 0 and self.words.quoted[place] >= 0

    def _stops(self, place: int) -> bool:
        return self.words.tokens[place].text in (".", ",", ":")

    def _next_nominal(self, place: int) -> bool:
        """Tell whether what follows can be a verb's object: an article, a pronoun, a name, "that", a quotation."""
        after = place + 1
        if after >= len(self.words.lower) or self._is(self.words.lower[after], "no object"):
            return False
        flags = self.words.flags[after]
        if self.words.quoted[after] >= 0 or self.words.lower[after] == ":" or self._is(self.words.lower[after], "that"):
            return True
        if self.words.flags[place] & Is.SAY and (self._stops(after) or self._is(self.words.lower[after], "infinitive")):
            return True
        return self.name[after] is not None or (
            bool(flags & (Is.DETERMINER | Is.POSSESSIVE | Is.PRONOUN)) and not flags & Is.AUXILIARY
        )


@cache
def _lists_of(language: Language) -> Memo[frozenset[str]]:
    """Return the lists of the tagger by their names."""
    return Memo(partial(language.words, "tagging"))


@cache
def _endings(language: Language, kind: str) -> tuple[str, ...]:
    return tuple(language.words("endings", kind))
