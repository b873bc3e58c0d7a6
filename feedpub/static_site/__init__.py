"""The whole site as files, for any server that hands out files: what the web app would answer, byte for byte."""

from feedpub.static_site.building import BuildError, Built, StaticSite, build

__all__ = ["BuildError", "Built", "StaticSite", "build"]
