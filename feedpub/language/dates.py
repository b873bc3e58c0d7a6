"""Words of dates in copy, whatever language it is in."""

from feedpub.language.registry import every_language


def month_number(word: str) -> int | None:
    """Return the number of a month named in full or shortened, with or without a full stop, in any language.

    Args:
        word: such as "March", "Sept." or "SEPT".

    Returns:
        1 to 12, or None for any other word.
    """
    name = word.rstrip(".").lower()
    return next((language.months[name] for language in every_language() if name in language.months), None)
