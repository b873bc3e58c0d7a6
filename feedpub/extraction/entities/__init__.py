"""Who is who: the people, organisations and groups of an article, each with every mention."""
