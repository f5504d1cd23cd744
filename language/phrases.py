"""Phrases with a number or a place. No other module builds plurals or case forms.

Latvian has three forms after a number and other cases after a preposition. Each phrase is therefore one complete string
in the catalogue. The glossary tests them all, those about answers of organisations, a search and waiting before their pages.
"""

from typing import Protocol

from django.utils.translation import gettext, ngettext, pgettext

from language.latvian import number


class Place(Protocol):
    """A region or municipality; its case forms are stored, never derived."""

    locative: str
    genitive: str


def _fill(phrase: str, n: int, **values) -> str:
    return phrase % {"n": number(n), **values}


def actions(n: int) -> str:
    return _fill(ngettext("%(n)s action", "%(n)s actions", n), n)


def contributions(n: int) -> str:
    return _fill(ngettext("%(n)s contribution", "%(n)s contributions", n), n)


def commitments(n: int) -> str:
    return _fill(ngettext("%(n)s commitment", "%(n)s commitments", n), n)


def answers(n: int) -> str:
    return _fill(ngettext("%(n)s answer", "%(n)s answers", n), n)


def think_tanks(n: int) -> str:
    return _fill(ngettext("%(n)s think tank", "%(n)s think tanks", n), n)


def tables(n: int) -> str:
    return _fill(ngettext("%(n)s table", "%(n)s tables", n), n)


def devices(n: int) -> str:
    return _fill(ngettext("%(n)s device", "%(n)s devices", n), n)


def ago(minutes: int) -> str:
    """Return how long ago something was, for a line that is read at a glance."""
    if minutes < 1:
        return gettext("just now")
    return gettext("%(n)s min ago") % {"n": number(minutes)}


def organisations(n: int) -> str:
    return _fill(ngettext("%(n)s organisation", "%(n)s organisations", n), n)


def municipalities(n: int) -> str:
    return _fill(ngettext("%(n)s municipality", "%(n)s municipalities", n), n)


def versions(n: int) -> str:
    return _fill(ngettext("%(n)s version", "%(n)s versions", n), n)


def days(n: int) -> str:
    return _fill(ngettext("%(n)s day", "%(n)s days", n), n)


def days_ago(n: int) -> str:
    if n < 2:
        return gettext("yesterday") if n else gettext("today")
    return _fill(ngettext("%(n)s day ago", "%(n)s days ago", n), n)


def changes_since(n: int) -> str:
    return _fill(ngettext("%(n)s change since", "%(n)s changes since", n), n)


def said_times(n: int) -> str:
    return _fill(ngettext("Said %(n)s time", "Said %(n)s times", n), n)


def times_and_roles(n: int, m: int) -> str:
    """Say how often an action was suggested, and by how many roles, if any is known."""
    if not m:
        return said_times(n)
    by_roles = _fill(ngettext("by %(n)s role", "by %(n)s roles", m), m)
    return f"{said_times(n)}, {by_roles}"


def suggested_by(n: int) -> str:
    """Say how many roles suggested an action, after how many contributions it was made from."""
    return _fill(ngettext("suggested by %(n)s role", "suggested by %(n)s roles", n), n)


def made_from(n: int) -> str:
    """Say how many contributions an action was made from."""
    return _fill(
        ngettext("Made from %(n)s contribution", "Made from %(n)s contributions", n),
        n,
    )


def asked_of_municipalities(region: Place, regional: int | None, national: int | None) -> str:
    """Say how many actions a region's plan and the national plan have for municipalities; None: it is not published."""
    if regional is None:
        return _fill(
            ngettext(
                "The national action plan has %(n)s action for municipalities.",
                "The national action plan has %(n)s actions for municipalities.",
                national,
            ),
            national,
        )
    if national is None:
        phrase = ngettext(
            "The %(region)s action plan has %(n)s action for municipalities.",
            "The %(region)s action plan has %(n)s actions for municipalities.",
            regional,
        )
        return _fill(phrase, regional, region=region.genitive)
    phrase = ngettext(
        "The %(region)s action plan has %(n)s action for municipalities, the national one %(m)s.",
        "The %(region)s action plan has %(n)s actions for municipalities, the national one %(m)s.",
        regional,
    )
    return _fill(phrase, regional, region=region.genitive, m=number(national))


def from_contributions(n: int) -> str:
    """Say from how many contributions, after another number: „47 rīcības no 212 ieteikumiem”."""
    return _fill(ngettext("from %(n)s contribution", "from %(n)s contributions", n), n)


def started_of(n: int, m: int) -> str:
    """Say how many of m actions were started."""
    return _fill(ngettext("%(n)s of %(m)s started", "%(n)s of %(m)s started", n), n, m=number(m))


def included_with(key: str, n: int) -> str:
    """Say in which action a contribution is included, and with how many others."""
    if not n:
        return gettext("Included in action %(key)s") % {"key": key}
    phrase = ngettext(
        "Included in action %(key)s with %(n)s other",
        "Included in action %(key)s with %(n)s others",
        n,
    )
    return _fill(phrase, n, key=key)


def try_in_minutes(n: int) -> str:
    return _fill(
        ngettext(
            "Too many attempts. Try in %(n)s minute.",
            "Too many attempts. Try in %(n)s minutes.",
            n,
        ),
        n,
    )


def actions_wait(n: int) -> str:
    """Say how many actions an editor has not answered yet."""
    return _fill(ngettext("%(n)s action waits for you", "%(n)s actions wait for you", n), n)


def word_in_actions(n: int) -> str:
    """Say how many actions contain a search word."""
    return _fill(
        ngettext("This word is in %(n)s action", "This word is in %(n)s actions", n),
        n,
    )


def in_place(place: Place) -> str:
    """Return where something is: „Kurzemē”, “in Kurzeme”."""
    return pgettext("place", "in %(place)s") % {"place": place.locative}


def from_place(place: Place) -> str:
    """Return where something comes from: „no Kurzemes”, “from Kurzeme”."""
    return pgettext("place", "from %(place)s") % {"place": place.genitive}
