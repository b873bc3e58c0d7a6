"""Descriptions: "the former mayor", "his son", "a spokesman for the port", and whose names they stand beside."""

from collections.abc import Iterator
from itertools import takewhile
from typing import NamedTuple

from feedpub.extraction.document.clauses import tagset as t
from feedpub.extraction.document.clauses.chunks import leads
from feedpub.extraction.document.clauses.tags import Tags
from feedpub.extraction.document.mention import Mention
from feedpub.language.language import Language, word_sets
from feedpub.language.lexicon import ROLE, Is

_LONGEST, _BESIDE = 8, 16  # tokens of a description, and of one with its complements beside a name
_OPENING = 24  # tokens before a name that opens a sentence: "Federal Reserve Bank of Tamale President Ada Osei"
_LEADS = frozenset((t.DETERMINER, t.POSSESSIVE, t.NUMBER))
_PHRASE = frozenset((t.NOUN, t.ADJECTIVE, t.NAME, t.OWNS))
_ENDS = frozenset((t.MARK, t.RELATIVE, t.CONJUNCTION))


class Description(NamedTuple):
    """A noun phrase that describes somebody.

    Args:
        first: number of its first token.
        head: number of its noun's.
        last: number of the token after its noun.
        end: number of the token after its complements: "of Tamale", "for the port".
        role: that the noun gives: "mayor", or "deputy mayor" where another word makes it another one; "44" of "44-year-old".
        owner: the team, firm or place that it belongs to, before its noun or in its complements.
    """

    first: int
    head: int
    last: int
    end: int
    role: str
    owner: Mention | None


