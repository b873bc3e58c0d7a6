"""What people are called besides their names: "the harbour master Ada Osei", "Osei, mayor of Tamale", then "the mayor"."""

from collections.abc import Iterable

from feedpub.extraction.document import tagset as t
from feedpub.extraction.document.mention import Mention
from feedpub.extraction.document.tags import Tags
from feedpub.extraction.entities.participant import Participant
from feedpub.language.lexicon import Is, title_genders
from feedpub.language.words import words as word_list

_OWN = frozenset(("for", "of", "at", "with", "from", "in"))
_LONGEST = 6
_ANOTHER_ROLE = frozenset("shadow deputy vice assistant associate".split())
_ANY_ORGANIZATION = frozenset(("company", "firm", "group", "organization", "organisation", "agency"))


def role_of(noun: str, before: Iterable[str]) -> str:
    """Tell the shadow chancellor from the chancellor.

    Args:
        noun: that names a role.
        before: words before it.

    Returns:
        The noun, after the word that makes it another role.
    """
    other = next((word for word in before if word in _ANOTHER_ROLE), "")
    return f"{other} {noun}" if other else noun


class Descriptions:
    """Reads what stands beside names, and finds whom "the mayor" may mean.

    Args:
        tags: of the text.
        named: the participant of each name, by the name's first code point.
    """

    def __init__(self, tags: Tags, named: dict[int, Participant]) -> None:
        self.tags, self.words, self.named = tags, tags.words, named

    def read(self, names: tuple[Mention, ...]) -> None:
        """Learn the roles, titles and affiliations of everybody named.

        Args:
            names: in order.
        """
        for name in names:
            participant = self.named.get(name.start)
            if participant and participant.kind == "person":
                self._before(name, participant)
                self._after(name, participant)

    def definite(self, place: int) -> tuple[int, int] | None:
        """Read a description that begins with "the": "the former mayor", "the Osemar captain", not "the mayor's".

        Args:
            place: number of the article's token.

        Returns:
            The number of its head, and of the token after it; None where it is no description of a role.
        """
        begin = place + 1
        whose = self.whose(place)
        begin = last = whose.last if whose else begin
        while last < len(self.tags.of) and self.tags.of[last] in (t.NOUN, t.ADJECTIVE) and last - place < _LONGEST:
            last += 1
        if last == begin or (last < len(self.tags.of) and self.tags.of[last] in (t.NAME, t.OWNS)):
            return None
        head = last - 1
        if last < len(self.words.lower) and self.words.lower[last] in ("of", "for", "-", "who"):
            return None
        flags = self.words.flags[head]
        return (head, last) if flags & (Is.PERSON | Is.ORGANIZATION) else None

    def whose(self, place: int) -> Mention | None:
        """Find the team, firm or place that a description begins with: Osemar in "the Osemar captain".

        Args:
            place: number of the article's token.

        Returns:
            The name, or None.
        """
        name = self.tags.name[place + 1] if place + 1 < len(self.tags.of) else None
        return name if name and name.kind != "person" else None

    def role(self, head: int) -> str:
        """Return the role that a description gives.

        Args:
            head: number of its noun's token.

        Returns:
            Such as "mayor" or "deputy mayor".
        """
        begin = head
        while begin and head - begin < _LONGEST and self.tags.of[begin - 1] in (t.NOUN, t.ADJECTIVE):
            begin -= 1
        return role_of(self.words.lower[head], self.words.lower[begin:head])

    def fits(self, participant: Participant, head: int, role: str) -> bool:
        """Tell whether a participant is known to be what a noun says.

        Args:
            participant: named before.
            head: number of the noun's token.
            role: that it gives.

        Returns:
            True for a person with that role, and for an organisation whose name ends with the noun.
        """
        noun = self.words.lower[head]
        if participant.kind == "person":
            gender = title_genders().get(noun, "")
            return role in participant.roles and not (gender and participant.gender and gender != participant.gender)
        return participant.words[-1] == noun or (noun in _ANY_ORGANIZATION and noun in participant.roles)

    def _before(self, name: Mention, participant: Participant) -> None:
        """Read nouns before a name: "campaign manager Ada Osei", "the port's lawyer, Ada Osei, …"."""
        last = name.first
        apposed = last > 1 and self.words.tokens[last - 1].text == "," and self.words.tokens[name.last : name.last + 1]
        if apposed and apposed[0].text == ",":
            last -= 1
        first = last
        while first and self.tags.of[first - 1] in (t.NOUN, t.ADJECTIVE) and last - first < _LONGEST:
            first -= 1
        if first == last or not self.words.flags[last - 1] & Is.PERSON:
            return
        self._learn(participant, first, last)
        owner = self.tags.name[first - 1] if first else None
        if owner:
            participant.learn((owner.name.lower(),))
        if owner and owner.kind == "organization" and owner.start in self.named and not participant.affiliation:
            participant.affiliation = self.named[owner.start].name

    def _after(self, name: Mention, participant: Participant) -> None:
        """Read an apposition: "Osei, the port's director", "Osei, a lawyer for Bello & Sons"."""
        place = name.last
        if place + 2 >= len(self.tags.of) or self.words.tokens[place].text != ",":
            return
        first = place + 1
        owner: Mention | None = None
        while first < len(self.tags.of) and self.tags.of[first] in (t.DETERMINER, t.POSSESSIVE, t.NUMBER, t.OWNS, t.NAME):
            owner = self.tags.name[first] or owner
            first += 1
        last = first
        while last < len(self.tags.of) and self.tags.of[last] in (t.NOUN, t.ADJECTIVE) and last - first < _LONGEST:
            last += 1
        if last == first or last >= len(self.tags.of) or not self.words.flags[last - 1] & Is.PERSON:
            return
        if self.tags.of[last] not in (t.MARK, t.PREPOSITION, t.RELATIVE, t.CONJUNCTION):
            return
        self._learn(participant, first, last)
        if owner:
            participant.learn((owner.name.lower(),))
        if self.words.lower[last] in _OWN and not participant.affiliation:
            self._affiliate(participant, last + 1)

    def _affiliate(self, participant: Participant, place: int) -> None:
        while place < len(self.tags.of) and self.tags.of[place] == t.DETERMINER:
            place += 1
        owner = self.tags.name[place] if place < len(self.tags.of) else None
        if owner and owner.kind == "organization" and owner.start in self.named:
            participant.affiliation = self.named[owner.start].name

    def _learn(self, participant: Participant, first: int, last: int) -> None:
        heads = [place for place in range(first, last) if self.words.flags[place] & Is.PERSON]
        participant.learn(role_of(self.words.lower[place], self.words.lower[first:place]) for place in heads)
        if not participant.gender:
            genders = (title_genders().get(self.words.lower[place], "") for place in heads)
            participant.gender = next((gender for gender in genders if gender), "")
        if not {self.words.lower[place] for place in heads} & word_list("roles", "kin"):
            while first < last - 1 and self.words.lower[first] in ("former", "then", "longtime", "veteran", "current"):
                first += 1
            participant.description = participant.description or self.words.slice(first, last)
