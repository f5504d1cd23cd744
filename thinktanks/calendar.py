"""A think tank as an entry for calendars (RFC 5545)."""

import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from language.phrases import in_place
from thinktanks.models import ThinkTank

LINE = 75  # octets, by the standard; what is longer goes on in the next line after a blank


def calendar_entry(think_tank: ThinkTank, *, host: str) -> str:
    """The whole day of one think tank, in the language of the page; its number at this host is its name for ever."""
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
    """A text as a value: backslash, semicolon, comma and line break in their written form."""
    for mark in ("\\", ";", ","):
        text = text.replace(mark, f"\\{mark}")
    return "\\n".join(text.splitlines())


def folded(line: str) -> str:
    """A line in pieces of at most 75 octets; no letter is torn apart."""
    pieces, piece = [], ""
    for letter in line:
        room = LINE - (1 if pieces else 0)
        if len((piece + letter).encode()) > room:
            pieces.append(piece)
            piece = ""
        piece += letter
    return "\r\n ".join([*pieces, piece])