class Descriptions:
    """Reads the descriptions of a text.

    Args:
        tags: of the text.
        language: that it is written in.
    """

    def __init__(self, tags: Tags, language: Language) -> None:
        self._tags, self._words, self._language = tags, tags.words, language
        self._listed = word_sets(language, "coreference")

    def read(self, first: int, head: int = -1) -> Description | None:
        """Read the description that begins at a token.

        Args:
            first: number of the token.
            head: number of its noun's token, where that is known.

        Returns:
            The description; None where no noun for people or an organisation is there.
        """
        of, texts = self._tags.of, self._words.texts  # the mark behind the last token ends every phrase
        begin = first + 2 if self._is_part(first) else first
        while of[begin] in _LEADS and begin - first < _LONGEST:
            begin += 1
        last = begin
        while (of[last] in _PHRASE or (last > first and texts[last] == "-")) and last - begin < _LONGEST:
            last += 1
        if head < 0:
            # "harbour master Ada Osei" describes in front of a name, and is none by itself
            head = last - 1
        if head < begin or of[head] == t.OWNS or (of[head] == t.NAME and not self._people(head)):
            return None
        names = [name for name in self._tags.name[begin:head] if name]
        end, owner = self._complement(head)
        return Description(first, head, head + 1, end, self._role(first, head), names[-1] if names else owner)

    def before(self, name: Mention) -> Description | None:
        """Read what stands right before a name: "campaign manager Ada Osei", "the port's lawyer, Ada Osei, …"."""
        texts, last = self._words.texts, name.first
        apart = last > 1 and texts[last - 1] == ","
        if apart and self._tag(name.last) not in _ENDS:
            return None
        last -= apart
        allowed = _PHRASE | _LEADS | {t.PREPOSITION} if apart else _PHRASE
        first = last
        sentence = self._words.sentence
        while first and last - first < _BESIDE and self._tag(first - 1) in allowed and sentence[first - 1] == sentence[last]:
            first -= 1
        while first < last and self._tag(first) in (t.PREPOSITION, t.OWNS):
            first += 1
        if not apart:
            return self._in_office(first, last) or (self.read(first, last - 1) if first < last else None)
        part = self._is_part(first - 2)
        found = self.read(first - 2 * part) if first < last else None
        if found is None or found.end != last or self._is_of_another(found):
            return None
        if part:
            return found
        theirs = self._tag(first) == t.POSSESSIVE and self._tag(first - 1) != t.PREPOSITION
        return found if theirs or self._has_role(found.head) else None

    def _is_of_another(self, found: Description) -> bool:
        """Tell "adviser to the director, Ada Osei", where she is the director, from "the envoy to Cuba, Ada Osei"."""
        sent = found.end > found.last and self._words.lower[found.last] in self._listed["sent to"]
        return sent and any(self._words.flags[at] & ROLE for at in range(found.last, found.end))

    def _in_office(self, first: int, last: int) -> Description | None:
        """Read "Ghana's envoy to Norway" in front of a name, what stands before the preposition being somebody's post."""
        of, sentence, head = self._tags.of, self._words.sentence, first - 2
        if head < 0 or of[first - 1] != t.PREPOSITION:
            return None
        begin = head
        while begin and head - begin < _LONGEST and of[begin - 1] in _PHRASE and sentence[begin - 1] == sentence[head]:
            begin -= 1
        found = self.read(begin, head)
        held = found is not None and found.end >= last and t.OWNS in of[begin:head] and self._has_role(head)
        return found._replace(end=last) if found and held else None

    def wording(self, found: Description) -> str:
        """Return a description with its complements in small letters, without an article: "head of the fire service"."""
        lower = self._words.lower
        return " ".join(lower[found.first + (lower[found.first] in self._listed["article"]) : found.end])

    def after(self, name: Mention) -> Description | None:
        """Read an apposition: "Osei, the port's director", "Osei, 44, a lawyer for Bello & Sons"."""
        texts, place = self._words.texts, name.last
        if texts[place : place + 1] != [","]:
            return None
        if self._tag(place + 1) == t.NUMBER and texts[place + 2 : place + 3] == [","]:
            place += 2
        found = self.read(place + 1)
        if found is None or not self._has_role(found.head):
            return None
        closed = self._tag(found.end) in _ENDS or found.end == len(self._words) or self._goes_on(found)
        opens = not name.first or self._tag(name.first - 1) == t.MARK
        return found if closed or (opens and found.end > found.last) else None

    def _goes_on(self, found: Description) -> bool:
        """Tell "Osei, a farmer based in Tamale, …" from "after meeting Osei, a farmer called"."""
        form = self._words.forms[found.end] if found.end < len(self._words) else None
        participle = form is not None and "participle" in form.kinds and self._tag(found.end + 1) == t.PREPOSITION
        return participle and self._words.lower[found.first] in self._language.words("reporting", "indefinite")

    def opens(self, name: Mention, first: int) -> bool:
        """Tell a name that opens a sentence, with what stands before it: "The port's new head, Ada Osei, also said".

        Args:
            name: any.
            first: number of the sentence's first token.
        """
        of, texts = self._tags.of, self._words.texts
        before = _LEADS | _PHRASE | {t.PREPOSITION, t.DAY}
        stands = all(of[at] in before or texts[at] == "," for at in range(first, name.first))
        fronted = of[first] == t.PREPOSITION  # "In May, Osei said"
        return name.first - first <= _OPENING and stands and (not fronted or texts[name.first - 1] == ",")

    def has_others(self, name: Mention) -> bool:
        """Tell "Osemar and Lind have", "fans of the Beatles have", where others are the subject, too, or alone."""
        of, last = self._tags.of, name.first - 1
        return of[last - (of[last] == t.DETERMINER)] in (t.CONJUNCTION, t.PREPOSITION)

    def age(self, name: Mention) -> str:
        """Return the age that stands behind a name and a comma, or ""."""
        texts, place = self._words.texts, name.last
        apart = texts[place : place + 1] == [","] and self._tag(place + 2) == t.MARK
        return texts[place + 1] if apart and texts[place + 1].isdigit() else ""

    def name(self, place: int) -> Mention | None:
        """Return the name that a token belongs to."""
        return self._tags.name[place] if 0 <= place < len(self._tags.name) else None

    def modifiers(self, found: Description) -> Iterator[str]:
        """Yield what describes somebody besides the role: "German", and the noun of "44-year-old"."""
        return (self._words.lower[at] for at in range(found.first, found.head) if self._people(at))

    def title(self, found: Description) -> str:
        """Return a description as a title: "mayor" of "the former mayor"; kin have none."""
        lower = self._words.lower
        if not self._language.words("roles", "kin").isdisjoint(lower[found.first : found.last]):
            return ""
        places = range(found.head, found.first - 1, -1)
        first = min(takewhile(lambda at: self._tag(at) in (t.NOUN, t.ADJECTIVE), places), default=found.head)
        while first < found.head and lower[first] in self._listed["of time"]:
            first += 1
        return self._words.slice(first, found.last)

    def _complement(self, head: int) -> tuple[int, Mention | None]:
        """Return where the complements that follow a noun end, and whose it is by the first: "of Tamale"."""
        lower, joining, last, owner = self._words.lower, self._listed["belonging"], head + 1, None
        joining |= self._listed["sent to"] if lower[head] in self._listed["sent"] else frozenset()
        end = last
        while self._tag(end) == t.PREPOSITION and lower[end] in joining:
            after = end + 1
            while self._tag(after) in _LEADS | _PHRASE and after - last < _BESIDE:
                owner = owner or (self.name(after) if end == last else None)
                after += 1
            if self._tag(after - 1) not in _PHRASE or self._written(end, after - 1):  # "the firm of a “quick fix”"
                break
            end = after
        return end, owner

    def _written(self, place: int, head: int) -> bool:
        """Tell "the official in a statement" and "the paper in its review", where somebody says it, from "in the port"."""
        within = self._words.lower[place] in self._language.words("reporting", "in")
        return within and (bool(self._words.flags[head] & Is.DOCUMENT) or self._tag(place + 1) == t.POSSESSIVE)

    def _role(self, first: int, head: int) -> str:
        texts, numbers = self._words.texts, (at for at in range(first, head) if self._tag(at) == t.NUMBER)
        if age := next((texts[at] for at in numbers if texts[at + 1] == "-" and head == at + 2), ""):
            return age  # "the 44-year-old"
        noun = self._words.lower[head]
        return role_of(
            self._language, self._language.singular(noun) if self._is_part(first) else noun, self._words.lower[first:head]
        )

    def _is_part(self, first: int) -> bool:
        """Tell "one of her lawyers", which describes one lawyer."""
        lower, belonging = self._words.lower, self._listed["belonging"]
        return first >= 0 and lower[first] in self._listed["one of several"] and lower[first + 1] in belonging

    def _has_role(self, place: int) -> bool:
        parts = self._words.lower[place].split("-")  # "a mother-of-nine", "an ex-soldier"
        return any(self._language.lexicon.get(part, 0) & ROLE for part in parts) or leads(self._tags, place)

    def _people(self, place: int) -> bool:
        name = self._tags.name[place]
        several = name is not None and name.kind == "group"  # "the Conservatives"
        return several or self._words.texts[place] in self._language.words("peoples")

    def _tag(self, place: int) -> str:
        return self._tags.of[place] if 0 <= place < len(self._tags.of) else ""


def role_of(language: Language, noun: str, before: tuple[str, ...] | list[str]) -> str:
    """Return the role that a noun names: "chancellor", or "shadow chancellor" where another word makes it another one."""
    others = language.words("coreference", "other role")
    other = next((word for word in before if word in others), "")
    return f"{other} {noun}" if other else noun


def role_parts(language: Language, word: str) -> list[str]:
    """Return the roles in a word: two of "singer-songwriter", one of "president-elect", who is no president."""
    parts = word.split("-")
    return parts if all(language.lexicon.get(part, 0) & ROLE for part in parts) else [word]
