"""A think tank as a calendar entry (RFC 5545)."""

import datetime
from email.utils import parseaddr

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from language.phrases import in_place
from thinktanks.addresses import host_name
from thinktanks.models import ThinkTank

LONGEST_LINE = 75  # octets; the standard continues a longer line in the next one, after a blank


CHANGED = ("think_tank.changed", "think_tank.cancelled")


def calendar_entry(think_tank: ThinkTank) -> str:
    """Return an event in the language of the page, of the whole day unless its times are known.

    Its id is the pk at the portal's host. SEQUENCE counts the changes, so that a calendar replaces what it had; the entry
    of a cancelled one removes it there. What is published or cancelled has an organizer: the portal.
    """
    place = ", ".join(filter(None, (think_tank.venue, think_tank.town)))
    title = _("Regional think tank %(place)s") % {"place": in_place(think_tank.region)}
    lines = (
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Domnica//Think tanks//LV",
        f"METHOD:{'CANCEL' if think_tank.is_cancelled else 'PUBLISH'}",
        "BEGIN:VEVENT",
        f"UID:think-tank-{think_tank.pk}@{host_name()}",
        f"ORGANIZER:mailto:{parseaddr(settings.DEFAULT_FROM_EMAIL)[1]}",
        f"DTSTAMP:{_utc(timezone.now())}",
        f"SEQUENCE:{think_tank.events.filter(kind__in=CHANGED).count()}",
        f"STATUS:{'CANCELLED' if think_tank.is_cancelled else 'CONFIRMED'}",
        *_times(think_tank),
        f"SUMMARY:{escaped(title)}",
        f"LOCATION:{escaped(place)}",
        f"DESCRIPTION:{escaped(think_tank.programme.name)}",
        "END:VEVENT",
        "END:VCALENDAR",
    )
    return "".join(folded(line) + "\r\n" for line in lines)


def _times(think_tank: ThinkTank) -> tuple[str, str]:
    """Return start and end: in UTC where the times are known, else of the whole day."""
    day = think_tank.held_on
    if think_tank.starts_at is None:
        next_day = day + datetime.timedelta(days=1)
        return f"DTSTART;VALUE=DATE:{day:%Y%m%d}", f"DTEND;VALUE=DATE:{next_day:%Y%m%d}"
    start, end = (
        _utc(timezone.make_aware(datetime.datetime.combine(day, time)))
        for time in (think_tank.starts_at, think_tank.ends_at)
    )
    return f"DTSTART:{start}", f"DTEND:{end}"


def _utc(moment: datetime.datetime) -> str:
    return f"{moment.astimezone(datetime.UTC):%Y%m%dT%H%M%SZ}"


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
