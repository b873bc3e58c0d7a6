"""What is run by hand to make the data files that the package carries."""
