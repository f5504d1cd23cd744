"""Programmes and the roles in them."""

from django.db.models import Count, Exists, OuterRef, QuerySet

from language.numbers import whole_number
from stakeholders.models import Role, User
from stakeholders.permissions import is_administrator
from thinktanks.models import Programme, Question
from thinktanks.queries.think_tanks import regions_schedulable_by


def has_demo_programme() -> bool:
    """Return whether this database holds demonstration data."""
    return Programme.objects.filter(demo=True).exists()


def programme_by_code_or_pk(code_or_pk: str) -> Programme | None:
    """Return the programme with this code, else the one with this pk."""
    programme = Programme.objects.filter(code=code_or_pk).first()
    return programme or Programme.objects.filter(pk=whole_number(code_or_pk)).first()


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
    return programmes if regions_schedulable_by(user).exists() else programmes.none()


def roles_of(programme: Programme) -> tuple[list[Role], list[Role]]:
    """Return the roles that may speak and those that may be addressed, each in order; one query."""

    def is_in(lists: type) -> Exists:
        return Exists(lists.objects.filter(programme=programme, role=OuterRef("pk")))

    roles = Role.objects.annotate(
        speaks=is_in(Programme.speaker_roles.through),
        is_addressed=is_in(Programme.addressed_roles.through),
    ).order_by("order")
    return [role for role in roles if role.speaks], [role for role in roles if role.is_addressed]
