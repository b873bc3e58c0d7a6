"""Words that are quoted twice, as pages print the best of a story once more in large letters."""

from collections.abc import Iterable
from itertools import islice

from feedpub.extraction.document.tokens import Tokens

_FEWEST = 5  # words: "Our goal was never to", while two people may say "I am so sorry"
_MOST = 16  # quotations with the same first words that are compared


class Repetitions:
    """Finds quotations whose words are part of others.

    Args:
        tokens: of the text.
        numbers: of the quotations that may hold them.
    """

    def __init__(self, tokens: Tokens, numbers: Iterable[int]) -> None:
        self._tokens = tokens
        self._found: dict[tuple[str, ...], list[tuple[int, int]]] = {}
        self._words = {number: self._said(number) for number in numbers}
        for number, words in self._words.items():
            for at in range(len(words) - _FEWEST + 1):
                self._found.setdefault(words[at : at + _FEWEST], []).append((number, at))

    def of(self, number: int) -> int:
        """Return the number of the first quotation that has all the words of another, five at least; -1 for none.

        Args:
            number: of the other.
        """
        said = self._said(number)
        alike = islice(self._found.get(said[:_FEWEST], ()), _MOST)
        return next((other for other, at in alike if self._words[other][at : at + len(said)] == said), -1)

    def _said(self, number: int) -> tuple[str, ...]:
        tokens = self._tokens
        span = tokens.quotations[number]
        places = range(tokens.at(span.inner_start), tokens.at(span.inner_end))
        return tuple([tokens.lower[at] for at in places if tokens.texts[at][0].isalnum()])
