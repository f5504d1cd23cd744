"""Refuse to publish a text that seems to hold personal data before a person has decided about it."""

from collections.abc import Collection, Iterable

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from actionplans.queries.draft.checklist import PersonalDataFinding, personal_data_of
from language.latvian import number


def guard_findings(
    findings: Iterable[PersonalDataFinding], *, not_personal_data: Collection[str]
) -> None:
    """Refuse findings that nobody decided about (personal_data), with their number.

    `not_personal_data` are the checksums of the texts that a person has looked at and that hold none.
    """
    open_findings = [finding for finding in findings if finding.checksum not in not_personal_data]
    if open_findings:
        raise ValidationError(
            _("Possible personal data that you have not decided about yet: %(n)s"),
            code="personal_data",
            params={"n": number(len(open_findings))},
        )


def guard_typed(typed: str, *, not_personal_data: Collection[str]) -> None:
    """Refuse a text that goes out as it is typed, if it seems to hold personal data (personal_data_typed).

    `not_personal_data` as in `guard_findings`.
    """
    finding = personal_data_of(typed)
    if finding and finding.checksum not in not_personal_data:
        raise ValidationError(
            _(
                "What you wrote seems to contain personal data. Change it, or confirm it contains none."
            ),
            code="personal_data_typed",
        )
