"""The declared texts of a programme are those that the model has."""

from thinktanks.models import Programme
from thinktanks.models.programme import PROGRAMME_TEXTS


def test_programme_texts_are_all_columns_of_one_language():
    texts = [field.name for field in Programme._meta.fields if field.name[-3:] in ("_lv", "_en")]

    assert texts == list(PROGRAMME_TEXTS)
