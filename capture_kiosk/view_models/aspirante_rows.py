"""The aspirantes of a packet as home and the choice of another one show them (numeral 14)."""

from dataclasses import dataclass

from core.domain.device.paquete import VinculoShown


@dataclass(frozen=True, slots=True)
class HomeAspirante:
    """One aspirante as the home page shows it; `nickname` is empty where there is none."""

    id: str
    name: str
    nickname: str
    cargo: str
    chosen: bool


def aspirante_rows(vinculos: tuple[VinculoShown, ...], chosen: str) -> tuple[HomeAspirante, ...]:
    """Return the rows of a list of aspirantes, with exactly the five data of numeral 14."""
    return tuple(
        HomeAspirante(
            id=v.aspirante.id_solicitante,
            name=v.aspirante.full_name,
            nickname=f"Sobrenombre: «{v.aspirante.sobrenombre}»" if v.aspirante.sobrenombre else "",
            cargo=v.aspirante.cargo,
            chosen=v.aspirante.id_solicitante == chosen,
        )
        for v in vinculos
    )
