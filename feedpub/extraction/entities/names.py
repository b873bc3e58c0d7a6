"""Names that mean the same entity: "Haliva", "General Haliva" and "Aharon Haliva"; "the IMF" and its full name."""

from bisect import bisect_left, insort
from collections.abc import Callable, Collection, Sequence
from functools import partial
from typing import TypeAlias

from feedpub.extraction.document.mention import Mention
from feedpub.extraction.document.name_words import begins_with_place, phrases_of
from feedpub.extraction.document.nicknames import same_by_nickname
from feedpub.extraction.entities.descriptions import role_of, role_parts
from feedpub.extraction.entities.entity import NAMED, Entity, EntityKind, Reference
from feedpub.extraction.entities.index import EntityIndex
from feedpub.extraction.entities.name_forms import ALL, FIRST, LAST, MORE, PLAIN, name_forms
from feedpub.extraction.rule import Rule, rule
from feedpub.language.language import Language
from feedpub.language.lexicon import ROLE, Is

_ALIAS = "who.alias"
_KIN = frozenset(("after kin", "after kin, comma"))
_BORN, _BESIDE = "before born", 2  # tokens between "Osei" and "Lind" in "Osei (née Lind)"
_KINDS: dict[str, EntityKind] = {"person": "person", "other": "unknown"}


class NamedEntities:
    """The entities named in a text, joined as their names come.

    Full names are entered before surnames, so that "Osei" at the beginning finds the "Ada Osei" of the second paragraph.

    Args:
        language: of the names.
        without: ids of rules that are switched off.
    """

    def __init__(self, language: Language, without: Collection[str] = ()) -> None:
        self._without = without
        self.language, self.forms = language, name_forms(language)
        self.people, self.organizations = EntityIndex(self.forms.person_keys), EntityIndex(self.forms.organization_keys)
        self.at: dict[int, Entity] = {}
        self.starts: dict[Entity, list[int]] = {}
        """Where each entity's names stand, in order."""
        self.sure: set[Entity] = set()
        self.relatives: set[str] = set()
        """What people are called who are named as relatives: "her husband, Bo"."""

    def add(self, entity: Entity, name: Mention, rule: str) -> None:
        """Give a name to an entity."""
        entity.references.append(Reference(name, rule))
        entity.has_name = True
        self.at[name.start] = entity
        insort(self.starts.setdefault(entity, []), name.start)
        if name.sure:
            self.sure.add(entity)
        if not _KIN.isdisjoint(name.cues):
            self.relatives.add(name.name)
        # "Mr Osei" does not make an Osei of "her husband, Bo".
        stays = name.name.isupper() or entity.name in self.relatives or (_BORN in name.cues and len(entity.references) > 1)
        if len(name.name) > len(entity.name) and not stays:
            entity.name = name.name
            self._known(entity).enter(entity)
        entity.learn_gender(name.gender, guessed=name.guessed)
        if name.title:
            entity.titles[name.title] += 1
            title = [part for word in name.title.lower().split() for part in role_parts(self.language, word)]
            roles = (at for at, word in enumerate(title) if self.language.lexicon.get(word, 0) & ROLE)
            entity.learn(role_of(self.language, title[at], title[:at]) for at in roles)
            entity.learn(word.rstrip(".") for word in title if word not in self.language.title_genders)

    def new(self, entity: Entity, name: Mention) -> None:
        """Add an entity that is named for the first time."""
        if NAMED not in self._without:
            self._known(entity).enter(entity)
            self.add(entity, name, NAMED)

    def _known(self, entity: Entity) -> EntityIndex:
        return self.people if entity.kind == "person" else self.organizations


FindNames: TypeAlias = Callable[[NamedEntities, Sequence[Mention]], None]


_rule = partial(rule, layer="entities")


