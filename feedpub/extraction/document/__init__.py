"""What the text names and refers to: names with their titles, descriptions, pronouns; each with its exact place."""

from feedpub.extraction.document.mention import Mention, MentionKind
from feedpub.extraction.document.names import names_of
from feedpub.extraction.document.words import Words, quotations_of, words_of

__all__ = ["Mention", "MentionKind", "Words", "names_of", "quotations_of", "words_of"]
