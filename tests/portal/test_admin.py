"""The administrators' pages: open for them alone, in Latvian, and every write goes through an operation."""

import io
import re

import openpyxl
import pytest
from django.contrib import admin
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from actionplans import models as plan_models
from stakeholders.models import (
    Grant,
    MapEntry,
    Organisation,
    OrganisationKind,
    PublicRevision,
    Role,
    User,
)
from stakeholders.operations import close_account, register_organisation
from tests.support.factories import (
    make_administrator,
    make_contribution,
    make_coordinator,
    make_facilitator,
    make_programme,
    make_think_tank,
    make_user,
    region,
    role,
)
from tests.support.full_programme import Filled
from thinktanks.forms.preparing import QUESTIONS
from thinktanks.models import Programme, ThinkTank

pytestmark = pytest.mark.django_db

PAGES = sorted((model._meta.app_label, model._meta.model_name) for model in admin.site._registry)
BOARD_AND_FROZEN = [name for name in PAGES if name[0] == "actionplans"]
INLINE = r' style="| on[a-z]+="|<script>'
ADDED_HERE = [
    ("stakeholders", "grant"),
    ("stakeholders", "mapentry"),
    ("stakeholders", "organisation"),
    ("stakeholders", "user"),
    ("thinktanks", "programme"),
    ("thinktanks", "thinktank"),
]


@pytest.fixture
def administrator(client):
    user = make_administrator(name="Anna Administratore")
    client.force_login(user)
    return user


@pytest.fixture
def filled():
    make_coordinator()
    return Filled()


def path(page, verb, *args):
    return reverse(f"admin:{page[0]}_{page[1]}_{verb}", args=args)


def rows_of(page):
    return next(
        model for model in admin.site._registry if model._meta.model_name == page[1]
    ).objects


def post(client, page, **fields):
    return client.post(path(page, "add"), fields)


def errors_in(response) -> str:
    found = re.findall(r'<ul class="errorlist.*?</ul>', response.content.decode(), re.DOTALL)
    return " ".join(re.sub(r"<[^>]+>", " ", " ".join(found)).split())


def test_admin_has_pages_for_these_and_nothing_of_the_libraries():
    assert {page[0] for page in PAGES} == {"actionplans", "stakeholders", "thinktanks"}
    assert [name for _app, name in PAGES] == sorted(
        [
            "action",
            "commitment",
            "contribution",
            "plan",
            "planevent",
            "planversion",
            "progressreport",
            "grant",
            "mapentry",
            "municipality",
            "organisation",
            "organisationkind",
            "region",
            "role",
            "user",
            "programme",
            "thinktank",
        ],
        key=[name for _app, name in PAGES].index,
    )


@pytest.mark.parametrize("page", PAGES)
def test_admin_page_opens_with_a_row_on_it(client, administrator, filled, page):
    row = rows_of(page).first()

    listed = client.get(path(page, "changelist"))
    shown = client.get(path(page, "change", row.pk))

    assert (listed.status_code, shown.status_code) == (200, 200)
    assert f'href="{path(page, "change", row.pk)}' in listed.content.decode()
    assert "argon2" not in shown.content.decode()
    assert "pbkdf2" not in shown.content.decode()
    assert 'name="_save"' not in shown.content.decode()


@pytest.mark.parametrize("page", PAGES)
def test_admin_page_is_not_there_for_others(client, filled, page):
    row = rows_of(page).first()
    addresses = [path(page, "changelist"), path(page, "change", row.pk), path(page, "add")]
    for person in (make_coordinator(), make_facilitator(filled.think_tank), make_user()):
        client.force_login(person)
        assert [client.get(address).status_code for address in addresses] == [404] * 3

    client.logout()
    assert {client.get(address).status_code for address in addresses} == {302}


