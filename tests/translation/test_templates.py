"""No template shows a word that is not marked for the catalogues."""

import re
from collections.abc import Iterator
from html import unescape

import pytest

from feedpub.views.environment import environment

ENGLISH_ALONE = {"api.html"}  # the reference of the API, whose words are those of its description for programs
SHOWN = re.compile(r'\b(?:aria-label|placeholder|alt)="([^"]*)"|<(?!link)[^>]*\btitle="([^"]*)"')
DESCRIPTION = re.compile(r'<meta [^>]*(?:"description"|"og:title"|"og:description")[^>]*content="([^"]*)"')
NEVER_SHOWN = re.compile(r"<!doctype[^>]*>|<(code|script|style)\b.*?</\1>", re.S | re.I)
TAG = re.compile(r"<[^>]*>", re.S)
WORD = re.compile(r"[^\W\d_]{2,}")
NAMES = {"RSS", "JSON", "API"}  # which no language says otherwise
SENTENCE = re.compile(r"^\s*[A-Z][a-z]|[a-z]\s[a-z]+\s[a-z]")
VALUES = {"noindex, follow", "noindex,follow"}
EXPRESSION = "\0"  # stands where a template puts something in
SAYING = ("_", "pgettext")  # the functions that say messages


def parts(template: str) -> Iterator[tuple[str, str]]:
    """The tokens of a template that stand in no message: each with its kind."""
    made = environment()
    source, _, _ = made.loader.get_source(made, template) if made.loader else ("", None, None)
    in_block, in_call, begins, before = False, False, False, ""
    for _, kind, value in made.lex(source):
        if kind == "whitespace":
            continue
        if begins and value in ("trans", "endtrans"):
            in_block = value == "trans"
        begins = kind == "block_begin"
        in_call = (in_call or (value == "(" and before in SAYING)) and value != ")"
        if kind in ("data", "string") and not (in_block or in_call):
            yield kind, value
        elif kind == "variable_begin":
            yield "data", EXPRESSION
        before = value


def unmarked(template: str) -> list[str]:
    found = list(parts(template))
    page = NEVER_SHOWN.sub("", "".join(value for kind, value in found if kind == "data"))
    said = [text for match in (*SHOWN.finditer(page), *DESCRIPTION.finditer(page)) for text in match.groups() if text]
    said.append(TAG.sub(" ", page))
    words = [word for text in said for word in WORD.findall(unescape(text)) if word not in NAMES]
    strings = [value[1:-1] for kind, value in found if kind == "string"]
    return words + [one for one in strings if SENTENCE.search(one) and one not in VALUES]


@pytest.mark.parametrize("template", sorted(environment().list_templates()))
def test_every_word_of_a_template_is_marked(template: str) -> None:
    assert bool(unmarked(template)) is (template in ENGLISH_ALONE)


def test_a_page_that_is_english_alone_says_so() -> None:
    made = environment()
    sources = [made.loader.get_source(made, one)[0] for one in ENGLISH_ALONE] if made.loader else []
    assert all(re.search(r'{% block main %}\n<div class="[^"]*" lang="en">', source) for source in sources)
    assert sources
