"""Whether a Dask cluster gives the events that one machine gives, also when a worker is killed, and how fast each is.

    python -m benchmarks.cluster [--files 1000] [--workers 3]

Scheduler and workers run on this machine, one thread each, so that rates say what the way over the network costs and nothing
of what more machines bring. The first worker is killed when a third of the articles is stored. Exits 1 where the two stores
do not come to the same digest (/api/state).
"""

import argparse
import time
from pathlib import Path
from subprocess import Popen
from tempfile import TemporaryDirectory

from benchmarks.made_articles import write_files
from feedpub.settings import Settings
from feedpub.store import open_store
from feedpub.wiring.ingesting import ingest_places
from tests.pool.dask_cluster import started_cluster


def take(copy: Path, database: Path, scheduler: str | None, doomed: Popen[bytes] | None, kill_at: int) -> tuple[str, float]:
    """Take all files in; return the digest of what is stored, and the articles in a second."""
    settings = Settings(database_url=f"sqlite:///{database}")
    begun, number = time.perf_counter(), 0
    for number, _ in enumerate(ingest_places(settings, [copy], cluster=scheduler), 1):
        if doomed is not None and number == kill_at:
            doomed.kill()
    seconds = time.perf_counter() - begun
    with open_store(settings.database_url) as store, store.snapshot() as snapshot:
        return snapshot.contents.state().digest, number / seconds


def main() -> int:
    """Measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", type=int, default=1000)
    parser.add_argument("--workers", type=int, default=3)
    asked = parser.parse_args()
    with TemporaryDirectory() as name:
        folder = Path(name)
        files = len(list(write_files(folder / "copy", asked.files)))
        here, near = take(folder / "copy", folder / "here.db", None, None, 0)
        with started_cluster(folder, asked.workers) as (address, workers):
            there, far = take(folder / "copy", folder / "there.db", address, workers[0], files // 3)
    same = "the same digest" if here == there else "ANOTHER DIGEST"
    print(f"{files} articles: here {near:.1f}/s; {asked.workers} workers, one killed on the way: {far:.1f}/s; {same}")
    print(f"the cluster is {far / near:.2f} times as fast as the processes of this machine, on the same processors")
    return int(here != there)


if __name__ == "__main__":
    raise SystemExit(main())
