"""What requests under an Idempotency-Key made, in memory."""

from dataclasses import dataclass, field

from core.ports.keyed_request import KeyedRequest, KeyedRow


@dataclass
class MemoryKeyedRows:
    """KeyedRows in memory."""

    kept: dict[tuple[str, str], KeyedRow] = field(default_factory=dict)

    def made(self, kind: str, key: str) -> KeyedRow | None:
        return self.kept.get((kind, key))

    def keep(self, kind: str, request: KeyedRequest, number: int) -> None:
        self.kept[kind, request.key] = KeyedRow(request.sha256, number)
