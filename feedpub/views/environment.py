"""The templates, and what all of them may ask for."""

from functools import cache

from jinja2 import BaseLoader, ChoiceLoader, DictLoader, Environment, PackageLoader, PrefixLoader, TemplateError

from feedpub.site import addresses
from feedpub.site.kinds import KIND_NAMES
from feedpub.views.assets import (
    article_stylesheet,
    favicon,
    gathering_stylesheet,
    icon,
    manual_stylesheet,
    stylesheet,
    touch_icon,
)
from feedpub.views.evidence import marked
from feedpub.views.language_attributes import dir_attribute, dir_auto, lang_attributes

OURS = "feedpub"
"""What the names of our own templates begin with where a site has others: ``{% extends "feedpub/base.html" %}``."""


Templates = tuple[tuple[str, str], ...]
"""Templates of a site's own: the name of each, and what is in it."""


@cache
def environment(templates: Templates = ()) -> Environment:
    """Make the environment of all templates, once for all sites of a process that have the same.

    Args:
        templates: of a site's own, which stand in place of ours of the same name.
    """
    made = Environment(
        loader=_loader(templates),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        extensions=["jinja2.ext.i18n"],
    )
    # Messages take what is put into them by name; the functions that say them come with each page, in its language.
    made.newstyle_gettext = True  # type: ignore[attr-defined]  # an attribute that the extension adds
    made.policies["ext.i18n.trimmed"] = True
    files = {
        "stylesheet": stylesheet,
        "article_stylesheet": article_stylesheet,
        "gathering_stylesheet": gathering_stylesheet,
        "manual_stylesheet": manual_stylesheet,
        "icon": icon,
        "favicon": favicon,
        "touch_icon": touch_icon,
    }
    made.globals.update({name: find().path for name, find in files.items()})
    made.globals["directories"] = [
        KIND_NAMES[kind] for kind in ("section", "person", "organization", "place", "type", "speaker")
    ]
    made.globals.update(
        addresses=addresses, lang_attributes=lang_attributes, marked=marked, dir_attribute=dir_attribute, dir_auto=dir_auto
    )
    return made


def _loader(templates: Templates) -> BaseLoader:
    ours = PackageLoader("feedpub.views")
    return ChoiceLoader([DictLoader(dict(templates)), ours, PrefixLoader({OURS: ours})]) if templates else ours


def compile_templates(templates: Templates = ()) -> None:
    """Compile all templates, which the first request would wait for otherwise.

    Args:
        templates: of a site's own.

    Raises:
        ValueError: one of the site's own is no template; says which, and where.
    """
    made = environment(templates)
    for name in made.list_templates(filter_func=lambda name: not name.startswith(f"{OURS}/")):
        try:
            made.get_template(name)
        except TemplateError as error:
            line = f", line {line}" if (line := getattr(error, "lineno", None)) else ""
            raise ValueError(f"{name}{line}: {error.message}") from None
