/* Preloaded between a process and its disk: SYNC_SHIM=skip lets every sync claim success and do nothing;
   SYNC_SHIM=fail:N lets the N-th sync and none other fail with EIO, fail:N-M all from the N-th to the M-th. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

static int count = 0;

static int shimmed(int fd, const char *name) {
  const char *mode = getenv("SYNC_SHIM");
  if (mode && strcmp(mode, "skip") == 0) return 0;
  if (mode && strncmp(mode, "fail:", 5) == 0) {
    int from = atoi(mode + 5);
    const char *dash = strchr(mode, '-');
    int to = dash ? atoi(dash + 1) : from;
    count++;
    if (count >= from && count <= to) {
      errno = EIO;
      return -1;
    }
  }
  int (*real)(int) = (int (*)(int))dlsym(RTLD_NEXT, name);
  return real(fd);
}

int fsync(int fd) { return shimmed(fd, "fsync"); }
int fdatasync(int fd) { return shimmed(fd, "fdatasync"); }
