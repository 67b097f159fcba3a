#define _GNU_SOURCE
#include "CProcess.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <sys/file.h>
#include <sys/prctl.h>
#include <sys/timex.h>
#include <time.h>
#include <unistd.h>

int cprocess_hide(void) { return prctl(PR_SET_DUMPABLE, 0, 0, 0, 0); }

int cprocess_clock_is_synchronised(void) {
  struct timex clock = {.modes = 0};
  if (adjtimex(&clock) < 0) return -1;
  return (clock.status & STA_UNSYNC) == 0;
}

/* One call for a lock: of one byte, or of the whole file where that is negative. */
static int lock_once(int file, int byte, int type, int waits) {
  if (byte < 0) return flock(file, (type == F_UNLCK ? LOCK_UN : LOCK_EX) | (waits ? 0 : LOCK_NB));
  struct flock range = {.l_type = type, .l_whence = SEEK_SET, .l_start = byte, .l_len = 1};
  return fcntl(file, waits ? F_OFD_SETLKW : F_OFD_SETLK, &range);
}

static void wake(int signal) { (void)signal; }

static long long nanoseconds_now(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return now.tv_sec * 1000000000LL + now.tv_nsec;
}

/* Locks as a sleeper in the kernel's queue, which a timer ends: it interrupts the call by a signal that goes to this
   thread alone, again and again, for the first may come before the call. */
static int lock_within(int file, int byte, long long nanoseconds) {
  const int alarm = SIGRTMAX - 1;
  const long long end = nanoseconds_now() + nanoseconds;
  struct sigaction action = {.sa_handler = wake};
  struct sigevent event = {.sigev_notify = SIGEV_THREAD_ID, .sigev_signo = alarm};
  event._sigev_un._tid = gettid();
  timer_t timer;
  if (sigaction(alarm, &action, NULL) < 0 || timer_create(CLOCK_MONOTONIC, &event, &timer) < 0) return -1;
  struct itimerspec times = {.it_interval = {0, 1000000}};
  times.it_value.tv_sec = nanoseconds / 1000000000;
  times.it_value.tv_nsec = nanoseconds % 1000000000;
  sigset_t own, before;
  sigemptyset(&own);
  sigaddset(&own, alarm);
  pthread_sigmask(SIG_UNBLOCK, &own, &before);
  /* Whoever lets the lock of a byte go wakes the next one and has more to do: it must not be put aside for the one it
     has woken, as the scheduler otherwise does. */
  const struct sched_param none = {0};
  const int moves = byte >= 0 && sched_getscheduler(0) == SCHED_OTHER && sched_setscheduler(0, SCHED_BATCH, &none) == 0;
  int result = timer_settime(timer, 0, &times, NULL);
  while (result == 0) {
    result = lock_once(file, byte, F_WRLCK, 1);
    if (result == 0 || errno != EINTR) break;
    if (nanoseconds_now() >= end) {
      errno = EWOULDBLOCK;
      break;
    }
    result = 0;
  }
  const int failure = errno;
  if (moves) sched_setscheduler(0, SCHED_OTHER, &none);
  timer_delete(timer);
  pthread_sigmask(SIG_SETMASK, &before, NULL);
  errno = failure;
  return result;
}

int cprocess_lock(int file, int byte, long long nanoseconds) {
  int result = lock_once(file, byte, F_WRLCK, 0);
  while (result < 0 && errno == EINTR) result = lock_once(file, byte, F_WRLCK, 0);
  const int is_taken = result < 0 && (errno == EWOULDBLOCK || errno == EACCES);
  if (is_taken && nanoseconds > 0) result = lock_within(file, byte, nanoseconds);
  if (result == 0) return 1;
  return errno == EWOULDBLOCK || errno == EACCES ? 0 : -1;
}

void cprocess_unlock(int file, int byte) { lock_once(file, byte, F_UNLCK, 0); }
