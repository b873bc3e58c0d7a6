"""The rows of the token table as the grammar asks for them: classes, verb forms, neighbours."""

from bisect import bisect_left
from collections.abc import Sequence

from feedpub.extraction.document.clauses.tagset import ADVERB, NAME
from feedpub.extraction.document.clauses.vocabulary import ADJECTIVAL, ADVERBIAL, COUNTING, PUNCTUATION, masks_of
from feedpub.extraction.document.clauses.words import begins_object
from feedpub.extraction.document.tokens import Tokens

_BE, _HAVE = frozenset(("participle", "ing")), frozenset(("participle",))
_BASE = frozenset(("base",))


class Rows:
    """A text, or a passage of it, by the numbers of its tokens; behind its last stands a mark.

    Args:
        words: of the text.
        within: first token of the passage and the token after its last.
        headline: whether it is written as headlines are.
    """

    def __init__(self, words: Tokens, within: tuple[int, int], *, headline: bool) -> None:
        self.words, self.headline = words, headline
        self.first, self.last = within
        self.end = len(words)  # the mark behind the last token
        self.texts, self.lower, self.flags, self.forms = words.texts, words.lower, words.flags, words.forms
        self.capital: Sequence[bool] = words.capital
        self.of = [*words.known_tag]
        self._masks, self._classes = masks_of(words.language), words.language.classes

    def is_a(self, at: int, *classes: str) -> bool:
        """Tell whether a word may belong to one of these classes."""
        return bool(self.flags[at] & self._masks[classes])

    def verb_is(self, at: int, *classes: str) -> bool:
        """Tell whether a word may be a form of a verb of one of these classes."""
        form = self.forms[at]
        return form is not None and any(form.lemma in self._classes[name] for name in classes)

    def verb_likely(self, at: int) -> bool:
        """Tell whether a word is a present tense more often than anything else."""
        return self.words.language.likeliest.get(self.lower[at], "") in ("v", "z")

    def is_mark(self, at: int) -> bool:
        """Tell punctuation."""
        return bool(self.flags[at] & PUNCTUATION)

    def next(self, at: int) -> int:
        """Return the token after another; at the end of the passage the mark behind the last."""
        return at + 1 if at + 1 < self.last else self.end

    def begin(self, at: int) -> int:
        """Return the first token of the sentence of another, or of the passage."""
        return max(self.first, bisect_left(self.words.sentence, self.words.sentence[at]))

    def named(self, at: int) -> bool:
        """Tell whether a token belongs to a name."""
        return self.of[at] == NAME

    def adverb(self, at: int) -> bool:
        """Tell what may stand between a subject and its verb without changing either."""
        return bool(self.flags[at] & ADVERBIAL)

    def adjective(self, at: int) -> bool:
        """Tell what describes the noun that follows."""
        return bool(self.flags[at] & ADJECTIVAL)

    def number(self, at: int) -> bool:
        """Tell what counts something."""
        return bool(self.flags[at] & COUNTING)

    def counted(self, at: int) -> bool:
        """Tell whether a number or a sum of money begins at a token."""
        return self.number(at) or self.texts[at] in ("$", "£", "€")

    def plural(self, at: int) -> bool:
        """Tell a noun for several."""
        ending = self.is_a(at, "plural_ending") and not self.is_a(at, "no_plural_ending")
        return ending or self.is_a(at, "plurals") or self.number(at)

    def object_at(self, at: int) -> bool:
        """Tell whether a noun phrase begins at a token."""
        return at < self.end and begins_object(self.words.language, self.flags[at], self.texts[at], capital=self.capital[at])

    def before(self, at: int) -> int:
        """Return the token before another, over adverbs and denials."""
        of, flags, negations = self.of, self.flags, self._masks["negations",]
        at -= 1
        while at > self.first and (of[at] == ADVERB or flags[at] & negations):
            at -= 1
        return at

    def wanted(self, auxiliary: int) -> frozenset[str]:
        """Return the kinds of verb forms that an auxiliary has behind it."""
        if self.is_a(auxiliary, "be", "negated_be", "contracted_be_ending"):
            return _BE
        return _HAVE if self.is_a(auxiliary, "have", "negated_have", "contracted_have_ending") else _BASE
