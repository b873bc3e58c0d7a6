"""Which other sources bring an article: said in the article itself, so that whoever shows it learns of it by a change."""

import re
from dataclasses import replace
from datetime import datetime

from feedpub.drafting import Draft
from feedpub.ingest.decide import waits_until
from feedpub.ingest.known import Known
from feedpub.model.article import Article, ArticleCopy
from feedpub.store import Held, KnownDocument, Writing

_ADDRESS = re.compile(r"https?://\S+")


def with_copies(draft: Draft, held: Held | None) -> Draft:
    """Have a new version of an article say which other sources bring it, which its own document cannot know.

    Args:
        draft: as extracted.
        held: the article as it is stored.
    """
    stored = held.event.article.copies if held and held.event else ()
    article = draft.event.article
    copies = tuple(copy for copy in stored if copy.source != article.source)
    if copies == article.copies:
        return draft
    event = draft.event.model_copy(update={"article": article.model_copy(update={"copies": copies})})
    return replace(draft, event=event)


class CopyNotes:
    """Has articles say that a source brings them, too.

    Args:
        source: its name.
        known: its documents.
    """

    def __init__(self, source: str, known: Known) -> None:
        self._source = source
        self._known = known

    def took(self, writing: Writing, document: KnownDocument, article: Article, now: datetime) -> None:
        """Have an article say that the source brings it, and where.

        Args:
            writing: a transaction.
            document: a copy of the article.
            article: as it was read from the document.
            now: the time.
        """
        identity = document.article_id or ""
        before = self._known.now(document.key)
        if before and before.article_id != identity:
            self.lost(writing, before, now)
        held = writing.articles.held(identity)
        if held is None or held.event is None or held.event.article.source == self._source:
            return
        noted = {each.source: each for each in held.event.article.copies}
        url = article.url if article.url and _ADDRESS.fullmatch(article.url) else None
        # Of several copies in one source the first is named that has an address.
        if self._source not in noted or noted[self._source].url is None or not self._has_more(document):
            _say(writing, held, noted | {self._source: ArticleCopy(source=self._source, url=url)}, now)

    def lost(self, writing: Writing, document: KnownDocument | None, now: datetime) -> None:
        """Have an article say no longer that the source brings it, unless another document there is a copy of it.

        Args:
            writing: a transaction.
            document: that was a copy, as it was.
            now: the time.
        """
        if document is None or not document.is_copy or not document.article_id or self._has_more(document):
            return
        if (held := writing.articles.held(document.article_id)) and held.event:
            copies = held.event.article.copies
            _say(writing, held, {each.source: each for each in copies if each.source != self._source}, now)

    def _has_more(self, document: KnownDocument) -> bool:
        return any(each.present for each in self._known.others(document.article_id or "", document.key))


def _say(writing: Writing, held: Held, copies: dict[str, ArticleCopy], now: datetime) -> None:
    """Add a revision where the copies are others, unless what is left of the article is a notice, or nothing."""
    event = held.event
    said = tuple(copies[source] for source in sorted(copies))
    if event is None or held.deleted or event.status == "canceled" or said == event.article.copies:
        return
    article = event.article.model_copy(update={"copies": said})
    writing.articles.amend(event.model_copy(update={"article": article}), held, now, waits_until(held.published, now))