@_rule(
    NAMED,
    "[Ada Osei=Ada Osei] came. [Maj. Gen. Ada Osei=Ada Osei] left.",
    "The head of [Osemar Technologies=Osemar Technologies] [Anthony Osei=Anthony Osei] left.",
    "The envoy to the [United Nations=United Nations] [Anthony Osei=Anthony Osei] left.",
    "[Osemar=Osemar] [CIO Ada Osei=Ada Osei] left.",
    "The [Volta River Authority=Volta River Authority] raised prices; the [VRA=Volta River Authority] said why.",
    "The [Ministry of Defence=Ministry of Defence] met. The [MoD=Ministry of Defence] said why.",
    "The [U.S. Volta River Authority=U.S. Volta River Authority] met. The [VRA=U.S. Volta River Authority] said why.",
    "[Osei & Lind LLC=Osei & Lind LLC] closed. [Osei & Lind=Osei & Lind LLC] said why.",
    "The [Kenyan Interior Ministry=Kenyan Interior Ministry] met. The [Interior Ministry=Kenyan Interior Ministry] left.",
    "The [Interior Ministry=Interior Ministry] met. The [Ministry=Interior Ministry] left.",
    "The [Houston Herald=Houston Herald] closed. The [Herald=Houston Herald] said why.",
    "The [Interior Ministry=Interior Ministry] met. The [Kenyan Interior Ministry=Kenyan Interior Ministry] left.",
    "The [Kenyan Supreme Court=Kenyan Supreme Court] met. The [Supreme Court=Supreme Court] left.",
    "The [Interior Ministry=Interior Ministry] met the [Energy Ministry=Energy Ministry]. The [Ministry=Ministry] left.",
    "[Osemar Technologies=Osemar Technologies] closed. [Osemar=Osemar Technologies] said it would pay.",
    "[Ada Osei=Ada Osei] left. She was born [Ada Mary Lind=Ada Osei].",
    "[Ada Osei=Ada Osei], born [Jane Lind=Ada Osei], left. [Bo Lind=Bo Lind] sang.",
    "[Ada Osei=Ada Osei] left. The singer was born [Jane Lind=Jane Lind].",
    "[Osemar Technologies=Osemar Technologies] and Osemar Ferries met. [Osemar=Osemar] said it would pay.",
    counterexamples=("Rain fell in [Kumasi].",),
)
def join_full_names(found: NamedEntities, names: Sequence[Mention]) -> None:
    """Enter people's full names, and the names of organisations."""
    parts = found.forms.parts
    full = [name for name in names if name.kind == "person" and len(parts(name.name)) > 1]
    surnames = {parts(name.name)[-1] for name in full if name.sure}
    firms = [name for name in names if name.kind == "organization" and name.name.lower() not in surnames]
    acronyms = {found.forms.letters(name.name) for name in firms} - {""}
    for before, name in zip([None, *full], full, strict=False):
        if adult := _called_at_birth(found, before, name):
            found.add(adult, name, NAMED)
        elif not name.sure and found.forms.initials(name.name) in acronyms:
            firms.append(name)
        else:
            _enter(found, name, _namesake(found, name), "person")
    for name in sorted(firms):
        _enter(found, name, _same_organization(found, name), "organization")


@_rule(
    _ALIAS,
    "Ada Osei came. [General Osei=Ada Osei] left.",
    "[Novakova=Petra Novakova] won. Petra Novakova of Brno beat everyone.",
    "Ada Osei came with her husband, Bo. [Osei=Ada Osei] sat down. Bo Osei stood.",
    "Ada Osei won. Ada's father, Robert, cheered. [Mr Osei=Robert] left.",
    "Ada Osei (née [Lind=Ada Osei]) left with Bo Lind.",
    "Tom Osei and his wife, Ada, left. [Mrs Osei=Ada] sat down.",
    "Anna met Joss Osei. [Ms Osei=Joss Osei] sat down.",
    "Kojo Osei left. King Osei came. [Osei=Osei] spoke.",
    "Osemar-Lind Cos cut prices. “We must,” [Osemar=Osemar-Lind Cos] said.",
    counterexamples=("Ada Osei came. [Bo Lind] left.",),
)
def join_aliases(found: NamedEntities, names: Sequence[Mention]) -> None:
    """Enter shorter names: surnames, else given names, of people known, else of people new; "Osemar" of Osemar Shipping."""
    for before, name in zip([None, *names], names, strict=False):
        parts = found.forms.parts(name.name)
        if name.start in found.at or not parts or name.kind in ("group", "title") or (name.kind == "place" and name.sure):
            continue
        if entity := _called_at_birth(found, before, name) or _called(found, name, parts):
            found.add(entity, name, _ALIAS)
        elif name.kind in ("person", "organization", "other") and name.name not in found.language.words("peoples"):
            _enter(found, name, _unsure(found, name), name.kind)


