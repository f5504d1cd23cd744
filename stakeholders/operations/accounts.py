"""Open and close accounts; give and end access."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from language.clean_text import clean_line
from stakeholders.models import Grant, Organisation, Region, User
from stakeholders.operations.creating import refuse_repeated


@transaction.atomic
def grant_access(
    user: User,
    *,
    kind: str,
    region: Region | None = None,
    organisation: Organisation | None = None,
    by: User | None,
) -> Grant:
    """Grant a right from now on; an equal grant in force is returned instead."""
    user = User.objects.select_for_update().get(pk=user.pk)
    grant = (
        user.grants.current().filter(kind=kind, region=region, organisation=organisation).first()
    )
    if grant is None:
        grant = Grant.objects.create(
            user=user,
            kind=kind,
            region=region,
            organisation=organisation,
            starts_at=timezone.now(),
            granted_by=by,
        )
    return grant


@transaction.atomic
def revoke_access(grant: Grant, *, by: User) -> Grant:
    """End a grant now; the row stays as a record. Refuses: ended, own (rights of an administrator)."""
    grant = Grant.objects.select_for_update().select_related("user").get(pk=grant.pk)
    if not Grant.objects.current().filter(pk=grant.pk).exists():
        raise ValidationError(
            _("These rights have already ended: %(grant)s"), code="ended", params={"grant": grant}
        )
    if grant.user == by and grant.kind == Grant.Kind.ADMINISTRATOR:
        raise ValidationError(
            _("You cannot end your own rights of an administrator. Ask another one."), code="own"
        )
    grant.ends_at = timezone.now()
    grant.save(update_fields=["ends_at"])
    return grant


@transaction.atomic
def open_account(email: str, *, name: str = "", by: User | None) -> User:
    """Open an account without a password; its owner signs in by a mailed code.

    Refuses: known, too_long, too_many_marks, and what the fields do not allow.
    """
    message = _("An account with this e-mail address already exists.")
    if User.objects.filter(email__iexact=email.strip()).exists():
        raise ValidationError(message, code="known")
    name = clean_line(name)
    User(email=email.strip(), name=name).clean_fields(exclude=("password",))
    with refuse_repeated(message):
        return User.objects.create_user(email, None, name=name)


@transaction.atomic
def close_account(user: User, *, by: User) -> User:
    """Close an account: its sessions end with their next request and nobody can sign in. Refuses: own."""
    if user == by:
        raise ValidationError(_("You cannot close your own account."), code="own")
    user.is_active = False
    user.save(update_fields=["is_active"])
    return user


@transaction.atomic
def reopen_account(user: User, *, by: User) -> User:
    """Reopen a closed account, with the grants that are still in force."""
    user.is_active = True
    user.save(update_fields=["is_active"])
    return user
