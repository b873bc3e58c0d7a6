"""What alembic runs: upgrades inside the transaction that ``migrate`` opened."""

from alembic import context

from feedpub.store.tables import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata)
context.run_migrations()
