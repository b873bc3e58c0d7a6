"""The words around a candidate, as signs for and against its naming a place; each adds or takes points."""

from dataclasses import dataclass, field

from feedpub.extraction.gazetteer import GIVEN, ORDINARY, SURNAME, PlaceRow
from feedpub.extraction.places.candidates import Candidate
from feedpub.extraction.places.people import People, is_great
from feedpub.extraction.places.words import Words, listed
from feedpub.language.lexicon import Is, lexicon

COMMON = int(Is.COMMON)


@dataclass(slots=True)
class Mention:
    """A candidate with what speaks for it.

    Args:
        candidate: the words.
        rows: the places that it may still mean.
        points: for and against.
        within: number of the mention that says where it lies, "Texas" of "Paris, Texas".
        fixed: whether the text itself left these rows only.
    """

    candidate: Candidate
    rows: tuple[PlaceRow, ...]
    points: float = 0.0
    within: int | None = None
    fixed: bool = False
    signs: list[str] = field(default_factory=list)

    def add(self, sign: str, points: float) -> None:
        """Note a sign for or against."""
        self.points += points
        self.signs.append(sign)


def weigh(words: Words, mention: Mention, persons: People) -> None:
    """Weigh a candidate by itself and by the words around it.

    Args:
        words: of the text.
        mention: of the candidate; its points are added to.
        persons: names of people.
    """
    candidate = mention.candidate
    if candidate.via == "demonym":
        _weigh_demonym(words, mention, persons)
        return
    if candidate.via == "abbreviation":
        mention.add("abbreviation", 4)
        return
    mention.add("prior", prior(candidate))
    if candidate.key.endswith(" county"):
        mention.add("county", 3)
    if _is_acronym(words, candidate):
        mention.add("acronym", -4)
    _weigh_person(words, mention, persons)
    _weigh_run(words, mention)
    _weigh_before(words, mention)
    _weigh_after(words, mention)


def prior(candidate: Candidate) -> float:
    """Points of the name itself: how well known its best place is, and what else it is."""
    row = candidate.rows[0]
    well_known = row.feature in ("country", "continent", "union") or not row.geonames_id or is_great(candidate)
    points = 3.0 if well_known and row.primary else _by_population(row)
    common = is_common(candidate)
    if candidate.text_length > 1:
        return points + (2 if not common or is_great(candidate) else 0.5)
    if not row.primary and len(candidate.key) < 6:
        points -= 1
    flags = candidate.flags
    if flags & SURNAME:
        points -= 1.0 if not is_great(candidate) else 0.3
    if flags & GIVEN:
        points -= 1.0 if not is_great(candidate) else 0.5
    if common or (flags & ORDINARY and not is_great(candidate) and row.population < 100_000):
        points -= 1.5 if not is_great(candidate) else 0.0
    if candidate.key in listed("never"):
        points -= 6
    return points


def _is_acronym(words: Words, candidate: Candidate) -> bool:
    """Tell whether a short word in capitals stands among words that are not: "the SWAT team"."""
    text = words.text[candidate.start : candidate.end]
    if (
        candidate.text_length > 1
        or len(text) > 5
        or not text.isupper()
        or words.gap(candidate.last + 1)[:2] in (" (", " —", " –", "--")
    ):
        return False
    around = [word for word in words.raw[max(0, candidate.first - 2) : candidate.last + 3] if len(word) > 1]
    return 2 * sum(word.isupper() for word in around) <= len(around) + 1


def is_common(candidate: Candidate) -> bool:
    """Tell whether all the words of a name are ordinary words: "City Park", "Mobile"."""
    known = lexicon()
    return all(known.get(word, 0) & COMMON for word in candidate.key.split())


def _by_population(row: PlaceRow) -> float:
    steps = (1_000_000, 3.0), (200_000, 2.0), (50_000, 1.3), (10_000, 0.6), (2_000, 0.1)
    points = next((points for least, points in steps if row.population >= least), -0.3)
    return points - (0 if row.primary else 1 if row.population >= 500_000 else 2)


def _weigh_demonym(words: Words, mention: Mention, persons: People) -> None:
    candidate = mention.candidate
    mention.add("demonym", 3)
    if candidate.first in persons.words and candidate.first - 1 in persons.words:
        mention.add("surname", -4)
    before, after = words.low(candidate.first - 1), words.low(candidate.last + 1)
    if before in listed("language_before") and not _modifies(words, candidate):
        mention.add("language", -3)
    if after in listed("not_demonym_after"):
        mention.add("dish", -3)


def _modifies(words: Words, candidate: Candidate) -> bool:
    return words.gap(candidate.last + 1) == " " and words.low(candidate.last + 1) not in (
        "and",
        "or",
        "at",
        "to",
        "with",
        "as",
    )


