import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedpub.errors import QueryError
from feedpub.language.en import ENGLISH
from feedpub.language.search import search_of
from feedpub.views.snippets import Fragment, marked, snippet
from tests.builders import article


def shown(pieces: tuple[Fragment, ...]) -> str:
    return "".join(f"[{piece.text}]" if piece.sought else piece.text for piece in pieces)


@pytest.mark.parametrize(
    ("query", "text", "expected"),
    [
        ("port", "The port of Porto and its ports", "The [port] of Porto and its [ports]"),
        ("PORTS", "The port’s ports", "The [port]’s [ports]"),
        ('"ports"', "The port of ports", "The port of [ports]"),
        ('"port council"', "A port: council, port, PORT COUNCIL", "A [port: council], port, [PORT COUNCIL]"),
        ("por*", "Port of Porto, report", "[Port] of [Porto], report"),
        ("sao-tome", "To São Tomé’s port", "To [São Tomé]’s port"),
        ('port "port of"', "port of port", "[port of] [port]"),
        ("vote -port", "port vote", "port [vote]"),
        ("<b> & x", "a <b> & 'x'", "a <[b]> & '[x]'"),
        ("port", "", ""),
    ],
)
def test_the_words_sought_are_marked(query: str, text: str, expected: str) -> None:
    assert shown(marked(text, search_of(query, ENGLISH), "en")) == expected


def test_endings_are_those_of_the_language() -> None:
    assert shown(marked("ports", search_of("port", ENGLISH), "nl")) == "ports"


@given(st.text(max_size=60), st.text(max_size=200))
def test_pieces_joined_are_the_text(query: str, text: str) -> None:
    try:
        search = search_of(query, ENGLISH)
    except QueryError:
        return
    assert "".join(piece.text for piece in marked(text, search, "en")) == text


LONG = (
    "Nothing here.\n\n"
    + "One word after another. " * 30
    + "Then the port voted. "
    + "And on it goes. " * 30
    + "\n\nThe port."
)


def test_a_snippet_is_the_passage_with_most_of_what_is_sought() -> None:
    copy = article(standfirst="A vote was held.", text=LONG)
    assert shown(snippet(copy, search_of("vote", ENGLISH))) == "A [vote] was held."
    both = shown(snippet(copy, search_of("port vote", ENGLISH)))
    assert both.startswith("… ")
    assert "Then the [port] [voted]. And on it goes." in both
    assert both.endswith(" …")
    assert len(both) < 300


@pytest.mark.parametrize("query", ["zeppelin", "council"])
def test_a_snippet_of_what_only_a_headline_or_name_says_is_the_beginning(query: str) -> None:
    assert (
        shown(snippet(article(text="Nothing."), search_of(query, ENGLISH)))
        == "Boats may dock again after a year of repairs."
    )
    assert shown(snippet(article(standfirst=None, text="Nothing.\n\nMore."), search_of(query, ENGLISH))) == "Nothing."


@pytest.mark.parametrize("text", ["x" * 5000 + " port " + "y" * 5000, "port " * 5000, "port" * 3000, "東" * 5000])
def test_a_snippet_is_short_whatever_the_text(text: str) -> None:
    for query in ("port", "東京 OR port", '"port port"'):
        assert (
            len("".join(piece.text for piece in snippet(article(standfirst=None, text=text), search_of(query, ENGLISH))))
            <= 244
        )
