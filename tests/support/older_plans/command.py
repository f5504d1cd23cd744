"""The command import_plan, as a person calls it, and a text of an older plan."""

import io
import json
from pathlib import Path

from django.core.management import call_command

from actionplans.models import Action, Contribution, Plan, PlanEvent, Text
from thinktanks.models import Answer

TEXT = """Ievads, ko neviens neieraksta plānā

POLITIKAS VEIDOTĀJIEM
 • Samazināt atskaites; Vienota veidlapa

PAŠVALDĪBĀM
 • Atvērt telpas; publicēt sarakstu; Atvērt telpas
   Uzaicināt uzņēmējus
 • Iekļaut budžetā (ja ir finansējums)

IEGUVUMI
 • Jauni kontakti; zināšanas
Kā izmantosiet domnīcā veidoto rīcības plānu?
 • Ikdienas darbā
"""


def run(
    file: Path, *options, programme: str = "pirma", region: str = "national"
) -> tuple[int, str, str]:
    """Import a file and return exit status, standard output and standard error of the command."""
    out, err = io.StringIO(), io.StringIO()
    status = 0
    arguments = [str(file), "--programme", programme, "--region", region, *options]
    try:
        call_command("import_plan", *arguments, stdout=out, stderr=err)
    except SystemExit as ended:
        status = ended.code
    return status, out.getvalue(), err.getvalue()


def run_json(file: Path, *options, **places) -> tuple[int, dict]:
    """Import a file and return exit status and the JSON that the command prints."""
    status, out, err = run(file, "--json", *options, **places)
    assert err == ""
    return status, json.loads(out)


def counts() -> dict[str, int]:
    """Return how many rows there are of everything that an import writes."""
    written = (Plan, PlanEvent, Text, Contribution, Action, Answer)
    return {model.__name__: model.objects.count() for model in written}
