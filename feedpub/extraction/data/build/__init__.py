"""What is run by hand to make the gazetteer."""
