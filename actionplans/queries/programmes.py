"""Which roles of a programme are in use."""

from actionplans.models import Action, Contribution
from stakeholders.models import Role
from thinktanks.models import Device, Programme


def roles_that_spoke(programme: Programme, roles: list[Role]) -> list[Role]:
    """Return those of these roles for which somebody spoke, or joined to speak, in a programme.

    What was taken back counts too: an undo brings it back.
    """
    contributions = Contribution.objects.filter(plan__programme=programme)
    devices = Device.objects.filter(think_tank__programme=programme)
    spoke = set(contributions.values_list("author_role", flat=True).distinct())
    joined = set(devices.values_list("role", flat=True).distinct())
    return [role for role in roles if role.pk in spoke | joined]


def roles_addressed(programme: Programme, roles: list[Role]) -> list[Role]:
    """Return those of these roles to which a contribution or an action of a programme is addressed, as above."""
    contributions = Contribution.objects.filter(plan__programme=programme)
    actions = Action.objects.filter(plan__programme=programme)
    asked = set(contributions.values_list("addressed_role", flat=True).distinct())
    asked |= set(actions.values_list("role", flat=True).distinct())
    return [role for role in roles if role.pk in asked]
