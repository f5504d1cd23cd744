"""Contributions of a think tank that are similar to a text that somebody is typing."""

import threading
import uuid
from collections import OrderedDict

from django.db.models import QuerySet

from actionplans.models import Contribution
from actionplans.queries.capture.changes import newest_change
from actionplans.queries.capture.said import contributions_of, with_texts
from actionplans.similarity.index import Index, Match, marked
from thinktanks.models import ThinkTank

MOST = 3
MOST_INDEXES = 8  # think tanks whose texts a process keeps ready


def similar_at(think_tank: ThinkTank, text: str) -> list[Contribution]:
    """Return at most three contributions that are similar to a text, the most similar first; no hidden ones.

    Each has `pieces`: its text in pieces, so that words of the typed text can be marked.
    """
    ids = [match.key for match in _indexes.nearest(think_tank, text)]
    rows = with_texts(_shown_at(think_tank).filter(pk__in=ids)) if ids else []
    found = sorted(rows, key=lambda contribution: ids.index(contribution.pk))
    for contribution in found:
        contribution.pieces = marked(contribution.current_text, text)
    return found


def _shown_at(think_tank: ThinkTank) -> QuerySet[Contribution]:
    return contributions_of(think_tank).visible()


class _Indexes:
    """Indexes of the think tanks in use, kept in the process.

    Each is valid until its plan has a newer event, since every change of a contribution is an event of its plan (I4).
    """

    def __init__(self):
        self._indexes: OrderedDict[int, tuple[uuid.UUID, Index]] = OrderedDict()
        self._lock = threading.Lock()

    def nearest(self, think_tank: ThinkTank, text: str) -> list[Match]:
        """Return the texts of a think tank that are nearest to this one."""
        newest = newest_change(think_tank)
        if newest is None:
            return []
        with self._lock:
            return self._index_of(think_tank, newest).nearest(text, limit=MOST)

    def _index_of(self, think_tank: ThinkTank, newest: uuid.UUID) -> Index:
        known, index = self._indexes.pop(think_tank.pk, (None, Index()))
        if known != newest:
            rows = _shown_at(think_tank).order_by()
            texts = rows.values_list("pk", "correction__body", "text__body")
            index.update({pk: correction or text for pk, correction, text in texts})
        self._indexes[think_tank.pk] = newest, index
        while len(self._indexes) > MOST_INDEXES:
            self._indexes.popitem(last=False)
        return index


_indexes = _Indexes()
