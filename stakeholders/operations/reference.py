"""Rename roles and kinds of organisations; their codes and the letters in keys stay."""

from django.db import transaction
from django.utils.translation import gettext as _

from language.clean_text import clean_line
from stakeholders.models import OrganisationKind, Role, User, max_length_of
from stakeholders.operations.public_revision import raise_public_revision

ROLE_NAMES = ("name_lv", "dative_lv", "genitive_lv", "name_en", "dative_en")
KIND_NAMES = ("name_lv", "plural_lv", "name_en", "plural_en")


@transaction.atomic
def rename_role(role: Role, *, by: User, **names: str) -> Role:
    """Give a role other names and case forms (ROLE_NAMES). Refuses: empty, too_long, too_many_marks."""
    return _rename(role, names, allowed=ROLE_NAMES)


@transaction.atomic
def rename_organisation_kind(kind: OrganisationKind, *, by: User, **names: str) -> OrganisationKind:
    """Give a kind of organisations other names (KIND_NAMES). Refuses: empty, too_long, too_many_marks."""
    return _rename(kind, names, allowed=KIND_NAMES)


def _rename(
    row: Role | OrganisationKind, names: dict[str, str], *, allowed: tuple[str, ...]
) -> Role | OrganisationKind:
    row = type(row).objects.select_for_update(no_key=True).get(pk=row.pk)
    for field in allowed:
        limit = max_length_of(type(row), field)
        name = clean_line(names[field], limit=limit, missing=_("Enter the name."))
        setattr(row, field, name)
    row.save(update_fields=allowed)
    raise_public_revision()
    return row
