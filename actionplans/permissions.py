"""Decide who may do what with a plan and with contributions."""

from actionplans.models import Plan
from stakeholders.models import User
from stakeholders.permissions import coordinates, edited_organisation_ids, is_administrator
from thinktanks.models import ThinkTank
from thinktanks.permissions import can_run_think_tank, facilitated_think_tank_ids


def facilitates_plan(user: User, plan: Plan) -> bool:
    """Return whether an account facilitates a think tank of the plan's programme and region."""
    own = facilitated_think_tank_ids(user)
    return bool(
        own
        and plan.region_id
        and ThinkTank.objects.filter(
            pk__in=own, programme=plan.programme_id, region=plan.region_id
        ).exists()
    )


def can_change_plan(user: User, plan: Plan) -> bool:
    """Return whether an account may capture, import and consolidate.

    Its facilitators, the region's coordinator and administrators may; for the national plan administrators alone.
    """
    return is_administrator(user) or coordinates(user, plan.region) or facilitates_plan(user, plan)


def can_publish_plan(user: User, plan: Plan) -> bool:
    """Return whether an account may publish a plan: the same people as may change it."""
    return can_change_plan(user, plan)


def can_preview_plan(user: User, plan: Plan) -> bool:
    """Return whether an account may read the draft: who may change it, and editors of organisations of the region."""
    if can_change_plan(user, plan):
        return True
    if plan.region_id is None:
        return False
    edited = edited_organisation_ids(user)
    return bool(edited and plan.region.organisations.filter(pk__in=edited).exists())


def can_withdraw_version(user: User, plan: Plan) -> bool:
    """Return whether an account may withdraw a version: the region's coordinator and administrators."""
    return is_administrator(user) or coordinates(user, plan.region)


def can_redact_text(user: User, plan: Plan) -> bool:
    """Return whether an account may redact a text of this plan: the same people as may withdraw a version."""
    return can_withdraw_version(user, plan)


def can_capture(user: User, think_tank: ThinkTank) -> bool:
    """Return whether an account may capture contributions at a think tank: who runs it."""
    return can_run_think_tank(user, think_tank)
