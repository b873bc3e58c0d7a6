"""What both reading and extraction know of a language; English first."""
