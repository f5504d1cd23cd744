"""A think tank as a calendar entry (RFC 5545)."""

import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from language.phrases import in_place
from thinktanks.models import ThinkTank

LONGEST_LINE = 75  # octets; the standard continues a longer line in the next one, after a blank


def calendar_entry(think_tank: ThinkTank, *, host: str) -> str:
    """Return an event of the whole day, in the language of the page; its id is the pk at this host."""
    day = think_tank.held_on
    place = ", ".join(filter(None, (think_tank.venue, think_tank.town)))
    title = _("Regional think tank %(place)s") % {"place": in_place(think_tank.region)}
    lines = (
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Domnica//Think tanks//LV",
        "BEGIN:VEVENT",
        f"UID:think-tank-{think_tank.pk}@{host}",
        f"DTSTAMP:{timezone.now().astimezone(datetime.UTC):%Y%m%dT%H%M%SZ}",
        f"DTSTART;VALUE=DATE:{day:%Y%m%d}",
        f"DTEND;VALUE=DATE:{day + datetime.timedelta(days=1):%Y%m%d}",
        f"SUMMARY:{escaped(title)}",
        f"LOCATION:{escaped(place)}",
        f"DESCRIPTION:{escaped(think_tank.programme.name)}",
        "END:VEVENT",
        "END:VCALENDAR",
    )
    return "".join(folded(line) + "\r\n" for line in lines)


def escaped(text: str) -> str:
    """Return a text as a value: with backslash, semicolon, comma and line break escaped."""
    for character in ("\\", ";", ","):
        text = text.replace(character, f"\\{character}")
    return "\\n".join(text.splitlines())


def folded(line: str) -> str:
    """Return a line in pieces of at most 75 octets, none of which ends inside a character."""
    pieces, piece = [], ""
    for character in line:
        longest = LONGEST_LINE - (1 if pieces else 0)
        if len((piece + character).encode()) > longest:
            pieces.append(piece)
            piece = ""
        piece += character
    return "\r\n ".join([*pieces, piece])
