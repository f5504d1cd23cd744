"""Send the forms about a plan and its actions, as their pages do."""

from django.test import Client

from actionplans.models import Action
from tests.support.pages.board_pages import sent
from tests.support.pages.requests import address


def post(client: Client, name: str, row, *, follow: bool = False, headers=None, **fields):
    """Send a form to the address `name` of a plan, an action or a version."""
    return client.post(address(name, row.pk), sent(**fields), follow=follow, headers=headers)


def post_about(client: Client, name: str, action: Action, **fields):
    """Send a form about an action in the version that `action` has, and follow where it leads."""
    return post(client, name, action, follow=True, **{"version": action.version} | fields)
