// What StoreBenchmarks compares with and no program of Debian does alone: the unavoidable part of a task in
// C, and SQLite inside of a process. Without arguments it does nothing: the least a program can cost.
//
//   append FILE SIZE COUNT          appends COUNT times SIZE bytes, each followed by fdatasync
//   write FILE SIZE                 writes SIZE bytes, then fdatasync
//   hash FILE                       maps a file and hashes its bytes (64 bits, not cryptographic)
//   sha256 THREADS FILE…            checks the hash chain of journal segments and hashes their sealed lines
//   sqlite wal|delete DB COUNT AT   adds COUNT rows to `cases`, a durable transaction each; starts when the
//                                   monotonic clock shows AT nanoseconds
//
// append and sqlite print the median, the 99th percentile and the longest of their times in nanoseconds,
// and how long all took.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

static void fail(const char *what) {
  perror(what);
  exit(1);
}

static int64_t now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return time.tv_sec * 1000000000LL + time.tv_nsec;
}

static int ascending(const void *left, const void *right) {
  int64_t a = *(const int64_t *)left, b = *(const int64_t *)right;
  return (a > b) - (a < b);
}

static void report(int64_t *times, long count, int64_t all) {
  qsort(times, count, sizeof *times, ascending);
  printf("%lld %lld %lld %lld\n", (long long)times[count / 2], (long long)times[count * 99 / 100],
         (long long)times[count - 1], (long long)all);
}

static void write_all(int file, const char *bytes, size_t size) {
  while (size > 0) {
    ssize_t count = write(file, bytes, size);
    if (count < 0) fail("write");
    bytes += count;
    size -= count;
  }
}

static char *filled(size_t size) {
  char *bytes = malloc(size);
  if (!bytes) fail("malloc");
  memset(bytes, 'x', size);
  bytes[size - 1] = '\n';
  return bytes;
}

// append, write

static int append(const char *path, size_t size, long count) {
  char *line = filled(size);
  int64_t *times = malloc(count * sizeof *times);
  int file = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  if (!times || file < 0) fail(path);
  int64_t start = now();
  for (long place = 0; place < count; place++) {
    int64_t before = now();
    write_all(file, line, size);
    if (fdatasync(file) < 0) fail("fdatasync");
    times[place] = now() - before;
  }
  report(times, count, now() - start);
  return 0;
}

static int write_file(const char *path, size_t size) {
  size_t chunk = 1 << 20;
  char *bytes = filled(chunk);
  int file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  if (file < 0) fail(path);
  for (size_t left = size; left > 0; left -= left < chunk ? left : chunk)
    write_all(file, bytes, left < chunk ? left : chunk);
  if (fdatasync(file) < 0) fail("fdatasync");
  return 0;
}

// hash

struct bytes {
  const char *start;
  size_t size;
};

static struct bytes map(const char *path) {
  struct stat status;
  int file = open(path, O_RDONLY | O_CLOEXEC);
  if (file < 0 || fstat(file, &status) < 0) fail(path);
  struct bytes bytes = {"", status.st_size};
  if (bytes.size > 0)
    bytes.start = mmap(NULL, bytes.size, PROT_READ, MAP_PRIVATE | MAP_POPULATE, file, 0);
  if (bytes.start == MAP_FAILED) fail(path);
  close(file);
  return bytes;
}

static int hash(const char *path) {
  struct bytes bytes = map(path);
  const uint64_t prime = 0x9E3779B97F4A7C15ULL;
  // Four at once: one multiplication would wait for the other.
  uint64_t lanes[4] = {1, 2, 3, 4}, words[4];
  size_t place = 0;
  for (; place + sizeof words <= bytes.size; place += sizeof words) {
    memcpy(words, bytes.start + place, sizeof words);
    for (int lane = 0; lane < 4; lane++) {
      lanes[lane] = (lanes[lane] ^ words[lane]) * prime;
      lanes[lane] ^= lanes[lane] >> 32;
    }
  }
  uint64_t sum = bytes.size;
  for (; place < bytes.size; place++) sum = (sum ^ (unsigned char)bytes.start[place]) * prime;
  for (int lane = 0; lane < 4; lane++) sum = (sum ^ lanes[lane]) * prime;
  printf("%016llx\n", (unsigned long long)sum);
  return 0;
}

