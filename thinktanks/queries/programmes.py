"""Programmes and their roles."""

from django.db.models import Exists, OuterRef, QuerySet

from stakeholders.models import Role, User
from thinktanks.models import Programme
from thinktanks.queries.think_tanks import regions_scheduled_by


def has_demo_programme() -> bool:
    """Whether invented demonstration data are in this database."""
    return Programme.objects.filter(demo=True).exists()


def programme_named(name: str) -> Programme | None:
    """The programme with this code, else the one with this number; None where there is neither."""
    programme = Programme.objects.filter(code=name).first()
    if programme is None and name.isdecimal() and len(name) < 19:
        programme = Programme.objects.filter(pk=int(name)).first()
    return programme


def programmes_scheduled_by(user: User) -> QuerySet[Programme]:
    """Open programmes in which an account may schedule think tanks."""
    programmes = Programme.objects.filter(state=Programme.State.OPEN)
    return programmes if regions_scheduled_by(user).exists() else programmes.none()


def roles_of(programme: Programme) -> tuple[list[Role], list[Role]]:
    """The roles that may speak, and those that may be addressed, each in order; one query."""

    def chosen_in(lists: type) -> Exists:
        return Exists(lists.objects.filter(programme=programme, role=OuterRef("pk")))

    roles = Role.objects.annotate(
        speaks=chosen_in(Programme.speaker_roles.through),
        is_addressed=chosen_in(Programme.addressed_roles.through),
    ).order_by("order")
    roles = list(roles)
    return [role for role in roles if role.speaks], [role for role in roles if role.is_addressed]
