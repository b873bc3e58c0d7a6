"""A document of a source as it was when it was last seen."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from feedpub.model.edition import Edition

VANISHED: Mapping[str, Any] = {
    "present": False,
    "missing": False,
    "refusal": None,
    "refused_field": None,
    "digest": None,
    "refused_digest": None,
    "refused_by": None,
    "notes": (),
    "stamp": None,
}
"""What is known of a document that is gone, beside which article it was."""


class KnownDocument(NamedTuple):
    """A document as it was when it was last seen.

    Args:
        key: what identifies it within its source.
        minted: the id that it asked for when it was last accepted.
        article_id: its article; None for a document that was never accepted.
        digest: of the bytes that were last accepted.
        edition: which version of its article it was when it was last accepted, as JSON; None where that was never noted.
        stamp: tells whether its file is what it was when it was last read; None where only reading tells.
        present: False once it has vanished.
        missing: vanished together with so many others that nobody believed it.
        by_hand: given by a person rather than listed by its source, so it cannot vanish.
        refusal: why its present bytes are refused, or None.
        refused_digest: of these bytes where the same program would refuse them again.
        refused_by: fingerprint of that program.
        refused_field: the part of its present bytes that is at fault, where one is known.
        sample: its article is one of feedpub's samples.
        superseded: another document of its source holds its article, in a newer version or in the same.
        separate: a person said that it is no copy of another article, whatever it looks like.
        notes: what was left out of the bytes that were last accepted.
    """

    key: str
    minted: str | None = None
    article_id: str | None = None
    digest: str | None = None
    edition: str | None = None
    stamp: str | None = None
    present: bool = True
    missing: bool = False
    by_hand: bool = False
    refusal: str | None = None
    refused_digest: str | None = None
    refused_by: str | None = None
    refused_field: str | None = None
    sample: bool = False
    superseded: bool = False
    separate: bool = False
    notes: tuple[str, ...] = ()

    @property
    def vanished(self) -> "KnownDocument | None":
        """What is known of it once it is gone: which article it was; None where it was none."""
        return self._replace(**VANISHED) if self.article_id else None

    @property
    def is_copy(self) -> bool:
        """Whether it was found to be the same as another document's article, and not an older version under one id."""
        return self.superseded and self.edition is None

    @property
    def holds_its_article(self) -> bool:
        """Whether it is there, accepted, and the version of its article that counts."""
        is_there = self.present and not self.missing
        is_accepted = self.article_id is not None and self.refusal is None is self.refused_digest
        return is_there and is_accepted and not self.superseded

    @property
    def version(self) -> Edition | None:
        """Which version of its article it was; None also for what cannot be read, as before versions were noted.

        It is read where it is asked for: a look at a folder brings thousands, and asks of those that were written since.
        """
        try:
            return None if self.edition is None else Edition.model_validate_json(self.edition)
        except ValueError:
            return None
