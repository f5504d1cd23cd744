"""Who may do what with a plan and with what was said."""

from actionplans.models import Plan
from stakeholders.models import User
from stakeholders.permissions import coordinates, edited_organisation_ids, is_administrator
from thinktanks.models import ThinkTank
from thinktanks.permissions import can_run_think_tank, facilitated_think_tank_ids


def facilitates_plan(user: User, plan: Plan) -> bool:
    """Whether an account facilitates a think tank whose contributions go into this plan."""
    mine = facilitated_think_tank_ids(user)
    return bool(
        mine
        and plan.region_id
        and ThinkTank.objects.filter(
            pk__in=mine, programme=plan.programme_id, region=plan.region_id
        ).exists()
    )


def can_change_plan(user: User, plan: Plan) -> bool:
    """Capture, import, board: own facilitators, the region's coordinator, administrators (national: they alone)."""
    return is_administrator(user) or coordinates(user, plan.region) or facilitates_plan(user, plan)


def can_publish_plan(user: User, plan: Plan) -> bool:
    """The same people as may change it."""
    return can_change_plan(user, plan)


def can_preview_plan(user: User, plan: Plan) -> bool:
    """Who may change it, and editors of organisations of the region."""
    if can_change_plan(user, plan):
        return True
    if plan.region_id is None:
        return False
    edited = edited_organisation_ids(user)
    return bool(edited and plan.region.organisations.filter(pk__in=edited).exists())


def can_withdraw_version(user: User, plan: Plan) -> bool:
    """The region's coordinator and administrators."""
    return is_administrator(user) or coordinates(user, plan.region)


def can_redact_text(user: User, plan: Plan) -> bool:
    """The region's coordinator and administrators."""
    return can_withdraw_version(user, plan)


def can_capture(user: User, think_tank: ThinkTank) -> bool:
    """Who runs the think tank may type what is said there."""
    return can_run_think_tank(user, think_tank)


def can_export_summary(user: User) -> bool:
    """Administrators take the whole summary; others take that of their own plans."""
    return is_administrator(user)
