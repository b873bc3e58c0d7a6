"""What the text names and refers to: names with their titles, descriptions, pronouns; each with its exact place."""

from feedpub.extraction.mentions.mention import Mention, MentionKind
from feedpub.extraction.mentions.names import names_of
from feedpub.extraction.mentions.words import Words, quotations_of, words_of

__all__ = ["Mention", "MentionKind", "Words", "names_of", "quotations_of", "words_of"]
