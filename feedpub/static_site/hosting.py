"""What a host has to be told so that files are answered as the web app answers: types, headers, redirects and what is gone.

nginx takes a file of its own (.feedpub/nginx.conf, for a ``server`` block); Netlify, Cloudflare Pages and others take
``_headers`` and ``_redirects`` from the folder itself (docs.netlify.com/routing/headers, developers.cloudflare.com/pages).
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from http import HTTPStatus
from pathlib import PurePosixPath

from feedpub.static_site.links import QUERY
from feedpub.static_site.manifest import BuiltAddress

NGINX = PurePosixPath(".feedpub/nginx.conf")
NOT_FOUND, GONE = PurePosixPath("404.html"), PurePosixPath("410.html")
KEPT_HEADERS = (
    "content-type",
    "cache-control",
    "content-security-policy",
    "referrer-policy",
    "x-content-type-options",
    "access-control-allow-origin",
)
"""What every answer of a kind has in common; tags and dates are the server's own, of the file."""

_NGINX_HEAD = """\
# The site's files, as feedpub made them. Include this in the server block of the site; nginx needs no more.
# Brotli needs the module ngx_brotli: with it, say "brotli_static on;" before the include.
root "{folder}";
index index.html;
gzip_static on;
gzip_vary on;
etag on;
error_page 404 /{not_found};
error_page 410 /{gone};
location ^~ /.feedpub/ {{ return 404; }}
location = / {{ try_files /index.html =404; {page} }}
# An address ends in no slash, and pages of a list have their number in the query.
location ~ ^(?<whole>/.*[^/])/+$ {{ return 301 $whole; }}
set $part "";
if ($args ~ "^{query}$") {{ set $part "@$args"; }}
location / {{ try_files $uri$part.html $uri =404; {page} }}
"""


HTML = ("", "html")
"""Stands for all pages, whose addresses have no suffix."""
_Pattern = tuple[str, str]


@dataclass(frozen=True, slots=True)
class HostRules:
    """What hosts have to be told of all that is built; most of it is said once for many files.

    Args:
        common: headers of the files of one suffix below one folder, by both; those of the first such file.
        exceptions: headers of files that are not as these, by their addresses.
        moved: where addresses lead, and with which status.
        gone: addresses at which something was.
        parts: addresses of lists with the names of what tells their parts and pages, which are in the query.
    """

    common: dict[_Pattern, dict[str, str]] = field(default_factory=dict)
    exceptions: dict[str, dict[str, str]] = field(default_factory=dict)
    moved: dict[str, tuple[str, int]] = field(default_factory=dict)
    gone: list[str] = field(default_factory=list)
    parts: set[tuple[str, ...]] = field(default_factory=set)

    @classmethod
    def of(cls, pages: Iterable[BuiltAddress]) -> "HostRules":
        """Collect them.

        Args:
            pages: all that is built, in the order of their paths; looked at one by one, as there may be very many.
        """
        rules = cls()
        for page in pages:
            if page.target:
                rules.moved[page.path] = (page.target, page.status)
            elif page.status == HTTPStatus.GONE:
                rules.gone.append(page.path)
            elif "?" in page.path:
                path, _, query = page.path.partition("?")
                rules.parts.add((path, *(part.partition("=")[0] for part in query.split("&"))))
            if page.file:
                known = rules.common.setdefault(_pattern(page.file), page.headers)
                if known != page.headers and page.file.suffix != ".html":
                    rules.exceptions[page.path] = page.headers
        return rules


def nginx(rules: HostRules, folder: str) -> str:
    """Write what nginx has to know.

    Args:
        rules: of the site.
        folder: absolute path of the site's files.
    """
    page = _headers(rules.common.get(HTML, {}))
    lines = [_NGINX_HEAD.format(folder=folder, not_found=NOT_FOUND, gone=GONE, query=QUERY, page=page)]
    for (first, suffix), said in sorted(rules.common.items()):
        if (first, suffix) != HTML:
            within = f"/{first}/.*" if first else "/[^/]*"
            lines.append(f'location ~ "^{within}\\.{suffix}$" {{ {_headers(said)} }}\n')
    lines += (f"location = {_quoted(path)} {{ {_headers(said)} }}\n" for path, said in rules.exceptions.items())
    for path, (target, status) in rules.moved.items():
        lines.append(f"location = {_quoted(path)} {{ return {status} {_quoted(target)}; }}\n")
    lines += (f"location = {_quoted(path)} {{ return 410; }}\n" for path in rules.gone)
    return "".join(lines)


def _headers(headers: dict[str, str]) -> str:
    said = dict(headers)
    media_type = said.pop("content-type", "application/octet-stream")
    told = [f"types {{ }} default_type {_quoted(media_type)};"]
    return " ".join(told + [f"add_header {name} {_quoted(value)};" for name, value in sorted(said.items())])


def _quoted(value: str) -> str:
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def headers(rules: HostRules) -> str:
    """Write ``_headers``."""
    # Hosts know the type of pages.
    page = {name: value for name, value in rules.common.get(HTML, {}).items() if name != "content-type"}
    blocks = {"/*": page}
    for (first, suffix), told in sorted(rules.common.items()):
        if (first, suffix) != HTML:
            blocks[f"/{first}/*.{suffix}" if first else f"/*.{suffix}"] = told
    written = ""
    for pattern, told in (blocks | rules.exceptions).items():
        # What a rule before it has said already would be said twice.
        fresh = {name: value for name, value in told.items() if pattern == "/*" or page.get(name) != value}
        lost = [name for name in page if pattern != "/*" and told.get(name) != page[name]]
        lines = [*(f"  ! {name}" for name in lost), *(f"  {name}: {value}" for name, value in sorted(fresh.items()))]
        written += "\n".join([pattern, *lines]) + "\n"
    return written


def redirects(rules: HostRules) -> str:
    """Write ``_redirects``: the parts and pages of lists, which are in the query, where addresses lead, and what is gone."""
    # Of what is asked for by one thing each, the order says nothing; it is the same in every build.
    numbered = (_of_parts(path, names) for path, *names in sorted(rules.parts, key=lambda one: (one[0], -len(one), one)))
    moved = (f"{path} {target} {status}\n" for path, (target, status) in rules.moved.items())
    return "".join((*numbered, *moved, *(f"{path} /{GONE} 410\n" for path in rules.gone)))


def _of_parts(path: str, names: list[str]) -> str:
    asked = " ".join(f"{name}=:{name}" for name in names)
    return f"{path} {asked} {path}@{'&'.join(f'{name}=:{name}' for name in names)}.html 200\n"


def _pattern(file: PurePosixPath) -> _Pattern:
    """Tell which other files are served with the same headers."""
    if file.suffix == ".html":
        return HTML
    return file.parts[0] if len(file.parts) > 1 else "", file.suffix.removeprefix(".")
