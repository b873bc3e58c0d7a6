"""What each word does in its sentence: a part of speech from the word and its neighbours.

One pass, no probabilities: closed classes decide, the lexicon's likeliest part of speech fills in, and words that may be
noun or verb ("claims", "calls") are told by what stands beside them (bare_verbs).
"""

from collections.abc import Iterable

from feedpub.extraction.document.clauses import tagset as t
from feedpub.extraction.document.clauses.bare_verbs import BareVerb, bare_verb
from feedpub.extraction.document.clauses.rows import Rows
from feedpub.extraction.document.clauses.vocabulary import CLOSED, PRONOMINAL, joining, nominal
from feedpub.extraction.document.mention import Mention
from feedpub.extraction.document.tokens import Tokens
from feedpub.language.lexicon import ROLE, Is

_OWNING = frozenset((t.DETERMINER, t.POSSESSIVE, t.OWNS))
_OPEN = frozenset((t.NOUN, t.ADJECTIVE, t.ADVERB))


class Tags(Rows):
    """The parts of speech of a text, or of a passage of it.

    Args:
        words: of the text.
        names: found in it, each with its first token and the token after its last.
        within: first token of the passage and the token after its last.
        headline: whether it is written as headlines are.
        capitals: whether a capital letter means anything; in title case it does not.
    """

    def __init__(
        self,
        words: Tokens,
        names: Iterable[tuple[int, int, Mention | None]],
        within: tuple[int, int] | None = None,
        *,
        headline: bool = False,
        capitals: bool = True,
    ) -> None:
        super().__init__(words, within or (0, len(words)), headline=headline)
        self.name: list[Mention | None] = [None] * len(words)
        for first, last, name in names:
            self.name[first:last] = [name] * (last - first)
            self.of[first:last] = [t.NAME] * (last - first)
        if not capitals:
            self.capital = [tag == t.NAME for tag in self.of]
        self.bare: dict[int, BareVerb] = {}
        """The verbs without auxiliaries, by their tokens."""
        # Most words ask no neighbour.
        columns = zip(self.of[self.first : self.last], self.capital[self.first : self.last], strict=True)
        for at, (tag, capital) in enumerate(columns, self.first):
            if not tag or (capital and tag != t.NAME):
                self.of[at] = self._tag(at)

    def _tag(self, at: int) -> str:
        flags, tag = self.flags[at], self.words.known_tag[at]
        if (
            self.capital[at]
            and not (self.headline or self.words.opens[at])
            and (tag in _OPEN or not (tag or flags & CLOSED))
        ):
            return t.NOUN
        if tag:
            return tag
        if not self.lower[at][0].isalpha():
            return self._apostrophe(at)
        return (self._closed(at, flags) if flags & CLOSED else "") or self._open(at, flags)

    def _apostrophe(self, at: int) -> str:
        """Tell "Osei's" and "the workers' " from "he's" and from a mark."""
        before = self.words.ends[at - 1] == self.words.starts[at] if at else False
        if self.lower[at] in self.words.language.possessives:
            pronoun = before and self.flags[at - 1] & (Is.SUBJECT | Is.RELATIVE)
            return t.AUXILIARY if pronoun else t.OWNS
        return t.OWNS if before and self.is_a(at - 1, "plural_ending") else t.MARK

    def _closed(self, at: int, flags: int) -> str:
        if self.is_a(at, "infinitive"):
            return t.TO if self._infinitive(at) else t.PREPOSITION
        pronominal = flags & PRONOMINAL and not (flags & Is.DAY and not self.capital[at])
        if pronominal:
            return self._pronominal(at, flags)
        verb = self.is_a(at, "verb or preposition") and flags & Is.VERB and self.of[at - 1] in (t.PRONOUN, t.TO)
        return "" if verb else joining(self.words.language, flags)

    def _infinitive(self, at: int) -> bool:
        """Tell "to resign", "to not yet resign" from "to court", "to the court", "according to court records"."""
        if at and self.lower[at - 1] in self.words.language.words("reporting", "according"):
            return False
        verb = self.next(at)
        while self.of[verb] == t.ADVERB or self.is_a(verb, "negations"):
            verb = self.next(verb)
        form = self.forms[verb]
        if form is None or "base" not in form.kinds or self.of[verb] == t.NAME:
            return self.is_a(verb, "bare be")
        after = self.next(verb)
        # "lied to court" and "fly to record", not "agreed to court voters": nothing follows that a verb would need
        ends = after == self.end or self.is_mark(after) or self.is_a(after, "coordinators")
        return not (form.noun and ends) or self.verb_is(verb, "intransitive verbs")

    def _pronominal(self, at: int, flags: int) -> str:
        if flags & Is.DAY:
            return t.NOUN if flags & ROLE and self.of[at - 1] != t.NUMBER else t.DAY  # "the PM", not "8 PM"
        if self.is_a(at, "relative") or (self.is_a(at, "that") and self._that(at)):
            return t.RELATIVE
        if flags & Is.POSSESSIVE:
            return t.POSSESSIVE if not self.is_a(at, "possessive or object") or self._opens_noun(at + 1) else t.PRONOUN
        named = self.is_a(at, "what") and self.of[at + 1] == t.NAME
        opens = (flags & Is.DETERMINER and not named) or self.is_a(at, "one")
        return t.DETERMINER if opens and (self.is_a(at, "before noun") or self._opens_noun(at + 1)) else t.PRONOUN

    def _that(self, at: int) -> bool:
        """Tell the joining "that" from "that plan": it follows a verb or noun, or another noun phrase follows it."""
        before, flags = self.of[at - 1] if at else t.MARK, self.flags[at + 1]
        if at + 1 == self.end:
            return False
        if self.of[at + 1] == t.NAME or flags & (Is.DETERMINER | Is.POSSESSIVE | Is.PRONOUN | Is.AUXILIARY | Is.PREPOSITION):
            return True
        people = self.forms[at + 1] is None and self.is_a(at + 1, "plurals")  # "the shame that people feel"
        singular = flags & Is.NOUN and not (people or self.is_a(at + 1, "plural_ending"))
        return before in (t.NOUN, t.NAME, t.PRONOUN, t.DAY) or (before in (t.VERB, t.GERUND, t.MARK) and not singular)

    def _opens_noun(self, at: int) -> bool:
        flags = self.flags[at]
        if at == self.end:
            return False
        if flags & (Is.PREPOSITION | Is.AUXILIARY | Is.DETERMINER | Is.PRONOUN | Is.CONJUNCTION | Is.RELATIVE):
            return bool(flags & (Is.NOUN | Is.ADJECTIVE)) and not flags & (Is.AUXILIARY | Is.PREPOSITION)
        return not flags & (Is.FINITE | Is.SAY) or bool(flags & (Is.NOUN | Is.ADJECTIVE)) or self.capital[at]

    def _open(self, at: int, flags: int) -> str:
        """Tag a word of an open class, such as "claims", which may be noun or verb, by the words beside it."""
        form, before = self.forms[at], self.before(at)
        tag = self.of[before] if at > self.first else t.MARK
        if tag in _OWNING or (self.is_a(at, "of office") and self._names_post(self.next(at))):
            return self._nominal(at)
        if form is None:
            opens = at == self.begin(at) and "-" in self.texts[at]  # "Self-proclaimed city boy"
            verbal = flags & (Is.VERB | Is.FINITE | Is.GERUND) or (self.is_a(at, "past_ending") and not opens)
            return t.VERB if verbal and not flags & (Is.NOUN | Is.ADJECTIVE) else nominal(flags)
        if tag in (t.AUXILIARY, t.TO):
            other = t.ADVERB if flags & (Is.ADVERB | Is.MANNER) else self._nominal(at)
            if form.kinds & self.wanted(before):
                return t.GERUND if form.kinds == {"ing"} else t.VERB
            return other
        if found := bare_verb(self, at):
            self.bare[at] = found
            return t.GERUND if found.kind == "ing" else t.VERB
        return self._nominal(at)

    def _names_post(self, at: int) -> bool:
        """Tell the director in "managing director", the Secretary in "acting Secretary of State Ada Osei"."""
        return bool(self.flags[at] & Is.PERSON) or self.texts[at] in self.words.language.titles

    def _nominal(self, at: int) -> str:
        described = self.words.language.likeliest.get(self.lower[at], "") in ("a", "d")
        return t.ADJECTIVE if described or (self.forms[at] is None and self.is_a(at, "past_ending")) else t.NOUN
