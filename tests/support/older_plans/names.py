"""The names of roles and questions that readers know, and a plan in which everything is written differently."""

import json

from actionplans.readers.values import Names
from tests.support.prepared import ROOT

NAMES = Names(**json.loads((ROOT / "fixtures" / "role_names.json").read_text("utf-8")))
POL, PAS, ATB, SOC = NAMES.roles
DIRTY = (ROOT / "tests" / "actionplans" / "readers" / "dirty_plan.txt").read_bytes()
