"""The names that people use for roles in lists."""

import pytest

from stakeholders.models import Role
from stakeholders.role_names import RoleNames, spellings
from tests.support.factories import role

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("pašvaldība", "municipalities"),
        ("Pašvaldības", "municipalities"),
        ("PASVALDIBA", "municipalities"),
        ("pašvaldībām", "municipalities"),
        ("dome", "municipalities"),
        ("Pašvaldības pārstāve", "municipalities"),
        ("sociālais uzņēmējs", "social_enterprises"),
        ("sociālā uzņēmēja", "social_enterprises"),
        ("sociālais uzņēmums", "social_enterprises"),
        ("soc. uzņēmējs", "social_enterprises"),
        ("SU", "social_enterprises"),
        ("social entrepreneur", "social_enterprises"),
        ("atbalsta organizācija", "support_organisations"),
        ("Atbalsta institūcijas", "support_organisations"),
        ("NVO pārstāvis", "support_organisations"),
        ("ATB", "support_organisations"),
        ("NGO", "support_organisations"),
        ("politikas veidotājs", "policy_makers"),
        ("ministrija", "policy_makers"),
        ("valsts pārvalde", "policy_makers"),
        ("policy_makers", "policy_makers"),
        ("policy maker", "policy_makers"),
    ],
)
def test_role_names_find_a_role_in_any_case_number_and_synonym(typed, code):
    assert RoleNames().find(typed) == role(code)


@pytest.mark.parametrize("typed", ["", "nezināma", "pārstāvis", "pašvaldība un ministrija"])
def test_role_names_find_nothing_in_other_words(typed):
    assert RoleNames().find(typed) is None


def test_spellings_belong_to_the_roles_of_the_portal():
    assert set(spellings()["roles"]) == set(Role.objects.values_list("code", flat=True))
