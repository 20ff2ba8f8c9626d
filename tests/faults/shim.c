/* A preloaded shim that records what a process writes and syncs below one folder, and can let such calls fail.
 *
 * Record (little endian): u8 kind, u32 path length, u32 second length, u64 offset, path, second path or data.
 *   C create   W write   T truncate (offset: new length)   S sync of a file   D sync of a folder
 *   R rename   L link    U unlink
 * Only for tests; Linux with glibc.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

#define FDS 4096
static char *names[FDS];
static char folders[FDS];
static char root[PATH_MAX];
static size_t root_length;
static int log_fd = -1;
static long fail_at, fail_seen;
static int fail_errno, fail_ever;
static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;

#define REAL(type, name, ...) static type (*real)(__VA_ARGS__); if (!real) real = dlsym(RTLD_NEXT, name)

void shim_root(const char *path) { strncpy(root, path, sizeof root - 1); root_length = strlen(root); }
void shim_record(int fd) { log_fd = fd; }
void shim_fail(long at, int number, int ever) { fail_at = at; fail_seen = 0; fail_errno = number; fail_ever = ever; }
long shim_seen(void) { return fail_seen; }

static int ours(const char *path) {
    return root_length && path && !strncmp(path, root, root_length) && (path[root_length] == '/' || !path[root_length]);
}

static const char *absolute(const char *path, char *buffer) {
    if (!path || path[0] == '/') return path;
    if (!getcwd(buffer, PATH_MAX)) return path;
    strncat(buffer, "/", PATH_MAX - strlen(buffer) - 1);
    strncat(buffer, path, PATH_MAX - strlen(buffer) - 1);
    return buffer;
}

static void raw(const void *data, size_t length) {
    static ssize_t (*real)(int, const void *, size_t);
    if (!real) real = dlsym(RTLD_NEXT, "write");
    const char *at = data;
    while (length) { ssize_t done = real(log_fd, at, length); if (done <= 0) _exit(97); at += done; length -= done; }
}

static void note(char kind, const char *path, const void *second, size_t length, uint64_t offset) {
    if (log_fd < 0) return;
    uint32_t first = strlen(path), other = length;
    pthread_mutex_lock(&mutex);
    raw(&kind, 1); raw(&first, 4); raw(&other, 4); raw(&offset, 8); raw(path, first); raw(second, length);
    pthread_mutex_unlock(&mutex);
}

/* Whether this call is the one (or one of those) that must fail. */
static int failing(void) {
    if (!fail_at) return 0;
    long seen = __sync_add_and_fetch(&fail_seen, 1);
    if (seen == fail_at || (fail_ever && seen > fail_at)) { errno = fail_errno; return 1; }
    return 0;
}

static void opened(int fd, const char *path, int flags, int existed) {
    char buffer[PATH_MAX];
    if (fd < 0 || fd >= FDS) return;
    free(names[fd]); names[fd] = NULL; folders[fd] = 0;
    path = absolute(path, buffer);
    if (!ours(path)) return;
    struct stat about;
    names[fd] = strdup(path);
    folders[fd] = fstat(fd, &about) == 0 && S_ISDIR(about.st_mode);
    if (folders[fd]) return;
    if (!existed) note('C', path, "", 0, 0);
    else if (flags & O_TRUNC) note('T', path, "", 0, 0);
}

static int there(const char *path) { struct stat about; return stat(path, &about) == 0; }

#define OPEN(name) int name(const char *path, int flags, ...) { \
    REAL(int, #name, const char *, int, ...); \
    va_list more; va_start(more, flags); mode_t mode = va_arg(more, mode_t); va_end(more); \
    int existed = there(path); \
    char buffer[PATH_MAX]; \
    if (!existed && (flags & O_CREAT) && ours(absolute(path, buffer)) && failing()) return -1; \
    int fd = real(path, flags, mode); opened(fd, path, flags, existed); return fd; }
OPEN(open)
OPEN(open64)

#define OPENAT(name) int name(int at, const char *path, int flags, ...) { \
    REAL(int, #name, int, const char *, int, ...); \
    va_list more; va_start(more, flags); mode_t mode = va_arg(more, mode_t); va_end(more); \
    int existed = there(path); \
    int fd = real(at, path, flags, mode); opened(fd, path, flags, existed); return fd; }
OPENAT(openat)
OPENAT(openat64)

int close(int fd) {
    REAL(int, "close", int);
    if (fd >= 0 && fd < FDS) { free(names[fd]); names[fd] = NULL; }
    return real(fd);
}

