"""One typed address is one recipient, or it is refused: from the grammar to the file of a mail."""

import email
import email.policy
from datetime import UTC, datetime

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from core.central.errors import MailNotBuilt
from core.central.mail.delivery import message_of
from core.domain.errors import MailLocalForeign, MailMalformed, MailNotOne
from core.mail_address import mail_address
from core.ports.central import Letter, NewMail

NOW = datetime(2026, 11, 28, tzinfo=UTC)
REFUSED = {
    "juan,perez@ejemplo.mx": MailNotOne,
    "ana@ejemplo.mx,otro": MailNotOne,
    "ana@ejemplo,mx": MailNotOne,
    "juan;perez@ejemplo.mx": MailNotOne,
    "grupo:ana@ejemplo.mx;": MailNotOne,
    "ana@ejemplo.mx otro@ejemplo.mx": MailNotOne,
    "ana@uno@ejemplo.mx": MailNotOne,
    '"ana maría"@ejemplo.mx': MailNotOne,
    '"ana"@ejemplo.mx': MailNotOne,
    "Ana <ana@ejemplo.mx>": MailNotOne,
    "ana(comentario)@ejemplo.mx": MailNotOne,
    "ana@[127.0.0.1]": MailNotOne,
    "=?utf-8?q?otro=40malo.ejemplo=2c?=ana@ejemplo.mx": MailMalformed,
    "muñoz@ejemplo.mx": MailLocalForeign,
    "ana\u200b@ejemplo.mx": MailMalformed,
    "ana\x00@ejemplo.mx": MailMalformed,
    ".ana@ejemplo.mx": MailMalformed,
    "ana.@ejemplo.mx": MailMalformed,
    "ana..luz@ejemplo.mx": MailMalformed,
    "ana@ejemplo..mx": MailMalformed,
    "ana@-ejemplo.mx": MailMalformed,
    "ana@ejemplo": MailMalformed,
    "ana@127.0.0.1": MailMalformed,
    "ana@xn--a.mx": MailMalformed,
    f"{'a' * 65}@ejemplo.mx": MailMalformed,
    f"ana@{'a' * 64}.mx": MailMalformed,
    "@ejemplo.mx": MailMalformed,
    "": MailMalformed,
}


@pytest.mark.parametrize(("text", "why"), REFUSED.items())
def test_what_is_not_one_address_is_refused_and_told_why(
    text: str, why: type[MailMalformed]
) -> None:
    with pytest.raises(why):
        mail_address(text)


def test_a_domain_beyond_ascii_is_sent_to_by_its_idna_form() -> None:
    composed, parted = "Ana@Peña.ejemplo", "ana@pen\u0303a.ejemplo"
    assert mail_address(composed) == mail_address(parted) == "ana@xn--pea-8ma.ejemplo"


_SIGNS = (
    st.sampled_from(list("aZ09.+-_'!=?%@,;:<>()[]\"\\ \t\r\nñé\u0301\u202e\x00")) | st.characters()
)
_NEAR = st.builds("{}@{}".format, st.text(_SIGNS, max_size=12), st.text(_SIGNS, max_size=12))
_GOOD = st.from_regex(
    r"[a-z0-9]([a-z0-9_+'-]{0,8}\.)?[a-z0-9]@[a-zñ]{1,9}\.(com|mx|ejemplo)", fullmatch=True
)


@given(_GOOD | _NEAR | st.emails())
@example("=?utf-8?q?otro=40malo.ejemplo=2c?=ana@ejemplo.mx")
def test_the_file_of_a_mail_names_exactly_the_one_it_was_meant_for(text: str) -> None:
    mail = NewMail(kind="acceso", to=text, about="000001", letter=Letter("Su acceso", "Hola", ""))
    try:
        to = mail_address(text)
    except MailMalformed:
        with pytest.raises(MailNotBuilt):
            message_of(mail, "<1@ejemplo.mx>", sender="apoyo@ejemplo.mx", at=NOW)
        return
    assert mail_address(to) == to
    assert to.isascii()
    written = message_of(mail, "<1@ejemplo.mx>", sender="apoyo@ejemplo.mx", at=NOW).as_bytes()
    read = email.message_from_bytes(written, policy=email.policy.default)
    assert [each.addr_spec for each in read["To"].addresses] == [to]
    assert read["Cc"] is read["Bcc"] is None
