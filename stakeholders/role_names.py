"""The names of roles that files use: any case, number and synonym (fixtures/role_names.json)."""

import json
from functools import cache

from django.conf import settings

from language.fold import fold_words
from stakeholders.models import Role

# What follows the name of a role where a list says whom a person represents: „pašvaldības pārstāve”.
REPRESENTATIVES = (" parstavis", " parstave", " parstavji", " parstaves", " representative")


@cache
def spellings() -> dict:
    """Return the file: the spellings of roles and questions by their codes, and words around them in headings."""
    file = settings.BASE_DIR / "fixtures" / "role_names.json"
    return json.loads(file.read_text(encoding="utf-8"))


class RoleNames:
    """The roles by every name that a list of people may use for them."""

    def __init__(self) -> None:
        roles = {role.code: role for role in Role.objects.all()}
        self.roles = {
            fold_words(spelling): roles[code]
            for code, known in spellings()["roles"].items()
            for spelling in known
            if code in roles
        }
        for role in roles.values():
            for name in (role.code, role.short, role.name_lv, role.genitive_lv, role.name_en):
                self.roles.setdefault(fold_words(name), role)

    def find(self, typed: str) -> Role | None:
        """Return the role that a text names, whatever its case, number, capitals and diacritics; None if it names none."""
        name = fold_words(typed)
        for word in REPRESENTATIVES:
            name = name.removesuffix(word)
        return self.roles.get(name)
