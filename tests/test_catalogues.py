"""The Latvian catalogues are complete, compiled and follow our rules of language."""

import ast
import gettext
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import allauth
import django
import import_export
import pytest
from django.contrib.auth.password_validation import (
    MinimumLengthValidator,
    password_validators_help_texts,
)
from django.core.exceptions import ValidationError
from django.utils.translation import override

ROOT = Path(__file__).resolve().parent.parent
OWN = Path("locale", "lv", "LC_MESSAGES", "django.po")
LIBRARIES = Path("locale", "libraries", "lv", "LC_MESSAGES", "django.po")
TRANSLATED_FOLDERS = (
    "portal",
    "actionplans",
    "thinktanks",
    "stakeholders",
    "files",
    "language",
    "templates",
    "locale",
)
PLURAL_FORMS = (
    "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && (n%100<11 || n%100>19) ? 1 : 2);"
)
FIELD = re.compile(r'(msgctxt|msgid|msgid_plural|msgstr|msgstr\[\d\]) (".*")')
PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%[sdr]|\{\w*\}")
TAG = re.compile(r"<[^<>]*>")

# Words that are wrong in Latvian or that this portal does not use.
REFUSED = re.compile(
    r"\b(tu|tev|tevi|tavs|tava|tavu|vari|varat droši|fails|failu|faila|failā|failus|links|linku"
    r"|uzsākt|uzsākta|ielogoties|ielogojies|sekojošs|sekojoša|sekojošu|sekojošus|sekojošas"
    r"|pielietot|atslēgties|pie tam|priekš|laicīgi|nākošais|dedlains|steikholderis"
    r"|lūdzu|veiksmīgi|balstoties|vairāk kā|kā rezultātā|uz doto brīdi|papildus kods|šobrīdējā|iekraušana"
    r"|atgriezeniskā saite|fīdbeks|mājas lapa|uzstādījumi|pārlūkprogramma|rediģēt|editēt|ups)\b",
    re.IGNORECASE,
)


class Entry(NamedTuple):
    comments: str
    context: str | None
    message: str
    plural: str | None
    translations: tuple[str, ...]


def read_catalogue(path: Path) -> list[Entry]:
    """Return the entries of a PO file, the header included."""
    blocks = path.read_text(encoding="utf-8").strip().split("\n\n")
    return [entry for entry in map(_read_entry, blocks) if entry]


def _read_entry(block: str) -> Entry | None:
    fields, name = {}, ""
    for line in block.splitlines():
        if found := FIELD.fullmatch(line):
            name = found[1]
        if name and not line.startswith("#"):
            fields[name] = fields.get(name, "") + ast.literal_eval(line[line.index('"') :])
    if "msgid" not in fields:
        return None
    return Entry(
        comments="\n".join(line for line in block.splitlines() if line.startswith("#")),
        context=fields.get("msgctxt"),
        message=fields["msgid"],
        plural=fields.get("msgid_plural"),
        translations=tuple(text for key, text in fields.items() if key.startswith("msgstr")),
    )


@pytest.fixture(scope="module", params=[OWN, LIBRARIES], ids=["own", "libraries"])
def path(request):
    return ROOT / request.param


@pytest.fixture(scope="module")
def messages(path):
    """Return all entries but the header. Fewer than 300 would mean that the file was not read."""
    messages = [entry for entry in read_catalogue(path) if entry.message]
    assert len(messages) > 300
    return messages


def test_header_has_our_plural_forms(path):
    header = next(entry for entry in read_catalogue(path) if not entry.message)

    assert f"Plural-Forms: {PLURAL_FORMS}\n" in header.translations[0]


def test_every_message_is_translated_and_none_is_fuzzy(messages):
    assert [entry.message for entry in messages if not all(entry.translations)] == []
    assert [entry.message for entry in messages if "fuzzy" in entry.comments] == []
    assert [
        entry.message for entry in messages if len(entry.translations) != (3 if entry.plural else 1)
    ] == []


def test_no_translation_is_left_in_english(messages):
    assert [entry.message for entry in messages if entry.message in entry.translations] == []


def test_every_placeholder_is_kept(messages):
    for entry in messages:
        expected = sorted(set(PLACEHOLDER.findall(entry.plural or entry.message)))
        for translation in entry.translations:
            assert sorted(set(PLACEHOLDER.findall(translation))) == expected, entry.message


