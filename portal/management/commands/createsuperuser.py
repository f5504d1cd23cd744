"""Django's command, which does not know that rights are grants here."""

from django.contrib.auth.management.commands import createsuperuser
from django.core.management.base import CommandError


class Command(createsuperuser.Command):
    help = "Not used here: manage.py bootstrap --admin EMAIL makes the first administrator."

    def handle(self, *args, **options):
        raise CommandError(
            "Rights are grants in this portal. Make the first administrator with "
            "“manage.py bootstrap --admin EMAIL”; administrators give others their rights under /admin/.",
            returncode=2,
        )
