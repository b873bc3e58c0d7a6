"""What is run by hand to make the files that the package carries."""
