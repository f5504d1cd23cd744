"""Enter the demo programme."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError, connection, transaction

from portal.demo.accounts import account_lines, password_file, store_passwords
from portal.demo.files import read_demo
from portal.demo.history import enter_demo
from portal.reference_data import load_reference_data
from thinktanks.models import Programme

LOADED = (
    "Demonstrācijas dati ir ielādēti: domnīcas, ieteikumi un atsauksmes ir izdomātas.",
    "The demo data are loaded: the think tanks, contributions and feedback are invented.",
)
KEPT = (
    "Paroles glabājas datnē {file}",
    "The passwords are stored in {file}",
)
LOST = (
    "Datnes {file} vairs nav. Jaunu paroli ieraksta „manage.py changepassword E-PASTS”.",
    "{file} is missing. Set a new password with “manage.py changepassword EMAIL”.",
)


class Command(BaseCommand):
    help = (
        "Enter the demo programme through the operations, in local mode only. "
        "A second run changes nothing and prints the accounts again."
    )

    def handle(self, *args, **options):
        _guard()
        with transaction.atomic():
            if not _is_loaded():
                load_reference_data()
                enter_demo(store_passwords())
        passwords = KEPT if password_file().exists() else LOST
        closing = [line.format(file=password_file()) for line in passwords]
        self.stdout.write("\n".join([*LOADED, "", *account_lines(), "", *closing]))


def _guard() -> None:
    if not settings.LOCAL_MODE:
        raise CommandError(
            "load_demo enters invented data and works in local mode only, but SECRET_KEY is set.",
            returncode=2,
        )
    try:
        tables = connection.introspection.table_names()
    except OperationalError as error:
        raise CommandError(
            f"The database is not available right now: {error}", returncode=2
        ) from error
    if Programme._meta.db_table not in tables:
        raise CommandError(
            "The database has no tables yet. Run manage.py migrate first.", returncode=2
        )


def _is_loaded() -> bool:
    codes = [read_demo(name)["code"] for name in ("programme", "older_programme")]
    programmes = list(Programme.objects.filter(code__in=codes))
    for programme in programmes:
        if not programme.demo:
            raise CommandError(
                f"There is already a programme {programme.code}, and it is not the demo.",
                returncode=2,
            )
    return bool(programmes)
