"""What every output calls a thing: its slug, its title, its address. No framework and no database is known here."""
