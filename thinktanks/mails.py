"""Mails to people who registered for a think tank."""

from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from language.latvian import short_date
from thinktanks.calendar import calendar_entry
from thinktanks.models import ThinkTank


def mail_calendar_entry(think_tank: ThinkTank, *, email: str) -> None:
    """Mail when and where a think tank is, with its calendar entry, in the language of the page.

    Nothing that the person typed is in it: whoever enters somebody else's address must not write to them.
    """
    subject = _("You are registered for the think tank: %(town)s, %(date)s") % {
        "town": think_tank.town,
        "date": short_date(think_tank.held_on),
    }
    address = urlsplit(settings.BASE_URL)
    context = {"think_tank": think_tank, "host": address.netloc}
    text = render_to_string("thinktanks/registration_mail.txt", context)
    mail = EmailMessage(subject, text, to=[email])
    entry = calendar_entry(think_tank, host=address.hostname)
    mail.attach(f"{think_tank.code}.ics", entry, "text/calendar")
    mail.send()
