"""What an account may see of plans, actions, contributions and think tanks; to anyone else it does not exist.

These do not leave out hidden contributions: `Contribution.objects.visible()` does.
"""

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from actionplans.models import Action, Contribution, Plan
from actionplans.models.action import ACTION_TEXTS
from actionplans.queries.capture.said import with_texts
from stakeholders.models import User
from stakeholders.permissions import (
    coordinated_region_ids,
    edited_organisation_ids,
    is_administrator,
)
from thinktanks.models import ThinkTank
from thinktanks.permissions import facilitated_think_tank_ids
from thinktanks.queries.think_tanks import think_tanks_visible_to


def plans_visible_to(user: User) -> QuerySet[Plan]:
    """Return the draft plans that an account works on: all, those of its region, or those of its think tanks."""
    plans = Plan.objects.select_related("programme", "region")
    if is_administrator(user):
        return plans
    own = ThinkTank.objects.filter(
        pk__in=facilitated_think_tank_ids(user),
        programme=OuterRef("programme"),
        region=OuterRef("region"),
    )
    return plans.filter(Q(region__in=coordinated_region_ids(user)) | Exists(own))


def plans_previewed_by(user: User) -> QuerySet[Plan]:
    """Return the draft plans that an account may read: those it works on, and those of its organisations' regions."""
    edited = Plan.objects.filter(region__organisations__in=edited_organisation_ids(user))
    return Plan.objects.select_related("programme", "region").filter(
        Q(pk__in=plans_visible_to(user).values("pk")) | Q(pk__in=edited.values("pk"))
    )


def actions_visible_to(user: User) -> QuerySet[Action]:
    """Return the actions of the plans that an account works on, the dissolved ones too."""
    related = ("plan__programme", "plan__region", "role", *ACTION_TEXTS)
    return Action.objects.filter(plan__in=plans_visible_to(user)).select_related(*related)


def contributions_visible_to(user: User) -> QuerySet[Contribution]:
    """Return the contributions of the plans that an account works on, with all that a row of the list shows."""
    return with_texts(Contribution.objects.filter(plan__in=plans_visible_to(user)))


def think_tanks_with_plan_id_visible_to(user: User) -> QuerySet[ThinkTank]:
    """Return the think tanks that an account runs, each with the id of its plan (`plan_id`, None before it has one)."""
    plan = Plan.objects.filter(programme=OuterRef("programme"), region=OuterRef("region"))
    return think_tanks_visible_to(user).annotate(plan_id=Subquery(plan.values("pk")[:1]))
