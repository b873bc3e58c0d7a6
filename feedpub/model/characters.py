"""The characters that every output can carry, be it XML, HTML or JSON."""

import re

# Of the other planes all but the last two code points, which no character will ever have.
_PLANES = "".join(f"{chr(plane)}-{chr(plane + 0xFFFD)}" for plane in range(0x10000, 0x110000, 0x10000))
# XML 1.0 (fifth edition, section 2.2) allows neither controls nor halves of surrogate pairs, and discourages DEL, the C1
# controls and what is no character. HTML calls these errors; one character of the first kind costs a feed all its entries.
_UNFIT = re.compile(f"[^ -~\t\n\r\xa0-\ud7ff\ue000-\ufdcf\ufdf0-\ufffd{_PLANES}]")


def fit(text: str) -> str:
    """Drop the characters that XML 1.0 forbids or discourages.

    Args:
        text: anything.

    Returns:
        The text without them.
    """
    # What can be printed holds none of them, and nearly every text can, line by line: the pattern takes ten times as long.
    return text if text.replace("\n", "").isprintable() else _UNFIT.sub("", text)
