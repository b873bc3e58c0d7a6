"""Addresses, in the characters that every reader takes."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedpub.formats._uris import address


@pytest.mark.parametrize(
    ("given", "written"),
    [
        ("https://news.example/a?b=1&c=%41#d", "https://news.example/a?b=1&c=%41#d"),
        ("https://news.example/bilder/über uns.jpg", "https://news.example/bilder/%C3%BCber%20uns.jpg"),
        ("https://news.example/?q=[日本]", "https://news.example/?q=%5B%E6%97%A5%E6%9C%AC%5D"),
        ("https://news.example/100%", "https://news.example/100%25"),
        ("https://Größe.example:8443/", "https://xn--gre-6ka8i.example:8443/"),
        ("https://straße.example/", "https://xn--strae-oqa.example/"),
        ("https://МОСКВА.рф/", "https://xn--80adxhks.xn--p1ai/"),
        ("http://[2001:db8::1]:8080/", "http://[2001:db8::1]:8080/"),
        ('https://news.example/"><script>', "https://news.example/%22%3E%3Cscript%3E"),
    ],
)
def test_an_address_is_written_in_the_characters_of_uris(given: str, written: str) -> None:
    assert address(given) == written


@pytest.mark.parametrize(
    "url",
    [
        *(None, "", "a.jpg", "/a.jpg", "//news.example/a.jpg", "javascript:alert(1)", "data:text/html,x", "https:///a"),
        *("https://a b/", "https://a..example/", "https://news.example:99999/", "https://[::1/", "https://[v1.x]/"),
        f"https://{'a' * 64}.example/",
    ],
)
def test_what_nobody_can_follow_is_no_address(url: str | None) -> None:
    assert address(url) is None


@given(st.text(max_size=12), st.text(max_size=12))
def test_whatever_is_let_through_is_a_uri_and_stays_as_it_is(host: str, rest: str) -> None:
    written = address(f"https://{host}.example/{rest}")
    if written is not None:
        assert re.fullmatch(r"https://[0-9A-Za-z;/?:@&=+$.\-_!~*'()%,#\[\]]+", written)
        assert address(written) == written