def test_own_catalogue_has_the_messages_of_the_code_and_no_others(tmp_path):
    for folder in TRANSLATED_FOLDERS:
        shutil.copytree(ROOT / folder, tmp_path / folder)
    shutil.copy(ROOT / "manage.py", tmp_path)
    (tmp_path / "static").mkdir()
    subprocess.run(
        [sys.executable, "manage.py", "makemessages", "--locale=lv", "--no-obsolete"],
        cwd=tmp_path,
        env={"PATH": os.environ["PATH"], "VAR_DIR": str(tmp_path)},
        check=True,
    )

    collected = {entry[1:4] for entry in read_catalogue(tmp_path / OWN)}
    assert sorted(collected ^ {entry[1:4] for entry in read_catalogue(ROOT / OWN)}, key=str) == []


def test_compiled_catalogue_has_the_same_messages(path, messages):
    with path.with_suffix(".mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)._catalog
    expected = {}
    for entry in messages:
        key = f"{entry.context}\x04{entry.message}" if entry.context else entry.message
        if entry.plural:
            expected |= {(key, form): text for form, text in enumerate(entry.translations)}
        else:
            expected[key] = entry.translations[0]

    assert {key: text for key, text in compiled.items() if key} == expected
    assert f"Plural-Forms: {PLURAL_FORMS}\n" in compiled[""]


def test_no_translation_has_a_refused_word(messages):
    assert [
        (entry.message, REFUSED.findall(text))
        for entry in messages
        for text in entry.translations
        if REFUSED.search(text)
    ] == []


def test_only_registering_for_an_event_is_called_so(messages):
    """Signing in has another word, „pieslēgties”, also where a library translates it otherwise."""
    assert [
        entry.message
        for entry in messages
        for text in entry.translations
        if re.search(r"\bpieteikties\b", text, re.IGNORECASE) and "egister" not in entry.message
    ] == []


def test_no_translation_has_a_straight_quote_outside_a_tag(messages):
    assert [
        text
        for entry in messages
        for text in entry.translations
        if '"' in TAG.sub("", text) or "“" in text
    ] == []


def test_only_thanks_and_a_greeting_have_an_exclamation_mark(messages):
    assert [
        text
        for entry in messages
        for text in entry.translations
        if "!" in re.sub(r"\b(Paldies|Labdien)!", "", text)
    ] == []


def test_a_dash_is_long_and_an_ellipsis_is_a_single_character(messages):
    assert [
        text for entry in messages for text in entry.translations if " - " in text or "..." in text
    ] == []


def test_no_sentence_is_longer_than_18_words(messages):
    assert [
        sentence
        for entry in messages
        for text in entry.translations
        for sentence in re.split(r"[.?!:]\s", TAG.sub("", text))
        if len(sentence.split()) > 18
    ] == []


def test_a_pronoun_of_address_has_a_capital(messages):
    assert [
        text
        for entry in messages
        for text in entry.translations
        if re.search(r"\b(jūs|jums|jūsu)\b", text)
    ] == []


def test_each_message_of_libraries_is_still_in_a_library():
    worded_here = {(entry.message, entry.plural) for entry in read_catalogue(ROOT / LIBRARIES)}
    in_libraries = {
        (entry.message, entry.plural)
        for library in (django, allauth, import_export)
        for path in Path(library.__file__).parent.rglob("locale/de/LC_MESSAGES/django.po")
        for entry in read_catalogue(path)
    }

    assert sorted(worded_here - in_libraries, key=str) == []


def test_a_message_in_both_catalogues_has_the_same_translation():
    own, libraries = (
        {entry[1:4]: entry.translations for entry in read_catalogue(ROOT / path) if entry.message}
        for path in (OWN, LIBRARIES)
    )

    assert [
        message for message in own.keys() & libraries.keys() if own[message] != libraries[message]
    ] == []


@override("lv")
def test_password_rules_have_the_right_plural():
    helps = " ".join(password_validators_help_texts())
    with pytest.raises(ValidationError) as refusal:
        MinimumLengthValidator(min_length=21).validate("abc")

    assert "Parolē jābūt vismaz 12 zīmēm." in helps
    assert refusal.value.messages == ["Parole ir par īsu. Tajā jābūt vismaz 21 zīmei."]
