"""Slugs in addresses."""

from werkzeug.routing import BaseConverter


class SlugConverter(BaseConverter):
    """The name of an article's page: it has no dot, so that a suffix after it is never taken for a part of it."""

    regex = "[a-z0-9]+(?:-[a-z0-9]+)*"
    part_isolating = True
