from feedpub.errors import StoreError


def test_an_error_is_one_line_however_many_its_cause_takes() -> None:
    error = StoreError("postgresql://db", "the database refuses")
    error.__cause__ = OSError("connection refused\n\tIs the server running?\n")
    assert str(error) == "postgresql://db: the database refuses (connection refused Is the server running?)"
