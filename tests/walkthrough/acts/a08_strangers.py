"""What a stranger may try: reads on the server itself; everything that writes, on a copy of it."""

import re
from collections.abc import Callable
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from tests.walkthrough import mailbox
from tests.walkthrough.acts import negatives, poison
from tests.walkthrough.acts.a01_central import run_central, wait_ready
from tests.walkthrough.cast import (
    ACCEPTS,
    ADMIN,
    ANA,
    BENITO,
    CHANGES,
    INE,
    ROSA,
    TOMAS,
    UTI,
    Aspirante,
    Auxiliar,
)
from tests.walkthrough.evidence.base import records, rows, unb64, unwrapped
from tests.walkthrough.evidence.n05_access_mail import said
from tests.walkthrough.plot import Plot
from tests.walkthrough.probe import Stranger, idempotent
from tests.walkthrough.probe_device import StrangeTablet
from tests.walkthrough.relay import free_port
from tests.walkthrough.run import Run

_STAFF_ROLES = ("registrar", "supervisor", "auditor", "administrador", "mesa", "ine")
_FIRST, _OWN = "temporal de muestra 0", "clave propia de muestra cero"
_OPENAPI = "/v1/openapi.json"
_DEVICE = re.compile(r'"device"\s*:\s*"([^"]+)"')


def reads(plot: Plot) -> None:
    """Fetch proceso and links anew, try passwords twice, knock at the INE's doors as UTI."""
    server = meet(plot, "central", plot.port)
    server.call("GET", "/v1/proceso", keep="proceso")
    for who in ("p1", "p2"):
        access = plot.notes["access"][who]
        server.sign_in(access["user"], access["password"], keep=f"acceso_dos_veces_{who}")
        server.call("GET", access["link"], keep=f"liga_{who}")
    uti = server.token(UTI.user, UTI.password)
    server.call("GET", "/v1/llave", token=uti, keep="uti_llave")
    server.call(
        "POST",
        "/v1/padron?cut_on=2026-11-01",
        raw=b"clave_elector,cic,numero_emision,seccion,estatus,causa\n",
        headers={"Content-Type": "text/csv"},
        token=uti,
        keep="uti_padron",
    )


def before_going_on(plot: Plot, who: str, person: Aspirante) -> dict[str, Callable[[], None]]:
    """Return what to try while an aspirante is at the first login, by where the person halts.

    The password of the mail a second time, before it is changed; an act of numeral 6 with the new
    one, before the duty is accepted.
    """
    server = meet(plot, "central", plot.port)
    access = plot.notes["access"][who]
    somebody = replace(ROSA, correo=f"nadie.{who}@ficticio.example")

    def again() -> None:
        server.sign_in(access["user"], access["password"], keep=f"acceso_antes_de_cambiar_{who}")

    def without_duty() -> None:
        token = server.token(access["user"], person.password)
        server.call(
            "POST", "/v1/auxiliares", body=_body(somebody), headers=idempotent(), token=token,
            keep=f"alta_sin_deber_{who}",
        )  # fmt: skip

    return {CHANGES: again, ACCEPTS: without_duty}


def before_baja(plot: Plot) -> None:
    """Open a session with Tomás' own device key, to be tried again after the baja."""
    server = meet(plot, "central", plot.port)
    tablet = _tablet_of(plot, "kiosk2", TOMAS)
    tablet.session(server, "0" * 64, keep="sesion_de_otra_app")
    opened = tablet.session(server, plot.notes["app_hash"])
    plot.note("strangers", "tomas_token", value=opened["body"]["token"])


def after_baja(plot: Plot) -> None:
    """Try session and packet once the vínculo has ended."""
    server = meet(plot, "central", plot.port)
    tablet = _tablet_of(plot, "kiosk2", TOMAS)
    tablet.session(server, plot.notes["app_hash"], keep="baja_sesion")
    token = plot.notes["strangers"]["tomas_token"]
    server.call("GET", "/v1/paquete", token=token, keep="baja_paquete")


def pending(plot: Plot) -> None:
    """Ask for the packet of who was enlisted anew and has not accepted."""
    server = meet(plot, "central", plot.port)
    opened = _tablet_of(plot, "kiosk2", TOMAS).session(server, plot.notes["app_hash"])
    token = opened["body"].get("token", "")
    server.call("GET", "/v1/paquete", token=token, keep="por_aceptar_paquete")
    server.call("GET", "/v1/tableta/invitaciones", token=token, keep="por_aceptar_invitaciones")


def writes(plot: Plot) -> None:
    """Start a second server on a copy of the data and write to it."""
    port = free_port()
    plot.ground.copy(plot.run, "central", "copia")
    program = run_central(plot, "copia", port, f"https://127.0.0.1:{port}")
    web, worker = wait_ready(program)
    plot.note("pids", "copia", value=[web, worker])
    server = meet(plot, "copia", port)
    run = Run(plot.run.root, plot.notes)
    _codes(plot, server, run)
    _records(plot, server, run)
    _everything(plot, server)


def meet(plot: Plot, part: str, port: int) -> Stranger:
    """Return a stranger before a server of the play."""
    folder = plot.run.root / "control" / f"extrano_{part}"
    folder.mkdir(exist_ok=True)
    url = f"https://127.0.0.1:{port}"
    return Stranger.meet(url, plot.notes["fingerprint"], folder, plot.run.root / "api")


