"""The schemas of the API's documents, as validators look at them."""

import pytest

from feedpub.contract.schemas import SCHEMAS, api_schema


@pytest.mark.parametrize("name", [name for name, models in SCHEMAS.items() if len(models) == 1])
def test_what_a_document_has_is_spelled_out_at_the_top(name: str) -> None:
    schema = api_schema(name)
    assert schema["type"] == "object"
    assert schema["properties"]
    assert ("items" in schema["properties"]) == name.endswith("-list")
