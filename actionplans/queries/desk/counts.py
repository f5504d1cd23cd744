"""Think tanks and plans with all that the desk counts of them."""

from django.db.models import Exists, F, OuterRef, QuerySet, Subquery

from actionplans.models import (
    Contribution,
    ItemState,
    Plan,
    PlanEvent,
    PlanVersion,
    PublishedContribution,
)
from actionplans.queries.counts import count_of
from actionplans.queries.draft.counts import with_draft_counts
from actionplans.queries.draft.regional_actions import regional_actions_on_board
from actionplans.queries.visibility import (
    plans_previewed_by,
    plans_visible_to,
    think_tanks_with_plan_id_visible_to,
)
from stakeholders.models import User
from thinktanks.models import Answer, Attendee, Facilitator, Programme, Table, ThinkTank

# Events after which a plan would be published as it was.
WITHOUT_CHANGE = (
    "plan.opened",
    "plan.published",
    "version.withdrawn",
    "text.redacted",
    "contribution.late_accepted",
)


def think_tanks_at_desk(user: User) -> QuerySet[ThinkTank]:
    """Return the think tanks of open programmes that an account runs, with counts.

    `contribution_count`, `undecided` and `late` (not accepted yet) are of contributions, `ungrouped` of answers;
    `is_published` is whether a version that counts has a contribution of it.
    """
    contributions = Contribution.objects.alive()
    visible = contributions.visible()
    published = PublishedContribution.objects.filter(
        think_tank=OuterRef("pk"), version__withdrawal=None
    )
    rows = think_tanks_with_plan_id_visible_to(user).filter(programme__state=Programme.State.OPEN)
    return rows.annotate(
        contribution_count=count_of(contributions, "think_tank"),
        undecided=count_of(visible.filter(state=ItemState.UNDECIDED), "think_tank"),
        late=count_of(visible.filter(late=True), "think_tank"),
        table_count=count_of(Table.objects.all(), "think_tank"),
        facilitator_count=count_of(Facilitator.objects.current(), "think_tank"),
        ungrouped=count_of(Answer.objects.filter(group=None, hidden=False), "think_tank"),
        registered=count_of(Attendee.objects.filter(registered=True), "think_tank"),
        is_published=Exists(published),
    )


def plans_at_desk(user: User) -> QuerySet[Plan]:
    """Return the plans that an account works on, by programme and region, the national one last."""
    return _in_work(plans_visible_to(user))


def drafts_at_desk(user: User) -> list[Plan]:
    """Return the drafts that an account may read but not change: those of the regions of its organisations."""
    drafts = plans_previewed_by(user).exclude(pk__in=plans_visible_to(user).values("pk"))
    return list(_in_work(drafts))


def _in_work(plans: QuerySet[Plan]) -> QuerySet[Plan]:
    """Annotate the plans of open programmes with counts, their current version and their changes since.

    `item_count`, `undecided`, `actions_now` and `changes` are counts, `undecided_from_none` of what no think tank brought;
    those that begin with `newest` are of the current version, if any, `last_number` of the last one, withdrawn or not.
    """
    contributions = Contribution.objects.alive().visible()
    from_none = contributions.filter(state=ItemState.UNDECIDED, think_tank=None)
    last = PlanVersion.objects.filter(plan=OuterRef("pk")).order_by("-number")
    versions = last.standing()
    events = PlanEvent.objects.filter(plan=OuterRef("pk")).order_by("-seq")
    return (
        with_draft_counts(plans.filter(programme__state=Programme.State.OPEN))
        .annotate(
            item_count=count_of(contributions, "plan")
            + count_of(regional_actions_on_board(), "plan"),
            undecided_from_none=count_of(from_none, "plan"),
            newest=Subquery(versions.values("number")[:1]),
            newest_at=Subquery(versions.values("published_at")[:1]),
            newest_original=Subquery(versions.values("original_date")[:1]),
            newest_seq=Subquery(versions.values("seq")[:1]),
            last_number=Subquery(last.values("number")[:1]),
            last_change_at=Subquery(events.values("created_at")[:1]),
        )
        .annotate(changes=count_of(_changes_since_version(), "plan"))
        .order_by("-programme__code", F("region__order").asc(nulls_last=True))
    )


def _changes_since_version() -> QuerySet[PlanEvent]:
    """Return the events after the current version of their plan, without those that undo each other."""
    undone = PlanEvent.objects.filter(plan=OuterRef("plan"), undoes=OuterRef("seq"))
    return (
        PlanEvent.objects.filter(~Exists(undone), seq__gt=OuterRef("newest_seq"))
        .exclude(kind__in=WITHOUT_CHANGE)
        .exclude(undoes__gt=OuterRef("newest_seq"))
    )
