"""What the drafts of plans hold, in counts."""

from django.db.models import QuerySet

from actionplans.models import Action, Contribution, ItemState, Plan
from actionplans.queries.counts import count_of
from actionplans.queries.draft.regional_actions import regional_actions_on_board


def with_draft_counts(plans: QuerySet[Plan]) -> QuerySet[Plan]:
    """Annotate plans with `undecided` items and `actions_now`; hidden contributions do not count."""
    contributions = Contribution.objects.visible().filter(state=ItemState.UNDECIDED)
    regional_actions = regional_actions_on_board().filter(state=ItemState.UNDECIDED)
    return plans.annotate(
        undecided=count_of(contributions, "plan") + count_of(regional_actions, "plan"),
        actions_now=count_of(Action.objects.live(), "plan"),
    )