def _called_at_birth(found: NamedEntities, before: Mention | None, name: Mention) -> Entity | None:
    """Find Ada Osei in "Ada Osei (née Lind)", "Ada Osei left. She was born Ada Lind"; not in "Osei left. Born Bo Lind"."""
    if before is None or _BORN not in name.cues:
        return None
    adult = found.at.get(before.start)
    if adult is None or adult.kind != "person":
        return None
    given = found.forms.parts(before.name)[0] == found.forms.parts(name.name)[0]
    return adult if given or name.first - before.last <= _BESIDE else None


def _enter(found: NamedEntities, name: Mention, known: Entity | None, kind: str) -> None:
    if known:
        found.add(known, name, NAMED)
    else:
        found.new(Entity(_KINDS.get(kind, "organization"), name.name), name)


def _unsure(found: NamedEntities, name: Mention) -> Entity | None:
    """Find what has the same name and is of unknown kind, too."""
    alike = found.organizations.by((*found.forms.parts(name.name), ALL)) if name.kind == "other" else ()
    return next((one for one in alike if one.kind == "unknown"), None)


def _namesake(found: NamedEntities, name: Mention) -> Entity | None:
    parts = found.forms.parts(name.name)
    namesakes = found.people.by(parts[-1], (*parts, ALL), (*parts[:-1], ALL), (*parts, MORE))
    called = ((one, found.forms.parts(one.name)) for one in namesakes)
    same = (one for one, known in called if found.forms.same_person(known, parts) or same_by_nickname(one.name, name.name))
    return next((one for one in same if not _opposed(one.gender, name.gender)), None)


def _same_organization(found: NamedEntities, name: Mention) -> Entity | None:
    called = found.organizations.by(*found.forms.organization_called(name.name))
    same = next((one for one in called if found.forms.same_organization(one.name, name.name)), None)
    if not same and " " in name.name:
        return _unqualified(found, name)
    if same or name.name in found.language.words("press", "agency"):
        return same
    common = found.language.lexicon.get(name.name.lower(), 0) & Is.COMMON  # "Tourism" is no Tourism Authority
    return _of_its_kind(found, name) if common else _short_for(found, name, found.forms.parts(name.name))


def _of_its_kind(found: NamedEntities, name: Mention) -> Entity | None:
    """Find the only organisation named before that is called so: "the Ministry" for the Interior Ministry; not "Sports"."""
    word, flags = name.name.lower(), found.language.lexicon.get(name.name.lower(), 0)
    called = found.organizations.by((word, LAST))
    called = [one for one in called if found.forms.last(one.name) == word and one.kind == "organization"]
    if len(called) != 1 or name.name in found.language.words("organizations", "whole"):
        return None
    if called[0].name in phrases_of(found.language):  # "the House" is not the White House
        return None
    paper = word in found.language.words("press", "publisher") and begins_with_place(found.language, called[0].name.split())
    return called[0] if flags & Is.ORGANIZATION or paper else None


