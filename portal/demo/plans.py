"""The plans: what was said becomes actions, a first version, changes and a second version."""

import datetime
from collections.abc import Callable
from functools import partial

from actionplans.models import Action, Contribution, Plan, RegionalAction
from actionplans.operations.consolidation import (
    Item,
    detail_action,
    form_action,
    link_actions,
    merge_actions,
    place,
    reword_action,
    set_aside,
    split_action,
)
from actionplans.operations.log import SeenVersion
from actionplans.operations.publication import publish_plan
from portal.demo.clock import at, spread
from portal.demo.files import uuid_of
from stakeholders.models import Role, User


class Draft:
    """A plan of the files on its way to its versions. `actions` is shared: the national plan gathers regional ones."""

    def __init__(self, plan: Plan, actions: dict[str, int], *, by: User):
        self.plan, self.actions, self.by = plan, actions, by
        self.roles = {role.code: role for role in Role.objects.all()}

    def first_version(
        self, row: dict, start: datetime.datetime, publication: datetime.datetime
    ) -> None:
        """Form the actions, leave out the rest with a reason, link what belongs together, publish."""
        work = [partial(self._form, each) for each in row["actions"]]
        work += [partial(self._set_aside, each) for each in row["set_aside"]]
        work += [partial(self._link, *pair) for pair in row.get("links", ())]
        self._do(work, start, publication, row["version_1"]["note"])

    def second_version(
        self, row: dict, start: datetime.datetime, publication: datetime.datetime
    ) -> None:
        """Change what the file says has changed, publish again."""
        work = [partial(self._change, each) for each in row["version_2"]["changes"]]
        self._do(work, start, publication, row["version_2"]["note"])

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

    def _do(
        self,
        work: list[Callable[[], None]],
        start: datetime.datetime,
        publication: datetime.datetime,
        note: str,
    ) -> None:
        """Do one thing after another between the start and the publication."""
        for step, moment in zip(work, spread(start, publication, len(work)), strict=True):
            with at(moment):
                step()
        with at(publication):
            publish_plan(self.plan, note=note, by=self.by)

    def _form(self, row: dict) -> None:
        """A new action from its first member; the others are placed into it, details follow."""
        first, *others = [self._member(member) for member in row["members"]]
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
            items=[self._member(member) for member in row["members"]],
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

    def _merge(self, identifier: str, into: str) -> None:
        action, target = self._action(identifier), self._action(into)
        merge_actions(
            action, into=target, version=action.version, into_version=target.version, by=self.by
        )

    def _reword(self, identifier: str, wording: str) -> None:
        action = self._action(identifier)
        reword_action(action, wording=wording, version=action.version, by=self.by)

    def _link(self, identifier: str, other: str) -> None:
        action = self._action(identifier)
        link_actions(action, other=self._action(other), version=action.version, by=self.by)

    def _action(self, identifier: str) -> Action:
        return Action.objects.get(pk=self.actions[identifier])

    def _member(self, identifier: str) -> SeenVersion:
        """What a member of the files stands for: a contribution, nationally a published regional action."""
        if self.plan.is_national:
            items = RegionalAction.objects.filter(plan=self.plan)
            return _seen(items.get(action=self.actions[identifier]))
        return _seen(Contribution.objects.get(uuid=uuid_of(identifier)))


def _seen(item: Item) -> SeenVersion:
    return SeenVersion(item, item.version)
