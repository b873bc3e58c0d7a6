"""Files that the package carries, and the commands that make them."""
