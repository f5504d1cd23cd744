"""start_programme: roles, questions, and what it refuses."""

import pytest

from stakeholders.models import PublicRevision
from tests.support.factories import make_programme, role
from tests.support.refusals import refusal_code
from thinktanks.models import Programme

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
