"""Writing a backup: one snapshot of the database, whatever is published meanwhile, then the pictures.

SQLite copies its file as well, and PostgreSQL has pg_dump; neither copy can be read by the other, nor by hand.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib.metadata import version
from pathlib import Path
from typing import BinaryIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from feedpub.backup.manifest import MANIFEST, MEDIA, BackupManifest, table_name, written
from feedpub.errors import BackupError
from feedpub.media import MediaStore
from feedpub.store import Snapshot, Store, plain_tables

_LEVEL = 3  # of 9: text to a sixth of its size at some 80 MB a second, which is as fast as rows can be read
_OWNER_ONLY = 0o600  # it holds what is under embargo, and the keys of cursors


def back_up(store: Store, media: MediaStore, file: Path) -> BackupManifest:
    """Write all that is stored, and all pictures, to a file; readers and writers of the site go on.

    Args:
        store: to be backed up.
        media: where its pictures are.
        file: to write, whole or not at all; one that is there is replaced at the end.

    Returns:
        What is in it.

    Raises:
        StoreError: the database cannot be used.
        BackupError: the file cannot be written, or a picture cannot be read.
    """
    try:
        with _replacing(file) as target, ZipFile(target, "w", ZIP_DEFLATED, compresslevel=_LEVEL) as archive:
            with store.snapshot() as snapshot:
                tables = _write_tables(archive, snapshot)
                schema, state = snapshot.contents.schema, snapshot.contents.state()
            # Pictures are kept before the articles that show them: all of the snapshot's are there by now.
            pictures = _write_pictures(archive, media)
            manifest = BackupManifest(
                program=version("feedpub"),
                schema_version=schema,
                made=store.now(),
                tables=tables,
                pictures=pictures,
                sequence=state.sequence,
                chain=state.standing.chain,
                events=state.standing.shown,
                digest=state.standing.digest,
                proven=state.digest,
            )
            archive.writestr(_part(MANIFEST), manifest.model_dump_json(indent=2), ZIP_DEFLATED)
    except OSError as error:
        raise BackupError(str(file), "cannot be written") from error
    return manifest


def _write_tables(archive: ZipFile, snapshot: Snapshot) -> dict[str, int]:
    found: dict[str, int] = {}
    for table in plain_tables():
        with archive.open(table_name(table.name), "w", force_zip64=True) as part:
            part.write(written(table.columns.keys()))
            found[table.name] = 0
            for row in snapshot.contents.rows(table):
                part.write(written(row))
                found[table.name] += 1
    return found


def _write_pictures(archive: ZipFile, media: MediaStore) -> int:
    number = 0
    for name in media.names():
        content = media.content(name)
        if content is not None:
            archive.writestr(_part(f"{MEDIA}{name}"), content, ZIP_STORED)  # pictures are compressed already
            number += 1
    return number


def _part(name: str) -> ZipInfo:
    """Describe a part without the moment at which it was written: the same state gives the same bytes."""
    part = ZipInfo(name)
    part.external_attr = _OWNER_ONLY << 16
    return part


@contextmanager
def _replacing(file: Path) -> Iterator[BinaryIO]:
    """Write a file beside the one that it replaces at the end, once all of it is on the disk."""
    draft = file.with_name(f".{file.name}.{os.getpid()}")
    try:
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, _OWNER_ONLY), "wb") as target:
            yield target
            target.flush()
            os.fsync(target.fileno())
        draft.replace(file)
    finally:
        with suppress(FileNotFoundError):
            draft.unlink()
