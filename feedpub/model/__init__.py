"""The nouns that pass between the packages: Document, Article, Event, Feed."""
