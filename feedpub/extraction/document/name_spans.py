"""Names in runs of capitalised words: each run is cut into titles and names."""

from bisect import bisect_left
from collections.abc import Iterator
from itertools import takewhile
from typing import NamedTuple

from feedpub.extraction.document.name_reader import NameReader
from feedpub.extraction.document.name_runs import NameRuns
from feedpub.extraction.document.name_words import are_inhabitants, names_party, phrases_of
from feedpub.extraction.document.titles import is_role, title_before
from feedpub.extraction.document.tokens import Tokens, in_title_case
from feedpub.extraction.gazetteer import lookup
from feedpub.language.lexicon import FUNCTION, Is

_DATELINE = 5  # letters of the shortest place taken for one: shorter words in capitals are organisations', "NATO"


class NameSpan(NamedTuple):
    """A name whose type is not known yet.

    Args:
        title: number of the first token of the title before it; of the name itself where there is none.
        first: number of its first token.
        last: number of the token after its last; the same as ``first`` for an office without its holder.
        letters: how many tokens at its end say what somebody holds, or behind a comma what form a firm has, and belong to no
            name: QC, MP; ", Inc."
    """

    title: int
    first: int
    last: int
    letters: int = 0


def name_spans(words: Tokens) -> Iterator[NameSpan]:
    """Yield the names of a text, in order, none overlapping.

    Args:
        words: of the text.
    """
    return _Names(words).spans()


