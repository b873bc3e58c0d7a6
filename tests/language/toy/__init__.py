"""A made-up language of some twenty words, with marks of its own and a capital on every noun."""

from feedpub.language.pack import Pack

LANGUAGE = Pack("toy", __name__)