// sha256

typedef unsigned char *(*sha256_function)(const unsigned char *, size_t, unsigned char *);
static sha256_function sha256;

struct line {
  const char *start;
  uint32_t size;
  // Of the entry before; NULL for a sealed line.
  const char *previous;
};

// What an entry ends with: ,"hash":"<64 digits>"}
enum { hex_size = 64, tail_size = sizeof ",\"hash\":\"" - 1 + hex_size + 2 };

struct share {
  struct line *lines;
  size_t count;
  size_t wrong;
};

static void *check(void *argument) {
  struct share *share = argument;
  size_t room = 1 << 16;
  unsigned char digest[32], *text = malloc(room);
  for (size_t place = 0; place < share->count && text; place++) {
    struct line line = share->lines[place];
    if (!line.previous) {
      sha256((const unsigned char *)line.start, line.size, digest);
      continue;
    }
    size_t size = line.size - tail_size;
    if (hex_size + size > room) text = realloc(text, room = (hex_size + size) * 2);
    if (!text) break;
    memcpy(text, line.previous, hex_size);
    memcpy(text + hex_size, line.start, size);
    sha256(text, hex_size + size, digest);
    const char *recorded = line.start + line.size - hex_size - 2;
    for (int byte = 0; byte < 32; byte++) {
      char digits[3];
      snprintf(digits, sizeof digits, "%02x", digest[byte]);
      if (memcmp(digits, recorded + 2 * byte, 2) != 0) {
        share->wrong++;
        break;
      }
    }
  }
  free(text);
  return NULL;
}

static int check_chain(int threads, int files, char **paths) {
  void *library = dlopen("libcrypto.so.3", RTLD_NOW);
  sha256 = library ? (sha256_function)dlsym(library, "SHA256") : NULL;
  if (!sha256) {
    fputs("libcrypto.so.3 is not here\n", stderr);
    return 69;
  }
  static const char zeros[] = "0000000000000000000000000000000000000000000000000000000000000000";
  const char *previous = zeros;
  size_t count = 0, room = 1 << 16, entries = 0;
  struct line *lines = malloc(room * sizeof *lines);
  for (int file = 0; file < files; file++) {
    struct bytes bytes = map(paths[file]);
    const char *end = bytes.start + bytes.size;
    for (const char *start = bytes.start; start < end;) {
      const char *stop = memchr(start, '\n', end - start);
      if (!stop) stop = end;
      if (count == room) lines = realloc(lines, (room *= 2) * sizeof *lines);
      if (!lines) fail("malloc");
      size_t size = stop - start;
      int is_entry = size > tail_size && memcmp(start, "{\"n\":", 5) == 0;
      lines[count++] = (struct line){start, size, is_entry ? previous : NULL};
      if (is_entry) {
        previous = stop - hex_size - 2;
        entries++;
      }
      start = stop + 1;
    }
  }
  struct share shares[64];
  pthread_t workers[64];
  if (threads < 1 || threads > 64) threads = 1;
  for (int place = 0; place < threads; place++) {
    size_t from = count * place / threads, until = count * (place + 1) / threads;
    shares[place] = (struct share){lines + from, until - from, 0};
    if (pthread_create(&workers[place], NULL, check, &shares[place]) != 0) fail("thread");
  }
  size_t wrong = 0;
  for (int place = 0; place < threads; place++) {
    pthread_join(workers[place], NULL);
    wrong += shares[place].wrong;
  }
  printf("%zu %zu %zu\n", entries, count, wrong);
  return wrong > 0;
}

// sqlite: only what is used, so that no header need be installed

typedef struct sqlite3 sqlite3;
typedef struct sqlite3_stmt sqlite3_stmt;
static int (*sqlite3_open)(const char *, sqlite3 **);
static int (*sqlite3_busy_timeout)(sqlite3 *, int);
static int (*sqlite3_exec)(sqlite3 *, const char *, void *, void *, char **);
static int (*sqlite3_prepare_v2)(sqlite3 *, const char *, int, sqlite3_stmt **, const char **);
static int (*sqlite3_bind_text)(sqlite3_stmt *, int, const char *, int, void (*)(void *));
static int (*sqlite3_step)(sqlite3_stmt *);
static int (*sqlite3_reset)(sqlite3_stmt *);
static const char *(*sqlite3_errmsg)(sqlite3 *);

