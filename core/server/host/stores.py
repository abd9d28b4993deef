"""Which store of sealed envelopes the settings name: a folder beside the data, or S3."""

import os
from collections.abc import Callable
from contextlib import suppress
from functools import partial

from core.central.apoyos.blobs import FolderBlobs
from core.central.apoyos.object_blobs import ObjectBlobs
from core.central.errors import StoreClockAstray, StoreSilent
from core.central.object_store import Objects, StoreKeys, StorePlace, open_objects
from core.ports.central_blobs import Blobs
from core.server.errors import StoreKeysMissing
from core.settings.server import ServerSettings

_NOTHING = "nada"

BlobsOf = Callable[[str], Blobs]
"""Gives the store as the device of that id sees it: with the parts that it brought."""

KEY_ID, SECRET = "APOYO_BLOB_KEY_ID", "APOYO_BLOB_SECRET"
KEY_FILE = "blobs.key"
"""Two lines in the folder of keys, or the secret that is mounted there: key id, secret."""


def blobs_of(settings: ServerSettings) -> BlobsOf:
    """Return the store. Nothing is asked of it yet. Raises StoreUrlWrong or StoreKeysMissing."""
    return blobs_in(objects_of(settings), settings)


def blobs_in(objects: Objects | None, settings: ServerSettings) -> BlobsOf:
    """Return the store of envelopes: that S3 store, else the folder."""
    if objects is None:
        return partial(FolderBlobs, settings.blobs)
    return partial(ObjectBlobs, objects)


def objects_of(settings: ServerSettings) -> Objects | None:
    """Return the S3 store, or None where envelopes are kept in the data folder.

    Raises StoreUrlWrong or StoreKeysMissing.
    """
    if not settings.blob_url:
        return None
    place = StorePlace(
        settings.blob_url, settings.blob_endpoint, settings.blob_region, settings.blob_seconds
    )
    return open_objects(place, _keys(settings))


def check_store(settings: ServerSettings) -> None:
    """Ask the S3 store, where there is one, whether it knows us.

    Raises StoreUrlWrong, StoreKeysMissing or StoreRefused. One that is silent may answer later, and
    a clock that is astray be set.
    """
    objects = objects_of(settings)
    if objects is not None:
        with suppress(StoreSilent, StoreClockAstray):
            objects.under(f"{_NOTHING}/")


def _keys(settings: ServerSettings) -> StoreKeys:
    """Return the keys of the store: from the environment, else from the file."""
    file = settings.keys / KEY_FILE
    words = [os.environ.get(KEY_ID, ""), os.environ.get(SECRET, "")]
    if not all(words) and file.is_file():
        words = file.read_text("utf-8").split()
    if len(words) != len((KEY_ID, SECRET)) or not all(words):
        raise StoreKeysMissing({"file": str(file)})
    return StoreKeys(*words)
