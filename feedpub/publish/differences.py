"""What two revisions of an event say otherwise: field by field, answer by answer, quotation by quotation.

Where something stands in the text, how sure an answer is and which rule found it are no news: that is not compared.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from typing import Any

Document = Mapping[str, Any]

_ASIDE = frozenset({"evidence", "confidence", "rule", "start", "end", "id", "who"})
_NAMES = {"who": "name", "when": "value", "where": "name"}
"""By what the answers to a question are the same in two revisions."""
_ALIKE = (
    0.6  # of two quotations' characters are the same: the words of one were corrected (difflib's own measure of likeness)
)
# Pairs that are compared: quotations letter by letter, paragraphs by their words; an honest article has far fewer.
_MOST_QUOTES = 2_500
_MOST_PARAGRAPHS = 4_000_000


def differences(before: Document, after: Document) -> dict[str, list[dict[str, Any]]]:
    """Compare two revisions.

    Args:
        before: document of the earlier one.
        after: document of the later one.

    Returns:
        ``fields`` of the article, ``answers`` and ``quotations`` that are not the same.
    """
    return {
        "fields": list(_fields(before, after)),
        "answers": [
            *(one for question in _NAMES for one in _answers(question, before, after)),
            *_what(before.get("what"), after.get("what")),
        ],
        "quotations": list(_quotations(before.get("quotes", ()), after.get("quotes", ()))),
    }


def _fields(before: Document, after: Document) -> Iterator[dict[str, Any]]:
    if before.get("status") != after.get("status"):
        yield {"field": "status", "before": before.get("status"), "after": after.get("status")}
    old, new = before["article"], after["article"]
    for name in dict.fromkeys((*old, *new)):
        if _said(old.get(name)) == _said(new.get(name)) or name == "status":
            continue
        field = {"field": f"article.{name}"}
        if name == "text":
            yield field | {"passages": list(_passages(old[name].split("\n\n"), new[name].split("\n\n")))}
        else:
            yield field | {"before": _said(old.get(name)), "after": _said(new.get(name))}


def _passages(old: Sequence[str], new: Sequence[str]) -> Iterator[dict[str, str]]:
    """Compare a text paragraph by paragraph."""
    if len(old) * len(new) > _MOST_PARAGRAPHS:
        yield {"before": "\n\n".join(old), "after": "\n\n".join(new)}
        return
    for op, start, end, from_new, to_new in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if op != "equal":
            yield {"before": "\n\n".join(old[start:end]), "after": "\n\n".join(new[from_new:to_new])}


def _answers(question: str, before: Document, after: Document) -> Iterator[dict[str, Any]]:
    rest = _by_name(question, after)
    for name, old in _by_name(question, before).items():
        new = rest.pop(name, None)
        if new != old:
            yield _difference("question", question, old, new)
    for new in rest.values():
        yield _difference("question", question, None, new)


def _by_name(question: str, document: Document) -> dict[tuple[Any, int], Any]:
    """List the answers to a question, several of one name in their order."""
    found: dict[tuple[Any, int], Any] = {}
    for answer in document.get(question, ()):
        name, number = answer[_NAMES[question]], 0
        while (name, number) in found:
            number += 1
        found[name, number] = _said(answer)
    return found


def _what(before: Any, after: Any) -> Iterator[dict[str, Any]]:
    if _said(before) != _said(after):
        yield _difference("question", "what", _said(before), _said(after))


def _quotations(before: Sequence[Any], after: Sequence[Any]) -> Iterator[dict[str, Any]]:
    """Compare quotations: those of the same words first, then the most alike of the others."""
    said, says = [_said(one) for one in before], [_said(one) for one in after]
    old, new = _without(said, says), _without(says, said)
    few = len(old) * len(new) <= _MOST_QUOTES
    for one in old:
        same = _most_alike(one, new, few=few)
        if same is not None:
            new.remove(same)
        yield _difference("quotation", (same or one)["text"], one, same)
    for one in new:
        yield _difference("quotation", one["text"], None, one)


def _without(these: Sequence[Any], those: Sequence[Any]) -> list[Any]:
    """Leave out as many of each as the others have."""
    others = Counter(map(repr, those))
    rest = []
    for one in these:
        key = repr(one)
        if others[key] > 0:
            others[key] -= 1
        else:
            rest.append(one)
    return rest


def _most_alike(one: Any, others: Sequence[Any], *, few: bool) -> Any:
    for other in others:
        if other["text"] == one["text"]:
            return other
    measured = [(_likeness(one["text"], other["text"]), place) for place, other in enumerate(others)] if few else []
    best, place = max(measured, default=(0.0, 0))
    return others[place] if best >= _ALIKE else None


def _likeness(one: str, other: str) -> float:
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return matcher.ratio() if matcher.quick_ratio() >= _ALIKE else 0.0


def _difference(of: str, name: str, before: Any, after: Any) -> dict[str, Any]:
    op = "added" if before is None else "removed" if after is None else "changed"
    sides = {"before": before, "after": after}
    return {of: name, "op": op} | {side: value for side, value in sides.items() if value is not None}


def _said(value: Any) -> Any:
    """Leave out where things stand, and what is no news of the event."""
    if isinstance(value, Mapping):
        return {name: _said(one) for name, one in value.items() if name not in _ASIDE}
    return [_said(one) for one in value] if isinstance(value, list) else value
