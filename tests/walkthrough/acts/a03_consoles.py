"""Numerals 5 to 8: each aspirante enters with the mail's password and enlists auxiliares."""

from tests.walkthrough import mailbox
from tests.walkthrough.acts import a08_strangers
from tests.walkthrough.acts.desks import entered, stored
from tests.walkthrough.cast import ANA, BENITO, ROSA, TOMAS, Aspirante, alta
from tests.walkthrough.evidence.n05_access_mail import said
from tests.walkthrough.plot import Plot


def perform(plot: Plot) -> None:
    """Let both in, change their passwords, accept the duty, enlist."""
    for who, person, auxiliares in (("p1", ANA, (ROSA, TOMAS)), ("p2", BENITO, (ROSA,))):
        user, password, link = _access(plot, person)
        access = {"user": user, "password": password, "link": link}
        plot.note("access", who, value=access)
        between = a08_strangers.before_going_on(plot, who, person)
        desk = entered(plot, user, password, new=person.password, between=between)
        told = plot.notes["entered"][user]
        plot.note("console", who, "entered", value=bool(told["changed"]))
        plot.note("console", who, "duty_text", value=told["duty_text"])
        for each in auxiliares:
            said = desk.do("enlist", **alta(each))
            plot.note("console", who, "enlisted", value=" | ".join(said["texts"]))
        desk.do("leave")
    for name, each in (("rosa", ROSA), ("tomas", TOMAS)):
        number = stored(plot, "SELECT number FROM auxiliar WHERE correo = ?", each.correo)
        plot.note("ids", name, value=number)


def baja(plot: Plot) -> None:
    """Give Tomás baja, his record still on the tablet, then enlist him anew."""
    desk = entered(plot, plot.notes["access"]["p1"]["user"], ANA.password)
    name = f"{TOMAS.nombre} {TOMAS.apellido_paterno} {TOMAS.apellido_materno}"
    desk.do("end_vinculo", name=name, reason="Baja de muestra")
    desk.do("leave")


def anew(plot: Plot) -> None:
    """Enlist Tomás again: another vínculo."""
    desk = entered(plot, plot.notes["access"]["p1"]["user"], ANA.password)
    desk.do("enlist", **alta(TOMAS))
    desk.do("leave")


def progress(plot: Plot) -> None:
    """Read each console's figures, auxiliares and acuses."""
    for who, person in (("p1", ANA), ("p2", BENITO)):
        desk = entered(plot, plot.notes["access"][who]["user"], person.password)
        pdf = plot.run.root / "documentos" / f"acuse_{who}.pdf"
        texts = desk.do("progress", pdf=str(pdf))["texts"]
        plot.note("console", who, "all_texts", value=" | ".join(texts))
        plot.note("console", who, "received", value=_received(texts))
        desk.do("leave")


def _access(plot: Plot, person: Aspirante) -> tuple[str, str, str]:
    """Return user, temporary password and link of the access mail."""
    maildir = plot.run.data("central") / "maildir"
    mail = mailbox.wait_for(
        maildir, lambda each: person.correo in each.to and "Contraseña:" in each.text
    )
    return said(mail.text, "Usuario"), said(mail.text, "Contraseña"), said(mail.text, "Sitio")


def _received(texts: list[str]) -> int:
    """Return the figure that the console says was received."""
    for text in texts:
        for line in text.splitlines():
            words = line.replace(",", "").split()
            if "recibid" in line.lower() and words and words[0].isdigit():
                return int(words[0])
    return -1
