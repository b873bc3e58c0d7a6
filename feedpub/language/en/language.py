"""English as a language pack: lists in data/, and the stems of words."""

from threading import Lock

from Stemmer import Stemmer

from feedpub.language.language import Language
from feedpub.language.memo import Memo

_stemmer = Stemmer("english", 0)  # which keeps no words, as it is asked for each once
_stemming = Lock()  # a stemmer works on one word at a time


class English(Language):
    """English of any country."""

    def singular(self, noun: str) -> str:
        """Return the singular of a listed noun, or as far as spelling tells: "man" of "men", "bus" of "bus" and "buses"."""
        if known := self.singulars.get(noun):
            return known
        if not noun.endswith("s") or len(noun) < 4 or noun.endswith(("ss", "us", "is")):
            return noun
        return noun[:-3] + "y" if noun.endswith("ies") else noun[:-1]

    def stem(self, word: str) -> str:
        """Return Snowball's stem: "reopened" and "reopening" have that of "reopen", "news" its own."""
        return _STEMS[word]


def _stem(word: str) -> str:
    if not (word.isascii() and word.isalpha()):
        return word
    with _stemming:
        return str(_stemmer.stemWord(word))


_STEMS = Memo(_stem)
