"""What readers are told of an event that they may not have as it is: the notice of what was taken back, and of samples."""

from feedpub.model.article import NO_STRUCTURE, SAMPLE_NOTICE
from feedpub.model.event import Event
from feedpub.translation import Translation, message, translation_of

_NOTICE = message("This article has been retracted.")
_STEM = "retract"  # of the English words, which newsrooms of other languages write too
_HEADLINE = message("Retracted: %(headline)s")


def shown(event: Event) -> Event:
    """Return what readers see of an event.

    Args:
        event: of the store.

    Returns:
        The event; where its article was taken back, the notice under the same id: without answers, because what would
        prove them is gone, and without standfirst and pictures.
    """
    article = event.article
    if article.sample:
        article = article.model_copy(update={"rights": " ".join(filter(None, (SAMPLE_NOTICE, article.rights)))})
        event = event.model_copy(update={"article": article})
    if event.status != "canceled":
        return event
    words = translation_of(article.language)
    last = article.corrections[-1].text if article.corrections else words.gettext(_NOTICE)
    headline = _taken_back(article.headline, words)
    notice = article.model_copy(
        update={"headline": headline, "standfirst": None, "text": last, "images": (), "edits": None} | NO_STRUCTURE
    )
    return Event(
        schema_version=event.schema_version, id=event.id, revision=event.revision, status=event.status, article=notice
    )


def _taken_back(headline: str, words: Translation) -> str:
    """Say so in the headline, unless the newsroom has done it: "Retracted: Quay reopens", "RETRACTION: …"."""
    said = words.gettext(_HEADLINE, headline="").rstrip()
    begins = headline.casefold().startswith((said.casefold(), _STEM))
    return headline if begins else words.gettext(_HEADLINE, headline=headline)
