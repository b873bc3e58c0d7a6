"""What every page has around its content."""

from dataclasses import dataclass

from feedpub.formats.base import Format
from feedpub.model.feed import Site
from feedpub.model.selection import EVERYTHING, Query
from feedpub.views.alternates import Alternate, query_alternates
from feedpub.views.environment import environment
from feedpub.views.look import DEFAULT_LOOK, Look
from feedpub.views.translated import words_for_templates

HTML_UTF8 = "text/html; charset=utf-8"
"""The Content-Type header of pages."""


@dataclass(frozen=True, slots=True)
class Frame:
    """What pages of a site have in common.

    Args:
        site: who publishes them.
        formats: that are on.
        samples: samples are public, and announced as such.
        look: how its pages look.
    """

    site: Site
    formats: tuple[Format, ...]
    samples: bool = False
    look: Look = DEFAULT_LOOK

    def render(self, template: str, **content: object) -> bytes:
        """Render a page.

        Args:
            template: its name.
            content: what the template shows, by name.
        """
        made = environment(self.look.templates).get_template(template)
        words = words_for_templates(self.site.language)
        return made.render(site=self.site, look=self.look, shows_samples=self.samples, **words, **content).encode()

    def feeds(self, query: Query = EVERYTHING) -> tuple[Alternate, ...]:
        """List the forms of a query's feed."""
        return query_alternates(self.site, self.formats, query)
