"""Accounts that run a think tank, by their e-mail addresses."""

import re

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from language.characters import without_invisible
from stakeholders.forms import LineField
from stakeholders.models import User, max_length_of

MOST_FACILITATORS = 100


class AccountsField(forms.CharField):
    """The accounts of the e-mail addresses that are typed, or copied from a mail."""

    def clean(self, value) -> list[User]:
        addresses = _addresses_in(super().clean(value))
        if len(addresses) > MOST_FACILITATORS:
            raise ValidationError(
                _("Enter at most %(limit)s addresses."),
                code="too_many",
                params={"limit": MOST_FACILITATORS},
            )
        return list(dict.fromkeys(map(_account, addresses)))


def _addresses_in(text: str) -> list[str]:
    """Return the e-mail addresses that are typed, or copied from a mail: „Anna Parauga <anna@example.org>”."""
    found = []
    for part in re.split(r"[,;\n]+", without_invisible(text)):
        _name, opened, address = part.rpartition("<")
        found += [address.strip(" >")] if opened else part.split()
    return list(dict.fromkeys(address.removeprefix("mailto:") for address in found if address))


def _account(address: str) -> User:
    user = User.objects.filter(email__iexact=address, is_active=True).first()
    if user is None:
        raise ValidationError(
            _("There is no account with the address %(address)s yet."),
            code="unknown",
            params={"address": address},
        )
    return user


class AddFacilitatorForm(forms.Form):
    """One more facilitator, by e-mail address."""

    email = LineField(
        label=_("E-mail address"),
        max_length=max_length_of(User, "email"),
        help_text=_("The person must already have an account."),
        widget=forms.TextInput(
            attrs={"inputmode": "email", "autocomplete": "off", "autofocus": True}
        ),
    )

    def clean_email(self) -> User:
        addresses = _addresses_in(self.cleaned_data["email"])
        if len(addresses) != 1:
            raise ValidationError(_("Enter one address."), code="one_address")
        return _account(addresses[0])

    def clean(self):
        values = super().clean()
        return {"user": values.get("email")}
