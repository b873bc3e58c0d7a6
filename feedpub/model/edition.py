"""Which version of an article a document holds, and which of two is the newer one."""

from datetime import date, datetime
from typing import Self

from pydantic import AwareDatetime

from feedpub.model.article import Article
from feedpub.model.base import Frozen, Moment, optional


class Edition(Frozen):
    """A version of an article, by what the copy says of it and by the time of its file.

    Args:
        version: number that the copy gives itself, or None.
        dated: when the copy was last changed, as precise as it says so.
        revised: it says that it was changed after it was first published.
        canceled: it takes the article back.
        changed: when its file was last written, where there is one.
    """

    version: int | None = optional()
    dated: Moment | None = optional()
    revised: bool = False
    canceled: bool = False
    changed: AwareDatetime | None = optional()

    @classmethod
    def of(cls, article: Article, changed: datetime | None = None) -> Self:
        """Tell which version a copy of an article is.

        Args:
            article: as it was read.
            changed: when its file was last written.
        """
        dated = article.modified or article.published
        facts = {"revised": article.modified is not None, "canceled": article.status == "canceled"}
        return cls(version=article.version, dated=dated, changed=changed, **facts)

    def without_file(self) -> Self:
        """Return the same version, told by its copy alone."""
        return self.model_copy(update={"changed": None})


def newer(first: Edition, second: Edition) -> int:
    """Tell which of two versions of an article is the newer one.

    Numbers decide where both have one, then dates (beside a bare date, what says that it was changed is newer than what does
    not), then the times of the files. What takes an article back is newer than
    what has the same date, and also than what has a later one where its own file is the later one: agencies send kills with
    the dates of the story, and to leave a killed story up is worse than to take one down.

    Args:
        first: one version.
        second: another one.

    Returns:
        1 where the first is newer, -1 where the second is, 0 where nothing tells.
    """
    if number := _order(first.version, second.version):
        return number
    day = _order_of_dates(first.dated, second.dated) or _order(first.revised, second.revised)
    file = _order(first.changed, second.changed)
    if first.canceled != second.canceled:
        kill = 1 if first.canceled else -1
        return -kill if kill * day < 0 and kill * file <= 0 else kill
    return day or file


def _order_of_dates(first: date | None, second: date | None) -> int:
    if isinstance(first, datetime) and isinstance(second, datetime):
        return _order(first, second)
    return _order(day_of(first), day_of(second))  # beside a bare date, a time says no more than its day


def day_of(moment: date | None) -> date | None:
    """Return the day of a moment that may be a day itself, in its own zone; None for none."""
    return moment.date() if isinstance(moment, datetime) else moment


def _order(first: "int | date | None", second: "int | date | None") -> int:
    if first is None or second is None:
        return 0
    return (first > second) - (first < second)  # type: ignore[operator]  # both are numbers, days or instants
