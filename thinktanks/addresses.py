"""The public addresses of pages, for what is read outside the portal: codes on a screen, mails, files."""

from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse

from thinktanks.models import ThinkTank


def page_address(name: str, *args, **kwargs) -> str:
    """Return the full address of a page."""
    return settings.BASE_URL + reverse(name, args=args, kwargs=kwargs)


def host_and_port() -> str:
    """Return where the portal is as a person types it: with its port, without https."""
    return urlsplit(settings.BASE_URL).netloc


def host_name() -> str:
    """Return the name of the portal's host alone."""
    return urlsplit(settings.BASE_URL).hostname


def join_address(think_tank: ThinkTank) -> str:
    """Return where a phone joins a think tank."""
    return page_address("think-tank-join", think_tank.join_code)


def feedback_address(think_tank: ThinkTank) -> str:
    """Return where people give feedback after a think tank."""
    return page_address("feedback-send", think_tank.feedback_code)


def register_address(think_tank: ThinkTank) -> str:
    """Return where people register for a think tank."""
    return page_address("think-tank-register", think_tank.code)