@pytest.mark.parametrize("page", PAGES)
def test_admin_page_changes_and_deletes_nothing(client, administrator, filled, page):
    row = rows_of(page).first()
    before = list(rows_of(page).order_by("pk").values())

    answers = [
        client.post(path(page, "change", row.pk), {"name": "x", "state": "x", "_save": "1"}),
        client.get(path(page, "delete", row.pk)),
        client.post(path(page, "delete", row.pk), {"post": "yes"}),
    ]
    chosen = {"action": "delete_selected", "_selected_action": row.pk, "post": "yes"}
    client.post(path(page, "changelist"), chosen)

    assert {one.status_code for one in answers} == {404}
    assert list(rows_of(page).order_by("pk").values()) == before


@pytest.mark.parametrize("page", PAGES)
def test_admin_page_adds_only_where_an_operation_does(client, administrator, page):
    assert (client.get(path(page, "add")).status_code == 200) == (page in ADDED_HERE)
    if page in BOARD_AND_FROZEN:
        assert client.post(path(page, "add"), {"plan": 1}).status_code in (403, 404)
        assert not rows_of(page).exists()


@pytest.mark.parametrize("page", PAGES)
def test_admin_list_costs_the_same_for_more_rows(client, administrator, page):
    Filled(code="first")
    few, cost_of_few = rows_of(page).count(), cost_of_list(client, page)

    add_rows(page)

    assert rows_of(page).count() >= few + 2
    assert cost_of_list(client, page) == cost_of_few


def cost_of_list(client, page) -> int:
    """The number of queries of the second visit: the first fills caches that outlive a request."""
    client.get(path(page, "changelist"))
    with CaptureQueriesContext(connection) as queries:
        assert client.get(path(page, "changelist")).status_code == 200
    return len(queries)


def add_rows(page) -> None:
    """Two more programmes with everything in them and two grants; rows of reference data are copied."""
    for number in (1, 2):
        if page[1] in REFERENCE:
            row = rows_of(page).first()
            row.pk, row.code, row.order, row.short = (
                None,
                f"new-{number}",
                100 + number,
                f"N{number}",
            )
            row.name_lv = f"Jauna {number}"
            row.save()
        else:
            Filled(code=f"more-{number}")
            make_coordinator()


REFERENCE = ("role", "region", "municipality", "organisationkind")


def test_admin_is_latvian(client, administrator, filled):
    index = client.get(reverse("admin:index")).content.decode()
    listed = client.get(path(("stakeholders", "municipality"), "changelist")).content.decode()
    added = client.get(path(("thinktanks", "programme"), "add")).content.decode()

    for word in ("Rīcības plāni", "Plānošanas reģioni", "Konti", "Domnīcas"):
        assert word in index
    assert "Plānošanas reģions" in listed
    for word in ("Nosaukums latviski", "Lomas, kas iesaka", "Pirmais jautājums latviski"):
        assert word in added


def test_admin_counts_rows_behind_a_label(client, administrator):
    listed = client.get(path(("stakeholders", "region"), "changelist")).content.decode()

    assert "Plānošanas reģioni: 5" in listed
    assert "5 plānošanas reģioni" not in listed


def test_admin_says_yes_and_no_in_words(client, administrator):
    listed = client.get(path(("stakeholders", "user"), "changelist")).content.decode()

    assert '<td class="field-value">Jā</td>' in listed
    assert 'alt="True"' not in listed


def test_admin_opens_an_account_without_a_password(client, administrator):
    response = post(client, ("stakeholders", "user"), email="Jauna@Example.org", name="Jauna")

    user = User.objects.get(email="jauna@example.org")
    assert (response.status_code, user.name, user.has_usable_password()) == (302, "Jauna", False)


def test_admin_shows_what_was_typed_again_when_the_operation_refuses(client, administrator):
    User.objects.create_user("jauna@example.org")

    again = post(client, ("stakeholders", "user"), email="jauna@example.ORG", name="Cita")

    assert again.status_code == 200
    assert errors_in(again) == "Konts ar šo e-pasta adresi jau ir."
    form = again.context["adminform"].form
    assert (form["email"].value(), form["name"].value()) == ("jauna@example.ORG", "Cita")
    assert User.objects.filter(email__iexact="jauna@example.org").count() == 1


