"""What can go wrong between a follower and the site that it follows."""

from feedpub.errors import FeedpubError


class ClientError(FeedpubError):
    """Root of what the client raises; its location is an address, an article's id or a file."""

    what = "client"


class LostError(ClientError):
    """The site cannot be reached, or broke off its answer; the client tries again, and raises this where it may not."""


class AnswerError(ClientError):
    """The site refuses what was asked, for a reason that asking again does not mend.

    Args:
        location: the address.
        reason: the site's.
        status: of HTTP.
    """

    def __init__(self, location: str, reason: str, status: int) -> None:
        super().__init__(location, reason)
        self.status = status


class ExpiredError(AnswerError):
    """The cursor is too old, or of another database or filter (410, 409): what there is must be read anew."""


class ProofError(ClientError):
    """What the site told does not fit its digest, its chain or its state."""


class DivergedError(ProofError):
    """A copy differs from the site in so much that all there is must be read anew."""


class CopyError(ClientError):
    """The copy's file is none, is a later version's, or somebody else writes to it."""
