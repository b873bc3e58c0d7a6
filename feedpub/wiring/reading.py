"""The processes that read and extract, and the fingerprint of the program that they run."""

import sys
from collections.abc import Callable
from functools import cache, partial
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path
from re import match

from feedpub.drafting import warm_up
from feedpub.metrics import EXTRACTION, OWN
from feedpub.pool import Budget, BudgetedPool
from feedpub.pool.cluster import ClusterExecutor, Setup
from feedpub.pool.processors import usable_processors
from feedpub.settings import Settings
from feedpub.wiring.extraction import OWN_EXTRACTOR, extractor_of, fingerprint_of_plugin, load_extractor, reader_of
from feedpub.wiring.fingerprint import fingerprint_of

# What decides whether bytes can be read, and how long that takes: code and data.
_DECIDING = ("drafting", "extraction", "language", "media", "model", "pool", "readers")


def reading_pool(settings: Settings) -> BudgetedPool:
    """Make the processes that read documents; none is started before there is one to read.

    Args:
        settings: of the site.

    Returns:
        The pool, for everything that this process reads.
    """
    processes = settings.extraction_processes or usable_processors()
    took = partial(OWN.measure, EXTRACTION)
    return BudgetedPool(processes, _budget(settings), warm=_warm(settings), prepare=_prepare(settings), took=took)


def reading_executor(settings: Settings, cluster: str | None) -> BudgetedPool | ClusterExecutor:
    """Say where documents are read: in processes of this machine, or on a cluster.

    Args:
        settings: of the site.
        cluster: address of its scheduler; None: here.

    Returns:
        The executor, to be shut down by whoever asked for it.

    Raises:
        ClusterError: the cluster cannot be used.
    """
    if cluster is None:
        return reading_pool(settings)
    identify = partial(_program_across_machines, settings.extractor)
    setup = Setup(_budget(settings), _warm(settings), _prepare(settings), identify, identify())
    return ClusterExecutor(cluster, setup)


def _budget(settings: Settings) -> Budget:
    return Budget(settings.document_seconds, settings.document_megabytes)


def _warm(settings: Settings) -> Callable[[], object]:
    # Our own rules are loaded once for all workers. What is plugged in may start threads: each worker loads it for itself.
    own = settings.model_copy(update={"extractor": OWN_EXTRACTOR})
    return partial(warm_up, reader_of(own), extractor_of(own))


def _prepare(settings: Settings) -> Callable[[], object] | None:
    return partial(load_extractor, settings.extractor) if settings.extractor != OWN_EXTRACTOR else None


def program_of(settings: Settings) -> str:
    """Tell one program from another: what it refuses need not be read again by the same, and has to be by another.

    Args:
        settings: of the site.

    Returns:
        A hash of the code and data that read and extract, the versions of what they stand on, and the settings that decide.
    """
    found = sha256(sys.version.encode())
    found.update(_code())
    deciding = (settings.document_seconds, settings.document_megabytes, settings.max_document_bytes, settings.extractor)
    found.update(repr((deciding, _libraries(), fingerprint_of_plugin(settings.extractor))).encode())
    return found.hexdigest()


def _program_across_machines(extractor: str) -> str:
    """Tell programs apart, whoever built the interpreter and whatever the settings, which travel with each document."""
    deciding = (sys.version_info[:2], _libraries(), fingerprint_of_plugin(extractor))
    return sha256(_code() + repr(deciding).encode()).hexdigest()


# What runs is what was there when it was loaded, whatever is installed over it meanwhile.
@cache
def _code() -> bytes:
    return fingerprint_of(Path(__file__).parents[1], _DECIDING)


@cache
def _libraries() -> list[str]:
    try:
        named = [match(r"[\w.-]+", wanted) for wanted in requires("feedpub") or () if "extra ==" not in wanted]
    except PackageNotFoundError:
        return []  # run from its sources, without having been installed
    return sorted(f"{name[0]} {_version(name[0])}" for name in named if name)


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""
