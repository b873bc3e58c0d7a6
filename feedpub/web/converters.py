"""The variable parts of addresses."""

from datetime import date

from werkzeug.routing import BaseConverter, ValidationError


class SlugConverter(BaseConverter):
    """The name of an article's page: it has no dot, so that a suffix after it is never taken for a part of it."""

    regex = "[a-z0-9]+(?:-[a-z0-9]+)*"


class DigestConverter(BaseConverter):
    """The part of an address that changes with what is there: the first quarter of the digits of a hash."""

    regex = "[0-9a-f]{16}"


class EventIdConverter(BaseConverter):
    """The id of an event: a UUID, with ``urn:uuid:`` before it or without; letters of any size (RFC 9562, section 4)."""

    regex = "(?:(?i:urn:uuid:))?[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}"

    def to_python(self, value: str) -> str:
        """Read the id."""
        return f"urn:uuid:{value.lower().removeprefix('urn:uuid:')}"


class NumberConverter(BaseConverter):
    """A number from 1, written in one way only."""

    regex = "[1-9][0-9]{0,8}"

    def to_python(self, value: str) -> int:
        """Read the number."""
        return int(value)


class MonthConverter(BaseConverter):
    """A month of the calendar, as 2024-04."""

    regex = "[12][0-9]{3}-(?:0[1-9]|1[0-2])"

    def to_python(self, value: str) -> tuple[int, int]:
        """Read the year and the month."""
        return int(value[:4]), int(value[5:])


class DayConverter(BaseConverter):
    """A day of the calendar, as 2024-04-22, of the same years as months are: the calendar's last day has no day after it."""

    regex = "[12][0-9]{3}-[0-9]{2}-[0-9]{2}"

    def to_python(self, value: str) -> date:
        """Read the day; an impossible one leads nowhere."""
        try:
            return date.fromisoformat(value)
        except ValueError as error:
            raise ValidationError from error
