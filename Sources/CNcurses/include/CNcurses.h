#ifndef CNCURSES_H
#define CNCURSES_H

#include <stdint.h>

// ncurses and its surroundings for Swift, which cannot import macros and mutable globals: here are
// functions of integers and pointers alone. There is one terminal, used by one thread.

enum {
  CNC_OPENED = 0,
  CNC_NOT_A_TERMINAL,
  CNC_TOO_SIMPLE,
  CNC_UNKNOWN,
};

/// Takes the terminal on descriptors 0 and 1; all other functions but cnc_is_utf8 need it open.
///
/// A terminal that this computer does not know, or whose name looks like an attack, is taken for an
/// xterm-256color or an xterm. Without `in_colours` no colour is ever sent. `last_words` is written
/// to the standard error if the program crashes.
int cnc_open(const char *name, int in_colours, const char *last_words);
/// Gives the terminal back as it was, with what was written to the standard error meanwhile.
void cnc_close(void);
/// The name under which the terminal was opened.
const char *cnc_name(void);

/// Whether letters outside ASCII can be shown, by the environment's locale, which it sets.
int cnc_is_utf8(void);
int cnc_has_colours(void);
int cnc_rows(void);
int cnc_columns(void);
/// Takes over the terminal's size.
void cnc_resize(void);
/// The bytes of a terminfo capability, at most `room`; their number, 0 where there is none.
int cnc_capability(const char *name, uint8_t *bytes, int room);

enum {
  CNC_BOLD = 1,
  CNC_DIM = 2,
};

void cnc_erase(void);
/// Puts a letter with its marks into `width` cells; `colour` is 1 to 7 as ANSI counts, or 0 for the
/// default.
void cnc_put(
    int row, int column, const uint32_t *scalars, int count, int width, int attributes,
    int colour);
/// Puts letters of printable ASCII, one to a cell; no half of a wide letter may stand there.
void cnc_put_run(
    int row, int column, const uint8_t *letters, int count, int attributes, int colour);
/// Shows the cursor at a place, or with a negative row nowhere.
void cnc_point(int row, int column);
/// Sends what changed; after cnc_repaint everything.
void cnc_flush(void);
void cnc_repaint(void);
/// Stops as ^Z does until the shell continues the program.
void cnc_suspend(void);
/// Takes the terminal again after somebody else stopped and continued the program.
void cnc_resume(void);

/// Reads what has arrived; 0 if nothing within `milliseconds`, negative if the line is closed.
int cnc_read(uint8_t *bytes, int room, int milliseconds);

enum {
  CNC_HUNG_UP = 1,
  CNC_TERMINATED = 2,
  CNC_INTERRUPTED = 4,
  CNC_RESIZED = 8,
  CNC_STOP_ASKED = 16,
  CNC_CONTINUED = 32,
  CNC_KEYS = 64,
};

/// Waits for keys, signals and up to 8 more descriptors, of which `ready[i]` becomes 1 or 0.
///
/// Returns the sum of what happened; 0 after `milliseconds`, which if negative never pass.
int cnc_wait(const int32_t *descriptors, int count, uint8_t *ready, int milliseconds);

#endif
