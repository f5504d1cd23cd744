"""The pages of a plan: the public page in the programme „2026”, and the board."""

from django.test import Client

from actionplans.models import Plan
from stakeholders.models import User
from tests.support.pages.requests import address, signed_in


def plan_page(client: Client, region: str = "kurzeme", *, prefix: str = ""):
    """Return the page of a plan; the prefix "/en" makes it English."""
    return client.get(f"{prefix}/plans/2026/{region}/")


def show_board(user: User, plan: Plan, query: str = "", **headers):
    """Return the board of a plan as a person sees it."""
    return signed_in(user).get(address("board-show", plan.pk) + query, headers=headers)
