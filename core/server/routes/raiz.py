"""The page behind the link of numeral 5: which proceso, how to open the desk, the fingerprint."""

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from core.domain.proceso.proceso import Mode
from core.server.bodies import templates
from core.server.composition.dependencies import Injected
from core.server.host.tls import fingerprint

router = APIRouter()


@router.get("/", response_class=HTMLResponse)
def page(deps: Injected) -> str:
    """Return an HTML page in Spanish: proceso, how to open the desk, fingerprint."""
    with deps.units.reading() as work:
        published = work.procesos.latest()
    proceso = published.proceso if published else None
    return templates.page("inicio.html.j2").render(
        proceso=proceso.name if proceso else "",
        instituto=proceso.instituto if proceso else "",
        practica=proceso is not None and proceso.mode is Mode.PRACTICA,
        servidor=deps.settings.url,
        huella=" ".join(_groups(fingerprint(deps.authority))),
    )


def _groups(digits: str) -> list[str]:
    """Return hexadecimal digits in groups of eight, as one compares them."""
    return [digits[start : start + 8] for start in range(0, len(digits), 8)]
