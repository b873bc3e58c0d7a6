"""Where a connection may lead: names are resolved, and every address is looked at before anybody connects to it."""

import socket
from collections.abc import Callable, Sequence
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from urllib.parse import urlsplit

from feedpub.errors import SourceError
from feedpub.sources.folder import printable

Resolve = Callable[[str, int], Sequence[str]]
"""From a host's name and a port to the addresses that it has now."""

# Both ways to say so: of a source, and of what is named on a command line.
_IF_MEANT = "if it is meant, add the source by source add --allow-private (--replace), or pass --allow-private"
_NAT64 = IPv6Network("64:ff9b::/96")  # RFC 6052: the last four bytes are the address of IPv4 that is reached


def resolve(host: str, port: int) -> tuple[str, ...]:
    """Ask the system for the addresses of a host.

    Args:
        host: a name, or an address in any form that the system takes for one.
        port: of the service.

    Returns:
        The addresses, in the order in which they are to be tried.

    Raises:
        OSError: it has none.
    """
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return tuple(dict.fromkeys(str(address[0]) for *_, address in found))


def checked(host: str, addresses: Sequence[str], *, allow_private: bool) -> tuple[str, ...]:
    """Let addresses pass that a document may be fetched from.

    One that is not public spoils all: whoever answers with both kinds means to be tried until the private one is reached.

    Args:
        host: that was resolved, for the message.
        addresses: that it has.
        allow_private: also those of private networks, this machine and its neighbours.

    Returns:
        The same addresses.

    Raises:
        SourceError: there is none, or one is not public.
    """
    if not addresses:
        raise SourceError(host, "it has no address")
    for address in addresses if not allow_private else ():
        if not _is_public(address):
            raise SourceError(host, f"its address {address} is not public; {_IF_MEANT}")
    return tuple(addresses)


def _is_public(address: str) -> bool:
    parsed = ip_address(address.partition("%")[0])
    inner = _embedded(parsed) if isinstance(parsed, IPv6Address) else None
    return all(each.is_global and not each.is_multicast for each in (parsed if inner is None else inner,))


def _embedded(address: IPv6Address) -> IPv4Address | None:
    """Find the address of IPv4 that one of IPv6 leads to: mapped, 6to4 (RFC 3056), Teredo (RFC 4380) or NAT64."""
    if address in _NAT64:
        return IPv4Address(address.packed[-4:])
    teredo = address.teredo
    return address.ipv4_mapped or address.sixtofour or (teredo[1] if teredo else None)


def shown(address: str) -> str:
    """Return an address as messages show it: without credentials, and without a query, in which keys are often sent.

    Args:
        address: as given.
    """
    try:
        parts = urlsplit(address)
    except ValueError:
        return "an address that is none"
    host = parts.netloc.rpartition("@")[2]
    return printable(f"{parts.scheme}://{host}{parts.path}" + ("?…" if parts.query else ""))
