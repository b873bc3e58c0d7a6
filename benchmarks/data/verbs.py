"""Rebuild the forms of verbs and plurals: ``python -m benchmarks.data.verbs``, with lemminflect 0.2.3.

Writes verbs.txt from news_verbs.txt, the rarer verbs of vocabulary.txt and reporting_verbs.txt, and plurals.txt from
roles.txt. The forms are those of lemminflect (MIT), which takes them from the NIH's Specialist Lexicon. It is not asked at
run time, because it takes half a second and 70 megabytes to load, and a file of all forms is read in 50 milliseconds.
"""

from collections.abc import Iterable, Iterator

from lemminflect import getInflection, getLemma

from benchmarks.data.words import DATA
from feedpub.language.lists import Lists

_ENDINGS = {"VBZ": "s", "VBG": "ing", "VBD": "ed", "VBN": "ed"}  # by the tags that lemminflect gives the forms
_MOSTLY_VERBS = ("v", "vn", "va")  # tags of the vocabulary
_NONE = "-"
_CREDIT = "# Made by benchmarks/data/verbs.py with the forms of lemminflect 0.2.3.\n"
_ABOUT = """\
# A verb a line: its base (~ where that is a common noun or adjective, too), its forms with -s and -ing, its past tense, and
# its past participle where that is another; / between forms that are all right, - for none.
"""

_lists = Lists("feedpub.language.en")


def _tagged(tags: Iterable[str]) -> list[str]:
    sections = _lists.sections("vocabulary")
    return [word for tag in tags for line in sections.get(tag, ()) for word in line.split()]


_all_tags = list(_lists.sections("vocabulary"))
_nouns = frozenset(_tagged(tag for tag in _all_tags if tag[0] in "ns"))
_named = frozenset(_tagged(tag for tag in _all_tags if tag[0] in "nsa"))


def _forms(lemma: str, irregular: list[str]) -> list[list[str]]:
    """Return the forms for each tag: those of lemminflect that name nothing else, and doubled consonants that are in use."""
    found = []
    for tag, ending in _ENDINGS.items():
        given = getInflection(lemma, tag) or getInflection(lemma, tag, inflect_oov=True)
        # Under "overshoot" it lists "over shot" and "over-shot" as well.
        first, *others = [form for form in given if form.count("-") == lemma.count("-") and " " not in form]
        forms = [first, *(form for form in others if form not in _named)]
        doubled = lemma + lemma[-1] + ending
        found.append([*forms, *({doubled} - set(forms) if lemma in getLemma(doubled, "VERB", lemmatize_oov=False) else ())])
    return found[:2] + [[form] for form in irregular] if irregular else found


def _line(lemma: str, forms: list[list[str]], *, noun: bool) -> str:
    if forms[2] == forms[3]:
        forms = forms[:3]
    return " ".join([lemma + "~" * noun, *("/".join(kind) or _NONE for kind in forms)])


def _news() -> Iterator[tuple[str, str]]:
    for entry in " ".join(_lists.lines("news_verbs")).split():
        lemma, *irregular = entry.rstrip("~").split(",")
        yield lemma, _line(lemma, _forms(lemma, irregular), noun=entry.endswith("~"))


def _rare(known: set[str]) -> Iterator[tuple[str, str]]:
    """List the verbs of the vocabulary that are hardly anything else, without forms such as "thieves", which are nouns."""
    for tag in _MOSTLY_VERBS:
        for lemma in _tagged([tag]):
            if lemma not in known:
                forms = [[form for form in kind if form not in _nouns] for kind in _forms(lemma, [])]
                yield lemma, _line(lemma, forms, noun="n" in tag)


def _pasts(lines: Iterable[str]) -> Iterator[str]:
    """List the verbs whose past alone is likelier a verb: "bowled", but not "bowl"; and a rarer past: "leaped"."""
    known = {form for line in lines for form in line.replace("/", " ").split()}
    for past in _tagged(tag for tag in _all_tags if tag[0] == "d"):
        if past.endswith("ed") and past not in known:
            yield f"{getLemma(past, 'VERB')[0]} {_NONE} {_NONE} {past}"


def _verbs() -> Iterator[str]:
    news = dict(_news())
    rare = dict(_rare(set(news)))
    reporting = {line for lines in _lists.sections("reporting_verbs").values() for line in lines if " " not in line}
    yield from ("# Of those that are mostly nouns, the past.", "[past]", *_pasts((*news.values(), *rare.values())))
    yield from ("# Of the vocabulary.", "[rare]", *rare.values())
    yield from ("# Of the news.", "[news]", *news.values())
    yield "# That report, beside those above: they are mostly nouns."
    yield "[reporting]"
    yield from (_line(lemma, _forms(lemma, []), noun=True) for lemma in sorted(reporting - news.keys() - rare.keys()))


def _plurals() -> Iterator[str]:
    for noun in sorted(_lists.words("roles", "person") | _lists.words("roles", "organization")):
        before, hyphen, last = noun.rpartition("-")
        if noun != "passer-by":  # whose plural roles.txt has
            (plural, *_) = [form for form in getInflection(last, "NNS") if form != last] or [last + "s"]
            yield f"{noun} {before}{hyphen}{plural}"


def main() -> None:
    """Write both files."""
    DATA.joinpath("verbs.txt").write_text(_CREDIT + _ABOUT + "\n".join(_verbs()) + "\n", "utf-8")
    DATA.joinpath("plurals.txt").write_text(_CREDIT + "\n".join(_plurals()) + "\n", "utf-8")


if __name__ == "__main__":
    main()
