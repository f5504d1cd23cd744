"""Mails to people who registered for a think tank."""

from django.core.cache import caches
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from language.latvian import short_date
from thinktanks.addresses import host_and_port
from thinktanks.calendar import calendar_entry
from thinktanks.models import ThinkTank

SECONDS_BETWEEN = (
    60 * 60
)  # at least, from one mail of a think tank to the next one to the same address


def mail_calendar_entry(think_tank: ThinkTank, *, email: str) -> None:
    """Mail when and where a think tank is, with its calendar entry, in the language of the page.

    Nothing that the person typed is in it: whoever enters somebody else's address must not write to them. Nor can they
    flood them: in each process at most one mail an hour. That is known only to its memory, because a time in the
    database would show when a person registered. A mail that is not sent is made too, so that the page takes as long.
    """
    subject = _("You are registered for the think tank: %(town)s, %(date)s") % {
        "town": think_tank.town,
        "date": short_date(think_tank.held_on),
    }
    context = {"think_tank": think_tank, "host": host_and_port()}
    text = render_to_string("thinktanks/registration_mail.txt", context)
    mail = EmailMessage(subject, text, to=[email])
    entry = calendar_entry(think_tank)
    mail.attach(f"{think_tank.code}.ics", entry, "text/calendar")
    key = salted_hmac("thinktanks.mails", f"{think_tank.pk}:{email.casefold()}", algorithm="sha256")
    if caches["memory"].add(key.hexdigest(), True, SECONDS_BETWEEN):
        mail.send()