def _unqualified(found: NamedEntities, name: Mention) -> Entity | None:
    """Find the only one named before with its people or place, which is now left out: "the Interior Ministry".

    What is well known by itself, as "the Supreme Court", may be another one.
    """
    parts = found.forms.parts(name.name)
    if len(parts) == 1 or name.name in phrases_of(found.language) or found.forms.unqualified(name.name) != parts:
        return None
    called = [one for one in found.organizations.by((*parts, PLAIN)) if found.forms.unqualified(one.name) == parts]
    return called[0] if len(called) == 1 else None


def _called(found: NamedEntities, name: Mention, parts: tuple[str, ...]) -> Entity | None:
    """Find whom a shorter name means."""
    forms, known = found.forms, found.people.by(parts[-1])
    known = [one for one in known if forms.last(one.name) == parts[-1] or forms.parts(one.name)[-len(parts) :] == parts]
    if not known and len(parts) == 1:
        known = [one for one in found.people.by((parts[0], FIRST)) if forms.parts(one.name)[0] == parts[0]]
    alike = [one for one in known if not _opposed(one.gender, name.gender)]
    if known and not alike and (relative := _relative(found, name)):
        return relative
    known = alike or known
    if name.title in found.language.words("coreference", "sovereign"):
        known = [one for one in known if one.titles[name.title] or forms.parts(one.name)[0] == parts[0]]
    if name.kind != "person":
        known = [one for one in known if one in found.sure]
    if name.title and name.title.rstrip(".") not in found.language.words("coreference", "plain title"):
        # "President Osei", before "Jane Osei" comes without a title, is somebody else.
        known = [one for one in known if one.titles or _last_before(found, one, name.start) >= 0]
    if known:
        return _nearest(found, known, name)
    people = name.name in found.language.words("peoples")
    firm = (name.kind == "person" and not name.sure) or (name.kind == "other" and not people)
    return _short_for(found, name, parts) if firm else None


def _relative(found: NamedEntities, name: Mention) -> Entity | None:
    """Find Bo in "Ada Osei, 15, won. Ada's father, Bo, cheered. Mr Osei": the relative named last that can be."""
    told = found.language.genders
    known = (one for one in found.starts if one.name in found.relatives and " " not in one.name)
    alike = (one for one in known if not _opposed(one.gender or told.get(one.name, ""), name.gender))
    before = [one for one in alike if _last_before(found, one, name.start) >= 0]
    return max(before, key=lambda one: _last_before(found, one, name.start), default=None)


def _short_for(found: NamedEntities, name: Mention, parts: tuple[str, ...]) -> Entity | None:
    """Find the only organisation whose name begins with a shorter one: "Osemar" for Osemar Shipping; not "Ada"."""
    owners = found.organizations.by((parts[0], FIRST))
    called = ((found.forms.parts(owner.name), owner) for owner in owners)
    owners = [owner for whole, owner in called if parts in (whole[: len(parts)], (whole[0].partition("-")[0],))]
    return owners[0] if len(owners) == 1 and name.name not in found.language.genders else None


def _nearest(found: NamedEntities, known: list[Entity], name: Mention) -> Entity:
    """Among people who share a name: the one whose title agrees, else the one mentioned last, else the first.

    Rather one who is not "her husband, Bo", as relatives of whoever goes by the surname are called.
    """
    if name.title:
        known = [one for one in known if _titled(one, name.title)] or known
    elif len(known) > 1:
        known = [one for one in known if one.name.split()[0] not in found.relatives] or known
    return max(known, key=lambda one: _last_before(found, one, name.start))


def _last_before(found: NamedEntities, entity: Entity, start: int) -> int:
    """Return where an entity's last name before a code point stands; where there is none, the first after it, negative."""
    starts = found.starts[entity]
    at = bisect_left(starts, start)
    return starts[at - 1] if at else -starts[0]


def _titled(entity: Entity, called: str) -> bool:
    """Tell whether one of somebody's first 16 titles agrees with another."""
    return any(title in called or called in title for title in entity.first_titles)


def _opposed(one: str, other: str) -> bool:
    return {one, other} == {"f", "m"}


RULES: tuple[Rule[FindNames], ...] = (
    join_full_names,
    join_aliases,
)
