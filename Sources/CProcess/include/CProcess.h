#ifndef CPROCESS_H
#define CPROCESS_H

/* What Swift cannot call because the C library declares it with a variable number of arguments, or in a header that
   its module leaves out. */

/* Keeps other processes of the same user from reading this one's memory; 0, or -1 where the system refuses. */
int cprocess_hide(void);

/* Whether the kernel's clock is kept right by somebody (NTP): 1, 0, or -1 where the system does not say. */
int cprocess_clock_is_synchronised(void);

/* Takes one of a file's exclusive locks, that of one byte, which belongs to the open file, or that of the whole
   (`flock`) where `byte` is negative, and waits for it in the order of those who ask: 1, or 0 where another open file
   still has it after that time, or -1. */
int cprocess_lock(int file, int byte, long long nanoseconds);

void cprocess_unlock(int file, int byte);

#endif
