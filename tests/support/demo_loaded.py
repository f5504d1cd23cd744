"""The demo programme loaded into an empty database."""

import io

from django.apps import apps
from django.core.management import call_command

from actionplans.models import PlanVersion
from stakeholders.models import Municipality, OrganisationKind, Region, Role, User
from thinktanks.models import ThinkTank

REFERENCE = (Municipality, Region, Role, OrganisationKind)


def run_load_demo():
    """Run the command and return what it prints."""
    printed = io.StringIO()
    call_command("load_demo", stdout=printed)
    return printed.getvalue()


def database_content():
    """Return the number of rows of each table, and the checksums, passwords and codes."""
    counts = {model._meta.label: model._base_manager.count() for model in apps.get_models()}
    checksums = list(PlanVersion.objects.order_by("pk").values_list("checksum", flat=True))
    passwords = list(User.objects.order_by("pk").values_list("password", flat=True))
    codes = list(ThinkTank.objects.order_by("pk").values_list("join_code", flat=True))
    return counts, checksums, passwords, codes
