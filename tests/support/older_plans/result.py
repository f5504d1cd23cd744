"""A result as it is published after the think tanks, with all that is around its lists; everything in it is invented."""

RESULT = """Ciemu domnīcas vietējai tirdzniecībai

CIEMU DOMNĪCAS
Vietējā tirdzniecība satur kopā ciemus, kuros veikala vairs nav. Trīs dienās pie galdiņiem
spriedām, kas darāms šeit un tagad.

Adaptēts no Bērziņa, Kalniņš, 2015

KAS VAR PALĪDZĒT
Plānošanas reģioni sarakstīja tos, kas var palīdzēt. Raksti: tirgi@example.lv, https://example.lv
 • Tirgotāju biedrība

RĪCĪBAS PLĀNS VISIEM
Katra puse rakstīja gan sev, gan citiem.

POLITIKAS VEIDOTĀJIEM

 • Atļaut tirgoties no pagalma; Samazināt atskaites
 • Vienota
   veidlapa
 •

-----

PAŠVALDĪBĀM
 • Atvērt telpas; publicēt sarakstu
   Uzaicināt tirgotājus

ATBALSTA ORGANIZĀCIJĀM

SOCIĀLAJIEM UZŅĒMĒJIEM
 • Cept maizi

IEGUVUMI & TĀLĀKIE SOĻI
Pēc domnīcām lūdzām dalībnieku vērtējumu.
Te ir daļa no tā.

 • Jauni kontakti
Kā izmantosiet domnīcā veidoto rīcības plānu?
 • Ikdienas
   darbā
Kāda veida tālākie pasākumi Jums būtu visnoderīgākie?
 • Tirgus diena

Domnīcas notika cikla „Tirgus ciemā” ietvaros, ko finansē Ciemu fonds.
Ciklu rīko biedrība.
"""
INTRODUCTION = (
    "Vietējā tirdzniecība satur kopā ciemus, kuros veikala vairs nav. Trīs dienās pie galdiņiem "
    "spriedām, kas darāms šeit un tagad."
)
OFFERS = {
    "introduction": INTRODUCTION,
    "figure_credit": "Adaptēts no Bērziņa, Kalniņš, 2015",
    "funder": (
        "Domnīcas notika cikla „Tirgus ciemā” ietvaros, ko finansē Ciemu fonds. "
        "Ciklu rīko biedrība."
    ),
}
OFFERED_LINES = {"introduction": (4, 5), "figure_credit": (7,), "funder": (45, 46)}
# Each line of which nothing is taken, and why.
LEFT_OUT = {
    **dict.fromkeys((1, 3, 4, 5, 7, 9, 10, 11, 13, 14), "above_headings"),
    **dict.fromkeys((21, 23), "no_words"),
    29: "empty_heading",
    **dict.fromkeys((35, 36, 45, 46), "text_left_out"),
}
# Of these, the lines that are not offered to the programme either.
NOT_OFFERED = sorted(set(LEFT_OUT) - set().union(*OFFERED_LINES.values()))
TAKEN = (18, 19, 20, 26, 27, 32, 38, 40, 41, 43)
HEADINGS = (16, 25, 31, 34, 39, 42)


def lines_of(text: str) -> list[int]:
    """Return the numbers of the lines that are not blank."""
    return [number for number, line in enumerate(text.splitlines(), start=1) if line.strip()]
