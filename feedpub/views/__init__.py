"""Pages as functions from data to HTML, for whoever serves or writes them: no clock, store or request is known here."""

from feedpub.views.about import about_page
from feedpub.views.api import api_page
from feedpub.views.article import ArticleSurroundings, RelatedEntry, article_page
from feedpub.views.directory import Directory, days_page, directory_page
from feedpub.views.embedding import EmbedSize, embedded, quoted
from feedpub.views.environment import compile_templates
from feedpub.views.explanation import explanation_page
from feedpub.views.feeds import FollowedNews, feed_page, feeds_page
from feedpub.views.frame import HTML_UTF8, Frame
from feedpub.views.home import FrontPage, SectionNews, home_page
from feedpub.views.look import DEFAULT_LOOK, Logo, Look, NavigationLink
from feedpub.views.news import day_page
from feedpub.views.paging import ListPage
from feedpub.views.passages import PassageChange
from feedpub.views.portrait import Portrait
from feedpub.views.problem import problem_page
from feedpub.views.quotes import SaidNews, quotes_page
from feedpub.views.search import FoundNews, refused_search_page, search_form_page, search_results_page
from feedpub.views.selection import SelectedNews, selection_page
from feedpub.views.sharing import made_picture
from feedpub.views.status import status_page

__all__ = [
    "DEFAULT_LOOK",
    "HTML_UTF8",
    "ArticleSurroundings",
    "Directory",
    "EmbedSize",
    "FollowedNews",
    "FoundNews",
    "Frame",
    "FrontPage",
    "ListPage",
    "Logo",
    "Look",
    "NavigationLink",
    "PassageChange",
    "Portrait",
    "RelatedEntry",
    "SaidNews",
    "SectionNews",
    "SelectedNews",
    "about_page",
    "api_page",
    "article_page",
    "compile_templates",
    "day_page",
    "days_page",
    "directory_page",
    "embedded",
    "explanation_page",
    "feed_page",
    "feeds_page",
    "home_page",
    "made_picture",
    "problem_page",
    "quoted",
    "quotes_page",
    "refused_search_page",
    "search_form_page",
    "search_results_page",
    "selection_page",
    "status_page",
]
