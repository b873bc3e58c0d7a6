"""What is read of one verb."""

from dataclasses import dataclass
from typing import Literal

from feedpub.extraction.document.clauses.words import is_verb
from feedpub.language.language import Language

Kind = Literal["finite", "participle", "ing", "infinitive"]
Tense = Literal["past", "present", "future"]
SURE = 0.5  # from here on a reading as a verb is taken


@dataclass(frozen=True, slots=True)
class VerbGroup:
    """One verb with its auxiliaries.

    Args:
        language: of the words.
        start: index of its first word.
        head: index of the word that carries the meaning.
        end: the index after its last word.
        lemma: of the head.
        kind: finite verbs make clauses; a participle may (in headlines) or may not.
        tense: past, present or future.
        passive: the subject suffers it.
        negated: it did not happen.
        strength: how sure it is that this is a verb, from 0 to 1.
        bare: without an auxiliary.
    """

    language: Language
    start: int
    head: int
    end: int
    lemma: str
    kind: Kind
    tense: Tense
    passive: bool = False
    negated: bool = False
    strength: float = 1.0
    bare: bool = False

    def is_a(self, *classes: str) -> bool:
        """Tell whether its verb belongs to one of these classes: "copular verbs"."""
        return is_verb(self.language, self.lemma, *classes)
