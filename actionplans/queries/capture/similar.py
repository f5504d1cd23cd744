"""What was said at a think tank already and looks like what somebody is typing."""

import threading
import uuid
from collections import OrderedDict

from django.db.models import QuerySet

from actionplans.models import Contribution
from actionplans.queries.capture.said import spoken_at, with_words
from actionplans.queries.capture.wall_and_close import newest_change
from actionplans.similarity.index import Index, Near, marked
from thinktanks.models import ThinkTank

MOST = 3
ROOMS = 8  # think tanks whose words a process keeps ready


def similar_at(think_tank: ThinkTank, text: str) -> list[Contribution]:
    """At most three that stand at this think tank, are not hidden, and look like a text; the most similar first.

    Each has `pieces`: its words cut so that those which the text has too can be marked.
    """
    numbers = [near.key for near in _ready.nearest(think_tank, text)]
    rows = with_words(_shown_at(think_tank).filter(pk__in=numbers)) if numbers else []
    found = sorted(rows, key=lambda one: numbers.index(one.pk))
    for one in found:
        one.pieces = marked(one.words, text)
    return found


def _shown_at(think_tank: ThinkTank) -> QuerySet[Contribution]:
    return spoken_at(think_tank).visible()


class _Ready:
    """Indexes of the think tanks at work, kept in the process; each is true until its plan has another newest event,
    since every change of a contribution is an event of its plan (I4)."""

    def __init__(self):
        self._indexes: OrderedDict[int, tuple[uuid.UUID, Index]] = OrderedDict()
        self._lock = threading.Lock()

    def nearest(self, think_tank: ThinkTank, text: str) -> list[Near]:
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
            index.follow({pk: correction or text for pk, correction, text in texts})
        self._indexes[think_tank.pk] = newest, index
        while len(self._indexes) > ROOMS:
            self._indexes.popitem(last=False)
        return index


_ready = _Ready()
