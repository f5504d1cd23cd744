"""A form that asks before it does what is unusual."""

from django import forms
from django.core.exceptions import ValidationError


class AskingForm(forms.Form):
    """A form that asks before it does what is unusual: it is refused once, with the question, and accepted when sent again."""

    confirmed = forms.CharField(required=False, widget=forms.HiddenInput)

    def ask(self, field: str | None, question: str, sentence: str) -> None:
        """Refuse the form with this sentence, unless its page has asked this question already."""
        asked = self.data.get("confirmed", "").split()
        if question not in asked:
            self.data = self.data.copy()
            self.data["confirmed"] = " ".join([*asked[:9], question])
            self.add_error(field, ValidationError(sentence, code="asked"))
