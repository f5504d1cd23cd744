"""Enter organisations and what they offer; give and end access; open and close accounts."""

import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from language.clean_text import clean_line, clean_text
from language.latvian import sort_key
from language.numbers import is_possible_date
from stakeholders.models import (
    Grant,
    MapEntry,
    Municipality,
    Organisation,
    OrganisationKind,
    PublicRevision,
    Region,
    Role,
    SentForm,
    User,
)


def raise_public_revision() -> None:
    """Mark that something public changed, for caches; the last step of every operation that changes it."""
    if not PublicRevision.objects.filter(pk=1).update(number=F("number") + 1):
        PublicRevision.objects.create(pk=1, number=1)


@transaction.atomic
def create_once(
    form_uuid: uuid.UUID, create: Callable[..., models.Model], **values
) -> models.Model:
    """Return the row that the form with this UUID created; create it from `values` where it was not sent before.

    Of two equal forms at once the second waits for the first. What `create` refuses is refused, and the form may be
    sent again.
    """
    sent, is_new = SentForm.objects.get_or_create(uuid=form_uuid)
    if is_new:
        sent.row = create(**values)
        sent.save(update_fields=["content_type", "row_id"])
    return sent.row


@contextmanager
def refuse_repeated(message: str) -> Iterator[None]:
    """Refuse with `message` (known) what a unique constraint does not let in: somebody else was quicker."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        raise ValidationError(message, code="known") from error


@transaction.atomic
def register_organisation(
    name: str,
    *,
    kind: OrganisationKind,
    role: Role,
    regions: list[Region],
    municipality: Municipality | None = None,
    website: str = "",
    registration_no: str = "",
    by: User | None,
) -> Organisation:
    """Enter an organisation; `by` is None only for reference data that come with the portal.

    Refuses: too_long, too_many_marks, known (the municipality has its organisation already), and what the fields do not
    allow.
    """
    name = clean_line(name)
    organisation = Organisation(
        name=name,
        kind=kind,
        role=role,
        municipality=municipality,
        website=website,
        registration_no=clean_line(registration_no),
        sort_key=sort_key(name),
    )
    organisation.clean_fields(exclude=("sort_key",))
    with refuse_repeated(_("This municipality already has its organisation.")):
        organisation.save()
    organisation.regions.set(regions)
    raise_public_revision()
    return organisation


@transaction.atomic
def map_organisation(
    organisation: Organisation,
    *,
    region: Region,
    offers: str = "",
    source: str = "",
    seen: str = "",
    confirmed: bool = False,
    by: User,
) -> MapEntry:
    """Enter what an organisation offers in a region, and the source of that; an existing entry is changed.

    `confirmed` means that `by` vouches for it; an entry that nobody confirmed is not on the public pages in production.
    Refuses: merged, impossible_date, too_long, too_many_marks, and what the fields do not allow.
    """
    if organisation.merged_into_id is not None:
        raise ValidationError(_("This organisation was merged into another."), code="merged")
    if not is_possible_date(seen):
        sentence = _("There is no such date. Write it as in 2024-01-29, 2024-01 or 2024.")
        raise ValidationError({"seen": ValidationError(sentence, code="impossible_date")})
    values = {
        "offers": clean_text(offers),
        "source": source,
        "seen": seen,
        "confirmed_at": timezone.now() if confirmed else None,
        "confirmed_by": by if confirmed else None,
    }
    key = {"organisation": organisation, "region": region}
    MapEntry(**key, **values).clean_fields()
    entry, _made = MapEntry.objects.update_or_create(**key, defaults=values)
    organisation.regions.add(region)
    raise_public_revision()
    return entry


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
def open_account(email: str, *, name: str = "", by: User) -> User:
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