def _codes(plot: Plot, server: Stranger, run: Run) -> None:
    """Use Rosa's code again, then one sent again on another tablet."""
    app_hash, rosa = plot.notes["app_hash"], plot.notes["ids"]["rosa"]
    query = "SELECT * FROM dispositivo WHERE auxiliar = ?"
    before = rows(run, query, rosa, part="copia")
    plot.note("copia", "devices_before", value=before)
    used = plot.notes["kiosk"]["invitation"].rpartition("&c=")[2]
    StrangeTablet(Ed25519PrivateKey.generate()).activate(
        server, used, app_hash, keep="codigo_usado"
    )
    token = server.token(plot.notes["access"]["p1"]["user"], ANA.password)
    vinculo = rows(
        run,
        "SELECT id FROM vinculo WHERE auxiliar = ? AND aspirante = ?",
        rosa,
        plot.notes["ids"]["p1"],
    )
    server.call("POST", f"/v1/vinculos/{vinculo[0]['id']}/codigo", body={}, token=token)
    fresh = _code(plot, ROSA, used)
    StrangeTablet(Ed25519PrivateKey.generate()).activate(
        server, fresh, app_hash, keep="codigo_reenviado_en_otra_tableta"
    )


def _records(plot: Plot, server: Stranger, run: Run) -> None:
    """Send from a tablet of our own what must be refused, or received and not counted."""
    other = Auxiliar(
        "Extraña", "Prueba", "Ficticia", "1990-01-01", "3310000099",
        "extrana.prueba@ficticio.example", "", "", "",
    )  # fmt: skip
    token = server.token(plot.notes["access"]["p2"]["user"], BENITO.password)
    server.call("POST", "/v1/auxiliares", body=_body(other), headers=idempotent(), token=token)
    number = "SELECT number FROM auxiliar WHERE correo = ?"
    tablet = StrangeTablet(Ed25519PrivateKey.generate())
    tablet.activate(server, _code(plot, other, ""), plot.notes["app_hash"])
    own = plot.notes["ids"]["p2"]
    names = {
        "proceso": plot.notes["script"]["proceso"]["id"],
        "aspirante": own,
        "auxiliar": rows(run, number, other.correo, part="copia")[0]["number"],
    }
    election = (run.data("copia") / "keys" / "election.pub").read_bytes()
    sender = negatives.Sender(tablet, names, records(run)[0].payload, election)
    sender.send(server, sender.sealed(mode="training"), "registro_de_capacitacion")
    negatives.forgeries(plot, server, sender)
    uti = server.token(UTI.user, UTI.password)
    negatives.other_hours(plot, server, sender, uti)
    negatives.late_registration(plot, server, uti)
    poison.poisoned(plot, server, sender, other)


def _everything(plot: Plot, server: Stranger) -> None:
    """Verify on the copy, then try every writing operation as every role, then verify again."""
    from tests.walkthrough.acts.a09_counts import verified
    from tests.walkthrough.probe_writes import try_all

    ine = server.token(INE.user, INE.password)
    verified(plot, server, ine, "copia")
    negatives.verdicts(plot)
    poison.outcomes(plot)
    document = server.call("GET", _OPENAPI)["body"]
    tried = try_all(server, document, _tokens(plot, server))
    (plot.run.root / "api" / "escrituras.json").write_text(_json(tried), "utf-8")
    verified(plot, server, server.token(INE.user, INE.password), "copia")


def _tokens(plot: Plot, server: Stranger) -> dict[str, str]:
    """Return a session of every role, and that of nobody."""
    admin = server.token(ADMIN.user, ADMIN.password)
    tokens = {"nadie": ""}
    for role in _STAFF_ROLES:
        user = f"solo.{role}"
        body = {"user": user, "name": f"Ficticio {role}", "password": _FIRST, "roles": [role]}
        server.call("POST", "/v1/cuentas", body=body, token=admin)
        first = server.token(user, _FIRST)
        server.call("POST", "/v1/contrasena", body={"current": _FIRST, "new": _OWN}, token=first)
        tokens[role] = server.token(user, _OWN)
    tokens["aspirante"] = server.token(plot.notes["access"]["p1"]["user"], ANA.password)
    return tokens


def _code(plot: Plot, person: Auxiliar, but: str) -> str:
    """Return the newest activation code mailed to a person on the copy."""
    maildir = plot.run.data("copia") / "maildir"

    def fresh(mail: mailbox.Mail) -> bool:
        code = said(mail.text, "Código").replace("-", "")
        return person.correo in mail.to and bool(code) and code != but

    return said(mailbox.wait_for(maildir, fresh).text, "Código").replace("-", "")


def _tablet_of(plot: Plot, part: str, person: Auxiliar) -> StrangeTablet:
    """Return a tablet of the play as its thief would rebuild it, knowing the password."""
    folder: Path = plot.run.data(part) / "identity"
    found = _DEVICE.search((folder / "identity.json").read_text("utf-8"))
    wrapped = next(folder.glob("device-*.key"))
    key = Ed25519PrivateKey.from_private_bytes(unwrapped(wrapped, person.password))
    return StrangeTablet(key, device=found[1] if found else "")


def _body(person: Auxiliar) -> dict[str, Any]:
    told = asdict(person)
    told.pop("password")
    return told | {"sin_segundo_apellido": False}


def _json(value: object) -> str:
    import json

    return json.dumps(value, ensure_ascii=False, indent=1, default=str)


def signing_key_of(invitation: str) -> bytes:
    """Return the signing key of an activation QR."""
    return unb64(re.findall(r"&k=([\w-]{43})", invitation)[0])
