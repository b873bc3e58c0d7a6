"""Names that mean the same participant: "Haliva", "General Haliva" and "Aharon Haliva"; "the IMF" and its full name."""

from collections.abc import Hashable, Iterable, Iterator
from itertools import islice
from typing import Literal

from feedpub.extraction.document.mention import Mention
from feedpub.extraction.entities.descriptions import role_of
from feedpub.extraction.entities.known import Known, Starts
from feedpub.extraction.entities.participant import Participant
from feedpub.language.lexicon import ROLE, Is, family_names, genders, lexicon
from feedpub.language.memo import Memo
from feedpub.language.words import words as word_list

_SUFFIXES = frozenset(("jr", "sr", "ii", "iii", "iv"))
_SMALL = frozenset(["of", "the", "and", "for", "in", "on", "&", "to"])
_ADDED = frozenset(("inc", "corp", "co", "ltd", "plc", "company", "corporation", "group", "news"))
_MOST_TITLES = 16  # nobody in 3,500 articles has more than 3
# What a key says of its words; one without a sign is a last word.
_ALL, _MORE, _FIRST, _INITIALS, _LETTERS = "=", "+", "^", ".", "A"


class Register:
    """The participants named in a text, joined as their names come.

    Full names are entered before surnames, so that "Osei" at the beginning finds the "Ada Osei" of the second paragraph.
    """

    def __init__(self) -> None:
        self.people, self.organizations = Known(_keys_of_person), Known(_keys_of_organization)
        self.of: dict[int, Participant] = {}
        self._starts = Starts()
        self._sure: set[int] = set()

    def enter(self, names: Iterable[Mention]) -> None:
        """Enter all names of a text.

        Args:
            names: in order.
        """
        names = list(names)
        full = [name for name in names if name.kind == "person" and len(_parts(name.name)) > 1]
        surnames = {_parts(name.name)[-1] for name in full if name.sure}
        for name in full:
            # "Osei Polaroid" is something of Osei's, not somebody.
            if not name.sure and _parts(name.name)[0] in surnames:
                continue
            self._person(name, _parts(name.name))
        for name in names:
            if name.kind == "organization":
                self._organization(name)
        doubtful = _doubtful(names)
        for name in names:
            if name.name in doubtful and not name.title:
                continue
            if name.start not in self.of and name.kind in ("person", "other", "place", "title"):
                self._short(name)

    def all(self) -> list[Participant]:
        """Return the participants in the order of their first mentions, numbered."""
        both = self.people.all + self.organizations.all
        found = sorted(both, key=lambda participant: min(m.start for m in participant.mentions))
        for number, participant in enumerate(found, 1):
            participant.id = f"w{number}"
            participant.mentions.sort(key=lambda mention: mention.start)
        return found

    def _person(self, name: Mention, parts: tuple[str, ...]) -> None:
        for known in self.people.by(parts[-1], (*parts, _ALL), (*parts[:-1], _ALL), (*parts, _MORE)):
            if _same_person(_parts(known.name), parts) and not _opposed(known.gender, name.gender):
                self._add(known, name)
                return
        self._add(self._new("person", name), name)

    def _short(self, name: Mention) -> None:
        """Enter a name of one word: a surname, else a given name, of somebody known; else somebody new."""
        parts = _parts(name.name)
        if (name.kind == "place" and name.sure) or not parts or name.kind == "title":
            return
        known = self.people.by(parts[-1])
        known = [p for p in known if _last(p.name) == parts[-1] or _parts(p.name)[-len(parts) :] == parts]
        if not known and len(parts) == 1:
            known = [p for p in self.people.by((parts[0], _FIRST)) if _parts(p.name)[0] == parts[0]]
        known = [p for p in known if not _opposed(p.gender, name.gender)] or known
        if name.kind == "other":
            known = [p for p in known if id(p) in self._sure]
        if not known and name.kind == "person" and not name.sure and (owner := self._short_for(name, parts)):
            self._add(owner, name)
        elif known:
            self._add(self._nearest(known, name), name)
        elif name.kind == "person":
            self._add(self._new("person", name), name)
        elif name.kind == "other" and name.name not in word_list("peoples") and (owner := self._short_for(name, parts)):
            self._add(owner, name)

    def _short_for(self, name: Mention, parts: tuple[str, ...]) -> Participant | None:
        """Find the only organisation whose name begins with a shorter one: "Osemar" for Osemar Shipping; not "Ada"."""
        owners = self.organizations.by((parts[0], _FIRST))
        owners = [owner for owner in owners if _parts(owner.name)[: len(parts)] == parts]
        return owners[0] if len(owners) == 1 and name.name not in genders() else None

    def _nearest(self, known: list[Participant], name: Mention) -> Participant:
        """Among people who share a name: the one whose title agrees, else the one mentioned last, else the first."""
        if name.title:
            known = [p for p in known if _titled(p, name.title)] or known
        return max(known, key=lambda p: self._starts.before(p, name.start))

    def _organization(self, name: Mention) -> None:
        parts = _parts(name.name)
        for known in self.organizations.by(*_called_by(name.name, parts)):
            if _same_organization(_parts(known.name), parts, name.name, known.name):
                self._add(known, name)
                return
        self._add(self._new("organization", name), name)

    def _new(self, kind: Literal["person", "organization"], name: Mention) -> Participant:
        made = Participant(id="", kind=kind, name=name.name)
        (self.people if kind == "person" else self.organizations).add(made)
        return made

    def _add(self, participant: Participant, name: Mention) -> None:
        participant.mentions.append(name)
        self.of[name.start] = participant
        self._starts.add(participant, name.start)
        if name.sure:
            self._sure.add(id(participant))
        if len(name.name) > len(participant.name) and not name.name.isupper():
            participant.name = name.name
            (self.people if participant.kind == "person" else self.organizations).enter(participant)
        participant.gender = participant.gender or name.gender
        if name.title:
            participant.titles[name.title] += 1
            known, title = lexicon(), name.title.lower().replace("-", " ").split()
            participant.learn(role_of(word, title[:at]) for at, word in enumerate(title) if known.get(word, 0) & ROLE)


