"""Digests are those of the standards, do not depend on order, and see every change."""

import hashlib
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from feedpub.model.digests import NOTHING, SetDigest, chained, digest_of, hidden_link, link_of

IDS = st.uuids().map(lambda one: f"urn:uuid:{one}")
DIGESTS = st.binary(min_size=32, max_size=32).map(bytes.hex)


def test_a_document_is_digested_in_canonical_form() -> None:
    # The example of RFC 8785, section 3.2.3: keys sorted by UTF-16 code units, numbers as ECMAScript writes them.
    canonical = b'{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27]}'
    document = {"numbers": [333333333.33333329, 1e30, 4.50, 2e-3, 1e-27], "literals": [None, True, False]}
    assert digest_of(document) == hashlib.sha256(canonical).hexdigest()


def test_a_chain_covers_what_is_told_and_what_is_not() -> None:
    told = link_of(1, "upsert", "urn:uuid:a", 1, "ff")
    assert told == hashlib.sha256(b"1\nupsert\nurn:uuid:a\n1\nff").hexdigest()
    assert link_of(2, "delete", "urn:uuid:a") == hashlib.sha256(b"2\ndelete\nurn:uuid:a\n\n").hexdigest()
    assert hidden_link(3) == hashlib.sha256(b"3\nhidden").hexdigest()
    assert chained(NOTHING, told) == hashlib.sha256((NOTHING + told).encode()).hexdigest()


@given(st.dictionaries(IDS, DIGESTS, max_size=6), st.randoms(use_true_random=False))
def test_a_set_has_one_digest_whatever_order_it_was_made_in(members: dict[str, str], chance: Random) -> None:
    order, other = list(members.items()), SetDigest()
    chance.shuffle(order)
    first = SetDigest()
    for name, digest in members.items():
        first.add(name, digest)
    for name, digest in order:
        other.add(name, digest)
    assert first.hex == other.hex
    for name, digest in order:
        other.remove(name, digest)
    assert other.hex == SetDigest().hex == NOTHING


@given(IDS, DIGESTS, DIGESTS)
def test_a_set_of_another_revision_has_another_digest(name: str, digest: str, other: str) -> None:
    one, two = SetDigest(), SetDigest()
    one.add(name, digest)
    two.add(name, other)
    assert (one.hex == two.hex) == (digest == other)
