"""A process that keeps a copy with feedpub.client, and notes in the same file all that it is told:
python -m tests.chaos.mirror ADDRESS FILE OPTIONS FILTERS (both JSON).

Triggers of the copy's own database note each change in the transaction that applies it: killed at any moment, it has both
or neither.
"""

import json
import sqlite3
import sys
from contextlib import closing

from feedpub.client import Copy, FollowOptions, mirror

NOTING = """
CREATE TABLE IF NOT EXISTS told (
    number INTEGER PRIMARY KEY AUTOINCREMENT, op TEXT NOT NULL, sequence INTEGER NOT NULL, id TEXT NOT NULL, document TEXT,
    snapshots INTEGER NOT NULL
);
CREATE TRIGGER IF NOT EXISTS told_event AFTER INSERT ON events BEGIN
    INSERT INTO told SELECT NULL, 'upsert', NEW.sequence, NEW.id, NEW.document, snapshots FROM progress;
END;
CREATE TRIGGER IF NOT EXISTS told_end AFTER INSERT ON tombstones BEGIN
    INSERT INTO told SELECT NULL, NEW.op, NEW.sequence, NEW.id, NULL, snapshots FROM progress;
END;
"""


def main(address: str, file: str, options: str, filters: str) -> None:
    """Keep a copy until the process is ended."""
    with Copy(file, json.loads(filters)):
        pass
    with closing(sqlite3.connect(file)) as database:
        database.executescript(NOTING)
    mirror(address, file, json.loads(filters), FollowOptions(**json.loads(options)), _log)


def _log(report: object) -> None:
    sys.stdout.write(f"{report}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(*sys.argv[1:])
