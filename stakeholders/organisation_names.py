"""The names of organisations, as people type them."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from language.fold import fold_words
from stakeholders.models import MapEntry, Organisation, Region


class OrganisationNames:
    """The organisations by their Latvian and English names; a name that two of them have finds neither."""

    def __init__(self) -> None:
        rows = Organisation.objects.filter(merged_into=None).values_list("pk", "name", "name_en")
        self.pks: dict[str, set[int]] = {}
        for pk, *names in rows:
            for name in filter(None, map(fold_words, names)):
                self.pks.setdefault(name, set()).add(pk)

    def find(self, typed: str) -> Organisation | None:
        """Return the organisation that a text names, whatever its capitals, diacritics and quotation marks."""
        found = self.pks.get(fold_words(typed), ())
        return Organisation.objects.get(pk=min(found)) if len(found) == 1 else None

    def is_ambiguous(self, typed: str) -> bool:
        """Return whether several organisations have this name."""
        return len(self.pks.get(fold_words(typed), ())) > 1


def organisations_offered_in(region: Region) -> QuerySet[Organisation]:
    """Return the municipalities of a region and the organisations that everybody sees on its map."""
    entries = MapEntry.objects.public().filter(organisation=OuterRef("pk"), region=region)
    is_known = Q(municipality__region=region) | Exists(entries)
    return Organisation.objects.filter(is_known, merged_into=None)
