"""The layers of an article as tables, for people who ask what a rule had before it."""

from collections.abc import Callable, Iterable, Iterator
from operator import attrgetter
from typing import NamedTuple

from feedpub.extraction.document.analysis import Analysis
from feedpub.extraction.document.layers import Layers
from feedpub.extraction.document.reporting import attributions_of
from feedpub.extraction.entities.table import entities_of
from feedpub.extraction.event.candidates import event_candidates
from feedpub.extraction.options import Options
from feedpub.extraction.places.collect import place_candidates
from feedpub.extraction.quotes.kinds import why_no_quotation
from feedpub.extraction.times import time_candidates
from feedpub.language.lexicon import Is
from feedpub.language.registry import language_of
from feedpub.model.article import Article
from feedpub.model.span import EvidenceField, Span

_FIELDS: tuple[EvidenceField | None, ...] = ("headline", "standfirst", None)
_FLAGS = tuple((flag, name.lower()) for name, flag in vars(Is).items() if name.isupper())

_SENTENCE, _QUOTED = attrgetter("start", "end", "paragraph", "text"), attrgetter("start", "end", "closed", "continues")
_NAME = attrgetter("start", "end", "kind", "sure", "margin", "gender", "title", "name", "cues")

Row = tuple[object, ...]


class Table(NamedTuple):
    """One layer.

    Args:
        layer: its name.
        columns: their names.
        rows: a value for each column; offsets are code points, "field" is empty for the text.
    """

    layer: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]


def layer_tables(article: Article, options: Options = Options()) -> tuple[Table, ...]:
    """Read an article as the rules do, and show each layer.

    Args:
        article: to read.
        options: what the site tells the rules.

    Returns:
        The layers in the order in which they are made; none for a language without rules.
    """
    if language_of(article.language) is None:
        return ()
    analysis = Analysis(article, options)
    return tuple(Table(layer, tuple(columns.split()), tuple(rows(analysis))) for layer, columns, rows in _LAYERS)


def _fields(rows: Callable[[Layers], Iterable[Row]]) -> Callable[[Analysis], Iterator[Row]]:
    """Show a layer that each field has, with the field's name before each row."""
    return lambda analysis: ((field or "", *row) for field in _FIELDS for row in rows(analysis.field(field)))


def _matter(analysis: Analysis) -> Iterator[Row]:
    text, line = analysis.article.text, analysis.dateline
    if line:
        yield line.start, line.end, "dateline", text[line.start : line.end]
    for start, end, kind in analysis.furniture:
        yield start, end, kind, text[start:end]


def _sentences(layers: Layers) -> Iterator[Row]:
    yield from ((number, *_SENTENCE(sentence)) for number, sentence in enumerate(layers.sentences))


def _tokens(layers: Layers) -> Iterator[Row]:
    tokens, tags = layers.tokens, layers.tags.of
    for number, (start, end) in enumerate(zip(tokens.starts, tokens.ends, strict=True)):
        flags = " ".join(name for flag, name in _FLAGS if tokens.flags[number] & flag)
        capital = "opens" if tokens.opens[number] else "capital" if tokens.capital[number] else ""
        quoted = "" if tokens.quoted[number] < 0 else tokens.quoted[number]
        yield number, start, end, tokens.texts[number], tags[number], tokens.sentence[number], quoted, capital, flags


def _quoted(layers: Layers) -> Iterator[Row]:
    for number, span in enumerate(layers.quoted):
        yield number, *_QUOTED(span), layers.text[span.start : span.end]


def _names(layers: Layers) -> Iterator[Row]:
    yield from map(_NAME, layers.names)


def _clauses(layers: Layers) -> Iterator[Row]:
    for number, clause in enumerate(layers.clauses):
        if clause is not None:
            verb = clause.verb
            voice = " ".join(trait for trait in ("passive", "negated") if getattr(verb, trait))
            subject, complement = clause.text(clause.subject), clause.text(clause.complement)
            yield number, subject, clause.text((verb.start, verb.end)), verb.lemma, verb.tense, voice, complement


def _attributions(analysis: Analysis) -> Iterator[Row]:
    for number, found in enumerate(analysis.layer(attributions_of)):
        speaker = analysis.tokens.slice(found.speaker.first, found.speaker.last) if found else ""
        yield number, speaker, found.rule if found else "", why_no_quotation(analysis, number, found) or ""


def _entities(analysis: Analysis) -> Iterator[Row]:
    for entity in analysis.layer(entities_of).entities:
        for reference in entity.references:
            mention, salience = reference.mention, f"{reference.salience:.2f} {reference.rival:.2f}"
            found = mention.start, mention.end, mention.form, mention.text, reference.rule, salience
            yield entity.id, entity.kind, entity.name, *found


def _times(analysis: Analysis) -> Iterator[Row]:
    for candidate in analysis.layer(time_candidates):
        for mention in candidate.mentions:
            yield candidate.value, *_place(mention.span), mention.tense or "", mention.rule


def _places(analysis: Analysis) -> Iterator[Row]:
    for candidate in analysis.layer(place_candidates):
        sure = candidate.certainty
        told = (sure.namesakes, f"{sure.margin:.2f}", sure.nearness) if sure else ("", "", "")
        for mention in candidate.mentions:
            place = candidate.name, candidate.row.country_code, candidate.use
            yield *place, *_place(mention.span), mention.rule, *told


def _events(analysis: Analysis) -> Iterator[Row]:
    for candidate in event_candidates(analysis):
        answer = candidate.answer
        yield candidate.passage.place, answer.type, answer.action, " ".join(sorted(candidate.features)), answer.rule


def _place(span: Span) -> tuple[str, int, int, str]:
    return span.field or "", span.start, span.end, span.text


_LAYERS: tuple[tuple[str, str, Callable[[Analysis], Iterable[Row]]], ...] = (
    ("matter", "start end kind text", _matter),
    ("sentences", "field sentence start end paragraph text", _fields(_sentences)),
    ("quotations", "field quotation start end closed continues text", _fields(_quoted)),
    ("tokens", "field token start end text tag sentence quotation capital may_be", _fields(_tokens)),
    ("names", "field start end kind sure margin gender title name cues", _fields(_names)),
    ("clauses", "field sentence subject verb lemma tense voice complement", _fields(_clauses)),
    ("attributions", "quotation speaker rule not_said", _attributions),
    ("entities", "entity kind name start end form text rule salience", _entities),
    ("times", "value field start end text tense rule", _times),
    ("places", "name country use field start end text rule namesakes margin nearness", _places),
    ("events", "passage type action features rule", _events),
)
