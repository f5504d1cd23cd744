"""Places inside a sentence. Their case forms are stored with them, never derived."""

from django.utils.translation import pgettext

from stakeholders.models import Municipality, Region


def in_place(place: Region | Municipality) -> str:
    """Where something is: „Kurzemē”, in Kurzeme."""
    return pgettext("place", "in %(place)s") % {"place": place.locative}


def from_place(region: Region) -> str:
    """Where something comes from: „no Kurzemes”, from Kurzeme."""
    return pgettext("place", "from %(place)s") % {"place": region.genitive}
