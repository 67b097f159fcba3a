#ifndef CPROCESS_H
#define CPROCESS_H

/* What Swift cannot call because the C library declares it with a variable number of arguments. */

/* Keeps other processes of the same user from reading this one's memory; 0, or -1 where the system refuses. */
int cprocess_hide(void);

#endif
