"""The public pages of the plans of the programme „2026”."""

from django.test import Client


def plan_page(client: Client, region: str = "kurzeme", *, prefix: str = ""):
    """Return the page of a plan; the prefix "/en" makes it English."""
    return client.get(f"{prefix}/plans/2026/{region}/")
