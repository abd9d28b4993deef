"""Cards that several tests look at, drawn once."""

from functools import cache

from core.muestra.make import Sample, make_sample


@cache
def card(seed: int, level: str, model: str) -> Sample:
    """Return the sample of a seed."""
    return make_sample(seed, level, model)
