"""The versions of the schema, which are named without loading them."""

from alembic.config import Config
from alembic.script import ScriptDirectory

from feedpub.store.migrations import is_known, newest_version


def test_alembic_finds_the_same_versions() -> None:
    config = Config()
    config.set_main_option("script_location", "feedpub.store:migrations")
    found = ScriptDirectory.from_config(config)
    assert newest_version() == found.get_current_head()
    assert all(is_known(script.revision) for script in found.walk_revisions())
    assert not is_known("0000")
