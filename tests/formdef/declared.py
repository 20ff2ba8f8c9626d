"""Fields as forms declare them, for tests that need one without a form."""

from qmdesk.formdef.types import Field, Text

LEVEL_NAMES = {
    "1": Text("经验级", "Experience"),
    "2": Text("检验级", "Inspection"),
    "3": Text("保证级", "Assurance"),
    "4": Text("预防级", "Prevention"),
    "5": Text("卓越级", "Excellence"),
}
LOSS_KINDS = {"internal": Text("内部", "Internal"), "external": Text("外部", "External")}


def field_of_type(kind: str, *, required: bool = False, unit: str = "") -> Field:
    """A field of a type, with the choices that the type has."""
    choices = {"level": LEVEL_NAMES, "choice": LOSS_KINDS}.get(kind, {})
    return Field(
        "x", kind, Text("某栏", "Some field"), required, choices=choices, unit=Text(unit, unit) if unit else None
    )
