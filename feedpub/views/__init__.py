"""Pages as functions from data to HTML, for whoever serves or writes them: no clock, store or request is known here."""

from feedpub.views.api import api_page
from feedpub.views.article import article_page
from feedpub.views.environment import compile_templates
from feedpub.views.explanation import explanation_page
from feedpub.views.feeds import feeds_page
from feedpub.views.frame import HTML_UTF8, Frame
from feedpub.views.news import day_page, home_page, quotes_page
from feedpub.views.paging import ListPage
from feedpub.views.problem import problem_page
from feedpub.views.search import FoundNews, refused_search_page, search_form_page, search_results_page
from feedpub.views.selection import SelectedNews, selection_page
from feedpub.views.status import status_page

__all__ = [
    "HTML_UTF8",
    "FoundNews",
    "Frame",
    "ListPage",
    "SelectedNews",
    "api_page",
    "article_page",
    "compile_templates",
    "day_page",
    "explanation_page",
    "feeds_page",
    "home_page",
    "problem_page",
    "quotes_page",
    "refused_search_page",
    "search_form_page",
    "search_results_page",
    "selection_page",
    "status_page",
]
