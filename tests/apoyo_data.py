"""Fictitious data of a proceso: its settings, people, citizens and padrón."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta

from core.central.tables.registration import StoredAspirante, StoredConstancia
from core.central.unit_of_work import UnitOfWork
from core.domain.access.roles import Role
from core.domain.apoyos.apoyo import (
    Apoyo,
)
from core.domain.proceso.periodo import Periodo
from core.domain.proceso.proceso import Ambito, Cargo, Mode, Notice, Proceso, ProcesoSettings
from core.domain.registration.auxiliar import AltaAuxiliar
from core.ports.central import SentPassword
from core.ports.central_access import NewAccount
from tests.fakes.apoyos import a_field, an_apoyo

FIRST, SECOND = "000001", "000002"
SECCIONES = ("0101", "0102", "0201")


def a_proceso(**changes: object) -> Proceso:
    """Return a PRÁCTICA proceso that gathers no mail, with `changes` in it."""
    proceso = Proceso(
        id="practica-2027",
        name="Proceso de PRÁCTICA 2027",
        instituto="Instituto Electoral MUESTRA",
        mode=Mode.PRACTICA,
        entidad="12",
        time_zone="America/Mexico_City",
        agreement="MUESTRA/001/2026",
        cargos=(
            Cargo("gubernatura", "Gubernatura", Ambito.ENTIDAD, "12", umbral=100),
            Cargo("distrito-1", "Diputación 1", Ambito.DISTRITO, "12", "001", umbral=10),
        ),
        generos=("Mujer", "Hombre", "No binario"),
        legal_grounds=("Artículo ficticio 1",),
        notice=Notice("1", "Aviso ficticio."),
        duty_text="Deber ficticio.",
        readings=ProcesoSettings(aspirante_mail_minutes=0),
    )
    return replace(proceso, **changes)  # type: ignore[arg-type]


def a_periodo(now: datetime) -> Periodo:
    """Return a period that is open now, for a week."""
    end = now + timedelta(days=7)
    return Periodo(now - timedelta(days=1), end, end + timedelta(hours=24), "Acuerdo MUESTRA 1")


def an_alta(**changes: object) -> AltaAuxiliar:
    """Return the seven data of a fictitious auxiliar, with `changes` in them."""
    alta = AltaAuxiliar(
        nombre="AUXILIA",
        apellido_paterno="FICTICIA",
        apellido_materno="MUESTRA",
        sin_segundo_apellido=False,
        fecha_nacimiento=date(1990, 5, 17),
        telefono="7470000000",
        correo="auxilia@muestra.invalid",
        cuenta="",
        proveedor="",
    )
    return replace(alta, **changes)  # type: ignore[arg-type]


def register(work: UnitOfWork, now: datetime, number: str, cargo: str) -> None:
    """Keep a registered aspirante and their account, as numeral 4 leaves them."""
    serial = int(number)
    constancia = StoredConstancia(
        number=f"MUESTRA/{number}",
        date=now.date(),
        nombre="ASPIRA",
        apellido_paterno="FICTICIA",
        apellido_materno="",
        sin_segundo_apellido=True,
        sobrenombre="",
        cargo=cargo,
        issued_here=True,
        issued_at=now,
    )
    work.session.add(constancia)
    work.session.flush()
    work.session.add(
        StoredAspirante(
            id_solicitante=number,
            idempotency_key=f"clave-{number}",
            request_sha256="",
            registered_at=now,
            same_day=True,
            late_reason="",
            cargo=cargo,
            nombre=f"ASPIRA{serial}",
            apellido_paterno="FICTICIA",
            apellido_materno="",
            sin_segundo_apellido=True,
            sobrenombre="",
            lugar_nacimiento="MUESTRA",
            fecha_nacimiento=date(1980, 1, 1),
            genero="Mujer",
            clave=f"FCASXX8001011{serial}M100",
            ocr="",
            cic=f"{serial:09d}",
            entidad="12",
            municipio="001",
            seccion="0101",
            telefono_domicilio="",
            telefono_oficina="",
            telefono_movil="7470000001",
            correo=f"aspira{serial}@muestra.invalid",
            cuenta="",
            proveedor="",
            recibido=now.date(),
            recibido_por="MUESTRA",
            manifestacion=now.date(),
            constancia_id=constancia.id or 0,
            observaciones="",
        )
    )
    work.session.flush()
    work.accounts.open(
        NewAccount(
            user=f"aspira{serial}",
            name=f"ASPIRA{serial} FICTICIA",
            roles=frozenset({Role.ASPIRANTE}),
            password=SentPassword(kept="", until=None, one_use=False),
            must_change=False,
            id_solicitante=number,
        )
    )


def citizen(clave: str, cic: str, seccion: str = "0101") -> Apoyo:
    """Return a support of a fictitious citizen with these numbers."""
    fields = an_apoyo().fields | {
        "clave_elector": a_field(clave),
        "cic": a_field(cic),
        "seccion": a_field(seccion),
        "numero_emision": a_field("00"),
    }
    return an_apoyo(fields=fields)


def padron_csv(rows: Iterable[str]) -> bytes:
    """Return the INE's CSV with these rows."""
    head = "clave_elector,cic,numero_emision,seccion,estatus,causa"
    return "\n".join([head, *rows]).encode() + b"\n"
