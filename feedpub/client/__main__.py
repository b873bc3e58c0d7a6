"""python -m feedpub.client: keep a copy of a site."""

from feedpub.client.command import mirror_command

mirror_command(prog_name="python -m feedpub.client")
