"""Backups: all that a site has stored, and its pictures, in one file that either database can be filled from.

The file is a ZIP archive, so that whatever reads such archives shows what is in it: ``manifest.json``, ``tables/NAME.jsonl``
with the names of the columns in the first line and a row in each other one, and ``media/NAME``.
"""

from feedpub.backup.manifest import BackupManifest
from feedpub.backup.reading import restore
from feedpub.backup.writing import back_up

__all__ = ["BackupManifest", "back_up", "restore"]
