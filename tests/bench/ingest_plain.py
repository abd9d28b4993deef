"""`python -m tests.bench.ingest_plain KEYS STORE`: what one writes first, with the same libraries.

FastAPI's UploadFile, a file and its fsync, a SQLModel row and its commit, one after another for
each record, with SQLite as it comes. Prints its port. A body is the record alone, not a form:
taking forms apart would only cost it more.
"""

import hashlib
import os
import socket
import sys
from pathlib import Path
from tempfile import SpooledTemporaryFile

import uvicorn
from fastapi import FastAPI, Request, UploadFile
from fastapi.concurrency import run_in_threadpool
from sqlalchemy import Engine
from sqlmodel import Field, Session, SQLModel, create_engine

from core.server.host.keys import KeyFiles

_SPOOL_BYTES = 1 << 20
_PATIENCE_SECONDS = 120


class PlainRecord(SQLModel, table=True):
    """What is kept of a record."""

    record_id: str = Field(primary_key=True)
    sha256: str
    size: int


def main(argv: list[str]) -> None:
    """Serve until ended."""
    store = Path(argv[1])
    store.mkdir(parents=True, exist_ok=True)
    url = f"sqlite:///{store / 'plain.db'}"
    engine = create_engine(url, connect_args={"timeout": _PATIENCE_SECONDS})
    SQLModel.metadata.create_all(engine, tables=[PlainRecord.__table__])  # type: ignore[attr-defined]
    certificate, key = KeyFiles(Path(argv[0])).server
    config = uvicorn.Config(
        _app(engine, store),
        ssl_certfile=str(certificate),
        ssl_keyfile=str(key),
        log_config=None,
        access_log=False,
    )
    listening = socket.create_server(("127.0.0.1", 0), backlog=128)
    sys.stdout.write(f"{listening.getsockname()[1]}\n")
    sys.stdout.flush()
    uvicorn.Server(config).run([listening])


def _app(engine: Engine, store: Path) -> FastAPI:
    app = FastAPI()

    @app.put("/registros/{record_id}")
    async def take(record_id: str, request: Request) -> dict[str, str]:
        with SpooledTemporaryFile(max_size=_SPOOL_BYTES) as spooled:
            upload = UploadFile(spooled)  # type: ignore[arg-type]
            async for part in request.stream():
                await upload.write(part)
            await upload.seek(0)
            content = await upload.read()
        return await run_in_threadpool(_keep, engine, store, record_id, content)

    return app


def _keep(engine: Engine, store: Path, record_id: str, content: bytes) -> dict[str, str]:
    sha256 = hashlib.sha256(content).hexdigest()
    with (store / record_id).open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    with Session(engine) as session:
        session.add(PlainRecord(record_id=record_id, sha256=sha256, size=len(content)))
        session.commit()
    return {"sha256": sha256}


if __name__ == "__main__":
    main(sys.argv[1:])
