"""What comes is what its digest is of, and a later server may say more."""

import pytest

from feedpub.client.errors import ProofError
from feedpub.client.wire import Upsert, snapshot_line
from feedpub.model.digests import digest_of
from tests.client.site import document, listed


def told(changed: dict[str, object]) -> Upsert:
    return Upsert.model_validate(listed() | {"event": changed, "digest": digest_of(changed)})


def test_a_document_is_validated() -> None:
    assert told(document()).event.article.headline == "Council reopens harbour"


def test_a_document_that_its_digest_is_not_of_is_refused() -> None:
    with pytest.raises(ProofError, match="digest"):
        snapshot_line(listed() | {"event": document("quay")})


def test_what_a_later_version_adds_is_kept_and_passed_over() -> None:
    later = document() | {"schema_version": "1.7", "mood": "glad"}
    change = told(later | {"article": later["article"] | {"tone": 3}})
    assert change.event.article.headline == "Council reopens harbour"
    assert (change.document["mood"], change.fault) == ("glad", None)


@pytest.mark.parametrize("changes", [{"schema_version": "2.0"}, {"article": {}}])
def test_a_document_that_nobody_can_read_is_copied_and_not_believed(changes: dict[str, object]) -> None:
    change = told(document() | changes)
    assert change.fault
    with pytest.raises(ProofError, match=change.id):
        change.event  # noqa: B018 - asked for because of what it raises
