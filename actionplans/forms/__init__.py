"""Fields and their cleaning, a file for each subject; cleaned data are the operation's keyword arguments."""

from actionplans.forms.board import (
    DetailForm,
    DissolveForm,
    FormActionForm,
    LinkForm,
    MergeForm,
    PlaceForm,
    PublishForm,
    RedactForm,
    ReorderForm,
    RewordForm,
    SetAsideForm,
    SplitForm,
    TakeOutForm,
    UndoForm,
    UnlinkForm,
    WithdrawForm,
)

__all__ = [
    "DetailForm",
    "DissolveForm",
    "FormActionForm",
    "LinkForm",
    "MergeForm",
    "PlaceForm",
    "PublishForm",
    "RedactForm",
    "ReorderForm",
    "RewordForm",
    "SetAsideForm",
    "SplitForm",
    "TakeOutForm",
    "UndoForm",
    "UnlinkForm",
    "WithdrawForm",
]