def fields_for(page) -> dict:
    """What a person types to add a row on this page."""
    roles = [role.pk for role in Role.objects.all()]
    kind = OrganisationKind.objects.first()
    event = {"code": "new", "held_on": "2026-11-23", "town": "Kuldīga", "more_tables": 1}
    questions = {f"{code}_{language}": "Ko?" for code in QUESTIONS for language in ("lv", "en")}
    return {
        "grant": lambda: {"user": make_user().pk, "kind": "coordinator", "region": region().pk},
        "mapentry": lambda: {
            "organisation": register_organisation(
                "Fonds", kind=kind, role=role(), regions=[], by=None
            ).pk,
            "region": region().pk,
        },
        "organisation": lambda: {"name": "Fonds", "kind": kind.pk, "role": role().pk},
        "user": lambda: {"email": "new@example.org"},
        "programme": lambda: {
            "code": "new",
            "name_lv": "Domnīcas",
            "name_en": "Think tanks",
            "speaker_roles": roles,
            "addressed_roles": roles,
            **questions,
        },
        "thinktank": lambda: {"programme": make_programme().pk, "region": region().pk, **event},
    }[page[1]]()


@pytest.mark.parametrize("page", ADDED_HERE)
def test_admin_form_writes_when_it_is_saved_and_not_when_it_is_validated(rf, administrator, page):
    fields = fields_for(page)
    request = rf.post("/")
    request.user = administrator
    model_admin = admin.site.get_model_admin(rows_of(page).model)
    form = model_admin.get_form(request)(fields)
    before = rows_of(page).count()

    assert form.is_valid(), form.errors
    assert rows_of(page).count() == before

    assert form.save() == rows_of(page).latest("pk")
    assert rows_of(page).count() == before + 1


def test_admin_closes_accounts_but_not_the_own(client, administrator):
    user = make_user()
    chosen = {"action": "close_accounts", "_selected_action": [user.pk, administrator.pk]}

    client.post(path(("stakeholders", "user"), "changelist"), chosen)

    assert not User.objects.get(pk=user.pk).is_active
    assert User.objects.get(pk=administrator.pk).is_active

    client.post(
        path(("stakeholders", "user"), "changelist"),
        {"action": "reopen_accounts", "_selected_action": [user.pk]},
    )
    assert User.objects.get(pk=user.pk).is_active


def test_close_account_ends_its_sessions(client, administrator):
    coordinator = make_coordinator()
    client.force_login(coordinator)
    assert client.get(reverse("desk")).status_code == 200

    close_account(coordinator, by=administrator)

    assert client.get(reverse("desk")).status_code == 302


def test_admin_grants_and_ends_access(client, administrator):
    user = make_user()
    fields = {"user": user.pk, "kind": "coordinator", "region": region().pk}

    assert post(client, ("stakeholders", "grant"), **fields).status_code == 302
    assert post(client, ("stakeholders", "grant"), **fields).status_code == 302

    grant = user.grants.get()
    assert (grant.kind, grant.region, grant.granted_by) == ("coordinator", region(), administrator)

    client.post(
        path(("stakeholders", "grant"), "changelist"),
        {"action": "end_access", "_selected_action": [grant.pk]},
    )
    assert not user.grants.current().exists()
    assert user.grants.count() == 1


@pytest.mark.parametrize(
    "fields",
    [{"kind": "coordinator"}, {"kind": "editor"}, {"kind": "administrator", "region": "riga"}],
)
def test_admin_refuses_a_grant_without_its_place(client, administrator, fields):
    user = make_user()
    if "region" in fields:
        fields = fields | {"region": region("riga").pk}

    response = post(client, ("stakeholders", "grant"), user=user.pk, **fields)

    assert response.status_code == 200
    assert errors_in(response)
    assert not Grant.objects.filter(user=user).exists()


