"""The templates, and what all of them may ask for."""

from functools import cache

from jinja2 import Environment, PackageLoader

from feedpub.site import addresses
from feedpub.site.kinds import KIND_NAMES
from feedpub.views.assets import article_stylesheet, favicon, icon, manual_stylesheet, stylesheet, touch_icon
from feedpub.views.evidence import marked
from feedpub.views.language_attributes import dir_attribute, dir_auto, lang_attributes


@cache
def environment() -> Environment:
    """Make the environment of all templates, once for all sites of a process."""
    made = Environment(
        loader=PackageLoader("feedpub.views"),
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


def compile_templates() -> None:
    """Compile all templates, which the first request would wait for otherwise."""
    templates = environment()
    for name in templates.list_templates():
        templates.get_template(name)
