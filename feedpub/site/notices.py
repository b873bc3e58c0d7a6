"""What readers are told of an event that they may not have as it is: the notice of what was taken back, and of samples."""

from feedpub.model.article import NO_STRUCTURE, SAMPLE_NOTICE
from feedpub.model.event import Event

_NOTICE = "This article has been retracted."


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
    last = article.corrections[-1].text if article.corrections else _NOTICE
    notice = article.model_copy(
        update={"headline": _taken_back(article.headline), "standfirst": None, "text": last, "images": (), "edits": None}
        | NO_STRUCTURE
    )
    return Event(
        schema_version=event.schema_version, id=event.id, revision=event.revision, status=event.status, article=notice
    )


def _taken_back(headline: str) -> str:
    """Say so in the headline, unless the newsroom has done it: "Retracted: Quay reopens", "RETRACTION: …"."""
    return headline if headline.casefold().startswith("retract") else f"Retracted: {headline}"
