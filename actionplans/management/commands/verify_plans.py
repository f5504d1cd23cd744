"""Check that the event log and the rows of every plan agree."""

from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError, ProgrammingError

from actionplans.models import Plan
from actionplans.queries.log.verification import differences


class Command(BaseCommand):
    help = "Rebuild every plan from its events alone and compare it with its rows; exit 1 on any difference, named."

    def handle(self, *args, **options):
        try:
            found = differences()
        except (OperationalError, ProgrammingError) as error:
            raise CommandError(f"The database is not available right now: {error}") from error
        for difference in found:
            self.stderr.write(difference)
        if found:
            raise SystemExit(1)
        self.stdout.write(f"{Plan.objects.count()} plans: the log and the rows agree")
