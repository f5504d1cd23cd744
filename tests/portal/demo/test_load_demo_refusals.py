"""load_demo refuses in production and where its programme's code is taken."""

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError, connection

from stakeholders.models import User
from tests.support.factories import make_programme
from thinktanks.models import Programme, ThinkTank

pytestmark = pytest.mark.django_db


def test_load_demo_refuses_in_production(settings):
    settings.LOCAL_MODE = False

    with pytest.raises(CommandError, match="SECRET_KEY") as refused:
        call_command("load_demo")

    assert refused.value.returncode == 2
    assert (Programme.objects.count(), User.objects.count()) == (0, 0)


def test_load_demo_refuses_without_a_database(monkeypatch):
    def fail():
        raise OperationalError("no answer")

    monkeypatch.setattr(connection.introspection, "table_names", fail)

    with pytest.raises(CommandError, match="not available right now: no answer") as refused:
        call_command("load_demo")

    assert refused.value.returncode == 2


@pytest.mark.parametrize("code", ["2026", "2022"])
def test_load_demo_refuses_to_change_another_programme_with_its_code(code):
    programme = make_programme(code=code, demo=False)

    with pytest.raises(CommandError, match=f"programme {code}") as refused:
        call_command("load_demo")

    assert refused.value.returncode == 2
    assert list(Programme.objects.all()) == [programme]
    assert (ThinkTank.objects.count(), User.objects.count()) == (0, 0)
