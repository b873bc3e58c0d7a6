"""The contract of the JSON API: what may be asked and what is answered, as OpenAPI 3.1, written from the models."""

from feedpub.contract.document import openapi, openapi_text

__all__ = ["openapi", "openapi_text"]
