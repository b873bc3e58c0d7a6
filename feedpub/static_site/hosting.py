"""What a host has to be told so that files are answered as the web app answers: types, headers, redirects and what is gone.

nginx takes a file of its own (.feedpub/nginx.conf, for a ``server`` block); Netlify, Cloudflare Pages and others take
``_headers`` and ``_redirects`` from the folder itself (docs.netlify.com/routing/headers, developers.cloudflare.com/pages).
"""

from collections.abc import Iterable, Iterator
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


def nginx(pages: Iterable[BuiltAddress], folder: str) -> str:
    """Write what nginx has to know.

    Args:
        pages: all that is built, in the order of their paths.
        folder: absolute path of the site's files.
    """
    listed = list(pages)
    rules = dict(patterns(listed))
    written = _NGINX_HEAD.format(
        folder=folder, not_found=NOT_FOUND, gone=GONE, query=QUERY, page=_headers(rules.pop(HTML, {}))
    )
    for (first, suffix), headers in sorted(rules.items()):
        within = f"/{first}/.*" if first else "/[^/]*"
        written += f'location ~ "^{within}\\.{suffix}$" {{ {_headers(headers)} }}\n'
    for page in exceptions(listed):
        written += f"location = {_quoted(page.path)} {{ {_headers(page.headers)} }}\n"
    for page in listed:
        if page.target:
            written += f"location = {_quoted(page.path)} {{ return {page.status} {_quoted(page.target)}; }}\n"
        elif page.status == 410:  # Gone
            written += f"location = {_quoted(page.path)} {{ return 410; }}\n"
    return written


def _headers(headers: dict[str, str]) -> str:
    said = dict(headers)
    media_type = said.pop("content-type", "application/octet-stream")
    told = [f"types {{ }} default_type {_quoted(media_type)};"]
    return " ".join(told + [f"add_header {name} {_quoted(value)};" for name, value in sorted(said.items())])


def _quoted(value: str) -> str:
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def headers(pages: Iterable[BuiltAddress]) -> str:
    """Write ``_headers``."""
    written = ""
    listed = list(pages)
    rules = dict(patterns(listed))
    page = rules.pop(HTML, {})
    page.pop("content-type", None)  # hosts know that of pages
    blocks = {"/*": page}
    blocks |= {f"/{first}/*.{suffix}" if first else f"/*.{suffix}": told for (first, suffix), told in sorted(rules.items())}
    blocks |= {one.path: one.headers for one in exceptions(listed)}
    for pattern, told in blocks.items():
        # What a rule before it has said already would be said twice.
        fresh = {name: value for name, value in told.items() if pattern == "/*" or page.get(name) != value}
        lost = [name for name in page if pattern != "/*" and told.get(name) != page[name]]
        lines = [*(f"  ! {name}" for name in lost), *(f"  {name}: {value}" for name, value in sorted(fresh.items()))]
        written += "\n".join([pattern, *lines]) + "\n"
    return written


def redirects(pages: Iterable[BuiltAddress]) -> str:
    """Write ``_redirects``: where addresses lead, what is gone, and the parts and pages of lists, which are in the query."""
    moved, lists = "", set()
    for page in pages:
        if page.target:
            moved += f"{page.path} {page.target} {page.status}\n"
        elif page.status == 410:  # Gone
            moved += f"{page.path} /{GONE} 410\n"
        elif "?" in page.path:
            path, _, query = page.path.partition("?")
            lists.add((path, *(part.partition("=")[0] for part in query.split("&"))))
    numbered = (_of_parts(path, names) for path, *names in sorted(lists, key=lambda one: (one[0], -len(one))))
    return "".join(numbered) + moved


def _of_parts(path: str, names: list[str]) -> str:
    asked = " ".join(f"{name}=:{name}" for name in names)
    return f"{path} {asked} {path}@{'&'.join(f'{name}=:{name}' for name in names)}.html 200\n"


HTML = ("", "html")
"""Stands for all pages, whose addresses have no suffix."""


def patterns(pages: Iterable[BuiltAddress]) -> Iterator[tuple[tuple[str, str], dict[str, str]]]:
    """Find what the files of one suffix below one folder have in common, so that a few rules say it of all.

    Args:
        pages: all that is built.

    Yields:
        The first part of the path and the suffix, with the headers.
    """
    seen: set[tuple[str, str]] = set()
    for page in pages:
        if page.file is None:
            continue
        pattern = HTML if page.file.suffix == ".html" else _pattern(page.file)
        if pattern not in seen:
            seen.add(pattern)
            yield pattern, dict(page.headers)


def exceptions(pages: Iterable[BuiltAddress]) -> Iterator[BuiltAddress]:
    """Find the files that are not as others of their suffix below their folder.

    Args:
        pages: all that is built.

    Yields:
        What has to be told of each by itself.
    """
    listed = list(pages)
    rules = dict(patterns(listed))
    for page in listed:
        if page.file and page.file.suffix != ".html" and rules[_pattern(page.file)] != page.headers:
            yield page


def _pattern(file: PurePosixPath) -> tuple[str, str]:
    return file.parts[0] if len(file.parts) > 1 else "", file.suffix.removeprefix(".")