def _titled(participant: Participant, called: str) -> bool:
    """Tell whether one of somebody's first 16 titles agrees with another."""
    return any(title in called or called in title for title in islice(participant.titles, _MOST_TITLES))


def _personal(name: str) -> bool:
    return name in family_names() or name in genders()


def _doubtful(names: list[Mention]) -> set[str]:
    """Collect the single words that few of their own mentions take for a person, while no full name holds them."""
    full = {
        part for name in names if name.kind == "person" and (" " in name.name or name.title) for part in _parts(name.name)
    }
    votes: dict[str, list[int]] = {}
    for name in names:
        if " " not in name.name and name.name.lower() not in full:
            votes.setdefault(name.name, [0, 0])[name.kind == "person"] += 1
    return {
        name for name, (against, persons) in votes.items() if persons and against > persons * (2 if _personal(name) else 1)
    }


def _cut(name: str) -> tuple[str, ...]:
    parts = name.lower().replace(".", " ").replace(",", " ").split()
    while len(parts) > 1 and parts[-1] in _SUFFIXES:
        parts.pop()
    return tuple(parts)


_parts = Memo(_cut).__getitem__


def _final(name: str) -> str:
    return name.lower().replace(".", "").split()[-1]


_last = Memo(_final).__getitem__


def _opposed(one: str, other: str) -> bool:
    return bool(one and other and one != other)


def _same_person(known: tuple[str, ...], parts: tuple[str, ...]) -> bool:
    if known == parts:
        return True
    if _second_family_name(*sorted((known, parts), key=len)):
        return True
    if known[-1] != parts[-1]:
        return False
    if len(known) == 1 or known[-len(parts) :] == parts or parts[-len(known) :] == known:
        return True
    one, other = known[0], parts[0]
    return (
        one == other
        or (1 in (len(one), len(other)) and one[0] == other[0])
        or (min(len(one), len(other)) > 2 and (one.startswith(other) or other.startswith(one)))
    )


def _second_family_name(fewer: tuple[str, ...], more: tuple[str, ...]) -> bool:
    """Tell "Ana Lind", who is "Ana Lind Osei" in full, from the words of a title: "Ana Lind Speaks"."""
    added = len(more) - len(fewer) == 1 and len(fewer) > 1 and more[:-1] == fewer
    return added and not lexicon().get(more[-1], 0) & Is.COMMON


def _same_organization(known: tuple[str, ...], parts: tuple[str, ...], name: str, other: str) -> bool:
    if known == parts:
        return True
    short, long = (name, known) if len(parts) == 1 else (other, parts)
    if short.replace(".", "").isupper() and len(long) > 1:
        return short.replace(".", "").lower() == _initials(long)
    fewer, more = sorted((known, parts), key=len)
    return len(more) - len(fewer) == 1 and more[: len(fewer)] == fewer and more[-1] in _ADDED


def _letters(name: str) -> str:
    """Return the letters of a name written in capitals: those of I.M.F.; else ""."""
    letters = name.replace(".", "")
    return letters.lower() if letters.isupper() else ""


def _initials(parts: tuple[str, ...]) -> str:
    return "".join(part[0] for part in parts if part not in _SMALL)


def _keys_of_person(name: str) -> Iterator[Hashable]:
    """Walk over what _same_person and shorter names need: last and first word, the whole name, and it without its last."""
    parts = _parts(name)
    yield from (parts[-1], _last(name), (parts[0], _FIRST), (*parts, _ALL), (*parts[:-1], _MORE))


def _keys_of_organization(name: str) -> Iterator[Hashable]:
    """Walk over what _same_organization and shorter names need."""
    parts = _parts(name)
    yield from ((parts[0], _FIRST), (*parts, _ALL), (*parts[:-1], _MORE))
    yield (_initials(parts), _INITIALS)
    if letters := _letters(name):
        yield (letters, _LETTERS)


def _called_by(name: str, parts: tuple[str, ...]) -> Iterator[Hashable]:
    """Walk over the keys of organisations that a name may mean."""
    yield from ((*parts, _ALL), (*parts[:-1], _ALL), (*parts, _MORE))
    yield (_letters(name), _INITIALS) if len(parts) == 1 else (_initials(parts), _LETTERS)
