"""Correct rows that earlier versions let in."""

from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError, ProgrammingError

from portal.operations import correct_old_data


class Command(BaseCommand):
    help = (
        "Put names of several lines on one line and correct impossible dates; say what changed. "
        "Captured texts and published versions stay. A second run changes nothing."
    )

    def handle(self, *args, **options):
        try:
            corrections = correct_old_data()
        except (OperationalError, ProgrammingError) as error:
            raise CommandError(f"The database is not available right now: {error}") from error
        for correction in corrections:
            self.stdout.write(correction)
        self.stdout.write(f"{len(corrections)} corrections")
