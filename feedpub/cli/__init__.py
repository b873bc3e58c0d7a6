"""The command line: what people and scripts start."""

from feedpub.cli.backups import backup_command, restore_command
from feedpub.cli.beginning import init_command
from feedpub.cli.building import build_command
from feedpub.cli.commands import main
from feedpub.cli.compacting import compact_command
from feedpub.cli.copies import copies_command
from feedpub.cli.doctor import doctor_command
from feedpub.cli.explaining import explain_command
from feedpub.cli.extracting import extract_command
from feedpub.cli.ingesting import ingest_command, refresh_command
from feedpub.cli.serving import schedule_command, serve_command
from feedpub.cli.sources import source_command
from feedpub.cli.status import status_command
from feedpub.client.command import mirror_command

for _command in (
    serve_command,
    ingest_command,
    extract_command,
    explain_command,
    refresh_command,
    schedule_command,
    status_command,
):
    main.add_command(_command)
main.add_command(doctor_command)
main.add_command(source_command)
main.add_command(init_command)
main.add_command(copies_command)
main.add_command(mirror_command)
main.add_command(build_command)
main.add_command(backup_command)
main.add_command(restore_command)
main.add_command(compact_command)

__all__ = ["main"]
