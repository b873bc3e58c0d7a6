"""A made-up language of some twenty words, with marks of its own and a capital on every noun."""

from feedpub.language.language import Language

LANGUAGE = Language("toy", __name__)