static void execute(sqlite3 *database, const char *text) {
  if (sqlite3_exec(database, text, NULL, NULL, NULL) != 0) {
    fprintf(stderr, "%s: %s\n", text, sqlite3_errmsg(database));
    exit(1);
  }
}

static int add_rows(const char *mode, const char *path, long count, int64_t start) {
  void *library = dlopen("libsqlite3.so.0", RTLD_NOW);
  if (!library) {
    fputs("libsqlite3.so.0 is not here\n", stderr);
    return 69;
  }
#define LOAD(name) *(void **)&name = dlsym(library, #name)
  LOAD(sqlite3_open), LOAD(sqlite3_busy_timeout), LOAD(sqlite3_exec), LOAD(sqlite3_prepare_v2);
  LOAD(sqlite3_bind_text), LOAD(sqlite3_step), LOAD(sqlite3_reset), LOAD(sqlite3_errmsg);
  sqlite3 *database;
  if (sqlite3_open(path, &database) != 0) fail(path);
  sqlite3_busy_timeout(database, 60000);
  char pragma[64];
  snprintf(pragma, sizeof pragma, "pragma journal_mode=%s", mode);
  // Nobody waits for the turn to WAL, whatever the time limit: of eight who begin at once some would end here.
  const int busy = 5;
  int answer;
  while ((answer = sqlite3_exec(database, pragma, NULL, NULL, NULL)) == busy) usleep(1000);
  if (answer != 0) fail(sqlite3_errmsg(database));
  execute(database, "pragma synchronous=full");
  execute(database,
          "create table if not exists cases(id integer primary key, nik text unique, name text, "
          "birth text, sex text, address text, rt text, rw text, area text, occupation text, phone text, "
          "kk text, mother text, stage text, level text, entered text, by text, hash text)");
  sqlite3_stmt *insert;
  if (sqlite3_prepare_v2(database,
                         "insert into cases values(null,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)", -1, &insert,
                         NULL) != 0)
    fail(sqlite3_errmsg(database));
  const char *values[] = {"Warga Contoh Bin Umpama", "1984-02-16", "L", "Jl. Contoh No. 12", "003", "002",
                          "21.02.03.1001", "01", "081200000000", "2102030101010001", "Ibu Contoh",
                          "waiting", "rt-rw", "2025-11-13T02:12:33.123Z", "siti",
                          "0000000000000000000000000000000000000000000000000000000000000000"};
  for (int place = 0; place < 16; place++) sqlite3_bind_text(insert, place + 2, values[place], -1, NULL);
  int64_t *times = malloc(count * sizeof *times);
  if (!times) fail("malloc");
  while (now() < start) usleep(100);
  int64_t begin = now();
  for (long place = 0; place < count; place++) {
    char nik[32];
    snprintf(nik, sizeof nik, "%d-%ld-%lld", getpid(), place, (long long)begin);
    int64_t before = now();
    sqlite3_bind_text(insert, 1, nik, -1, NULL);
    execute(database, "begin immediate");
    if (sqlite3_step(insert) != 101) fail(sqlite3_errmsg(database));
    sqlite3_reset(insert);
    execute(database, "commit");
    times[place] = now() - before;
  }
  report(times, count, now() - begin);
  return 0;
}

int main(int count, char **words) {
  if (count < 2) return 0;
  const char *verb = words[1];
  if (!strcmp(verb, "append") && count == 5) return append(words[2], atol(words[3]), atol(words[4]));
  if (!strcmp(verb, "write") && count == 4) return write_file(words[2], atol(words[3]));
  if (!strcmp(verb, "hash") && count == 3) return hash(words[2]);
  if (!strcmp(verb, "sha256") && count > 3) return check_chain(atoi(words[2]), count - 3, words + 3);
  if (!strcmp(verb, "sqlite") && count == 6)
    return add_rows(words[2], words[3], atol(words[4]), atoll(words[5]));
  fputs("see the head of main.c\n", stderr);
  return 64;
}
