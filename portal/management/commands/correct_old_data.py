"""Correct rows that earlier versions let in."""

from django.core.management.base import BaseCommand

from portal.operations import correct_old_data


class Command(BaseCommand):
    help = (
        "Put names of several lines on one line and correct impossible dates; say what changed. "
        "Captured texts and published versions stay. A second run changes nothing."
    )

    def handle(self, *args, **options):
        corrections = correct_old_data()
        for correction in corrections:
            self.stdout.write(correction)
        self.stdout.write(f"{len(corrections)} corrections")
