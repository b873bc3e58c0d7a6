"""The names under which a document of a common format says that feedpub wrote it."""

NINJS_PROFILE = "urn:feedpub:profile:ninjs:1"
"""Of ninjs documents: schemas/ninjs.schema.json."""

EVENT_NAMESPACE = "urn:feedpub:ns:event:1"
"""Of our elements in XML: schemas/event.rng."""
