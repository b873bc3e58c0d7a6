"""The words that readers see, in the languages that they are written in.

Templates and code have them in English. ``catalogs/XX.po`` holds them in language XX, as translators edit it; a process that
needs it reads it as it is, once.
"""

from feedpub.translation.translation import ENGLISH, Message, Translation, message, translation_of, translations

__all__ = ["ENGLISH", "Message", "Translation", "message", "translation_of", "translations"]
