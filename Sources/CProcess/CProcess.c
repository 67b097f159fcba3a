#include "CProcess.h"

#include <sys/prctl.h>
#include <sys/timex.h>

int cprocess_hide(void) { return prctl(PR_SET_DUMPABLE, 0, 0, 0, 0); }

int cprocess_clock_is_synchronised(void) {
  struct timex clock = {.modes = 0};
  if (adjtimex(&clock) < 0) return -1;
  return (clock.status & STA_UNSYNC) == 0;
}