class _Names(NameReader):
    """The names that the runs of capitalised words of a text hold."""

    def __init__(self, words: Tokens) -> None:
        super().__init__(words)
        self.families, self.peoples = words.language.family_names, words.language.words("peoples")
        self.phrases, self.agencies = phrases_of(words.language), words.language.words("press", "agency")
        self.surnames: set[str] = set()
        """Last words of the full names."""

    def spans(self) -> Iterator[NameSpan]:
        runs = list(NameRuns(self.words))
        full = (run for run in runs if run[1] - run[0] > 1 and self.texts[run[0]] in self.given)
        self.surnames = {self.texts[last - 1] for _, last in full}
        titled = (run for run in runs if run[1] - run[0] > 1 and self.texts[run[1] - 1] in self.titles)
        surnames = {self.texts[last - 1] for first, last in titled if title_before(self.words, first, last) is None}
        forms = {first for first, last in runs if self._is_form(first, last)}
        for first, last in runs:
            if self._is_party(first, last) or first in forms:
                continue
            if last - first == 1 and self.texts[first] in surnames:  # "King" of Ada King is no monarch
                yield NameSpan(first, first, last)
                continue
            verb = self._verb(first, last)
            if verb:
                yield from self._cut(first, verb)
            *before, name = self._cut(verb + 1 if verb else first, last)
            form = 2 if last + 1 in forms and name.first < name.last else 0
            yield from (*before, name._replace(last=last + form, letters=name.letters + form))

    def _verb(self, first: int, last: int) -> int:
        """Find the verb of a headline that stands in the text: "Envoy Condemns Karaga Attack that Killed Two"; or 0."""
        for at in range(first + 1, last - 1):
            form, text, before = self.words.forms[at], self.texts[at], self.texts[at - 1]
            if form is None or form.kinds != {"s"} or text.isupper():
                continue
            named = text in self.given or text in self.families or self._is_organization(self.texts[last - 1])
            somebody = before in self.titles or before in self.families or is_role(self.words, at - 1)
            verbal = somebody or not self.words.flags[at] & Is.NOUN
            # where small words have capitals, too, what follows is no name: "Takes Talk Of Being Envoy"
            small = any(flags & FUNCTION for flags in self.words.flags[at + 1 : last])
            if verbal and not (named or small) and self._titled(self.words.sentence[at]):
                return at
        return 0

    def _titled(self, sentence: int) -> bool:
        """Tell a sentence in title case, whose capitals mean nothing."""
        first, last = (bisect_left(self.words.sentence, number) for number in (sentence, sentence + 1))
        return in_title_case(zip(self.texts[first:last], self.words.capital[first:last], strict=False))

    def _is_party(self, first: int, last: int) -> bool:
        """Tell by what party and voters somebody was sent: "Osei, D-Tamale,", "Osei (R-New Tamale)"; not "D-Day veteran"."""
        named = (
            first > 2 and self.words.capital[first - 2] and (self.words.capital[first - 3] or self.texts[first - 3] == ".")
        )
        behind = named and self.texts[first - 1] in (",", "(")
        return names_party(self.language, self.texts[first]) and behind and not self.texts[last][0].isalnum()

    def _is_form(self, first: int, last: int) -> bool:
        """Tell the form of a firm that stands apart from its name: "Osemar Systems, Inc."; alone it is a magazine's name."""
        apart = first > 1 and self.texts[first - 1] == "," and self.words.capital[first - 2]
        return apart and last - first == 1 and self.texts[first] in self.listed["form of firm"]

    def _cut(self, first: int, last: int) -> Iterator[NameSpan]:
        """Cut a run into the names that it holds."""
        if begin := self._behind_dateline(first, last):
            yield NameSpan(first, first, begin)
            first = begin
        first = self._skip_peoples(first, last)
        titled = any(self.texts[at] in self.titles or is_role(self.words, at) for at in range(first, last))
        titled = titled and not self._initialism(first, last)
        cut = title_before(self.words, first, last) if titled else None
        if cut is None:
            second = self._second(first, last)
            if second > first:
                yield NameSpan(first, first, second)
            yield NameSpan(second, second, last, self._letters(second + 1, last))
            return
        if cut[0] > first:
            yield NameSpan(first, first, cut[0])
        yield NameSpan(*cut, last, self._letters(cut[1], last))

    def _behind_dateline(self, first: int, last: int) -> int:
        """Find the name behind a dateline without its dash, which is in capitals: "SAN PEDRO Harbour Police left."; or 0."""
        begin = next((at for at in range(first, last) if not self.texts[at].isupper()), last)
        place = " ".join(self.texts[first:begin])
        opens = first == 0 and begin < last and len(place) >= _DATELINE
        return begin if opens and any(row.population for row in lookup(place.title()).rows) else 0

    def _names_firm(self, first: int, last: int) -> bool:
        """Tell the Osemar of "Chipmaker Osemar said" from "Developer Group" and "Airline Pilots Association"."""
        named = first < last and not (is_role(self.words, first) or self._is_organization(self.texts[first]))
        return named and self.texts[first] not in self.listed["of"]

    def _inhabitants(self, run: list[str]) -> int:
        """Count the words that say where somebody lives before a full name: "Americans Ada Osei", "New Yorker Ada Osei"."""
        for length in (2, 1):
            if len(run) > length + 1 and run[length] in self.given:
                named = [*run[: length - 1], run[length - 1].removesuffix("s") + "s"]
                people = named[0][:-1] if length == 1 and run[0] not in self.listed["people as given name"] else ""
                if are_inhabitants(self.language, named) or people in self.peoples:
                    return length
        return 0

    def _describes(self, word: str) -> bool:
        """Tell what describes the name behind it: "Santa Monica-based", "Lind-bashing", "Pop-singer"; not "Sung-wook"."""
        before, _, tail = word.rpartition("-")
        form = self.language.verbs.get(tail) if before else None
        role = bool(before) and self.language.lexicon.get(tail, 0) & Is.PERSON
        return tail in self.listed["describing"] or bool(role) or (form is not None and form.kinds == {"ing"})

    def _letters(self, first: int, last: int) -> int:
        """Count what a name has behind it, as QC in "Ada Osei QC" and "Lord Osei QC"."""
        count = 0
        while last - count > first + 1 and self.texts[last - count - 1] in self.listed["letters"]:
            count += 1
        return count

    def _initialism(self, first: int, last: int) -> bool:
        """Tell General Motors in "GM said" from a team's general manager in "the GM said", "GM Ada Osei said"."""
        text, before = self.texts[first], self.words.flags[first - 1] if first else 0
        alone = last - first == 1 and text.isupper() and text not in self.organizations["other"]
        owned = first > 0 and self.texts[first - 1] in self.listed["owner"]
        return alone and not owned and not before & (Is.DETERMINER | Is.POSSESSIVE)

    def _second(self, first: int, last: int) -> int:
        """Find a name behind another: "head of Osemar Technologies Ada Osei", "Bo Lind Ada Osei" in captions.

        A surname is one behind an organisation where the text has the full name: "In the Volta Office Osei left."
        """
        run, office = self.texts[first:last], self.organizations["of"]
        if len(run) < 3 or run[-1] in office or self._is_organization(run[-1]):
            return first
        if run[-1][0].islower():
            return first
        if run[-1] in self.surnames and run[0] not in self.given and self._is_organization(run[-2]):
            return last - 1
        for at in range(1, len(run) - 1):
            surname = run[at - 1].rpartition("-")[2] in self.families and run[at - 1] not in self.given
            listed = " ".join(run[:at]) in self.phrases or (at == 1 and run[0] in self.agencies)
            organization = listed or self._is_organization(run[at - 1]) or (run[at - 1] in office and run[0] not in office)
            behind = organization or (surname and run[0] in self.given and 1 < at == len(run) - 2)
            family = run[at + 1] in self.families or not self.words.flags[first + at + 1] & Is.COMMON
            if run[at] in self.given and behind and family:
                return first + at
            personal = run[at] in self.given or run[at] in self.families
            if personal and run[at] not in self.listed["saint"] and self._governed(first, at):
                return first + at
        return first

    def _is_organization(self, word: str) -> bool:
        return word in self.organizations["last"] or word in self.organizations["whole"]

    def _governed(self, first: int, length: int) -> bool:
        """Tell a town or country whose mayor or envoy the next name is: London in "mayor of London Ada Osei"."""
        of = self.words.lower[max(first - 1, 0)] in self.listed["before holder"]
        holder = of and first > 1 and bool(self.words.flags[first - 2] & Is.PERSON)
        return holder and bool(lookup(" ".join(self.texts[first : first + length])).rows)

    def _skip_peoples(self, first: int, last: int) -> int:
        """Leave out what only describes: "Kenyan" before "President Osei", but not in "Kenyan Council of Churches"."""
        first = next((at for at in range(last - 1, first, -1) if self._describes(self.texts[at - 1])), first)
        if (
            self.words.opens[first]
            and self.texts[first] in self.listed["kind of firm"]
            and self._names_firm(first + 1, last)
        ):
            return first + 1
        first += 0 if self._is_organization(self.texts[last - 1]) else self._inhabitants(self.texts[first:last])
        directed = first + 1 < last and self.texts[first] in self.listed["direction"]  # "South Korean Ha-na Lee"
        if self.texts[first + directed] not in self.peoples:
            return first
        run = self.texts[first:last]
        if run[-1] in self.organizations["last"] or " ".join(run) in self.phrases:
            return first
        if not self.listed["of for"].isdisjoint(run):
            return first
        if len(run) == 2 and run[0] in self.listed["colour"]:
            return first
        described = sum(1 for _ in takewhile(lambda word: word in self.peoples and word not in self.given, run[directed:]))
        return first + min(described + directed, len(run) - 1)
