"""The tablet's parts composed: identity, packet, queue, receipts, and the acts on them.

Methods may wait for disk or server and run off the GUI thread, except those said to answer at once.
"""

from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager
from datetime import datetime
from functools import partial
from pathlib import Path
from threading import Condition, Lock
from typing import Final

from capture_kiosk.device.kept import Kept
from capture_kiosk.errors import RecordsOfAnother
from capture_kiosk.sending.progress import ProgressCount
from capture_kiosk.sending.sending_flow import Round, SendingProgress, Sent, worth_keeping
from core.client.captura import ActivationClient, TabletClient
from core.client.transport import Transport
from core.domain.apoyos.acuse import AcuseRow
from core.domain.apoyos.apoyo import Apoyo, FrameSourceKind
from core.domain.device.paquete import WorkPacket
from core.domain.device.tablet import CaptureFacts, Citizen, RecordInfo, ServerPin
from core.domain.registration.invitacion import Invitacion
from core.domain.values.signed import PAQUETE, PROCESO, Signed
from core.errors import ApoyoError, CentralRefused, CentralUnreachable
from core.messages import with_noun
from core.ports.shared import Clock
from core.ports.tablet import ActivationInvitation, RecordServer
from core.procedure.datos_personales.tell_aviso import TellAviso
from core.procedure.n06_answer_on_tablet import AnswerOnTablet
from core.procedure.n07_read_invitation import ReadInvitation
from core.procedure.n10_activate_tablet import ActivateTablet
from core.procedure.n11_load_work_packet import CLOSING, LoadWorkPacket
from core.procedure.n23_save_apoyo import SaveApoyo
from core.procedure.n25_send_pending import RecordResult, SendPending
from core.procedure.n28_erase_sent import EraseSent
from core.sealing import b64, envelope, wrapped
from core.sealing.keys import signing_public
from core.sealing.receipt import ServerReceipts
from core.sealing.sealer import DeviceSealer, sealed_size
from core.sealing.signed import open_signed, own_key
from core.tablet import durable
from core.tablet.errors import IdentityLocked
from core.tablet.identity import TabletIdentity, Wrapping
from core.tablet.notices import FileNotices
from core.tablet.packet import FilePacket
from core.tablet.queue import FolderQueue
from core.tablet.receipts import FolderLedger
from core.tablet.repeats import FolderRepeats
from core.tablet.time_bound import LastKnownTime

LONGEST_CALL_S: Final = 10.0
"""Seconds after which a call that was cut counts as ended."""
USUAL_RECORD_BYTES: Final = 2 * 1024 * 1024
"""What a record takes with the pictures of most cameras."""


_proceso_key = partial(own_key, kind=PROCESO)
"""The signing key of a Signed proceso that verifies under the key it carries."""


