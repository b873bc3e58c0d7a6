"""Restoring a backup: pictures first, then all of the database in one transaction, which is committed if it proves right.

Whoever breaks it off leaves the database as it was, and at most pictures that nothing shows yet.
"""

import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO
from zipfile import BadZipFile, ZipFile

from pydantic import ValidationError

from feedpub.backup.manifest import MANIFEST, MEDIA, BackupManifest, read, table_name
from feedpub.errors import BackupError
from feedpub.media import MediaStore
from feedpub.store.restoration import Restoration, restoring


def restore(file: Path, address: str, media: MediaStore, *, replace: bool = False) -> BackupManifest:
    """Fill a database and a folder of pictures with what a backup holds.

    Args:
        file: the backup.
        address: of the database, which may be of the other kind; a SQLite file is made where there is none.
        media: takes the pictures.
        replace: also where there are articles, which are lost.

    Returns:
        What was restored: documents, changes and counts have been found to come to the same as when they were written.

    Raises:
        StoreError: the database cannot be used, or has articles.
        BackupError: the file is no backup, is damaged, or cannot be read; the pictures cannot be written.
    """
    try:
        with ZipFile(file) as archive:
            manifest = _manifest(archive, file)
            with restoring(address, manifest.schema_version, replace=replace) as restoration:
                _fill(restoration, archive, manifest, file)
                _prove(restoration, manifest, file)
                _restore_pictures(archive, media, manifest, file)
    except (BadZipFile, zlib.error, EOFError) as error:
        raise BackupError(str(file), "is no backup, or is damaged") from error
    except OSError as error:
        raise BackupError(str(file), "cannot be restored") from error
    return manifest


def _manifest(archive: ZipFile, file: Path) -> BackupManifest:
    try:
        return BackupManifest.model_validate_json(archive.read(MANIFEST))
    except KeyError as error:
        raise BackupError(str(file), "is no backup of feedpub") from error
    except ValidationError as error:
        raise BackupError(str(file), "is a backup of another form, by another version of feedpub", MANIFEST) from error


def _fill(restoration: Restoration, archive: ZipFile, manifest: BackupManifest, file: Path) -> None:
    if missing := sorted(set(restoration.tables) ^ set(manifest.tables)):
        raise BackupError(str(file), "is not what this version of the tables has", table_name(missing[0]))
    for name in restoration.tables:
        where = table_name(name)
        try:
            with archive.open(where) as part:
                columns = [str(column) for column in read(part.readline())]
                found = restoration.fill(name, columns, _rows(part))
        except (KeyError, ValueError) as error:
            raise BackupError(str(file), "cannot be read", where) from error
        if found != manifest.tables[name]:
            raise BackupError(str(file), f"has {found} rows instead of {manifest.tables[name]}", where)


def _rows(part: IO[bytes]) -> Iterator[list[object]]:
    for line in part:
        yield list(read(line))


def _prove(restoration: Restoration, manifest: BackupManifest, file: Path) -> None:
    """Compare what the documents and the log come to now with what they came to then."""
    state = restoration.state()
    found = (state.sequence, state.standing.chain, state.standing.shown, state.standing.digest, state.digest)
    if found != (manifest.sequence, manifest.chain, manifest.events, manifest.digest, manifest.proven):
        raise BackupError(str(file), "its events do not come to the digest that was noted with them", MANIFEST)


def _restore_pictures(archive: ZipFile, media: MediaStore, manifest: BackupManifest, file: Path) -> None:
    named = [name for name in archive.namelist() if name.startswith(MEDIA)]
    for name in named:
        if not media.take_back(name.removeprefix(MEDIA), archive.read(name)):
            raise BackupError(str(file), "is not the picture that its name is made of", name)
    if len(named) != manifest.pictures:
        raise BackupError(str(file), f"has {len(named)} pictures instead of {manifest.pictures}", MEDIA)
