"""The first start: reference data, the first administrator, and a link for the password."""

import re
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError
from django.test import Client

from stakeholders.models import Grant, Municipality, Organisation, Region, Role, User
from stakeholders.operations.accounts import close_account
from tests.support.factories import make_administrator, make_coordinator, make_user

pytestmark = pytest.mark.django_db

EMAIL, PASSWORD = "anna.parauga@example.org", "ezers-kalns-mezs-17"


def bootstrap(email=EMAIL):
    """Run the command; return what it prints."""
    output = StringIO()
    call_command("bootstrap", "--admin", email, stdout=output)
    return output.getvalue()


def test_bootstrap_loads_what_is_missing_and_makes_an_administrator():
    for model in (Municipality, Region, Role):
        model.objects.all().delete()

    bootstrap(f" {EMAIL.upper()} ")

    counts = [model.objects.count() for model in (Role, Region, Municipality, Organisation)]
    assert counts == [4, 5, 42, 42]
    (user,) = User.objects.all()
    assert (user.email, user.is_administrator, user.has_usable_password()) == (EMAIL, True, False)


def test_bootstrap_prints_a_link_that_sets_a_password_once(settings):
    printed = bootstrap()
    (link,) = re.findall(rf"{settings.BASE_URL}(/accounts/password/reset/key/\S+/)", printed)
    client = Client()
    form = client.get(link, follow=True)

    client.post(form.request["PATH_INFO"], {"password1": PASSWORD, "password2": PASSWORD})

    assert Client().login(email=EMAIL, password=PASSWORD)
    assert Client().get(link).context["token_fail"] is True


def test_bootstrap_gives_an_account_that_exists_the_rights_of_an_administrator():
    user = make_user()

    bootstrap(user.email)

    assert list(Grant.objects.values_list("user", "kind")) == [(user.pk, "administrator")]
    assert User.objects.count() == 1


def test_bootstrap_refuses_a_second_administrator():
    make_administrator()

    with pytest.raises(CommandError, match="There is an administrator already") as refused:
        bootstrap()

    assert refused.value.returncode == 2
    assert (User.objects.count(), Organisation.objects.count()) == (1, 0)


def test_bootstrap_helps_where_the_only_administrator_left():
    close_account(make_administrator(), by=make_coordinator())

    assert EMAIL in bootstrap()


@pytest.mark.parametrize("email", ["", "nav adrese", "a@b"])
def test_bootstrap_refuses_what_is_no_address(email):
    with pytest.raises(CommandError) as refused:
        bootstrap(email)

    assert refused.value.returncode == 2
    assert User.objects.count() == 0


def test_bootstrap_refuses_without_a_database(monkeypatch):
    def fail():
        raise OperationalError("no such table")

    monkeypatch.setattr("portal.management.commands.bootstrap.load_reference_data", fail)

    with pytest.raises(CommandError, match=r"Run manage\.py migrate first") as refused:
        bootstrap()

    assert refused.value.returncode == 2


@pytest.mark.parametrize("options", [[], ["--noinput", "--email", EMAIL]])
def test_createsuperuser_names_bootstrap(options):
    with pytest.raises(CommandError, match=r"manage\.py bootstrap --admin EMAIL"):
        call_command("createsuperuser", *options)