class Tablet:
    """One data folder. `frames` says where pictures come from; it is part of every record."""

    def __init__(
        self, data: Path, clock: Clock, app_hash: Callable[[], str], frames: FrameSourceKind
    ) -> None:
        self._data = durable.folder(data)
        self._clock = clock
        self._app_hash = app_hash
        self._opening = Lock()
        self._invitations: tuple[Invitacion, ...] = ()
        self._calls: set[Transport] = set()
        self._call_ended = Condition()
        self._closing = False
        self.frames = frames
        self.identity = TabletIdentity(
            data / "identity", Wrapping(wrapped.wrap, wrapped.unwrap), clock
        )
        self._queue = FolderQueue.at(data / "queue", envelope.read_header)
        self._ledger = FolderLedger.at(data / "receipts")
        self.notices = FileNotices(data / "avisos")
        self._repeats = FolderRepeats.at(data / "queue", self.identity.repeat_key)

    def activate(self, invitation: ActivationInvitation, password: str) -> WorkPacket:
        """Make this tablet the auxiliar's own (10). Raises what ActivateTablet raises."""
        act = ActivateTablet(
            server=self._activation_client(),
            identity=self.identity,
            packets_of=self._packets_of_new,
            proceso_key=_proceso_key,
            as_text=b64.encode,
        )
        with self._opening:
            return act(invitation, password, app_hash=self._app_hash(), frames=self.frames)

    def who_invites(self, invitation: ActivationInvitation) -> Invitacion:
        """Return whose invitation it is, before a password is asked (6, 7)."""
        return ReadInvitation(self._activation_client(), _proceso_key)(invitation)

    def invitations(self) -> tuple[Invitacion, ...]:
        """Return what waited for an answer at the last contact, at once."""
        return self._invitations

    def answer(self, vinculo: str, *, accepts: bool) -> None:
        """Accept an invitation, or do not, and renew the packet (6, 11).

        Raises CentralRefused, CentralUnreachable or IdentityLocked; then nothing was answered, or
        the packet follows at the next contact.
        """
        with self._client() as client:
            loading = self._loading(client)
            left = AnswerOnTablet(client, loading.session)(vinculo, accepts=accepts)
            self._invitations = left.items
            if accepts:
                loading()

    def unlock(self, password: str) -> None:
        """Open the device key. Raises PasswordRejected or TooManyTries."""
        with self._opening:
            self.identity.unlock(password)

    def packet(self) -> WorkPacket:
        """Return the packet that is kept, at once. Raises PacketMissing or PacketClosed."""
        return self.packets().load()

    def kept(self, newest: int | None = None) -> Kept:
        """Return waiting records and kept receipts: all, or the `newest` alone, the newest last."""
        receipts = self._ledger.kept()
        read = receipts if newest is None else receipts[-newest:]
        return Kept(self._queue.pending(), len(receipts), tuple(read))

    def waiting_anew(self) -> Sequence[RecordInfo]:
        """Return waiting records as the disk has them now, each front read again."""
        return FolderQueue(self._queue.folder, envelope.read_header).pending()

    def bound(self) -> datetime | None:
        """Return the lower bound of the present time, None if unknown (norma/sistema.md, 4)."""
        return self._bound().latest()

    def preallocate(self, apoyo: Apoyo | None = None) -> None:
        """Reserve disk space for this apoyo, or for one of usual size. Raises MachineTrouble."""
        self._queue.preallocate(sealed_size(apoyo) if apoyo else USUAL_RECORD_BYTES)

    def save(self, facts: CaptureFacts, apoyo: Apoyo) -> int:
        """Return the record's number once it is sealed and durable (23, 24).

        Raises as SaveApoyo does; then nothing is stored.
        """
        packet = self.packet()
        act = SaveApoyo(
            sealer=DeviceSealer.of_packet(self.identity.key(), packet),
            queue=self._queue,
            ledger=self._ledger,
            repeats=self._repeats,
            clock=self._clock,
            bound=self._bound(),
        )
        return act(facts, apoyo, packet)

    def seen_before(self, citizen: Citizen) -> bool:
        """Tell whether a waiting record is of the same citizen and cargo."""
        return self._repeats.seen(citizen)

    def contact(self, told: Callable[[SendingProgress], None] = lambda _: None) -> Round:
        """Send what waits (25), erase what was received (28), renew the packet (11).

        Errors of network and server are in the Round, never raised. `told` hears how far it is.
        """
        if not self.identity.is_activated():
            return Round(reached=True)
        count = ProgressCount.of(self._queue.pending(), told)
        try:
            with self._client(count.moved) as client:
                results = self.sending(client, count.ended)()
                sent = (Sent(each.record, each.stage, each.error) for each in results)
                return self._renewed(client, worth_keeping(sent))
        except ApoyoError as error:  # the tablet's own disk or keyring: said, and tried again
            return Round(refusal=error)

    def cut(self) -> None:
        """End the calls in progress, from any thread: the app is closing."""
        self._closing = True
        for each in tuple(self._calls):
            each.stop()

    def end_calls(self) -> None:
        """Cut every call for good, and return once none is left that could store anything."""
        self.cut()
        with self._call_ended:
            self._call_ended.wait_for(lambda: not self._calls, LONGEST_CALL_S)

    def acuses(self) -> Sequence[AcuseRow]:
        """Return the newest acuses of this auxiliar (27)."""
        with self._client() as client:
            return client.acuses(self._loading(client).session()).items

    def _activation_client(self) -> ActivationClient:
        return ActivationClient(self._data / "identity" / "fetched.pem")

    def _renewed(self, client: TabletClient, sent: tuple[Sent, ...]) -> Round:
        """Return the round, with what the server said when the packet was asked for anew."""
        if any(isinstance(each.error, CentralUnreachable) for each in sent):
            return Round(sent)
        try:
            loading = self._loading(client)
            session = loading.session()
            self._invitations = AnswerOnTablet(client, loading.session).pending(session).items
            packet = loading.renew(session)
            skew = self._clock.now() - packet.server_time
            TellAviso(client, self.notices)(session, packet.auxiliar)
        except IdentityLocked:
            return Round(sent, reached=True)  # the server gave a nonce: there is a way
        except CentralUnreachable:
            return Round(sent)
        except CentralRefused as refusal:
            closed = refusal.code if refusal.code in CLOSING else ""
            return Round(sent, refusal, reached=True, packet_closed=closed)
        except ApoyoError as error:
            return Round(sent, error, reached=True)
        return Round(sent, reached=True, skew=skew)

    def sending(
        self, to: RecordServer, told: Callable[[RecordResult], None] = lambda _: None
    ) -> SendPending:
        """Return the act that sends what waits to a server, or to a folder that stands for it."""
        return SendPending(
            queue=self._queue,
            server=to,
            receipts=ServerReceipts(signing_public(self.identity.server().signing_key)),
            erase=EraseSent(self._queue, self._ledger, self._repeats),
            clock=self._clock,
            told=told,
        )

    def _loading(self, client: TabletClient) -> LoadWorkPacket:
        return LoadWorkPacket(
            server=client,
            identity=self.identity,
            packets=self.packets(),
            as_text=b64.encode,
            as_bytes=b64.decode,
            app_hash=self._app_hash(),
        )

    @contextmanager
    def _client(
        self, moved: Callable[[RecordInfo, int], None] = lambda _record, _bytes: None
    ) -> Generator[TabletClient]:
        with self._opening:  # two threads at once would clear each other's half-written files
            visits = Transport(self.identity.server().url, self.identity.authority_file)
            client = TabletClient(visits.bearing(self.identity.upload_token()), visits, moved)
        self._calls.add(visits)
        if self._closing:
            visits.stop()
        try:
            yield client
        finally:
            visits.close()
            with self._call_ended:
                self._calls.discard(visits)
                self._call_ended.notify_all()

    def packets(self) -> FilePacket:
        """Return where the packet of the pinned server is kept. Raises NotActivated."""
        return self._packets_of(self.identity.server())

    def _packets_of_new(self, pin: ServerPin) -> FilePacket:
        """Return the store of a new activation; one auxiliar at a time (10)."""
        store = self._packets_of(pin)
        waiting = self._queue.pending()
        if not waiting or not self.identity.is_activated():
            return store
        try:
            own = self.packet().auxiliar
        except ApoyoError:  # closed or damaged: it tells nobody's number
            return store

        def verify(signed: Signed) -> bytes:
            body = store.verify(signed)
            if store.read(signed).auxiliar != own:
                count = with_noun(len(waiting), "apoyo", "apoyos")
                raise RecordsOfAnother({"count": count})
            return body

        return FilePacket(self._data, verify)

    def _packets_of(self, pin: ServerPin) -> FilePacket:
        by = signing_public(pin.signing_key)

        def verify(signed: Signed) -> bytes:
            return open_signed(signed, kind=PAQUETE, by=by)

        return FilePacket(self._data, verify)

    def _bound(self) -> LastKnownTime:
        return LastKnownTime(self.packets(), self._queue, self._ledger)
