"""Leaves of RuleBroken: what cannot be printed."""

from core.errors import RuleBroken


class SignUnknown(RuleBroken):
    """No bundled face has that sign: it would stand as a crossed box. `sign`, `code` say it."""

    code = "signo_sin_letra"
