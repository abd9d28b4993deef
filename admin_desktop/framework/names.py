"""How the desk reads the name of a person from a form."""

from admin_desktop.framework.form_reader import FormReader
from core.domain.nombre import NombreFields, check_materno


def read_nombre(form: FormReader) -> NombreFields:
    """Return the name that a form says; what it lacks is kept as a broken field of the form."""
    nombre, paterno = form.required("nombre"), form.required("apellido_paterno")
    alone = form.flag("sin_segundo_apellido")
    form.read("apellido_materno", lambda text: check_materno(text, alone=alone), instead=None)
    return {
        "nombre": nombre,
        "apellido_paterno": paterno,
        "apellido_materno": "" if alone else form.text("apellido_materno"),
        "sin_segundo_apellido": alone,
    }
