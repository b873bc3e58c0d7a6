"""Front matter: a mapping at the head of a document, of YAML between lines of dashes or of TOML between lines of plus signs.

Sources: https://yaml.org/spec/1.2.2/, https://toml.io/en/v1.0.0, https://gohugo.io/content-management/front-matter/.

Every scalar stays the string that was written: the country code NO is no truth value, and a date keeps its precision.
Aliases, tags and deep nesting, which a header needs for nothing and an attacker for much, are refused.
"""

import re
import tomllib
from collections import Counter
from datetime import date, datetime
from typing import Any

import yaml

MAX_CHARACTERS = 65_536
_DEEPEST = 6
_FENCE = re.compile(r"(?:---|\+\+\+)[ \t]*(?:\n|$)")
_END = re.compile(r"^(?:---|\.\.\.)[ \t]*(?:\n|$)", re.MULTILINE)
_TOML_END = re.compile(r"^\+\+\+[ \t]*(?:\n|$)", re.MULTILINE)
_SURROGATE = re.compile("[\ud800-\udfff]")
_YAML_NULL = "tag:yaml.org,2002:null"


_NAME = re.compile(r"^([^\W\d][\w-]*)[ \t]*:(?:\s|$)", re.MULTILINE)


class FrontMatterError(ValueError):
    """The header cannot be used; says why.

    Args:
        reason: in words.
        field: whose value is at fault, where that can be told.
    """

    def __init__(self, reason: str, field: str = "front matter") -> None:
        super().__init__(reason)
        self.field = field


class _Loader(yaml.SafeLoader):
    """Lists, mappings with unique string keys, and strings; nothing else."""

    yaml_implicit_resolvers = {  # noqa: RUF012 - PyYAML's name and type, which it copies before it changes it
        first: [(tag, form) for tag, form in resolvers if tag == _YAML_NULL]
        for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }
    _depth = 0

    def scan_flow_scalar(self, style: str) -> Any:
        """Read a quoted scalar; an escape may lie beyond Unicode, or be half of a pair of UTF-16, which is nothing."""
        start = self.get_mark()
        try:
            token = super().scan_flow_scalar(style)
        except (OverflowError, ValueError):
            raise self._no_character(start) from None
        if _SURROGATE.search(token.value):
            raise self._no_character(start)
        return token

    def _no_character(self, start: yaml.Mark) -> FrontMatterError:
        header = str(start.buffer)[: start.pointer]
        names = _NAME.findall(header)
        return FrontMatterError(
            f"line {start.line + 2}: an escape stands for no character", names[-1][:40] if names else "front matter"
        )

    def compose_node(self, parent: yaml.Node | None, index: Any) -> yaml.Node | None:
        event = self.peek_event()  # type: ignore[no-untyped-call]  # PyYAML's stubs leave it out
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise FrontMatterError(f"line {event.start_mark.line + 2}: anchors and aliases are not accepted")
        if getattr(event, "tag", None):
            raise FrontMatterError(
                f"line {event.start_mark.line + 2}: tags such as {str(event.tag)[:40]!r} are not accepted"
            )
        self._depth += 1
        if self._depth > _DEEPEST:
            raise FrontMatterError(f"line {event.start_mark.line + 2}: nested more than {_DEEPEST} levels deep")
        node = super().compose_node(parent, index)
        self._depth -= 1
        return node

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        keys = [key.value if isinstance(key, yaml.ScalarNode) and key.tag != _YAML_NULL else None for key, _ in node.value]
        for key, times in Counter(keys).items():
            if key is None:
                raise FrontMatterError(f"line {node.start_mark.line + 2}: keys must be words")
            if times > 1:
                raise FrontMatterError(f"{key[:40]!r} is given twice")
        return super().construct_mapping(node, deep)


def split(text: str) -> tuple[dict[str, Any], str]:
    """Cut a document into its front matter and its body.

    Args:
        text: the whole document.

    Returns:
        The mapping (empty where the document has no front matter) and the body.

    Raises:
        FrontMatterError: the header is not closed, too long, neither YAML nor TOML, no mapping, or uses what is refused.
    """
    start = _FENCE.match(text)
    if not start:
        return {}, text
    toml = text.startswith("+")
    end = (_TOML_END if toml else _END).search(text, start.end(), start.end() + MAX_CHARACTERS)
    if not end:
        raise FrontMatterError(f"no line {text[:3]} closes it within {MAX_CHARACTERS:,} characters")
    header = text[start.end() : end.start()]
    return _load_toml(header) if toml else _load(header), text[end.end() :]


def _load_toml(header: str) -> dict[str, Any]:
    try:
        loaded = tomllib.loads(header)
    except tomllib.TOMLDecodeError as error:
        raise FrontMatterError(f"it is no TOML: {error}") from None
    except (RecursionError, ValueError):
        raise FrontMatterError("it is no TOML that can be read") from None
    return {name: _written(value, 1) for name, value in loaded.items()}


def _written(value: Any, depth: int) -> Any:
    """Return a value of TOML as YAML's would be loaded: mappings, lists and strings."""
    if depth > _DEEPEST:
        raise FrontMatterError(f"nested more than {_DEEPEST} levels deep")
    if isinstance(value, dict):
        return {name: _written(one, depth + 1) for name, one in value.items()}
    if isinstance(value, list):
        return [_written(one, depth + 1) for one in value]
    if isinstance(value, bool):
        return str(value).lower()
    return value.isoformat() if isinstance(value, date | datetime) else str(value)


def _load(header: str) -> dict[str, Any]:
    try:
        loaded = yaml.load(header, _Loader)  # noqa: S506 - a loader that is stricter than the safe one
    except yaml.MarkedYAMLError as error:
        line = f"line {error.problem_mark.line + 2}: " if error.problem_mark else ""
        raise FrontMatterError(f"{line}{error.problem or error.context}") from None
    except FrontMatterError:
        raise
    except (yaml.YAMLError, ValueError) as error:
        raise FrontMatterError(str(error).splitlines()[0]) from None
    if not isinstance(loaded, dict | None):
        raise FrontMatterError("it is no list of names and values")
    return loaded or {}
