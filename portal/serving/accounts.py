"""Signing in and out with django-allauth."""

import datetime
import re

from allauth.account import app_settings, forms, views
from allauth.account.adapter import DefaultAccountAdapter
from django.urls import reverse
from django.utils.timezone import now

from stakeholders.models import User
from thinktanks.throttle import client_address


def own_name(user: User) -> str:
    """Return the name by which a page says who is signed in: their address where no name was given."""
    return user.name or user.email


class AccountAdapter(DefaultAccountAdapter):
    """Refuse sign-up, since accounts are by invitation only; add to mails until when their code works.

    Wrong passwords are counted by the same address of the client as wrong codes.
    """

    def is_open_for_signup(self, request):
        return False

    def get_password_change_redirect_url(self, request):
        return reverse("account-show")

    def get_client_ip(self, request):
        return client_address(request)

    def send_mail(self, template_prefix, email, context):
        works_until = now() + datetime.timedelta(seconds=app_settings.LOGIN_BY_CODE_TIMEOUT)
        super().send_mail(template_prefix, email, {"works_until": works_until, **context})


class ConfirmLoginCodeForm(forms.ConfirmLoginCodeForm):
    """Read the code as it is copied from the mail: with any dash, with what cannot be seen, or with the label before it."""

    def clean_code(self):
        typed = self.cleaned_data["code"].rpartition(":")[2]
        self.cleaned_data["code"] = re.sub(r"[^0-9A-Za-z]", "", typed)
        return super().clean_code()


class LogoutView(views.LogoutView):
    """Sign out. The browser's storage is cleared only if its script reports an empty outbox."""

    def post(self, *args, **kwargs):
        response = super().post(*args, **kwargs)
        if self.request.POST.get("outbox") == "empty":
            response.headers["Clear-Site-Data"] = '"storage"'
        return response
