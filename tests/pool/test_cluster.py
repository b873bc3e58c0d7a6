"""Reading on a Dask cluster: real schedulers and workers, one of which is killed."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

import pytest

from feedpub.errors import BudgetError, ClusterError, SourceError
from feedpub.ingest import refresh
from feedpub.ingest.listing import InlineExecutor
from feedpub.model.document import Document
from feedpub.pool import Budget
from feedpub.pool import cluster as cluster_module
from feedpub.pool.cluster import ClusterExecutor, Setup
from feedpub.settings import Settings
from feedpub.sources.byhand import BY_HAND
from feedpub.store import open_store
from feedpub.wiring.documents import documents_of
from feedpub.wiring.ingesting import drafting_of
from tests.pool import tasks
from tests.pool.dask_cluster import Cluster, started_cluster

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(find_spec("distributed") is None, reason="needs Dask: pip install 'feedpub[cluster]'"),
]
_ARTICLES = 20


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    with started_cluster(tmp_path_factory.mktemp("cluster"), 2) as found:
        yield found


def setup(program: str = "this") -> Setup:
    return Setup(Budget(2, 100), None, None, partial(str, "this"), program)


def articles(folder: Path) -> Path:
    folder.mkdir()
    for number in range(_ARTICLES):
        text = f"BERGEN, Norway — Quay {number} reopened on Monday. “It took {number + 2} weeks,” Mayor Tone Vik said."
        head = f"---\nheadline: Quay {number} reopens\ndate: 2025-02-{number % 27 + 1:02}\n---\n"
        (folder / f"{number:02}.md").write_text(f"{head}{text}\n", encoding="utf-8")
    return folder


def read_far(folder: Path, database: Path, scheduler: str) -> Iterator[str]:
    """Have a folder taken in by the command; yields what became of each document, as soon as it is told."""
    command = [sys.executable, "-m", "feedpub", "ingest", str(folder), "--json", "--executor", scheduler]
    environment = os.environ | {"FEEDPUB_DATABASE_URL": f"sqlite:///{database}"}
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=environment, cwd=database.parent) as process:
        assert process.stdout is not None
        for line in process.stdout:
            yield json.loads(line)["status"]
    assert process.returncode == 0


class InHand(NamedTuple):
    """A folder that is given by hand."""

    name: str
    settings: Settings
    folder: Path

    def documents(self) -> Iterator[Document | SourceError]:
        return documents_of(self.settings, [self.folder])


def read_here(folder: Path, database: Path) -> None:
    settings = Settings(database_url=f"sqlite:///{database}")
    with open_store(settings.database_url) as store:
        drafting = drafting_of(settings, InlineExecutor())
        list(refresh(InHand(BY_HAND, settings, folder), store=store, drafting=drafting, now=store.now, sweep=False))


def state(database: Path) -> tuple[int, str]:
    with open_store(f"sqlite:///{database}") as store, store.snapshot() as snapshot:
        found = snapshot.contents.state()
    return found.sequence, found.digest


def test_a_worker_of_another_program_is_refused(cluster: Cluster) -> None:
    with pytest.raises(ClusterError, match="has another version of feedpub"):
        ClusterExecutor(cluster.address, setup("another"))


def test_a_cluster_that_is_not_there_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster_module, "_PATIENCE", 0.5)
    with pytest.raises(ClusterError, match=r"tcp://127\.0\.0\.1:9: no scheduler answers there"):
        ClusterExecutor("tcp://127.0.0.1:9", setup())


def test_tasks_keep_to_their_budget_on_a_cluster(cluster: Cluster) -> None:
    with ClusterExecutor(cluster.address, setup()) as executor:
        with pytest.raises(BudgetError, match="takes more than 2 seconds"):
            executor.submit(tasks.spin).result(60)
        assert executor.submit(tasks.double, 3).result(60) == 6


def test_what_a_killed_worker_had_at_hand_is_read_by_another(cluster: Cluster, tmp_path: Path) -> None:
    folder = articles(tmp_path / "copy")
    far = read_far(folder, tmp_path / "far.db", cluster.address.replace("tcp:", "dask:"))
    first = next(far)
    cluster.workers[0].kill()
    assert [first, *far] == ["new"] * _ARTICLES
    read_here(folder, tmp_path / "near.db")
    assert state(tmp_path / "far.db") == state(tmp_path / "near.db")
