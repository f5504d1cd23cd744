"""What every app asks about the rights of an account."""

from django.core.exceptions import PermissionDenied

from stakeholders.models import Grant, Region, User


def require(allowed: bool) -> None:
    """Refuse with PermissionDenied; what is not yours is answered with 404 by AccessMiddleware."""
    if not allowed:
        raise PermissionDenied


def is_administrator(user: User) -> bool:
    """Return whether an account may do everything."""
    return user.is_authenticated and user.is_administrator


def coordinates(user: User, region: Region | None) -> bool:
    """Return whether an account coordinates a region; nobody coordinates the whole country (None)."""
    return region is not None and region.pk in coordinated_region_ids(user)


def coordinated_region_ids(user: User) -> set[int]:
    """Return the pks of the regions that an account coordinates."""
    if not user.is_authenticated:
        return set()
    return {
        grant.region_id for grant in user.current_grants if grant.kind == Grant.Kind.COORDINATOR
    }


def edited_organisation_ids(user: User) -> set[int]:
    """Return the pks of the organisations that an account answers for."""
    if not user.is_authenticated:
        return set()
    return {
        grant.organisation_id for grant in user.current_grants if grant.kind == Grant.Kind.EDITOR
    }
