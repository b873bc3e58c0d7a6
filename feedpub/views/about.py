"""What a publisher says of the site."""

from feedpub.model.article import Article
from feedpub.views.article_body import ArticleBody
from feedpub.views.frame import Frame


def about_page(frame: Frame, about: Article) -> bytes:
    """Render what a publisher says of the site.

    Args:
        frame: of the site.
        about: it, read as articles are: with no more of HTML than they may have.
    """
    return frame.render("about.html", body=ArticleBody(about, frame.site, ()).text(), language=about.language)
