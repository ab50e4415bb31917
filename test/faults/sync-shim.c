/* Preloaded between a process and its disk: SYNC_SHIM=skip lets every sync claim success and do nothing;
   SYNC_SHIM=fail:N lets the N-th sync and none other fail with EIO, fail:N-M all from the N-th to the M-th;
   SYNC_SHIM=reads:PATH lets reads of entente.db and its write-ahead log fail with EIO while there is a file PATH. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

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

static int spoilt(int fd) {
  const char *mode = getenv("SYNC_SHIM");
  char link[64], path[PATH_MAX];
  if (!mode || strncmp(mode, "reads:", 6) != 0 || access(mode + 6, F_OK) != 0) return 0;
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t length = readlink(link, path, sizeof path - 1);
  if (length < 0) return 0;
  path[length] = 0;
  return strstr(path, "entente.db") != NULL;
}

ssize_t pread64(int fd, void *buffer, size_t count, off64_t offset) {
  if (spoilt(fd)) {
    errno = EIO;
    return -1;
  }
  ssize_t (*real)(int, void *, size_t, off64_t) = (ssize_t(*)(int, void *, size_t, off64_t))dlsym(RTLD_NEXT, "pread64");
  return real(fd, buffer, count, offset);
}

ssize_t pread(int fd, void *buffer, size_t count, off_t offset) { return pread64(fd, buffer, count, offset); }
