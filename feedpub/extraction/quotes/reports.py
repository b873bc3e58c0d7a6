"""Reports: verbs of speech with the words that name their subject."""

from typing import NamedTuple

from feedpub.extraction.mentions.phrases import Phrase, Phrases
from feedpub.extraction.quotes.frames import Frame
from feedpub.language.lexicon import REPORTS, Is

_BE = frozenset(["is", "are", "was", "were", "be", "been", "being", "'s", "’s", "got", "gets", "get"])
_PASSIVE = frozenset(("when", "if", "once", "as", "whether", "than", "being"))
_DOCUMENTS = frozenset(("according",))
_PARTICIPLE_TAIL = frozenset(("about", "if", "whether", "by", "why", "how", "what", "who", "where", "to", "in", "on", "at"))
_MARKS = frozenset(',;:—–-()"')


class Report(NamedTuple):
    """A clause that reports speech.

    Args:
        at: position of its verb among the frame's items.
        subject: who speaks.
        cue: number of the verb's first token.
        cue_end: number of the token after its last.
        strength: 3 for verbs of saying and "according to", 2 for thinking, 1 for judging, 0 for any other verb.
        inverted: whether the subject follows the verb.
        relative: whether the subject was reached over "who".
    """

    at: int
    subject: Phrase
    cue: int
    cue_end: int
    strength: int
    inverted: bool = False


