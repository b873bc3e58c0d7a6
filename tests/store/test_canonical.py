"""Digests of stored documents are those that anybody computes of what is delivered."""

import json

import orjson
import pytest
from hypothesis import given, strategies

from feedpub.model.digests import digest_of
from feedpub.store.canonical import digest_of_text
from tests.builders import event
from tests.formats.samples import bridge

TEXTS = strategies.text(strategies.characters(exclude_categories=["Cs"]), max_size=8)
FLOATS = strategies.floats(allow_nan=False, allow_infinity=False)
SCALARS = strategies.none() | strategies.booleans() | strategies.integers(1 - 2**53, 2**53 - 1) | FLOATS | TEXTS
VALUES = strategies.recursive(
    SCALARS,
    lambda inner: strategies.lists(inner, max_size=3) | strategies.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=8,
)


@given(strategies.dictionaries(TEXTS, VALUES, max_size=4), strategies.booleans())
def test_any_document_has_the_digest_of_its_canonical_json(document: dict[str, object], escaped: bool) -> None:
    for text in (json.dumps(document, ensure_ascii=escaped), orjson.dumps(document).decode()):
        assert digest_of_text(text) == digest_of(json.loads(text))


def test_an_event_has_the_digest_of_what_is_delivered() -> None:
    for one in (event(), bridge()):
        assert digest_of_text(one.model_dump_json()) == digest_of(json.loads(one.model_dump_json()))


@pytest.mark.parametrize(
    "text",
    [
        None,
        "",
        "{",
        "[]",
        "7",
        '{"a": NaN}',
        '{"a": 1e999}',
        '{"a": 9007199254740992}',
        '{"a": -9007199254740992}',
        '{"a": [9007199254740992], "🐟": 1}',
        '{"a": "\\ud800"}',
        "[" * 9999,
    ],
)
def test_what_has_no_canonical_json_has_no_digest(text: str | None) -> None:
    assert digest_of_text(text) is None
