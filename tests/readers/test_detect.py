import pytest

from feedpub.model.document import Document
from feedpub.readers import READERS
from feedpub.readers.detect import detect

PLAIN = b"date 2025-02-03 x\n\nBody."
MARKDOWN = b"\xef\xbb\xbf---\ndate: 2025-02-03\n---\nBody."


@pytest.mark.parametrize(
    ("key", "media_type", "content", "reader"),
    [
        ("a.txt", "", PLAIN, "plaintext"),
        ("a.MD", "", MARKDOWN, "markdown"),
        ("a.md", "text/plain; charset=utf-8", PLAIN, "plaintext"),
        ("a.md", "application/octet-stream", PLAIN, "markdown"),
        ("a", "Text/Markdown", PLAIN, "markdown"),
        ("a", "", PLAIN, "plaintext"),
        ("a.copy", "", b"Headline\n\n" + PLAIN, "plaintext"),
        ("a", "", MARKDOWN, "markdown"),
    ],
)
def test_the_reader_is_known_by_media_type_then_suffix_then_content(
    key: str, media_type: str, content: bytes, reader: str
) -> None:
    assert detect(Document(source="s", key=key, content=content, media_type=media_type), READERS).name == reader


def test_no_two_readers_claim_the_same_sign() -> None:
    suffixes = [suffix for reader in READERS for suffix in reader.suffixes]
    media_types = [media_type for reader in READERS for media_type in reader.media_types]
    assert len(set(suffixes)) == len(suffixes)
    assert len(set(media_types)) == len(media_types)