def _weigh_person(words: Words, mention: Mention, persons: People) -> None:
    candidate = mention.candidate
    if any(number in persons.words for number in range(candidate.first, candidate.last + 1)):
        mention.add("in a person's name", -6 if candidate.text_length == 1 else -3)
    elif candidate.key in persons.family:
        mention.add("family name in this article", -4)
    if (
        words.text[candidate.end : candidate.end + 2] == ", "
        and words.text[candidate.end + 2 : candidate.end + 5].rstrip(",").isdigit()
    ) and (candidate.flags & SURNAME or not is_great(candidate)):
        mention.add("age follows", -2)


def _weigh_before(words: Words, mention: Mention) -> None:
    candidate = mention.candidate
    before, gap = words.low(candidate.first - 1), words.gap(candidate.first)
    if words.begins(candidate.first):
        country = candidate.rows[0].feature in ("country", "continent")
        if candidate.text_length == 1 and not country and lexicon().get(words.low(candidate.first), 0) & COMMON:
            mention.add("a word that begins a sentence", -2.5)
        return
    if gap == "-" and before in ("d", "r"):
        mention.add("member for", 4)
    elif gap in ("-", "'", "’") and before in ("al", "el", "ul", "abu", "bin", "ben", "o", "d"):
        mention.add("name before", -3)
    elif gap == " ":
        _weigh_word_before(words, mention, before)


def _weigh_word_before(words: Words, mention: Mention, before: str) -> None:
    candidate = mention.candidate
    if before in listed("locative"):
        mention.add("locative", 3)
    elif before in listed("weak_locative"):
        mention.add("weak locative", 1.5)
    elif before in listed("direction"):
        mention.add("direction", 2)
    elif before in listed("not_place_before") and candidate.rows[0].feature in ("city", "county", "capital", "state"):
        _weigh_article(words, mention, before)


def _weigh_article(words: Words, mention: Mention, before: str) -> None:
    """Cities take no article: "the Lincoln"; but what comes from them does: "a Lincoln man"."""
    after = mention.candidate.last + 1
    if "organisation follows" in mention.signs:
        return
    modifies = words.gap(after) == " " and words.raw[after].islower() and words.low(after) not in listed("people_after")
    if not (modifies and before in ("a", "an", "the")):
        mention.add("article before", -1.5)
    elif before != "the":
        mention.add("a ... man", 1)


def _weigh_run(words: Words, mention: Mention) -> None:
    """Look at the capitalised words that a candidate stands among."""
    candidate = mention.candidate
    left = candidate.first > candidate.run[0] and not words.begins(candidate.first) and words.gap(candidate.first) == " "
    right = (
        candidate.last < candidate.run[1]
        and words.gap(candidate.last + 1) == " "
        and words.ends[candidate.last] == candidate.end
    )
    if right:
        after = words.low(candidate.last + 1)
        if after in listed("organization") or after in listed("venue"):
            mention.add("organisation follows", 0)
        elif after in listed("physical") or after in listed("administrative"):
            mention.add("feature follows", 0.3)
        elif _heads_organization(words, candidate):
            mention.add("organisation follows", 0.3)
        else:
            mention.add("name follows", -1.5 if not is_great(candidate) else -0.3)
    if left:
        before = words.low(candidate.first - 1)
        if before in listed("direction") or before in listed("title") or (words.begins(candidate.first - 1)):
            pass
        else:
            mention.add("name before", -2 if not is_great(candidate) else -0.5)


def _heads_organization(words: Words, candidate: Candidate) -> bool:
    """Tell whether the capitalised words after a name come to an organisation: "Ashby Volunteer Fire Department"."""
    for number in range(candidate.last + 2, min(candidate.run[1], candidate.last + 5) + 1):
        if words.low(number) in listed("organization") or words.low(number) in listed("venue"):
            return True
    return words.low(candidate.last + 1) in listed("title") or words.low(candidate.last + 1) in listed("office")


def _weigh_after(words: Words, mention: Mention) -> None:
    candidate = mention.candidate
    after = words.low(candidate.last + 1)
    gap = words.gap(candidate.last + 1)
    if after in listed("disease") and gap == " ":
        mention.add("disease", -5)
    elif after in listed("place_after") and gap in (" ", "'s ", "’s "):
        mention.add("place word after", 1)
    elif after in listed("people_after") and gap == " " and candidate.flags & SURNAME:
        mention.add("speaks", -1.5)
    if gap == "-" and (after in listed("compound") or words.is_capital(candidate.last + 1)):
        mention.add("compound", 1.5)
    if (
        words.text[candidate.end : candidate.end + 2] in (" (", " —", " –", "--")
        or words.text[candidate.end : candidate.end + 3] == " --"
    ) and words.text[candidate.start : candidate.end].isupper():
        mention.add("dateline", 3)
