"""What a process does before its first request, so that nobody waits for it: compiling, loading, pages, lists, a search."""

import gc

from flask import Flask

from feedpub.site.addresses import EVENTS_API, HOME, QUOTES_API, feed_path, folder_of
from feedpub.views import compile_templates

# Of which the second draws the coasts of the world. What is sought in the fourth need not be there: what cuts texts into
# words is compiled, which takes as long as the lists themselves.
_PAGES = (HOME, folder_of("place"), QUOTES_API, f"{EVENTS_API}?q=news")


def warm_up(app: Flask) -> None:
    """Compile the templates, render some pages and the feeds of everything, and keep the collector from looking at it.

    An app whose store does not answer warms up as far as it can; its requests say what is wrong.

    Args:
        app: that ``create_app`` made, and that this process serves for the rest of its life.
    """
    compile_templates()
    begin = f"{feed_path('all')}."
    feeds = (rule.rule for rule in app.url_map.iter_rules() if rule.rule.startswith(begin) and not rule.arguments)
    with app.test_client() as client:
        for path in (*_PAGES, *feeds):
            client.get(path)
    # What lives as long as the process is looked through by each full collection, in the middle of somebody's request.
    gc.collect()
    gc.freeze()
