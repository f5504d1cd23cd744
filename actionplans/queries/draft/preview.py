"""The page of a draft as it will look once it is published."""

from actionplans.models import Plan, PlanVersion, PublishedContribution, Text
from actionplans.queries.draft.next_version import Draft, frozen_rows
from actionplans.queries.published.merges import gone_actions
from actionplans.queries.published.page import page_of_rows
from actionplans.queries.published.page_values import LinkedAction, PlanPage


def preview_page(plan: Plan, draft: Draft) -> PlanPage:
    """Return a draft as it would be read once published; actions may still lack key and wording."""
    rows = frozen_rows(PlanVersion(plan=plan), draft)
    linked = {}
    for (published, _held), action in zip(rows.actions, draft.actions, strict=True):
        # A draft may have no keys yet, so links name ids instead.
        others = sorted(action.linked, key=lambda other: (other.key, other.pk))
        published.links = [str(other.pk) for other in others]
        published.wording = action.row.wording or Text(body="")
        linked[str(action.row.pk)] = LinkedAction(
            published.key, published.role, published.wording.body
        )
    behind = PublishedContribution.objects.filter(published_action__relied_on__action__plan=plan)
    gone = gone_actions(plan, rows, seq=plan.last_seq + 1)
    return page_of_rows(plan, rows, linked=linked, behind=behind, gone=gone)
