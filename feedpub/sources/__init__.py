"""Where documents come from: folders, and paths given by hand. Sources open things; they never read what is inside."""
