"""The declared columns of an action are those that the models have."""

import pytest

from actionplans.models import Action, PublishedAction, Text
from actionplans.models.action import ACTION_FIELDS, ACTION_TEXTS


@pytest.mark.parametrize("model", [Action, PublishedAction])
def test_action_texts_are_all_texts_of_an_action_in_order(model):
    texts = [field.name for field in model._meta.fields if field.related_model is Text]

    assert texts == list(ACTION_TEXTS)


@pytest.mark.parametrize("model", [Action, PublishedAction])
def test_action_fields_are_columns_of_an_action_and_of_its_published_copy(model):
    assert set(ACTION_FIELDS) - {field.name for field in model._meta.fields} == set()
