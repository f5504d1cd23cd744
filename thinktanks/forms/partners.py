"""The partners of a programme, typed or chosen by name."""

from django import forms
from django.utils.translation import gettext_lazy as _

from language.fold import fold_words
from stakeholders.forms import LineField
from stakeholders.models import Organisation, max_length_of
from stakeholders.organisation_names import OrganisationNames
from thinktanks.models import Programme

# A field of a present partner is named by its row, so that two people who add partners at once add both.
PARTNER, PRESENT_PARTNER = "partner_", "partner_of_"
SPARE_PARTNERS, MOST_PARTNERS = 3, 60
ORGANISATIONS = "organisations"  # the id of the list that partners are chosen from


class PartnerField(LineField):
    """The name of an organisation, typed or chosen from the list of the page; it becomes the organisation.

    `partner` is the one that is there now: its name means its row, also where another organisation has the same name.
    """

    default_error_messages = {
        "unknown": _(
            "There is no organisation “%(name)s”. Choose it from the list, or add it first."
        ),
        "ambiguous": _(
            "Several organisations are called “%(name)s”. Give them different names first."
        ),
    }

    def __init__(self, *, names: OrganisationNames, partner: Organisation | None, **kwargs):
        super().__init__(
            max_length=max_length_of(Organisation, "name"),
            required=False,
            widget=forms.TextInput(attrs={"list": ORGANISATIONS, "autocomplete": "off"}),
            initial=partner.name if partner else "",
            **kwargs,
        )
        self.names, self.partner = names, partner

    def clean(self, value) -> Organisation | None:
        name = super().clean(value)
        if self.partner and fold_words(name) == fold_words(self.partner.name):
            return self.partner
        organisation = self.names.find(name)
        if name and organisation is None:
            code = "ambiguous" if self.names.is_ambiguous(name) else "unknown"
            raise forms.ValidationError(self.error_messages[code], code=code, params={"name": name})
        return organisation


class PartnersForm(forms.Form):
    """A field for each partner of a programme (`like`), and some for more.

    What was sent for a partner that somebody has removed meanwhile keeps its field, which is empty.
    """

    def __init__(self, *args, like: Programme | None = None, **kwargs):
        super().__init__(*args, **kwargs)
        self.offered = Organisation.objects.filter(merged_into=None).values_list("name", flat=True)
        names = OrganisationNames()
        partners = like.partners.all() if like else ()
        rows = {f"{PRESENT_PARTNER}{partner.pk}": partner for partner in partners}
        spare = min(SPARE_PARTNERS, MOST_PARTNERS - len(rows))
        sent = [name for name in self.data if name.startswith(PRESENT_PARTNER)]
        rows = dict.fromkeys(sent[:MOST_PARTNERS]) | rows
        rows |= dict.fromkeys(f"{PARTNER}{number}" for number in range(1, spare + 1))
        for number, (name, partner) in enumerate(rows.items(), start=1):
            label = _("Partner %(n)s") % {"n": number}
            self.fields[name] = PartnerField(names=names, partner=partner, label=label)

    @property
    def partners(self) -> list:
        """The fields of the partners, in order."""
        return [self[name] for name in self.fields if name.startswith(PARTNER)]

    def clean(self):
        values = super().clean()
        fields = {name: values.pop(name) for name in list(values) if name.startswith(PARTNER)}
        present = [row for name, row in fields.items() if name.startswith(PRESENT_PARTNER)]
        chosen = []
        for name, partner in fields.items():
            if partner is None or (partner in present and not name.startswith(PRESENT_PARTNER)):
                continue  # nothing, or one that somebody has added meanwhile
            if partner in chosen:
                sentence = _("“%(name)s” is a partner already.")
                params = {"name": partner.name}
                self.add_error(name, forms.ValidationError(sentence, code="known", params=params))
            chosen.append(partner)
        return values | {"partners": chosen}
