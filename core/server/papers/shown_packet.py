"""A work packet as a page that any screen shows to a tablet without a network (numeral 11)."""

from html import escape
from typing import Final

from core.documents.qr import qr_svg
from core.errors import NotThere
from core.sealing.parts import in_parts
from core.server.composition.acts import issue_work_packet
from core.server.composition.dependencies import Dependencies
from core.server.composition.set_aside import setting_aside
from core.wire import to_json

_EACH_MS: Final = 350
"""How long a part stands: longer than a slow tablet needs for one frame."""
_PAGE: Final = """<!doctype html>
<html lang="es-MX"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Paquete de la tableta {device}</title>
<style>body{{font-family:sans-serif;text-align:center;background:#fff;color:#111}}
figure{{margin:auto;width:min(90vw,80vh)}}svg{{width:100%;height:auto}}[hidden]{{display:none}}</style>
<h1>Paquete de la tableta {device}</h1>
<p>En la tableta: inicio, «Renovar con QR». Muéstrele esta pantalla hasta que diga que terminó.</p>
<p id="n"></p>
{figures}
<script>
const all = document.querySelectorAll("figure"), n = document.getElementById("n");
let at = 0;
setInterval(() => {{
  all[at].hidden = true;
  at = (at + 1) % all.length;
  all[at].hidden = false;
  n.textContent = (at + 1) + " de " + all.length;
}}, {each});
</script></html>
"""


def packet_parts(deps: Dependencies, auxiliar: str) -> tuple[str, tuple[str, ...]]:
    """Return the device in use of an auxiliar, and its present packet in parts.

    Raises NotThere without such a device, or what the act raises (no vínculo in force).
    """
    with setting_aside(deps) as each, deps.units.reading() as work:
        device = work.devices.active(auxiliar)
        if device is None:
            raise NotThere
        signed = issue_work_packet(deps, work, each)(device)
    return device.id, in_parts(to_json(signed))


def packet_page(deps: Dependencies, auxiliar: str) -> str:
    """Return one HTML page that needs no network. Raises as `packet_parts` does."""
    device, parts = packet_parts(deps, auxiliar)
    figures = "\n".join(
        f"<figure{' hidden' if number else ''}>{qr_svg(text)}</figure>"
        for number, text in enumerate(parts)
    )
    return _PAGE.format(device=escape(device), figures=figures, each=_EACH_MS)
