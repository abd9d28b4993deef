"""Leaves of RuleBroken: what cannot be printed."""

from core.errors import RuleBroken


class SignUnknown(RuleBroken):
    """No bundled font has this character. Facts: `sign`, and `code`, its code point."""

    code = "signo_sin_letra"