def test_admin_registers_and_maps_an_organisation(client, administrator):
    before = PublicRevision.objects.first().number if PublicRevision.objects.exists() else 0
    kind = OrganisationKind.objects.first()
    fields = {"kind": kind.pk, "role": role().pk, "regions": [region().pk]}
    post(client, ("stakeholders", "organisation"), name="Parauga fonds", **fields)

    organisation = Organisation.objects.get(name="Parauga fonds")
    assert organisation.sort_key != ""
    assert list(organisation.regions.all()) == [region()]

    latgale = region("latgale")
    post(
        client,
        ("stakeholders", "mapentry"),
        organisation=organisation.pk,
        region=latgale.pk,
        offers="Telpas",
    )
    entry = MapEntry.objects.get()
    assert (entry.offers, entry.region, entry.confirmed_by) == ("Telpas", latgale, None)
    assert PublicRevision.objects.get().number == before + 2


def test_admin_starts_a_programme_and_schedules_a_think_tank(client, administrator):
    roles = [one.pk for one in type(role()).objects.all()]
    form = client.get(path(("thinktanks", "programme"), "add")).context["adminform"].form
    questions = {
        name: form.get_initial_for_field(field, name)
        for name, field in form.fields.items()
        if name.endswith(("_lv", "_en")) and field.initial
    }
    response = post(
        client,
        ("thinktanks", "programme"),
        code="2027",
        name_lv="Domnīcas",
        name_en="Think tanks",
        speaker_roles=roles,
        addressed_roles=roles[:2],
        **questions,
    )
    assert response.status_code == 302, errors_in(response)
    programme = Programme.objects.get(code="2027")
    assert [one.text_lv for one in programme.questions.all()] == [
        "Ko ieguvāt?",
        "Kā izmantosiet rīcības plānu?",
        "Kādi pasākumi Jums noderētu turpmāk?",
    ]
    assert programme.addressed_roles.count() == 2

    facilitator = make_user()
    response = post(
        client,
        ("thinktanks", "thinktank"),
        programme=programme.pk,
        region=region().pk,
        code="kuldiga",
        held_on="2026-11-23",
        town="Kuldīga",
        table_roles=roles[1:3],
        more_tables=2,
        facilitators=[facilitator.pk],
    )
    assert response.status_code == 302, errors_in(response)
    think_tank = ThinkTank.objects.get(code="kuldiga")
    assert [table.role_id for table in think_tank.tables.all()] == [*roles[1:3], None, None]
    assert [one.user for one in think_tank.facilitators.all()] == [facilitator]


def test_admin_schedules_nothing_in_an_archived_programme(client, administrator):
    programme = make_think_tank().programme
    Programme.objects.filter(pk=programme.pk).update(state="archived")

    response = post(
        client,
        ("thinktanks", "thinktank"),
        programme=programme.pk,
        region=region().pk,
        code="vēl",
        held_on="2026-11-23",
        town="Kuldīga",
        more_tables=1,
    )

    assert response.status_code == 200
    assert errors_in(response)
    assert ThinkTank.objects.count() == 1


ORGANISATIONS = ("stakeholders", "organisation")


def upload(client, page, text):
    file = SimpleUploadedFile("a.csv", text.encode("utf-8-sig"), content_type="text/csv")
    return client.post(path(page, "import"), {"import_file": file, "format": "0", "resource": "0"})


def confirm(client, page, response):
    return client.post(path(page, "process_import"), response.context["confirm_form"].initial)


def test_admin_imports_organisations_after_a_preview(client, administrator):
    code = OrganisationKind.objects.first().code
    text = (
        "name;kind;role;regions;municipality;website;registration_no\r\n"
        f"'=1+1 fonds;{code};municipalities;kurzeme,latgale;;https://example.org;4000\r\n"
    )

    preview = upload(client, ORGANISATIONS, text)

    assert not Organisation.objects.exists()
    assert "=1+1 fonds" in preview.content.decode()
    assert not re.search(INLINE, preview.content.decode())

    assert confirm(client, ORGANISATIONS, preview).status_code == 302
    organisation = Organisation.objects.get()
    assert (organisation.name, organisation.role) == ("=1+1 fonds", role())
    assert organisation.sort_key != ""
    assert organisation.regions.count() == 2

    again = upload(client, ORGANISATIONS, text)
    confirm(client, ORGANISATIONS, again)
    assert Organisation.objects.count() == 1


