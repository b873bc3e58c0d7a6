"""The build: every address that the site's own pages lead to is asked for once, and again when what it shows has changed."""

import fcntl
import os
from collections.abc import Callable, Generator, Iterator, Mapping
from concurrent.futures import FIRST_COMPLETED, Executor, Future, ProcessPoolExecutor, wait
from contextlib import contextmanager
from dataclasses import dataclass
from http import HTTPStatus
from multiprocessing import get_context
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from feedpub.errors import FeedpubError
from feedpub.static_site import hosting
from feedpub.static_site.batches import BatchBuilder, BuiltBatch
from feedpub.static_site.files import STATE, SiteFolder
from feedpub.static_site.manifest import Manifest

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

_BATCH = 64  # addresses that a process builds before it reports: a second's work, so that little is done twice after a kill
_FEW = 4 * _BATCH  # so few are done before a second process has started
_PASSES = 5  # how often a build follows a site that changes meanwhile


class BuildError(FeedpubError):
    """A build that cannot begin or go on."""


@dataclass(frozen=True, slots=True)
class StaticSite:
    """What is to be built.

    Args:
        app: makes the web app, in each process anew; it can be sent to a process.
        base_url: absolute address of the home page, without a slash at its end.
        seeds: paths from which all others are found.
        timed: paths of what changes with time alone, and so is asked for in every build.
        served: paths that only a program can answer, with all below them.
        program: tells one program and its settings from another; what another one built is built again.
        sequence: asks for the number of the last change.
        unexplained: asks for the number of the last change of which no explanation is kept any more.
        explanations: paths that show explanations, as SQL's LIKE has it.
        stale_since: for the number of an earlier change, tells which paths may show something that has changed since.
        errors: the pages that are shown where nothing is and where something was, by status.
    """

    app: "Callable[[], WSGIApplication]"
    base_url: str
    seeds: tuple[str, ...]
    timed: tuple[str, ...]
    served: tuple[str, ...]
    program: str
    sequence: Callable[[], int]
    unexplained: Callable[[], int]
    explanations: str
    stale_since: Callable[[int], Callable[[str], bool]]
    errors: Mapping[int, bytes]


@dataclass(frozen=True, slots=True)
class Built:
    """What a build has done so far.

    Args:
        asked: addresses that were asked for.
        written: files that were written, without their codings.
        removed: files that were taken away.
        left: addresses that are known and not yet asked for.
        failed: addresses that have no file, with the reason.
    """

    asked: int = 0
    written: int = 0
    removed: int = 0
    left: int = 0
    failed: tuple[str, ...] = ()

    def after(self, batch: BuiltBatch, left: int) -> "Built":
        """Count what a process reports."""
        return Built(
            self.asked + len(batch.pages),
            self.written + batch.written,
            self.removed + batch.removed,
            left,
            self.failed + batch.failed,
        )


def build(site: StaticSite, folder: Path, jobs: int) -> Generator[Built]:
    """Write a site to a folder, or what has changed since it was written there.

    Args:
        site: to be built.
        folder: where to.
        jobs: processes at most.

    Yields:
        What is done, after each piece of it.

    Raises:
        BuildError: another build writes to the folder, or a process was killed.
    """
    files = SiteFolder(folder)
    files.prepare()
    with _alone(folder / STATE / "lock"):
        manifest = Manifest(folder / STATE / "manifest.db")
        try:
            done = Built()
            for _ in range(_PASSES):
                sequence = site.sequence()
                _find_due(site, manifest, sequence)
                done = yield from _built(site, folder, manifest, jobs, done)
                if site.sequence() == sequence:
                    break
            _tell_hosts(site, manifest, files)
        finally:
            manifest.close()


def _find_due(site: StaticSite, manifest: Manifest, sequence: int) -> None:
    if manifest.fact("program") != site.program:
        manifest.want_everything()
        manifest.note("program", site.program)
    manifest.want_stale(site.stale_since, sequence)
    if manifest.fact("unexplained") != (unexplained := str(site.unexplained())):
        manifest.want_like(site.explanations)
        manifest.note("unexplained", unexplained)
    manifest.want(site.seeds)
    manifest.want(site.timed, again=True)


def _built(site: StaticSite, folder: Path, manifest: Manifest, jobs: int, done: Built) -> Generator[Built, None, Built]:
    """Build what is due, in this process while that is little, and in several when it is more."""
    builder = BatchBuilder(site.app, site.base_url, site.served, folder)
    due = manifest.count_due()
    while due and (due <= _FEW or jobs == 1):
        done = _record(manifest, builder.build(_told(manifest, manifest.due(_BATCH)), site.sequence()), done)
        yield done
        due = done.left
    if due:
        # A process is told what it needs; what this one has made of it stays here.
        told = BatchBuilder(site.app, site.base_url, site.served, folder)
        with ProcessPoolExecutor(jobs, get_context("spawn"), BatchBuilder.prepare, (told,)) as pool:
            done = yield from _shared_out(site, manifest, pool, jobs, done)
    return done


def _shared_out(
    site: StaticSite, manifest: Manifest, pool: Executor, jobs: int, done: Built
) -> Generator[Built, None, Built]:
    running: set[Future[BuiltBatch]] = set()
    last = ""
    while True:
        while len(running) < 2 * jobs:
            paths = manifest.due(_BATCH, last)
            if not paths:
                break
            last = paths[-1]
            running.add(pool.submit(BatchBuilder.build_prepared, _told(manifest, paths), site.sequence()))
        if not running:
            if not manifest.count_due():
                return done
            last = ""  # what was found meanwhile may lie before
            continue
        finished, running = wait(running, return_when=FIRST_COMPLETED)
        for future in finished:
            done = _record(manifest, _result(future), done)
            yield done


def _result(future: "Future[BuiltBatch]") -> BuiltBatch:
    try:
        return future.result()
    except (OSError, RuntimeError) as error:  # a broken pool is a RuntimeError
        raise BuildError("build", f"a process ended ({error}): start the command again, it goes on from here") from error


def _told(manifest: Manifest, paths: list[str]) -> list[tuple[str, str, PurePosixPath | None]]:
    """Say of each address what lies there."""
    known = ((path, manifest.find(path)) for path in paths)
    return [(path, page.etag if page else "", page.file if page else None) for path, page in known]


def _record(manifest: Manifest, batch: BuiltBatch, done: Built) -> Built:
    manifest.record(batch.pages, batch.links)
    return done.after(batch, manifest.count_due())


def _tell_hosts(site: StaticSite, manifest: Manifest, files: SiteFolder) -> None:
    rules = hosting.HostRules.of(manifest.pages())
    files.write(hosting.NGINX, hosting.nginx(rules, str(files.path.absolute())).encode())
    files.write(PurePosixPath("_headers"), hosting.headers(rules).encode())
    files.write(PurePosixPath("_redirects"), hosting.redirects(rules).encode())
    files.write(hosting.NOT_FOUND, site.errors[HTTPStatus.NOT_FOUND])
    files.write(hosting.GONE, site.errors[HTTPStatus.GONE])


@contextmanager
def _alone(lock: Path) -> Iterator[None]:
    """Hold a folder; what holds it lets go when its process ends, however it ends."""
    held = os.open(lock, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        os.close(held)
        raise BuildError(str(lock.parent.parent), "another build writes to this folder") from error
    try:
        yield
    finally:
        os.close(held)
