"""Simple words are written in addresses as the library for all others writes them."""

import string

from hypothesis import example, given
from hypothesis import strategies as st
from slugify import slugify

from feedpub.site.slugs import plain_slug


@given(st.text(string.ascii_letters + string.digits + " -", max_size=100))
@example("Ada  Osei - of the 2nd --Fleet ")
@example("x" * 79 + " yz")
@example("")
def test_simple_words_need_no_library(words: str) -> None:
    assert plain_slug(words) == slugify(words, max_length=80, word_boundary=True, save_order=True)


@given(st.text(max_size=30))
def test_nor_do_others_lose_anything_by_it(words: str) -> None:
    assert plain_slug(words) == slugify(words, max_length=80, word_boundary=True, save_order=True, backend="text-unidecode")