@pytest.mark.parametrize(
    "text",
    [
        "name;kind;role;regions\nFonds;no-kind;municipalities;kurzeme\n",
        "name;kind;role;regions\nFonds;{kind};municipalities;nowhere\n",
        "name;kind;role\n;{kind};municipalities\n",
        "other;columns\n1;2\n",
        'name;kind\n"open;1\n',
        "\x00\x01",
        "",
        "name;kind;role;regions\n" + "Fonds;a;b;c\n" * 2001,
        "name;kind;role\n" + "x" * 1_100_000,
    ],
)
def test_admin_refuses_a_table_that_is_not_right(client, administrator, text):
    text = text.replace("{kind}", OrganisationKind.objects.first().code)

    response = upload(client, ORGANISATIONS, text)

    assert response.status_code == 200
    assert "confirm_form" not in response.context
    assert "Traceback" not in response.content.decode()
    assert not Organisation.objects.exists()


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ('name;kind\n"open;1\n', "Šādu datni neprotam lasīt."),
        (
            "name;kind\n" + "Fonds;a\n" * 2000,
            "Par daudz rindu: 2001. Atļauts līdz 2000, sadaliet datni.",
        ),
        ("name;kind\n" + "x" * 1_100_000, "Datne ir par lielu. Atļauts līdz 1 MB."),
    ],
)
def test_admin_says_in_a_sentence_why_a_table_is_refused(client, administrator, text, sentence):
    response = upload(client, ORGANISATIONS, text)

    assert errors_in(response) == sentence


def test_admin_import_confirmed_too_late_brings_in_nothing(client, administrator):
    fields = {"import_file_name": "gone", "original_file_name": "a.csv", "format": "0"}

    response = client.post(path(ORGANISATIONS, "process_import"), fields)

    assert response.status_code == 302
    assert not Organisation.objects.exists()


def test_admin_imports_the_mapping_and_what_changed_waits_to_be_confirmed(client, administrator):
    page = ("stakeholders", "mapentry")
    kind = OrganisationKind.objects.first()
    register_organisation("Fonds", kind=kind, role=role(), regions=[], by=None)
    for offers in ("Telpas", "Telpas un padoms"):
        text = f"organisation;region;offers;source;seen\nFonds;kurzeme;{offers};;2026-11\n"
        confirm(client, page, upload(client, page, text))

    entry = MapEntry.objects.get()
    assert (entry.offers, entry.seen, entry.region) == ("Telpas un padoms", "2026-11", region())


@pytest.mark.parametrize(("format", "ending"), [("0", "csv"), ("1", "xlsx")])
def test_admin_exports_text_as_text(client, administrator, format, ending):
    kind = OrganisationKind.objects.first()
    register_organisation("=1+1", kind=kind, role=role(), regions=[region()], by=None)
    form = client.get(path(ORGANISATIONS, "export"))
    assert not re.search(INLINE, form.content.decode())

    response = client.post(path(ORGANISATIONS, "export"), {"format": format, "resource": "0"})

    assert response["Content-Disposition"].rstrip('"').endswith(ending)
    if ending == "csv":
        line = response.content.decode("utf-8-sig").splitlines()[1]
        assert line == f"'=1+1;{kind.code};municipalities;kurzeme;;;"
    else:
        book = openpyxl.load_workbook(io.BytesIO(response.content))
        cell = book.worksheets[1]["A2"]
        assert (cell.value, cell.data_type, cell.quotePrefix) == ("=1+1", "s", True)


def test_admin_shows_no_code_by_which_people_join(client, administrator):
    think_tank = make_think_tank()
    make_contribution(think_tank)

    shown = client.get(path(("thinktanks", "thinktank"), "change", think_tank.pk)).content.decode()

    assert think_tank.code in shown
    assert think_tank.join_code not in shown
    assert think_tank.feedback_code not in shown
    assert plan_models.Contribution.objects.count() == 1
