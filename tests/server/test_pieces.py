"""Memory for bodies is used again, and what is kept of it is bounded."""

from core.server.connections.pieces import PIECE_BYTES, Pieces


def test_room_is_as_much_as_is_asked_for_up_to_a_piece() -> None:
    asked = (10, 600_000, PIECE_BYTES, 5 * PIECE_BYTES)
    assert [len(Pieces().take(size)) for size in asked] == [10, 600_000, PIECE_BYTES, PIECE_BYTES]


def test_a_piece_is_used_again_and_few_are_kept() -> None:
    pieces = Pieces()
    first = pieces.take(600_000)
    pieces.give_back(first[:5])
    assert pieces.take(700_000).obj is first.obj
    given = [bytearray(PIECE_BYTES) for _ in range(100)]
    for each in given:
        pieces.give_back(each)
    taken = [pieces.take(PIECE_BYTES) for _ in given]
    assert len({id(each.obj) for each in taken}) == len(taken)
    assert 0 < len({id(each.obj) for each in taken} & {id(each) for each in given}) < 20
