/* Preloaded into a server that is measured: each fsync and fdatasync takes SLOW_DISK_MS more. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdlib.h>
#include <time.h>

static int after_a_while(const char *name, int file)
{
    int (*real)(int) = (int (*)(int))dlsym(RTLD_NEXT, name);
    const char *said = getenv("SLOW_DISK_MS");
    long each = said ? atol(said) : 0;
    struct timespec rest = {each / 1000, each % 1000 * 1000000};
    nanosleep(&rest, NULL);
    return real(file);
}

int fsync(int file) { return after_a_while("fsync", file); }

int fdatasync(int file) { return after_a_while("fdatasync", file); }
