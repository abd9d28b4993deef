"""Memory for what is read of bodies, used again: memory that is new costs as much as decrypting."""

from dataclasses import dataclass, field
from typing import Final

PIECE_BYTES: Final = 1 << 20
"""What the reader of a body is given at once at the most."""

_LEAST_BYTES: Final = 64 << 10
"""Less than this is not worth a place of its own."""

_SPARE: Final = 16


@dataclass(frozen=True, slots=True)
class Pieces:
    """Pieces that nobody uses; to be used by one event loop."""

    _spare: list[bytearray] = field(default_factory=list)

    def take(self, size: int) -> memoryview:
        """Return room for `size` bytes, or for a whole piece. What is in it is anybody's."""
        if size < _LEAST_BYTES:
            return memoryview(bytearray(size))
        piece = self._spare.pop() if self._spare else bytearray(PIECE_BYTES)
        return memoryview(piece)[:size]

    def give_back(self, piece: object) -> None:
        """Let others use a piece, or a view of one, which must not be looked at any more."""
        own = piece.obj if isinstance(piece, memoryview) else piece
        if isinstance(own, bytearray) and len(own) == PIECE_BYTES and len(self._spare) < _SPARE:
            self._spare.append(own)
