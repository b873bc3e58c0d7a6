"""Language tags (BCP 47, RFC 5646): which there are, what they are called, and which way they are written."""

import re
from collections.abc import Mapping
from difflib import get_close_matches
from functools import cache
from typing import Literal

import langcodes
from babel import Locale, UnknownLocaleError
from langcodes.data_dicts import LANGUAGE_ALPHA3, LANGUAGE_ALPHA3_BIBLIOGRAPHIC, LIKELY_SUBTAGS

Direction = Literal["ltr", "rtl"]

_FORM = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*")
_LONGEST = 60  # characters; the longest that anybody needs has 35 (RFC 5646, section 4.4.1)
# ISO 639-2 has codes of three letters beside those of two, which the registry leaves out: "eng", "ger", "deu".
_TWO_LETTERS = {long: short for table in (LANGUAGE_ALPHA3, LANGUAGE_ALPHA3_BIBLIOGRAPHIC) for short, long in table.items()}
# Languages that are also known by their own names, such as "Deutsch", which is not Dutch; few, as each takes a file to load.
_OWN_NAMES = ("ar", "de", "es", "fa", "fr", "he", "hi", "it", "ja", "ko", "nl", "pl", "pt", "ru", "sv", "tr", "uk", "zh")
_NO_REGION = "uk"  # reserved by ISO 3166 and never registered; the United Kingdom is GB
# Scripts that Unicode writes from right to left (CLDR, common/properties/scriptMetadata.txt, column "RTL?").
_RIGHT_TO_LEFT = frozenset(
    "Adlm Arab Aran Armi Avst Chrs Cprt Elym Gara Hatr Hebr Hung Khar Lydi Mand Mani Mend Merc Mero Narb Nbat Nkoo Orkh "
    "Ougr Palm Phli Phlp Phnx Prti Rohg Samr Sarb Sidt Sogd Sogo Syrc Syre Syrj Syrn Thaa Yezi".split()
)


def existing(tag: str) -> str:
    """Check that a language tag names a language that there is.

    Args:
        tag: such as en, pt-BR or zh-Hant-TW.

    Returns:
        The same tag.

    Raises:
        ValueError: it is no tag, or the registry has no such language, script or region; with the tag that may be meant.
    """
    if _exists(tag):
        return tag
    shown = f"{tag[:_LONGEST]!r}"
    reason = f"{shown} is no language" if _FORM.fullmatch(tag) else f"{shown} is no language code such as en or pt-BR"
    meant = _near(tag[:_LONGEST])
    raise ValueError(f"{reason} (BCP 47)" + (f"; did you mean {meant!r}?" if meant else ""))


def standard(tag: str) -> str | None:
    """Find the tag that a machine means, which may write it with an underscore or in three letters.

    Args:
        tag: such as en_US or ger.

    Returns:
        A tag that exists, en-US or de; None where none is meant.
    """
    if _exists(tag):
        return tag
    found = _standard(tag.replace("_", "-")) if len(tag) <= _LONGEST else ""
    return found if found and _exists(found) else None


@cache
def direction(tag: str) -> Direction:
    """Tell which way a language is written, by the script that its tag names or that it is usually written in.

    Args:
        tag: of the language; of one that nobody knows the way is from left to right.

    Returns:
        What HTML calls it.
    """
    try:
        script = langcodes.Language.get(tag).maximize().script
    except ValueError:  # of a tag that is none
        return "ltr"
    return "rtl" if script in _RIGHT_TO_LEFT else "ltr"


@cache
def language_name(tag: str, language: str) -> str | None:
    """Name a language for people: "German", "Portuguese (BR)".

    Args:
        tag: of the language, in any case.
        language: primary subtag, that it is named in.

    Returns:
        Its name, with what narrows it down as it stands; None where it has none.
    """
    named, _, variant = tag.partition("-")
    names = Locale(language).languages
    name = names.get(named.lower()) or names.get(_standard(named))
    return f"{name} ({variant})" if name and variant else name


def territory_name(code: str, language: str = "en") -> str:
    """Name a country for people: "Norway", in German "Norwegen".

    Args:
        code: of the country, ISO 3166-1 alpha-2.
        language: BCP 47, that it is named in; English where that has no names of countries.

    Returns:
        The name; the code itself where there is none.
    """
    return _territories(language).get(code) or _territories("en").get(code) or code


@cache
def _territories(language: str) -> Mapping[str, str]:
    try:
        return Locale.parse(language, sep="-").territories
    except (UnknownLocaleError, ValueError):
        return {}


def _exists(tag: str) -> bool:
    if len(tag) > _LONGEST or not _FORM.fullmatch(tag):
        return False
    language, *rest = tag.lower().split("-")
    if language in _TWO_LETTERS or _NO_REGION in rest[:2]:
        return False
    try:
        return langcodes.tag_is_valid(tag)
    except ValueError:
        return False


def _near(tag: str) -> str | None:
    """Find the tag that is meant: written with other signs, a country's code for its language, or the language's name."""
    language, *rest = tag.replace("_", "-").split("-")
    country = LIKELY_SUBTAGS.get(f"und-{language.upper()}", "").partition("-")[0]
    candidates = [_standard(tag), _standard("-".join((country, *rest))), _standard(language), country, _named(tag)]
    return next((candidate for candidate in candidates if candidate and _exists(candidate)), None)


def _standard(tag: str) -> str:
    try:
        return langcodes.standardize_tag(tag)
    except ValueError:
        return ""


def _named(name: str) -> str | None:
    names = {english.lower(): tag.replace("_", "-") for tag, english in Locale("en").languages.items()}
    names |= {str(Locale(tag).languages[tag]).lower(): tag for tag in _OWN_NAMES}
    near = get_close_matches(name.lower(), names, n=1, cutoff=0.75)
    return names[near[0]] if near else None
