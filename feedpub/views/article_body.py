"""The body of an article on its page: its blocks, with its evidence marked and its pictures in their places."""

from bisect import bisect_right
from collections.abc import Iterable
from urllib.parse import urlsplit

from markupsafe import Markup, escape

from feedpub.markup import HtmlWriter
from feedpub.model.article import Article, Image
from feedpub.model.feed import Site
from feedpub.translation import translation_of
from feedpub.views.evidence import EvidenceCutter, Mark, Segment, marked
from feedpub.views.language_attributes import dir_attribute, lang_attributes


def followable(url: str | None) -> bool:
    """Tell whether an address is one of the web: a browser would run what a javascript: address holds."""
    return url is not None and url.startswith(("https://", "http://"))


class ArticleBody:
    """Writes the text and the pictures of an article.

    Pictures on other hosts are linked, not shown: no page asks another site for anything.

    Args:
        article: to show.
        site: who publishes it.
        marks: the evidence in its text.
    """

    def __init__(self, article: Article, site: Site, marks: tuple[Mark, ...]) -> None:
        self._article = article
        self._site = site
        self._marks = marks
        self._links = sorted((mark for mark in article.marks if mark.kind == "link"), key=lambda link: link.start)

    def pictures(self) -> Markup:
        """Write the pictures that have no place in the text."""
        placed = {block.image for block in self._article.blocks}
        above = (image for number, image in enumerate(self._article.images) if number not in placed)
        return Markup("\n").join(filter(None, map(self._figure, above)))

    def text(self) -> Markup:
        """Write the text."""
        cutter = EvidenceCutter(self._article.text, self._marks)
        # The page has its headline on the first level.
        writer = HtmlWriter(
            self._article,
            lambda image: str(self._figure(image)),
            lambda start, end: str(self._marked(cutter.cut(start, end), leads_on=not self._in_link(start))),
            top=2,
            scrolls=True,
        )
        blocks = "\n".join(filter(None, (written for _, written in writer.blocks())))
        return Markup(blocks)  # noqa: S704 (escaped by the writer)

    def _marked(self, found: Iterable[Segment], *, leads_on: bool) -> Markup:
        return marked(found, self._site.language, self._article.language, leads_on=leads_on)

    def _in_link(self, start: int) -> bool:
        before = bisect_right(self._links, start, key=lambda link: link.start)
        return before > 0 and start < self._links[before - 1].end

    def _figure(self, image: Image) -> Markup:
        if not followable(image.url):
            return Markup("")
        return self._shown(image) if self._site.has(image.url) else self._linked(image)

    def _shown(self, image: Image) -> Markup:
        sized = Markup(' width="{}" height="{}"').format(image.width, image.height) if image.width and image.height else ""
        said = f"({image.credit})" if image.caption else image.credit
        credit = Markup(' <span class="credit">{}</span>').format(said) if image.credit else Markup("")
        below = Markup("\n<figcaption>{}{}</figcaption>").format(image.caption or "", credit)
        # By its path alone: whoever comes by another name of the host than base_url's is let load what this page has.
        return Markup('<figure><img src="{}" alt="{}"{} loading="lazy" decoding="async">{}\n</figure>').format(
            urlsplit(image.url).path, image.description, sized, below if image.caption or image.credit else ""
        )

    def _linked(self, image: Image) -> Markup:
        ours, theirs = self._site.language, self._article.language
        said = Markup(": <span {}>{}</span>").format(lang_attributes(theirs, ours), escape(image.description))
        credit = Markup(' <span class="credit">{}</span>').format(image.credit) if image.credit else ""
        return Markup('<p class="picture"{}><a href="{}">{}{}</a>{}</p>').format(
            dir_attribute(ours, theirs),
            image.url,
            translation_of(ours).gettext("Picture"),
            said if image.description else "",
            credit,
        )