class Clauses:
    """Finds the reports in frames.

    Args:
        phrases: of the text.
    """

    def __init__(self, phrases: Phrases) -> None:
        self.phrases = phrases
        self.words = phrases.words

    def reports(self, frame: Frame) -> tuple[Report, ...]:
        """Find the reports of a frame, in order of their verbs."""
        found: list[Report] = []
        for at, item in enumerate(frame.items):
            if item.stretch < 0 and (report := self._report(frame, at, found)):
                found.append(report)
        return tuple(found)

    def _report(self, frame: Frame, at: int, earlier: list[Report]) -> Report | None:
        place, words = frame.items[at].first, self.words
        if words.lower[place] == "according" and words.lower[place + 1 : place + 2] == ("to",):
            subject = self._after(frame, at + 2)
            return Report(at, subject, place, place + 2, 3) if subject else None
        if not words.flags[place] & REPORTS or self._is_noun(frame, at):
            return None
        subject, inverted = self._subject(frame, at, earlier), False
        if (subject is None or self._follows_quotation(frame, at)) and (turned := self._inverted(frame, at)):
            subject, inverted = turned, True
        if subject is None:
            return None
        return Report(at, subject, place, place + 1, self._strength(place), inverted)

    def _strength(self, place: int) -> int:
        flags = self.words.flags[place]
        return 3 if flags & Is.SAY else 2 if flags & Is.THINK else 1

    def _is_noun(self, frame: Frame, at: int) -> bool:
        """Tell "the report", "his call", "in response", "his stated goal" and "was asked" from verbs."""
        place, words = frame.items[at].first, self.words
        if (
            words.capital[place]
            and (at > 0 and frame.items[at - 1].stretch < 0)
            and words.tokens[place - 1].text not in '“"'
        ):
            return True
        if at == 0 or frame.items[at - 1].stretch >= 0:
            return words.lower[place].endswith("ing") and False
        before, flags = words.lower[place - 1], words.flags[place]
        if words.flags[place - 1] & (Is.DETERMINER | Is.POSSESSIVE) and before not in (
            "that",
            "all",
            "both",
            "some",
            "many",
            "others",
            "several",
            "this",
        ):
            return True
        if (
            words.flags[place - 1] & Is.PREPOSITION
            and not words.lower[place].endswith("ing")
            and before not in ("before", "after", "since", "as")
        ):
            return True
        if flags & Is.NOUN and before in ("'s", "’s"):
            return True
        return self._passive(frame, at)

    def _passive(self, frame: Frame, at: int) -> bool:
        place, words = frame.items[at].first, self.words
        if not words.lower[place].endswith(("ed", "told", "said", "en")):
            return False
        back = place - 1
        while back >= frame.items[0].first and words.flags[back] & Is.ADVERB:
            back -= 1
        if back < frame.items[0].first:
            follows = words.lower[place + 1] if place + 1 < len(words.lower) else ""
            return follows in _PARTICIPLE_TAIL and words.lower[place] in (
                "asked",
                "told",
                "pressed",
                "questioned",
                "challenged",
            )
        before = words.lower[back]
        if before in _BE or (before in _PASSIVE and words.lower[place] in ("asked", "told", "pressed", "questioned")):
            return True
        follows = words.lower[place + 1] if place + 1 < len(words.lower) else ""
        return (
            before == ","
            and words.lower[place] in ("asked", "told", "pressed", "called", "dubbed")
            and follows in _PARTICIPLE_TAIL
        )

    def _follows_quotation(self, frame: Frame, at: int) -> bool:
        back = at - 1
        while back >= 0 and frame.items[back].stretch < 0 and self.words.tokens[frame.items[back].first].text in ",—–-":
            back -= 1
        return back >= 0 and frame.items[back].stretch >= 0

    def _inverted(self, frame: Frame, at: int) -> Phrase | None:
        """Find a subject after the verb: “…,” said Ada Osei; Said Osei: “…”."""
        if at > 0 and not self._follows_quotation(frame, at) and not self._starts(frame, at):
            return None
        if not self.words.flags[frame.items[at].first] & (Is.SAY | Is.THINK) or self.words.lower[
            frame.items[at].first
        ].endswith("ing"):
            return None
        return self._after(frame, at + 1)

    def _starts(self, frame: Frame, at: int) -> bool:
        return all(
            self.words.tokens[item.first].text in '“"‘(' or self.words.flags[item.first] & (Is.ADVERB | Is.CONJUNCTION)
            for item in frame.items[:at]
        )

    def _after(self, frame: Frame, at: int) -> Phrase | None:
        if at >= len(frame.items) or frame.items[at].stretch >= 0:
            return None
        limit = at
        while limit < len(frame.items) and frame.items[limit].stretch < 0:
            limit += 1
        phrase = self.phrases.beginning(frame.items[at].first, frame.items[limit - 1].last)
        return None if phrase and self.words.flags[phrase.first] & Is.RELATIVE else phrase

    def _subject(self, frame: Frame, at: int, earlier: list[Report]) -> Phrase | None:
        """Find the subject before a verb, over auxiliaries, adverbs, appositions, relative clauses and coordinated verbs."""
        return Subject(self, frame, earlier).before(at)

    def any_subject(self, frame: Frame, at: int) -> Phrase | None:
        """Find the subject of the last finite verb before a position, whatever the verb."""
        for back in range(at - 1, 0, -1):
            if self._is_verb(frame, back) and (subject := Subject(self, frame, []).before(back)):
                return subject
        return None

    def _is_verb(self, frame: Frame, at: int) -> bool:
        verb = self.words.flags[frame.items[at].first] & (Is.FINITE | Is.VERB | Is.AUXILIARY)
        return frame.items[at].stretch < 0 and bool(verb) and not self._is_noun(frame, at)


