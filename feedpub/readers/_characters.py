"""Bytes to characters: what every text-based reader does first, so that an article's text is fit for every output.

Encodings follow the Encoding Standard (https://encoding.spec.whatwg.org/): UTF-8, UTF-16 with a mark, windows-1252.

The characters left are those that XML 1.0 (https://www.w3.org/TR/xml/#charsets) allows without reserve, in Unicode
normalization form C.
"""

import codecs
import re
import unicodedata

from feedpub.model.characters import fit

# Signatures of files that are often given a name ending in .txt, or none.
_SIGNATURES = (
    (b"%PDF-", "a PDF document"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"{\\rtf", "a rich-text (RTF) document"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"\x1f\x8b", "gzip-compressed"),
)
# Marks that are not seen and only keep words from being found: soft hyphen, zero-width space, word joiner, byte order mark.
_INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff]")
_CONTROLS = re.compile("[\x01-\x08\x0e-\x1f]")
_LINE_ENDS = re.compile("\r\n?|[\v\f\u2028]")
_POSSIBLE_MARKS = re.compile("[^\x00-\u02ff]{31,}")
_MOST_MARKS = 30  # on one letter: the Stream-Safe Text Format of UAX #15, section 13
# C1 code points come from windows-1252 bytes that were taken for Latin-1: 0x93 was meant as a quotation mark.
_C1 = {code: bytes([code]).decode("windows-1252", "ignore") for code in range(0x80, 0xA0)}


class UndecodableError(ValueError):
    """The bytes hold no text."""


def decode(content: bytes) -> str:
    """Turn bytes into clean text.

    Args:
        content: of a document.

    Returns:
        Text that ``clean`` leaves as it is.

    Raises:
        UndecodableError: it is binary, or in no encoding that is accepted; says which.
    """
    for signature, name in _SIGNATURES:
        if content.startswith(signature):
            raise UndecodableError(f"it is {name}, not text")
    text = _decode(content)
    if "\0" in text or len(_CONTROLS.findall(text)) * 100 > len(text):
        raise UndecodableError("it is binary, not text")
    return clean(text)


def _decode(content: bytes) -> str:
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        try:
            return content.decode("utf-16")
        except UnicodeDecodeError as error:
            raise UndecodableError(f"byte {error.start} is not valid UTF-16") from None
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        return _decode_windows(content, error.start)


def decoded(content: bytes, declared: str, *, strict: bool = True) -> str:
    """Turn the bytes of a document that declares its encoding into characters, also where it declares a wrong one.

    Args:
        content: the bytes.
        declared: what the document says its encoding is.
        strict: refuse what is no text; else what cannot be read is replaced.

    Returns:
        The characters as they are.

    Raises:
        UndecodableError: it is binary.
    """
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        declared = "utf-16"
    for encoding in ("utf-8", declared, "windows-1252"):
        # Hardly any text in another encoding happens to be valid UTF-8, so that is tried before what is declared.
        try:
            text = content.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
        if "\0" not in text:
            return text
    if strict:
        raise UndecodableError("it is binary, or in no encoding that is known")
    return content.decode("latin-1").replace("\0", "")


def _decode_windows(content: bytes, at: int) -> str:
    # Where some sequences are UTF-8 and one is broken, windows-1252 would only turn the good ones into rubbish.
    if not content.decode("utf-8", "ignore").isascii():
        raise UndecodableError(f"byte {at} ({content[at]:#04x}) is not valid UTF-8, which the rest of it is")
    try:
        return content.decode("windows-1252")
    except UnicodeDecodeError:
        pass
    raise UndecodableError(f"byte {at} ({content[at]:#04x}) is neither valid UTF-8 nor windows-1252")


def clean(text: str) -> str:
    """Leave the characters that may be published.

    Args:
        text: from a document, or from an escape sequence in one.

    Returns:
        Text in normalization form C whose lines end with a line feed, without what XML 1.0 forbids or discourages.
    """
    if not text.replace("\n", "").isprintable():  # hardly any text has what is looked for here, one pattern after the other
        text = _LINE_ENDS.sub("\n", text).replace("\u2029", "\n\n").translate(_C1)
        text = _INVISIBLE.sub("", fit(text))
    if text.isascii():
        return text
    # Normalization takes quadratic time for a letter with endless marks.
    return unicodedata.normalize("NFC", _POSSIBLE_MARKS.sub(_with_fewer_marks, text))


def _with_fewer_marks(match: re.Match[str]) -> str:
    kept: list[str] = []
    marks = 0
    for character in match[0]:
        marks = marks + 1 if unicodedata.combining(character) else 0
        if marks <= _MOST_MARKS:
            kept.append(character)
    return "".join(kept)


def one_line(text: str) -> str:
    """Join the lines of a text by single spaces, without white space around it."""
    return " ".join(clean(text).split())
