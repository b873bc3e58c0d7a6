"""What both reading and extraction know of languages: a pack for each in a folder of its own, and what all of them share."""
