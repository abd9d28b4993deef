"""What is told of a sealed record before it is sealed."""

import pytest

from core.sealing.sealer import DeviceSealer, sealed_size
from tests.fakes.apoyos import a_header, an_apoyo
from tests.fakes.tablet import DEVICE, a_packet

_DISK_BLOCK = 4096


@pytest.mark.parametrize("size", [10, 65_000, 65_536, 400_000])
@pytest.mark.parametrize("counter", [1, 99_999_999])
def test_the_size_that_is_told_ends_in_the_disk_block_of_the_true_one(
    size: int, counter: int
) -> None:
    apoyo = an_apoyo(bytes(size))
    header = a_header(device_counter=counter)
    sealed = DeviceSealer.of_packet(DEVICE, a_packet()).seal(header, apoyo)
    true = sum(map(len, sealed.body)) + len(sealed.sign().signature)
    assert sealed_size(apoyo) // _DISK_BLOCK == true // _DISK_BLOCK