#define TRACKED(fd) ((fd) >= 0 && (fd) < FDS && names[fd])

ssize_t write(int fd, const void *data, size_t length) {
    REAL(ssize_t, "write", int, const void *, size_t);
    if (!TRACKED(fd)) return real(fd, data, length);
    if (failing()) return -1;
    off_t at = lseek(fd, 0, SEEK_CUR);
    int flags = fcntl(fd, F_GETFL);
    struct stat about;
    if (flags & O_APPEND) { fstat(fd, &about); at = about.st_size; }
    ssize_t done = real(fd, data, length);
    if (done > 0) note('W', names[fd], data, done, at);
    return done;
}

#define PWRITE(name, offset_type) ssize_t name(int fd, const void *data, size_t length, offset_type at) { \
    REAL(ssize_t, #name, int, const void *, size_t, offset_type); \
    if (!TRACKED(fd)) return real(fd, data, length, at); \
    if (failing()) return -1; \
    ssize_t done = real(fd, data, length, at); \
    if (done > 0) note('W', names[fd], data, done, at); \
    return done; }
PWRITE(pwrite, off_t)
PWRITE(pwrite64, off64_t)

#define PREAD(name, offset_type) ssize_t name(int fd, void *data, size_t length, offset_type at) { \
    REAL(ssize_t, #name, int, void *, size_t, offset_type); \
    if (TRACKED(fd) && failing()) return -1; \
    return real(fd, data, length, at); }
PREAD(pread, off_t)
PREAD(pread64, off64_t)

ssize_t sendfile(int to, int from, off_t *offset, size_t count) { errno = ENOTSOCK; return -1; }
ssize_t sendfile64(int to, int from, off64_t *offset, size_t count) { errno = ENOTSOCK; return -1; }
ssize_t copy_file_range(int a, off64_t *b, int c, off64_t *d, size_t e, unsigned f) { errno = ENOSYS; return -1; }

#define TRUNCATE(name, offset_type) int name(int fd, offset_type length) { \
    REAL(int, #name, int, offset_type); \
    if (!TRACKED(fd)) return real(fd, length); \
    if (failing()) return -1; \
    int done = real(fd, length); \
    if (!done) note('T', names[fd], "", 0, length); \
    return done; }
TRUNCATE(ftruncate, off_t)
TRUNCATE(ftruncate64, off64_t)

#define SYNC(name) int name(int fd) { \
    REAL(int, #name, int); \
    if (!TRACKED(fd)) return real(fd); \
    if (failing()) return -1; \
    int done = real(fd); \
    if (!done) note(folders[fd] ? 'D' : 'S', names[fd], "", 0, 0); \
    return done; }
SYNC(fsync)
SYNC(fdatasync)

static int two(char kind, int done, const char *from, const char *to) {
    char one[PATH_MAX], other[PATH_MAX];
    from = absolute(from, one); to = absolute(to, other);
    if (!done && (ours(from) || ours(to))) note(kind, from, to, strlen(to), 0);
    return done;
}

int rename(const char *from, const char *to) {
    REAL(int, "rename", const char *, const char *);
    if (ours(from) && failing()) return -1;
    return two('R', real(from, to), from, to);
}
int renameat(int a, const char *from, int b, const char *to) {
    REAL(int, "renameat", int, const char *, int, const char *);
    return two('R', real(a, from, b, to), from, to);
}
int link(const char *from, const char *to) {
    REAL(int, "link", const char *, const char *);
    if (ours(from) && failing()) return -1;
    return two('L', real(from, to), from, to);
}
int linkat(int a, const char *from, int b, const char *to, int flags) {
    REAL(int, "linkat", int, const char *, int, const char *, int);
    return two('L', real(a, from, b, to, flags), from, to);
}
int unlink(const char *path) {
    REAL(int, "unlink", const char *);
    char buffer[PATH_MAX];
    if (ours(absolute(path, buffer)) && failing()) return -1;
    int done = real(path);
    if (!done && ours(absolute(path, buffer))) note('U', absolute(path, buffer), "", 0, 0);
    return done;
}
int unlinkat(int at, const char *path, int flags) {
    REAL(int, "unlinkat", int, const char *, int);
    int done = real(at, path, flags);
    char buffer[PATH_MAX];
    if (!done && ours(absolute(path, buffer))) note('U', absolute(path, buffer), "", 0, 0);
    return done;
}
