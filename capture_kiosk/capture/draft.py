"""The apoyo being captured: in memory only, wiped when saved or cancelled (numeral 24)."""

from dataclasses import dataclass, field
from datetime import datetime

from core.domain.apoyos.apoyo import CredentialType, FaceConsent, NoticeAgreement, Signature
from core.domain.credencial.lectura import CredentialReading, Family, SideName
from core.domain.device.paquete import VinculoShown
from core.domain.values.nombre import said


@dataclass(slots=True, eq=False)
class Taken:
    """One picture of one side as JPEG: the whole frame, and the card alone.

    `findings` are codes about it; `anyway` are the refusals a person overrode.
    """

    frame: bytearray
    rectified: bytearray
    findings: tuple[str, ...] = ()
    anyway: tuple[str, ...] = ()

    def wipe(self) -> None:
        """Overwrite both pictures (best effort, as Python may hold copies)."""
        for picture in (self.frame, self.rectified):
            picture[:] = bytes(len(picture))


@dataclass(slots=True)
class Draft:
    """What was captured so far for one vínculo. `started_at` is timezone-aware."""

    vinculo: VinculoShown
    started_at: datetime
    notice: NoticeAgreement | None = None
    type_chosen: CredentialType | None = None
    type_seen: Family = Family.UNKNOWN
    sides: dict[SideName, Taken] = field(default_factory=dict)
    replaced: frozenset[SideName] = frozenset()
    by_hand: bool = False
    reading: CredentialReading | None = None
    values: dict[str, str] = field(default_factory=dict)
    """What a person wrote or confirmed, by field of the reader; the rest stays as it was read."""
    data_confirmed: bool = False
    face: FaceConsent | None = None
    signature: Signature | None = None

    def value(self, key: str) -> str:
        """Return the value of a field: as typed by a person, else as read."""
        if key in self.values:
            return self.values[key]
        return self.reading.value(key) if self.reading else ""

    @property
    def name(self) -> str:
        """Return the citizen's full name, given names first."""
        keys = ("nombre", "apellido_paterno", "apellido_materno")
        return said(*map(self.value, keys))

    @property
    def findings(self) -> tuple[str, ...]:
        """Return every finding code about the pictures or the pair, without repeats."""
        said = [code for side in self.sides.values() for code in side.findings]
        if self.reading:
            said += [found.code.value for found in self.reading.findings]
        return tuple(dict.fromkeys(said))

    @property
    def continued_anyway(self) -> tuple[str, ...]:
        """Return the codes of refusals that a person overrode."""
        return tuple(dict.fromkeys(code for side in self.sides.values() for code in side.anyway))

    def put(self, side: SideName, taken: Taken) -> None:
        """Store a picture in place of the one before.

        Once both sides were replaced it may be another card: what was typed is forgotten too.
        """
        if side in self.sides:
            self.sides[side].wipe()
            self.replaced |= {side}
        self.sides[side] = taken
        if self.replaced == set(SideName):
            self.values.clear()
            self.replaced = frozenset()

    def forget_pictures(self) -> None:
        """Wipe both sides and everything that was read from them."""
        for taken in self.sides.values():
            taken.wipe()
        self.sides.clear()
        self.replaced = frozenset()
        self.reading = None
        self.type_seen = Family.UNKNOWN
        self.by_hand = False
        self.values.clear()
        self.data_confirmed = False

    def wipe(self) -> None:
        """Wipe the draft; it holds no data of the citizen afterwards."""
        self.forget_pictures()
        self.notice = self.type_chosen = self.face = self.signature = None
