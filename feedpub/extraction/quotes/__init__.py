"""Quotations: what was said, and who said it."""
