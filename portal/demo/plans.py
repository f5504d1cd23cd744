"""Enter the plans of the demo: actions from contributions, a first version, changes, a second version."""

import datetime
from collections.abc import Callable
from functools import partial

from actionplans.models import Action, Contribution, Plan, RegionalAction
from actionplans.operations.actions import (
    detail_action,
    form_action,
    link_actions,
    merge_actions,
    reword_action,
    split_action,
)
from actionplans.operations.board_steps import BoardItem
from actionplans.operations.items import place, set_aside
from actionplans.operations.locks import SeenVersion
from actionplans.operations.publication import publish_plan
from portal.demo.clock import at, spread
from portal.demo.files import uuid_of
from stakeholders.models import Role, User


class DemoPlan:
    """A plan and what the files say about it.

    `actions` maps the ids of the files to primary keys and is shared by all plans, since the
    national plan is made of regional actions.
    """

    def __init__(self, plan: Plan, actions: dict[str, int], *, by: User):
        self.plan, self.actions, self.by = plan, actions, by
        self.roles = {role.code: role for role in Role.objects.all()}

    def enter_first_version(
        self, row: dict, start: datetime.datetime, publication: datetime.datetime
    ) -> None:
        """Form the actions, set the rest aside with a reason, link related actions, publish."""
        steps = [partial(self._form, action) for action in row["actions"]]
        steps += [partial(self._set_aside, item) for item in row["set_aside"]]
        steps += [partial(self._link, *pair) for pair in row.get("links", ())]
        self._enter(steps, start, publication, row["version_1"]["note"])

    def enter_second_version(
        self, row: dict, start: datetime.datetime, publication: datetime.datetime
    ) -> None:
        """Make the changes of the second version and publish it."""
        steps = [partial(self._change, change) for change in row["version_2"]["changes"]]
        self._enter(steps, start, publication, row["version_2"]["note"])

    def _change(self, row: dict) -> None:
        match row["change"]:
            case "merge":
                self._merge(row["action"], row["into"])
            case "reword":
                self._reword(row["action"], row["wording"])
            case "add":
                self._split(row["taken_from"], row["action"])
            case "set_aside":
                self._set_aside(row)
            case "link":
                self._link(*row["actions"])

    def _enter(
        self,
        steps: list[Callable[[], None]],
        start: datetime.datetime,
        publication: datetime.datetime,
        note: str,
    ) -> None:
        """Run the steps in order between the start and the publication, then publish."""
        for step, moment in zip(steps, spread(start, publication, len(steps)), strict=True):
            with at(moment):
                step()
        with at(publication):
            publish_plan(self.plan, note=note, by=self.by)

    def _form(self, row: dict) -> None:
        """Form an action from its first member, place the others, add details."""
        first, *others = [self._member(row_id) for row_id in row["members"]]
        action = form_action(
            self.plan,
            role=self.roles[row["addressed_role"]],
            wording=row["wording"],
            items=[first],
            by=self.by,
        )
        self.actions[row["id"]] = action.pk
        if others:
            place(others, action=action, by=self.by)
        self._detail(row)

    def _split(self, taken_from: str, row: dict) -> None:
        source = self._action(taken_from)
        action = split_action(
            source,
            items=[self._member(row_id) for row_id in row["members"]],
            version=source.version,
            wording=row["wording"],
            by=self.by,
        )
        self.actions[row["id"]] = action.pk
        self._detail(row)

    def _detail(self, row: dict) -> None:
        action = self._action(row["id"])
        detail_action(
            action,
            condition=row.get("condition", ""),
            lead=row["lead"],
            first_step=row["first_step"],
            deadline=datetime.date.fromisoformat(row["deadline"]),
            support_roles=[self.roles[code] for code in row["support_roles"]],
            version=action.version,
            by=self.by,
        )

    def _set_aside(self, row: dict) -> None:
        item = self._member(row.get("contribution") or row["action"])
        set_aside([item], reason=row["reason"], note=row["note"], by=self.by)

    def _merge(self, row_id: str, into: str) -> None:
        action, target = self._action(row_id), self._action(into)
        merge_actions(
            action, into=target, version=action.version, into_version=target.version, by=self.by
        )

    def _reword(self, row_id: str, wording: str) -> None:
        action = self._action(row_id)
        reword_action(action, wording=wording, version=action.version, by=self.by)

    def _link(self, row_id: str, other: str) -> None:
        action = self._action(row_id)
        link_actions(action, other=self._action(other), version=action.version, by=self.by)

    def _action(self, row_id: str) -> Action:
        return Action.objects.get(pk=self.actions[row_id])

    def _member(self, row_id: str) -> SeenVersion:
        """Return a member of an action: a contribution, nationally a published regional action."""
        if self.plan.is_national:
            items = RegionalAction.objects.filter(plan=self.plan)
            return _seen(items.get(action=self.actions[row_id]))
        return _seen(Contribution.objects.get(uuid=uuid_of(row_id)))


def _seen(item: BoardItem) -> SeenVersion:
    return SeenVersion(item, item.version)
