"""`apoyo central test-mail` and `receive-bounce`: mail, from outside the jobs of the worker."""

from collections.abc import Mapping

from core.central.mail.bounces import read_bounces
from core.central.unit_of_work import SERVER
from core.clock import SystemClock
from core.documents.letters import letter
from core.mail_address import mail_address
from core.ports.central import NewMail
from core.procedure.access.letter_head import letter_head
from core.server.host.keys import KeyFiles
from core.server.host.machine import machine_trouble
from core.server.jobs.mail import post_of
from core.server.upkeep.tasks import units_of
from core.settings.server import ServerSettings

MOST_BYTES = 1 << 20
"""Of a notice that was sent back: what follows is the mail itself."""
TEMPFAIL = 75
"""Exit code by which a mail server tries again later (sysexits.h, EX_TEMPFAIL)."""
_KIND = "prueba"


def send_test(settings: ServerSettings, to: str) -> None:
    """Return once a mail of test was handed over, as the worker does with all others.

    Raises MailMalformed, SmtpUrlWrong, MailServerUnreachable, MailNotHandedOver or MachineTrouble.
    """
    address, now = mail_address(to), SystemClock().now()
    with units_of(settings) as units, units.reading() as work:
        published = work.procesos.latest()
    facts: Mapping[str, str] = letter_head(published.proceso if published else None)
    mail = NewMail(_KIND, address, "", letter(_KIND, facts))
    with machine_trouble(settings.data):
        post = post_of(settings)
    post(mail, 0, now)


def receive_bounce(settings: ServerSettings, raw: bytes) -> bool:
    """Mark the mail that a notice says did not arrive; tell whether there was one.

    A notice that names another mail than it was sent for, or none by the name that we gave it,
    changes nothing. Raises MachineTrouble.
    """
    with machine_trouble(settings.data):
        ids = KeyFiles(settings.keys).message_ids()
    bounces = read_bounces(raw, ids)
    if not bounces:
        return False
    with units_of(settings) as units, units.writing(SERVER) as work:
        for each in bounces:
            if work.outbox.bounced(each.mail_id, each.to, each.code):
                work.bitacora.append("correo_rebotado", str(each.mail_id))
                return True
    return False
