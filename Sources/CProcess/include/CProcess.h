#ifndef CPROCESS_H
#define CPROCESS_H

/* What Swift cannot call because the C library declares it with a variable number of arguments, or in a header that
   its module leaves out. */

/* Keeps other processes of the same user from reading this one's memory; 0, or -1 where the system refuses. */
int cprocess_hide(void);

/* Whether the kernel's clock is kept right by somebody (NTP): 1, 0, or -1 where the system does not say. */
int cprocess_clock_is_synchronised(void);

#endif
