"""How the desk writes names of people."""


def surnames_first(paterno: str, materno: str, nombre: str) -> str:
    """Return «APELLIDOS, Nombre», as the desk sorts people."""
    return f"{f'{paterno} {materno}'.strip().upper()}, {nombre}"
