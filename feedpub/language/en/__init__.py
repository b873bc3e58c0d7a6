"""English."""

from feedpub.language.en.language import English

LANGUAGE = ENGLISH = English("en", __name__)
