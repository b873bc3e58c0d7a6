"""The words of a language as templates say them: what is put into a message is escaped, its own mark-up is not."""

from collections.abc import Callable, Mapping
from functools import cache, lru_cache
from typing import Any

from markupsafe import Markup

from feedpub.translation import Translation, translation_of


@cache
def words_for_templates(language: str) -> Mapping[str, Callable[..., Any]]:
    """Return the functions by which templates say words and numbers in a language.

    Args:
        language: BCP 47.

    Returns:
        By name: what templates and Jinja's extension for gettext call; ``say`` for messages made elsewhere; ``number``.
    """
    words = translation_of(language)
    messages = _Messages(words)
    return {
        "_": messages.gettext,  # Jinja's own would take the whole context with it, anew for each turn of a loop
        "gettext": messages.gettext,
        "ngettext": messages.ngettext,
        "pgettext": messages.pgettext,
        "say": words.say,
        "number": words.number,
    }


class _Messages:
    """Says messages as HTML: they stand in a catalogue that the package carries, and may hold mark-up."""

    def __init__(self, words: Translation) -> None:
        self._words = words
        self._messages = words.messages
        # Most of what pages say has nothing put into it; our templates have some 200 such messages.
        self._alone = lru_cache(maxsize=1000)(lambda text: self._written(self._messages.gettext(text), {}))

    def gettext(self, text: str, /, **values: object) -> Markup:
        return self._written(self._messages.gettext(text), values) if values else self._alone(text)

    def ngettext(self, one: str, several: str, count: int, /, **values: object) -> Markup:
        # A template names the number "count", and says it once.
        return self._written(self._messages.ngettext(one, several, count), values | {"count": self._words.number(count)})

    def pgettext(self, context: str, text: str, /, **values: object) -> Markup:
        return self._written(self._messages.pgettext(context, text), values)

    def _written(self, text: str, values: Mapping[str, object]) -> Markup:
        return Markup(text) % values  # noqa: S704 (of the catalogue; the values are escaped)
