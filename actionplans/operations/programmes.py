"""Change a programme. It is here because its roles depend on what was said, which thinktanks does not know."""

from collections.abc import Callable, Collection, Mapping

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext as _

from actionplans.queries.programmes import roles_addressed, roles_that_spoke
from stakeholders.models import Organisation, Role, User
from stakeholders.operations.public_revision import raise_public_revision
from thinktanks.models import Programme
from thinktanks.models.programme import PROGRAMME_TEXTS
from thinktanks.operations.locks import lock_programme
from thinktanks.operations.log import record, set_fields
from thinktanks.operations.programmes import clean_texts, guard_some_roles


@transaction.atomic
def change_programme(
    programme: Programme,
    *,
    partners: Collection[Organisation],
    cofunding_mark: str,
    speaker_roles: Collection[Role],
    addressed_roles: Collection[Role],
    by: User,
    **texts: str,
) -> Programme:
    """Change what a programme says of itself, and its roles; `texts` as in `clean_texts`. Nothing changed is no event.

    Refuses: archived, no_roles, role_used (taken out though somebody spoke for it, or something is addressed to it),
    empty, too_long, too_many_marks.
    """
    programme = lock_programme(programme)
    guard_some_roles(speaker_roles, addressed_roles)
    _guard_unused(programme, "speaker_roles", speaker_roles, roles_that_spoke)
    _guard_unused(programme, "addressed_roles", addressed_roles, roles_addressed)
    changes = set_fields(programme, cofunding_mark=cofunding_mark, **clean_texts(**texts))
    rows = {
        "partners": partners,
        "speaker_roles": speaker_roles,
        "addressed_roles": addressed_roles,
    }
    for name, wanted in rows.items():
        changes |= _set_rows(programme, name, wanted)
    if changes:
        record("programme.changed", programme=programme, changes=changes, actor=by)
        raise_public_revision()
    return programme


@transaction.atomic
def fill_programme(programme: Programme, *, texts: Mapping[str, str], by: User) -> Programme:
    """Put Latvian texts, by the name of their field, where a programme has none. Refuses: as `change_programme`."""
    programme = lock_programme(programme)
    new = {f"{name}_lv": text for name, text in texts.items()}
    kept = {name: getattr(programme, name) for name in PROGRAMME_TEXTS}
    return change_programme(
        programme,
        partners=list(programme.partners.all()),
        cofunding_mark=programme.cofunding_mark,
        speaker_roles=list(programme.speaker_roles.all()),
        addressed_roles=list(programme.addressed_roles.all()),
        by=by,
        **{name: text or new.get(name, "") for name, text in kept.items()},
    )


def _guard_unused(
    programme: Programme, name: str, wanted: Collection[Role], used_of: Callable
) -> None:
    """Refuse to take a role that is in use out of a list (role_used)."""
    removed = [role for role in getattr(programme, name).all() if role not in wanted]
    used = used_of(programme, removed)
    if used:
        sentence = (
            _("“%(role)s” must stay: somebody has already spoken for this role.")
            if name == "speaker_roles"
            else _("“%(role)s” must stay: something is already addressed to this role.")
        )
        raise ValidationError(sentence, code="role_used", params={"role": used[0].name})


def _set_rows(programme: Programme, name: str, wanted: Collection[models.Model]) -> dict[str, list]:
    """Set partners or roles, and return them as {"field": [was, now]}, by id, if they changed."""
    relation = getattr(programme, name)
    was, now = (sorted(row.pk for row in rows) for rows in (relation.all(), wanted))
    if was == now:
        return {}
    relation.set(wanted)
    return {name: [was, now]}
