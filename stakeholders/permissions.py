"""Who may do what with reference data, organisations and grants; and the questions every app asks of an account."""

from django.core.exceptions import PermissionDenied

from stakeholders.models import Grant, Organisation, Region, User


def require(allowed: bool) -> None:
    """Refuse with PermissionDenied; what is not yours is answered with 404 by AccessMiddleware."""
    if not allowed:
        raise PermissionDenied


def is_administrator(user: User) -> bool:
    """Whether an account may do everything."""
    return user.is_authenticated and user.is_administrator


def coordinates(user: User, region: Region | None) -> bool:
    """Whether an account coordinates a region (nobody coordinates the national plan)."""
    return region is not None and region.pk in coordinated_region_ids(user)


def coordinated_region_ids(user: User) -> set[int]:
    """Numbers of the regions that an account coordinates."""
    if not user.is_authenticated:
        return set()
    return {
        grant.region_id for grant in user.current_grants if grant.kind == Grant.Kind.COORDINATOR
    }


def edited_organisation_ids(user: User) -> set[int]:
    """Numbers of the organisations that an account answers for."""
    if not user.is_authenticated:
        return set()
    return {
        grant.organisation_id for grant in user.current_grants if grant.kind == Grant.Kind.EDITOR
    }


def can_grant_access(user: User, region: Region | None) -> bool:
    """Administrators anywhere, coordinators in their own region."""
    return is_administrator(user) or coordinates(user, region)


def can_map_organisation(user: User, region: Region) -> bool:
    """Who may enter and confirm organisations of a region."""
    return is_administrator(user) or coordinates(user, region)


def can_edit_organisation(user: User, organisation: Organisation) -> bool:
    """Editors their own entry, coordinators those of their region, administrators all."""
    if is_administrator(user) or organisation.pk in edited_organisation_ids(user):
        return True
    return bool(
        coordinated_region_ids(user) & set(organisation.regions.values_list("pk", flat=True))
    )
