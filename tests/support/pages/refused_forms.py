"""Forms that the portal refuses, by the name of their page: the text of fields by name, and the button that sends them."""

FIRST_FORM = "main form:not(.contribution-filter) [type=submit]"
MAIN_BUTTON = "main form .btn-primary"
REFUSED = {
    "join": ({"code": "AAAA"}, FIRST_FORM),
    "feedback": ({"code": "AAAA"}, FIRST_FORM),
    "receipt": ({"code": "AAAA"}, FIRST_FORM),
    "think-tank-join": ({}, FIRST_FORM),
    "feedback-send": ({}, FIRST_FORM),
    "account_login": ({"login": "nav@demo.invalid", "password": "nepareiza"}, FIRST_FORM),
    "account_request_login_code": ({"email": "nav adrese"}, FIRST_FORM),
    "account_reset_password": ({"email": "nav adrese"}, FIRST_FORM),
    "programme-start": ({"code": "ar atstarpi", "name_lv": "Jauna programma"}, FIRST_FORM),
    "programme-change": ({"name_lv": "", "name_en": "New programme"}, FIRST_FORM),
    "programme-archive": ({}, FIRST_FORM),
    "question-add": ({"text_lv": "", "text_en": "What else?"}, FIRST_FORM),
    "question-reword": ({"text_lv": "", "text_en": "What else?"}, FIRST_FORM),
    "think-tank-schedule": ({"held_on": "", "town": "Kandava"}, MAIN_BUTTON),
    "think-tank-change": ({"held_on": "", "town": "Kandava"}, FIRST_FORM),
    "think-tank-monitor": ({"minutes": "0"}, "#clock-start"),
    "think-tank-attendance": (
        {"name": "", "email": "nav adrese"},
        "form[aria-labelledby=by-hand] [type=submit]",
    ),
    "attendance-check-in": ({"name": ""}, "main form:last-of-type [type=submit]"),
    "think-tank-register": ({"name": "", "email": "nav adrese"}, FIRST_FORM),
    "attendee-change": ({"name": "", "email": "nav adrese"}, FIRST_FORM),
    "contribution-correct": ({"text": ""}, FIRST_FORM),
    "contribution-split": ({"parts": "viens"}, FIRST_FORM),
    "action-reword": ({"wording": ""}, FIRST_FORM),
    "action-merge": ({}, FIRST_FORM),
    "action-link": ({}, "main form:last-of-type .btn-primary"),
    "action-split": ({"wording": ""}, FIRST_FORM),
    "version-withdraw": ({"reason": ""}, FIRST_FORM),
    "text-redact": ({"reason": ""}, FIRST_FORM),
    "plan-import": ({}, FIRST_FORM),
    "plan-source-correct": ({"source_url": "example"}, FIRST_FORM),
}
