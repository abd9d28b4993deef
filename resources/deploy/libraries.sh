# Which system libraries are missing, judged by loading them: package names differ between releases.
# Sourced by setup.sh and xcb.sh.

# Prints the packages of those `LIBRARY=package` that `$1`, a Python, cannot load.
missing_libraries() {
    local python=$1 each
    shift
    for each in "$@"; do
        "$python" -c 'import ctypes, sys; ctypes.CDLL(sys.argv[1])' "${each%%=*}" 2>/dev/null || echo "${each#*=}"
    done
}

# Installs packages as root; anybody else gets the one line to paste, and the program ends.
install_or_ask() {
    [ $# -gt 0 ] || return 0
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
        echo "Instalando bibliotecas del sistema…"
        apt-get update -qq || true
        DEBIAN_FRONTEND=noninteractive DEBCONF_NOWARNINGS=yes apt-get install -y -qq --no-install-recommends "$@" >/dev/null && return 0
    fi
    echo "Faltan bibliotecas del sistema. Pegue esta línea y repita:" >&2
    echo "  sudo apt-get update && sudo apt-get install -y --no-install-recommends $*" >&2
    exit 1
}
