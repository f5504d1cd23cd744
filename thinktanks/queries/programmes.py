"""Programmes and the roles in them."""

import re

from django.db.models import Count, Exists, OuterRef, QuerySet
from django.utils import timezone

from language.numbers import whole_number
from stakeholders.models import Role, User
from stakeholders.permissions import is_administrator
from thinktanks.models import Programme, Question
from thinktanks.permissions import can_schedule_think_tanks
from thinktanks.queries.codes import free_code

YEAR = re.compile(r"\b20\d\d\b")


def has_demo_programme() -> bool:
    """Return whether this database holds demonstration data."""
    return Programme.objects.filter(demo=True).exists()


def programme_by_code_or_pk(code_or_pk: str) -> Programme | None:
    """Return the programme with this code, else the one with this pk."""
    programme = Programme.objects.filter(code=code_or_pk).first()
    return programme or Programme.objects.filter(pk=whole_number(code_or_pk)).first()


def free_programme_code(name: str = "") -> str:
    """Return the first code of the year in a name, else of this year, that no programme has: 2027, then 2027-2."""
    found = YEAR.search(name)
    return free_code(Programme, found[0] if found else str(timezone.localdate().year))


def name_of_the_next(name: str) -> str:
    """Return the name of an earlier programme with a later year: “… 2026” becomes “… 2027”, “… 2022” that of this year."""
    this_year = timezone.localdate().year
    return YEAR.sub(lambda found: str(max(int(found[0]) + 1, this_year)), name, count=1)


def programmes_visible_to(user: User) -> QuerySet[Programme]:
    """Return the programmes that an account may change, by the rule of `can_change_programme`, the archived ones too."""
    return Programme.objects.all() if is_administrator(user) else Programme.objects.none()


def questions_visible_to(user: User) -> QuerySet[Question]:
    """Return the questions of these programmes."""
    programmes = programmes_visible_to(user)
    return Question.objects.filter(programme__in=programmes).select_related("programme")


def questions_with_counts(programme: Programme) -> QuerySet[Question]:
    """Return the questions of a programme in order, each with its `answer_count`."""
    return programme.questions.annotate(answer_count=Count("answers")).order_by("order")


def programmes_schedulable_by(user: User) -> QuerySet[Programme]:
    """Return the open programmes in which an account may schedule think tanks."""
    programmes = Programme.objects.filter(state=Programme.State.OPEN)
    return programmes if can_schedule_think_tanks(user) else programmes.none()


def roles_of(programme: Programme) -> tuple[list[Role], list[Role]]:
    """Return the roles that may speak and those that may be addressed, each in order; one query."""

    def is_in(lists: type) -> Exists:
        return Exists(lists.objects.filter(programme=programme, role=OuterRef("pk")))

    roles = Role.objects.annotate(
        speaks=is_in(Programme.speaker_roles.through),
        is_addressed=is_in(Programme.addressed_roles.through),
    ).order_by("order")
    return [role for role in roles if role.speaks], [role for role in roles if role.is_addressed]
