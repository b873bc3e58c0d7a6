"""Damaged copy: mutations of samples, the same ones in every run, as transmissions, editors and attackers make them."""

import random
from collections.abc import Callable, Iterator
from pathlib import Path

DATA = Path(__file__).parents[1] / "data"
SAMPLES = sorted(path for folder in ("readers", "parts") for path in (DATA / folder).iterdir() if path.suffix != ".json")
ENCODINGS = ("utf-16", "utf-16-le", "utf-32", "cp1252", "shift_jis", "cp037", "utf-7")
DEEP = 10_000
LARGE = 50_000_000

Mutation = Callable[[bytes, random.Random], bytes]


def _two(content: bytes, chance: random.Random) -> tuple[int, int]:
    first, second = sorted(chance.randrange(len(content) + 1) for _ in range(2))
    return first, second


def _cut(content: bytes, chance: random.Random) -> bytes:
    return content[: chance.randrange(len(content))]


def _hole(content: bytes, chance: random.Random) -> bytes:
    first, second = _two(content, chance)
    return content[:first] + content[second:]


def _doubled(content: bytes, chance: random.Random) -> bytes:
    first, second = _two(content, chance)
    return content[:second] + content[first:]


def _noise(content: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(content))
    return content[:at] + bytes(chance.randrange(256) for _ in range(8)) + content[at + 8 :]


def _zeros(content: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(content))
    return content[:at] + b"\0" * chance.choice((1, 7, 5_000)) + content[at:]


def _encoded(content: bytes, chance: random.Random) -> bytes:
    return content.decode("utf-8", "replace").encode(chance.choice(ENCODINGS), "replace")


def _declared(content: bytes, chance: random.Random) -> bytes:
    """Say that it is in another encoding than it is in."""
    wrong = chance.choice(ENCODINGS).encode()
    return content.replace(b"utf-8", wrong).replace(b"UTF-8", wrong)


def _nested(content: bytes, chance: random.Random) -> bytes:
    opening = chance.choice(
        (b"<p>", b"<b>", b"<div>", b"[", b'{"a":', b"> ", b"- ", b"(", b"*", b"<!--", b"<![CDATA[", b"`")
    )
    at = chance.randrange(len(content))
    return content[:at] + opening * DEEP + content[at:]


def _bomb(content: bytes, chance: random.Random) -> bytes:
    """Put entities that stand for gigabytes before the first element, or aliases that do so at the head of YAML."""
    levels = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    xml = f'<!DOCTYPE x [<!ENTITY e0 "{"a" * 100}">{levels}<!ENTITY f SYSTEM "file:///etc/passwd">]>'.encode()
    aliases = ["a0: &a0 [x]", *(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 10))]
    if content.startswith(b"---"):
        return content.replace(b"---\n", "---\n{}\n".format("\n".join(aliases)).encode(), 1)
    at = content.find(b"?>") + 2 if content.startswith(b"<?xml") else 0
    used = content[at:].replace(b">", b">" + chance.choice((b"&e9;", b"&f;", b"&e9;&f;")), 3)
    return content[:at] + xml + used


def _signs(content: bytes, chance: random.Random) -> bytes:
    """Swap one sign of the format for another, everywhere."""
    signs = (b"<", b">", b'"', b"&", b"{", b"}", b",", b":", b"\n", b"-", b" ")
    return content.replace(chance.choice(signs), chance.choice(signs))


def _repeated(content: bytes, chance: random.Random) -> bytes:
    """Repeat a small piece until a document is as large as one may be."""
    at = chance.randrange(len(content))
    piece = content[at : at + chance.choice((1, 3, 20, 200))] or b"x"
    return content[:at] + piece * (1_500_000 // len(piece)) + content[at:]


def _large(content: bytes, _: random.Random) -> bytes:
    return content * (LARGE // len(content) + 1)


OFTEN: tuple[Mutation, ...] = (
    _cut, _hole, _doubled, _noise, _zeros, _encoded, _declared, _nested, _bomb, _signs,
)  # fmt: skip
"""Those that cost little."""
SELDOM: tuple[Mutation, ...] = (_repeated, _large)
"""Those that make much of a sample."""


def mutations(path: Path, count: int, seldom: int) -> Iterator[bytes]:
    """Damage a sample again and again.

    Args:
        path: of the sample.
        count: of mutations in all.
        seldom: after how many one is made that makes much of it.
    """
    content = path.read_bytes()
    for number in range(count):
        chance = random.Random(f"{path.name} {number}")  # noqa: S311 - the same damage in every run
        kinds, which = (SELDOM, number // seldom) if number % seldom == seldom - 1 else (OFTEN, number)
        damaged = kinds[which % len(kinds)](content, chance)
        # What was damaged once may be damaged on the way again.
        yield _noise(damaged, chance) if damaged and number % 3 == 0 else damaged
