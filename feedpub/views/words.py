"""Words that pages show and that stand in no template, because they are chosen or written where HTML is made."""

from feedpub.translation import message

NEXT_IN_TEXT = message("Next in the text")
"""Leads from one mention of an answer to the next."""
TO_THE_ANSWERS = message("Back to the answers")
"""Leads from the last mention back."""
