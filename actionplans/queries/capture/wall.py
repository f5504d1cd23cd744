"""The wall of a think tank, which everyone in the room reads."""

from dataclasses import dataclass

from django.db.models import Count

from actionplans.models import Contribution
from actionplans.models.contribution import ContributionQuerySet
from actionplans.queries.capture.said import contributions_of, with_texts
from language.personal_data import personal_data
from thinktanks.models import ThinkTank

ON_WALL = 24  # more than a projector has room for
READ_FOR_WALL = 100  # newest ones among which those for the wall are looked for
ENOUGH_DEVICES = 3  # with fewer devices of a role everybody would know who suggested it, see T29


@dataclass(frozen=True)
class WallItem:
    """A contribution on the wall; `speaker_shown` is False where its role might point to a person."""

    contribution: Contribution
    speaker_shown: bool


@dataclass(frozen=True)
class Wall:
    """The newest contributions, latest first, and how many there are in all."""

    newest: tuple[WallItem, ...]
    total: int


def wall_of(think_tank: ThinkTank) -> Wall:
    """Return the newest contributions for everyone in the room.

    A contribution is not on the wall if it was withdrawn or split (its parts are), if it is hidden, if it is late and
    nobody accepted it, if it was typed up after the close, or if it is held back (see `held_back`). The total counts
    held ones too.
    """
    shown = _for_the_room(think_tank)
    newest = with_texts(shown).order_by("-pk")[:READ_FOR_WALL]
    free = [contribution for contribution in newest if not _looks_personal(contribution)]
    speakers = _roles_of_several_devices(think_tank)
    items = tuple(
        WallItem(
            contribution,
            speaker_shown=contribution.device_id is None or contribution.author_role_id in speakers,
        )
        for contribution in free[:ON_WALL]
    )
    return Wall(items, shown.count())


def held_back(think_tank: ThinkTank) -> list[Contribution]:
    """Return the contributions that are not on the wall because they seem to hold personal data, oldest first.

    A telephone number or an address must not be on a screen before somebody has looked at it: a facilitator corrects
    the text, which shows it, or hides it.
    """
    return list(filter(_looks_personal, with_texts(_for_the_room(think_tank)).order_by("pk")))


def _for_the_room(think_tank: ThinkTank) -> ContributionQuerySet:
    return contributions_of(think_tank).visible().filter(late=False, typed_up=False)


def _looks_personal(contribution: Contribution) -> bool:
    return bool(personal_data(contribution.current_text))


def _roles_of_several_devices(think_tank: ThinkTank) -> set[int]:
    """Return the pks of the roles for which at least three devices speak."""
    devices = think_tank.devices.exclude(role=None).values_list("role").annotate(n=Count("pk"))
    return {role for role, count in devices if count >= ENOUGH_DEVICES}
