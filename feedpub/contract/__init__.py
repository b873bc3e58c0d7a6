"""The contract of the JSON API: what may be asked and what is answered, as OpenAPI 3.1, written from the models."""

from feedpub.contract.document import openapi, openapi_text
from feedpub.contract.schemas import SCHEMAS, api_schema, schema_name

__all__ = ["SCHEMAS", "api_schema", "openapi", "openapi_text", "schema_name"]