class Subject:
    """The search for the subject of one verb.

    Args:
        clauses: of the text.
        frame: that the verb stands in.
        earlier: reports found before it.
    """

    def __init__(self, clauses: Clauses, frame: Frame, earlier: list[Report]) -> None:
        self.phrases, self.words, self.frame, self.earlier = clauses.phrases, clauses.words, frame, earlier

    def before(self, at: int) -> Phrase | None:
        """Search to the left of a position."""
        back = self._over_adverbs(at - 1)
        if back < 0 or self.frame.items[back].stretch >= 0:
            return self._shared(at) if back >= 0 and self._lower(at).endswith("ing") else None
        lower = self._lower(back)
        if lower == ")":
            back = self._over_brackets(back)
            lower = self._lower(back) if back >= 0 else ""
        if lower in (",", "—", "–", "-"):
            return self._over_apposition(back, at)
        if lower in ("and", "but", "or", "then", "to", "by", "while", "before", "after", "without", "for", "in", "when"):
            return self._shared(back)
        if lower in ("who", "that", "which"):
            return self._antecedent(back, lower)
        return self._ending(back)

    def _lower(self, at: int) -> str:
        return self.words.lower[self.frame.items[at].first] if self.frame.items[at].stretch < 0 else ""

    def _over_adverbs(self, back: int) -> int:
        words = self.words
        while back >= 0 and self.frame.items[back].stretch < 0:
            place = self.frame.items[back].first
            flags, lower = words.flags[place], words.lower[place]
            if flags & Is.PRONOUN or lower in ("to", "that") or self.phrases.name_at(place):
                break
            adverb = flags & (Is.AUXILIARY | Is.ADVERB) and not flags & (Is.NOUN | Is.CONJUNCTION | Is.GROUP | Is.PERSON)
            if not (adverb or lower.endswith("ly") or flags & Is.DAY or lower in ("back", "out", "on")):
                break
            back -= 1
        return back

    def _over_brackets(self, back: int) -> int:
        while back >= 0 and self._lower(back) != "(":
            back -= 1
        return back - 1

    def _ending(self, back: int) -> Phrase | None:
        if back < 0 or self.frame.items[back].stretch >= 0:
            return None
        limit = back
        while limit > 0 and self.frame.items[limit - 1].stretch < 0:
            limit -= 1
        return self.phrases.ending(self.frame.items[back].last, self.frame.items[limit].first)

    def _over_apposition(self, comma: int, at: int) -> Phrase | None:
        """Find Osei in "Osei, who grew up here, said" and "Osei, 34, a farmer, said"; a participle shares its subject."""
        if self._lower(at).endswith("ing"):
            return self._shared(comma)
        back, best = comma - 1, None
        while back >= 0 and self.frame.items[back].stretch < 0:
            if self._lower(back) in (",", "—", "–") and (phrase := self._ending(back - 1)) and self._describes(back + 1):
                best = phrase
                if phrase.form == "name":
                    return phrase
            back -= 1
        return best or self._shared(comma)

    def _describes(self, at: int) -> bool:
        words, place = self.words, self.frame.items[at].first
        if self.frame.items[at].stretch >= 0:
            return False
        opening = words.flags[place] & (
            Is.DETERMINER
            | Is.RELATIVE
            | Is.PREPOSITION
            | Is.GERUND
            | Is.POSSESSIVE
            | Is.FINITE
            | Is.PERSON
            | Is.NOUN
            | Is.ADJECTIVE
        )
        return bool(opening) or words.tokens[place].text[0].isdigit() or words.capital[place] or not words.flags[place]

    def _shared(self, at: int) -> Phrase | None:
        """The subject of the verb before, which a coordinated verb or a participle shares."""
        close = [report for report in self.earlier if report.at < at]
        for back in range(at - 1, -1, -1):
            item = self.frame.items[back]
            if close and back == close[-1].at:
                return close[-1].subject
            if item.stretch < 0 and back and self._is_verb(item.first) and (subject := self.before(back)):
                return subject
        return None

    def _is_verb(self, place: int) -> bool:
        flags = self.words.flags[place]
        if self.words.capital[place] or self.words.flags[place - 1] & (
            Is.DETERMINER | Is.POSSESSIVE | Is.PREPOSITION | Is.ADJECTIVE
        ):
            return False
        return (bool(flags & (Is.FINITE | Is.AUXILIARY)) and self.words.lower[place] != "to") or bool(
            flags & Is.VERB and not flags & Is.NOUN
        )

    def _antecedent(self, back: int, lower: str) -> Phrase | None:
        place = self.frame.items[back].first
        if lower == "who":
            return Phrase(place, place + 1, "pronoun", None, place)
        before = back - 1 if self._lower(back - 1) != "," else back - 2
        return self._ending(before)
