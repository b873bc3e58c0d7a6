"""Files that the package carries."""
