"""Prepare an empty portal: reference data and the first administrator."""

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError, ProgrammingError, transaction

from portal.reference_data import load_reference_data
from stakeholders.models import Grant, User
from stakeholders.operations.accounts import grant_access, open_account
from thinktanks.addresses import page_address

READY = (
    "Portāls ir sagatavots. Administrators: {email}",
    "The portal is ready. Administrator: {email}",
)
LINK = (
    "Izveidojiet paroli; saite der vienu reizi, {days} dienas:",
    "Create your password; the link works once, for {days} days:",
)


class Command(BaseCommand):
    help = (
        "Load the reference data that is missing, open the account of the first administrator, and print a link with which "
        "its owner creates a password. Refuses if there is an administrator already."
    )

    def add_arguments(self, parser):
        parser.add_argument("--admin", metavar="EMAIL", required=True)

    def handle(self, *args, admin, **options):
        try:
            user = _prepare(admin)
        except ValidationError as error:
            raise CommandError(" ".join(error.messages), returncode=2) from error
        except (OperationalError, ProgrammingError) as error:
            raise CommandError(
                f"The database cannot be used yet: {error}. Run manage.py migrate first.",
                returncode=2,
            ) from error
        days = settings.PASSWORD_RESET_TIMEOUT // (24 * 3600)
        lines = [line.format(email=user.email, days=days) for line in (*READY, "", *LINK)]
        self.stdout.write("\n".join([*lines, "", _password_link(user)]))


@transaction.atomic
def _prepare(email: str) -> User:
    """Load what is missing and make the account an administrator; an account that exists already keeps its password."""
    load_reference_data()
    current = Grant.objects.current().filter(kind=Grant.Kind.ADMINISTRATOR, user__is_active=True)
    if current.exists():
        raise CommandError(
            "There is an administrator already. Administrators give others their rights under /admin/; "
            "a lost password is replaced under /accounts/password/reset/.",
            returncode=2,
        )
    user = User.objects.filter(email__iexact=email.strip(), is_active=True).first()
    user = user or open_account(email, by=None)
    grant_access(user, kind=Grant.Kind.ADMINISTRATOR, by=None)
    return user


def _password_link(user: User) -> str:
    key = {"uidb36": user_pk_to_url_str(user), "key": default_token_generator.make_token(user)}
    return page_address("account_reset_password_from_key", **key)
