"""Start, archive and reopen a programme: rows, events, and what is refused."""

import pytest

from stakeholders.models import PublicRevision
from tests.support.factories import make_administrator, make_programme, role
from tests.support.refusals import refusal_code
from thinktanks.models import Programme, ProgrammeEvent
from thinktanks.operations.programmes import archive_programme, reopen_programme

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("roles", ["speaker_roles", "addressed_roles"])
def test_start_programme_refuses_a_programme_without_roles(roles):
    assert refusal_code(make_programme, **{roles: []}) == "no_roles"
    assert Programme.objects.count() == 0


def test_start_programme_keeps_roles_and_questions_and_raises_the_public_revision():
    make_programme()
    before = PublicRevision.objects.get().number

    programme = make_programme(speaker_roles=[role()], addressed_roles=[role("policy_makers")])

    assert list(programme.speaker_roles.all()) == [role()]
    assert list(programme.addressed_roles.all()) == [role("policy_makers")]
    assert [question.code for question in programme.questions.all()] == ["gains", "use", "events"]
    assert PublicRevision.objects.get().number == before + 1


def events_of(programme):
    return list(programme.events.values_list("kind", "changes", "actor"))


def test_start_programme_records_its_event():
    by = make_administrator()

    programme = make_programme(by=by)

    assert events_of(programme) == [("programme.started", {}, by.pk)]


def test_archive_programme_and_reopen_it_record_what_changed_and_raise_the_public_revision():
    by, programme = make_administrator(), make_programme()
    before = PublicRevision.objects.get().number

    archived = archive_programme(programme, by=by)
    reopened = reopen_programme(programme, by=by)

    assert (archived.state, reopened.state) == ("archived", "open")
    assert events_of(programme)[1:] == [
        ("programme.archived", {"state": ["open", "archived"]}, by.pk),
        ("programme.reopened", {"state": ["archived", "open"]}, by.pk),
    ]
    assert PublicRevision.objects.get().number == before + 2


def test_archive_programme_refuses_an_archived_one():
    by, programme = make_administrator(), make_programme()
    archive_programme(programme, by=by)

    assert refusal_code(archive_programme, programme, by=by) == "archived"
    assert ProgrammeEvent.objects.filter(kind="programme.archived").count() == 1


def test_reopen_programme_refuses_an_open_one():
    programme = make_programme()

    assert refusal_code(reopen_programme, programme, by=make_administrator()) == "not_archived"
    assert ProgrammeEvent.objects.filter(kind="programme.reopened").count() == 0
