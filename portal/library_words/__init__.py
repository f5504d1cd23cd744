"""Words of the libraries whose Latvian is wrong or missing, and that a person can meet.

Nothing imports these modules: `makemessages` reads them, so that locale/lv/LC_MESSAGES/django.po
keeps our Latvian for these texts, which then stands before that of the libraries. A test checks
that the libraries still have each of them.
"""
