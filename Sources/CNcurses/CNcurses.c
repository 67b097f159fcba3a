// For memfd_create.
#define _GNU_SOURCE
#include "CNcurses.h"

#include <ctype.h>
#include <curses.h>
#include <errno.h>
#include <fcntl.h>
#include <langinfo.h>
#include <locale.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <term.h>
#include <termios.h>
#include <unistd.h>
#include <wchar.h>

// term.h has macros for these words.
#undef columns
#undef lines

enum {
  LONGEST_NAME = 128,
  // A size beyond is no terminal's, and ncurses would ask for its memory.
  MOST_ROWS = 500,
  MOST_COLUMNS = 1000,
  MOST_DESCRIPTORS = 8,
};

static int is_open;
static char opened_name[LONGEST_NAME + 1];
static int has_colours_now;
static int knows_brackets;
static int cursor_is_shown;
static int line_is_closed;
static int output_flags;

// MARK: Signals

static const struct {
  int number;
  int bit;
} caught[] = {
    {SIGHUP, CNC_HUNG_UP},    {SIGTERM, CNC_TERMINATED},  {SIGINT, CNC_INTERRUPTED},
    {SIGWINCH, CNC_RESIZED},  {SIGTSTP, CNC_STOP_ASKED},  {SIGCONT, CNC_CONTINUED},
};
enum { CAUGHT = sizeof caught / sizeof *caught };

static struct sigaction before_caught[CAUGHT];
static volatile sig_atomic_t has_arrived[CAUGHT];
static int wake[2] = {-1, -1};

static void on_signal(int number) {
  int error = errno;
  for (int i = 0; i < CAUGHT; i++) {
    if (caught[i].number == number) has_arrived[i] = 1;
  }
  // In a full pipe there is a byte already that wakes; which signals came the flags say.
  ssize_t written = write(wake[1], "", 1);
  (void)written;
  errno = error;
}

static int open_pipe(void) { return wake[0] >= 0 || pipe2(wake, O_CLOEXEC | O_NONBLOCK) == 0; }

/// Keeps the handlers from before; ncurses replaces those that are the default.
static void note_signals(void) {
  for (int i = 0; i < CAUGHT; i++) sigaction(caught[i].number, NULL, &before_caught[i]);
}

/// Catches signals, after newterm, whose own handlers for them leave by exit.
static void catch_signals(void) {
  struct sigaction action = {.sa_handler = on_signal, .sa_flags = SA_RESTART};
  sigemptyset(&action.sa_mask);
  for (int i = 0; i < CAUGHT; i++) {
    has_arrived[i] = 0;
    // Whoever started the program with a signal ignored (nohup) wants it to stay so.
    int is_ignored = before_caught[i].sa_handler == SIG_IGN && caught[i].bit != CNC_RESIZED;
    sigaction(caught[i].number, is_ignored ? &before_caught[i] : &action, NULL);
  }
}

static int fetch_signals(void) {
  char bytes[64];
  while (read(wake[0], bytes, sizeof bytes) > 0) {}
  int bits = 0;
  for (int i = 0; i < CAUGHT; i++) {
    if (!has_arrived[i]) continue;
    has_arrived[i] = 0;
    bits |= caught[i].bit;
  }
  return bits;
}

// MARK: The standard error

// While the screen is open, what is written to a standard error on the same terminal would destroy
// the picture and go with it: also the sentence that Swift writes before it traps. It is kept in
// memory (a pipe could be full, and its writer wait for ever).
static int aside = -1;
static int true_error = -1;

static void put_error_aside(void) {
  if (!isatty(STDERR_FILENO)) return;
  aside = memfd_create("standard error", MFD_CLOEXEC);
  if (aside < 0) return;
  true_error = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 3);
  if (true_error >= 0) dup2(aside, STDERR_FILENO);
}

/// Calls nothing that a signal handler may not.
static void bring_error_back(void) {
  if (true_error < 0) return;
  dup2(true_error, STDERR_FILENO);
  close(true_error);
  true_error = -1;
  char bytes[512];
  off_t position = 0;
  ssize_t count;
  while ((count = pread(aside, bytes, sizeof bytes, position)) > 0) {
    position += count;
    if (write(STDERR_FILENO, bytes, (size_t)count) < 0) break;
  }
  close(aside);
}

// MARK: A crash

static const int crashes[] = {SIGILL, SIGTRAP, SIGABRT, SIGSEGV, SIGBUS, SIGFPE};
enum { CRASHES = sizeof crashes / sizeof *crashes };

static struct sigaction before_crash[CRASHES];
static struct termios modes_before;
// All that the handler writes is made beforehand: it may call neither ncurses nor malloc.
static char restoring[256];
static int restoring_count;
static char last_words_kept[512];

/// Has pastes put in brackets, or no longer.
///
/// Written by itself: ncurses' putp writes to a stdout that nobody flushes.
static void bracket_pastes(int are_bracketed) {
  if (!knows_brackets) return;
  ssize_t written = write(STDOUT_FILENO, are_bracketed ? "\033[?2004h" : "\033[?2004l", 8);
  (void)written;
}

static void on_crash(int number) {
  bracket_pastes(0);
  ssize_t written = write(STDOUT_FILENO, restoring, (size_t)restoring_count);
  tcsetattr(STDIN_FILENO, TCSANOW, &modes_before);
  bring_error_back();
  written = write(STDERR_FILENO, last_words_kept, strlen(last_words_kept));
  (void)written;
  // The default action, not what was there before: Swift's backtracer would stop and ask.
  signal(number, SIG_DFL);
  raise(number);
}

static int collect(int byte) {
  if (restoring_count < (int)sizeof restoring) restoring[restoring_count++] = (char)byte;
  return byte;
}

static char *capability(const char *name) {
  // An absent string is NULL, one that the terminal cannot have is -1.
  char *found = tigetstr(name);
  return found == (char *)-1 ? NULL : found;
}

static void guard_against_crashes(const char *last_words) {
  restoring_count = 0;
  const char *names[] = {"sgr0", "rmkx", "cnorm", "rmcup"};
  for (int i = 0; i < 4; i++) {
    char *found = capability(names[i]);
    if (found) tputs(found, 1, collect);
  }
  tputs("\r\n", 1, collect);
  strncpy(last_words_kept, last_words, sizeof last_words_kept - 1);

  // Its own stack, since the crash may be that the stack is full.
  static char stack[1 << 16];
  stack_t own = {.ss_sp = stack, .ss_size = sizeof stack};
  sigaltstack(&own, NULL);
  struct sigaction action = {.sa_handler = on_crash, .sa_flags = (int)(SA_RESETHAND | SA_ONSTACK)};
  sigfillset(&action.sa_mask);
  for (int i = 0; i < CRASHES; i++) sigaction(crashes[i], &action, &before_crash[i]);
}

// MARK: The environment

int cnc_is_utf8(void) {
  // LC_CTYPE alone: numbers and messages are the program's own.
  int is_set_up = setlocale(LC_CTYPE, "") != NULL;
  if (is_set_up && strcmp(nl_langinfo(CODESET), "UTF-8") == 0) return 1;
  const char *variables[] = {"LC_ALL", "LC_CTYPE", "LANG"};
  const char *locale = "";
  for (int i = 0; i < 3 && !*locale; i++) {
    const char *value = getenv(variables[i]);
    if (value) locale = value;
  }
  // Over SSH comes the locale of the officer's computer, which need not be installed here:
  // id_ID.UTF-8, from a Mac UTF-8 alone.
  const char *dot = strchr(locale, '.');
  const char *codeset = dot ? dot + 1 : locale;
  int means_utf8 = !strncasecmp(codeset, "utf-8", 5) || !strncasecmp(codeset, "utf8", 4);
  if (*locale && !(means_utf8 && !is_set_up)) return 0;
  return setlocale(LC_CTYPE, "C.UTF-8") != NULL;
}

static int is_trusted(const char *path) {
  struct stat status;
  return stat(path, &status) == 0 && (status.st_uid == 0 || status.st_uid == geteuid());
}

/// Lets ncurses read descriptions of terminals only from root's files and the user's own.
static void distrust_descriptions(void) {
  unsetenv("TERMCAP");
  const char *folder = getenv("TERMINFO");
  if (folder && !is_trusted(folder)) unsetenv("TERMINFO");
  const char *list = getenv("TERMINFO_DIRS");
  char *folders = list ? strdup(list) : NULL;
  char *rest = NULL;
  for (char *next = folders ? strtok_r(folders, ":", &rest) : NULL; next;
       next = strtok_r(NULL, ":", &rest)) {
    if (is_trusted(next)) continue;
    unsetenv("TERMINFO_DIRS");
    break;
  }
  free(folders);
}

static int is_harmless(const char *name) {
  size_t count = strlen(name);
  if (count == 0 || count > LONGEST_NAME) return 0;
  for (size_t i = 0; i < count; i++) {
    if (!isgraph((unsigned char)name[i]) || name[i] == '/') return 0;
  }
  return 1;
}

// MARK: Open and close

static void start_colours(void) {
  has_colours_now = 0;
  // Without a way back to the default colours (op, oc) start_color would paint everything.
  if (tigetnum("colors") < 8 || (!capability("op") && !capability("oc"))) return;
  if (start_color() == ERR || use_default_colors() == ERR) return;
  for (short colour = 1; colour < 8; colour++) init_pair(colour, colour, -1);
  has_colours_now = 1;
}

static void read_size(int *rows, int *columns) {
  struct winsize size;
  *rows = 24;
  *columns = 80;
  // A serial line does not know its size.
  if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_row == 0 || size.ws_col == 0) return;
  *rows = size.ws_row < MOST_ROWS ? size.ws_row : MOST_ROWS;
  *columns = size.ws_col < MOST_COLUMNS ? size.ws_col : MOST_COLUMNS;
}

static int try_terminal(const char *name, const char *last_words) {
  int error;
  if (setupterm(name, STDOUT_FILENO, &error) != OK) {
    return error == 1 ? CNC_TOO_SIMPLE : CNC_UNKNOWN;
  }
  const char *clear = capability("clear");
  if (!clear || !capability("cup")) return CNC_TOO_SIMPLE;
  // A terminal that is not of the ECMA-48 family would print it.
  knows_brackets = strncmp(clear, "\033[", 2) == 0;
  // ncurses asks the terminal for its size only where these are silent, and believes every answer.
  char number[16];
  int rows, columns;
  read_size(&rows, &columns);
  snprintf(number, sizeof number, "%d", rows);
  setenv("LINES", number, 1);
  snprintf(number, sizeof number, "%d", columns);
  setenv("COLUMNS", number, 1);
  // initscr would end the process where newterm fails.
  SCREEN *screen = newterm(name, stdout, stdin);
  unsetenv("LINES");
  unsetenv("COLUMNS");
  if (!screen) return CNC_UNKNOWN;
  guard_against_crashes(last_words);
  strncpy(opened_name, name, LONGEST_NAME);
  return CNC_OPENED;
}

int cnc_open(const char *name, int in_colours, const char *last_words) {
  if (is_open || !isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO)) return CNC_NOT_A_TERMINAL;
  if (!open_pipe()) return CNC_NOT_A_TERMINAL;
  cnc_is_utf8();
  tcgetattr(STDIN_FILENO, &modes_before);
  note_signals();
  distrust_descriptions();
  fflush(stdout);

  const char *names[] = {name, "xterm-256color", "xterm"};
  int outcome = CNC_UNKNOWN;
  for (int i = 0; i < 3 && outcome == CNC_UNKNOWN; i++) {
    if (is_harmless(names[i])) outcome = try_terminal(names[i], last_words);
  }
  if (outcome != CNC_OPENED) return outcome;

  // On a line that another program made non-blocking, ncurses would spin instead of waiting.
  output_flags = fcntl(STDOUT_FILENO, F_GETFL);
  fcntl(STDOUT_FILENO, F_SETFL, output_flags & ~O_NONBLOCK);
  signal(SIGPIPE, SIG_IGN);
  catch_signals();
  put_error_aside();
  static int is_registered;
  if (!is_registered) is_registered = atexit(cnc_close) == 0;

  // ^C ^Q ^S ^V ^Z arrive as keys.
  raw();
  noecho();
  nonl();
  struct termios modes;
  tcgetattr(STDIN_FILENO, &modes);
  modes.c_iflag &= ~(tcflag_t)(ISTRIP | IXOFF);
  tcsetattr(STDIN_FILENO, TCSANOW, &modes);
  // What a suspension comes back to.
  def_prog_mode();

  keypad(stdscr, TRUE);
  // Else ncurses leaves a frame unfinished when it sees keys, and the next one shows it all.
  typeahead(-1);
  if (in_colours) start_colours();
  bracket_pastes(1);
  cursor_is_shown = -1;
  line_is_closed = 0;
  is_open = 1;
  return CNC_OPENED;
}

static void leave(void) {
  bracket_pastes(0);
  endwin();
}

void cnc_close(void) {
  if (!is_open) return;
  is_open = 0;
  leave();
  fcntl(STDOUT_FILENO, F_SETFL, output_flags);
  for (int i = 0; i < CAUGHT; i++) sigaction(caught[i].number, &before_caught[i], NULL);
  for (int i = 0; i < CRASHES; i++) sigaction(crashes[i], &before_crash[i], NULL);
  bring_error_back();
}

const char *cnc_name(void) { return opened_name; }

int cnc_capability(const char *name, uint8_t *bytes, int room) {
  const char *found = capability(name);
  if (!found) return 0;
  int count = 0;
  while (count < room && found[count]) {
    bytes[count] = (uint8_t)found[count];
    count++;
  }
  return count;
}

// MARK: Showing

int cnc_has_colours(void) { return has_colours_now; }
int cnc_rows(void) { return LINES; }
int cnc_columns(void) { return COLS; }

void cnc_resize(void) {
  int rows, columns;
  read_size(&rows, &columns);
  if (rows != LINES || columns != COLS) resizeterm(rows, columns);
}

void cnc_erase(void) { erase(); }

static attr_t look_of(int attributes) {
  attr_t look = A_NORMAL;
  if (attributes & CNC_BOLD) look |= A_BOLD;
  if (attributes & CNC_DIM) look |= A_DIM;
  return look;
}

static short pair_of(int colour) {
  return has_colours_now && colour > 0 && colour < 8 ? (short)colour : 0;
}

void cnc_put_run(
    int row, int column, const uint8_t *letters, int count, int attributes, int colour) {
  if (row < 0 || row >= LINES || column < 0 || count < 1 || column + count > COLS) return;
  chtype look = look_of(attributes) | (chtype)COLOR_PAIR(pair_of(colour));
  chtype cells[128];
  for (int done = 0; done < count;) {
    int part = count - done < 128 ? count - done : 128;
    for (int i = 0; i < part; i++) cells[i] = letters[done + i] | look;
    // It writes cells as they are, where adding letter by letter asks for the width of each.
    mvaddchnstr(row, column + done, cells, part);
    done += part;
  }
}

void cnc_put(
    int row, int column, const uint32_t *scalars, int count, int width, int attributes,
    int colour) {
  if (row < 0 || row >= LINES || column < 0 || width < 1 || column + width > COLS) return;
  attr_t look = look_of(attributes);
  short pair = pair_of(colour);

  wchar_t text[CCHARW_MAX + 1] = {0};
  for (int i = 0; i < count && i < CCHARW_MAX; i++) text[i] = (wchar_t)scalars[i];
  // Where this computer has another opinion of the width (new letters, families of emoji), the
  // cells behind must not move.
  int own_width = wcwidth(text[0]);
  cchar_t cell;
  if (own_width != width) {
    setcchar(&cell, L" ", look, pair, NULL);
    for (int i = 0; i < width; i++) mvadd_wch(row, column + i, &cell);
    if (own_width < 1 || own_width > width) {
      text[0] = L'?';
      text[1] = 0;
    }
  }
  setcchar(&cell, text, look, pair, NULL);
  mvadd_wch(row, column, &cell);
}

void cnc_point(int row, int column) {
  int is_shown = row >= 0;
  if (is_shown != cursor_is_shown) curs_set(is_shown);
  cursor_is_shown = is_shown;
  if (is_shown) move(row, column);
}

void cnc_flush(void) {
  wnoutrefresh(stdscr);
  doupdate();
}

void cnc_repaint(void) { clearok(curscr, TRUE); }

// MARK: Stopping

void cnc_resume(void) {
  reset_prog_mode();
  bracket_pastes(1);
  cnc_resize();
  cnc_repaint();
}

void cnc_suspend(void) {
  struct sigaction stop, resume, standard = {.sa_handler = SIG_DFL};
  sigemptyset(&standard.sa_mask);
  leave();
  sigaction(SIGTSTP, &standard, &stop);
  sigaction(SIGCONT, &standard, &resume);
  // The whole job, as the terminal would. Without a shell that can continue it (a forced command)
  // the kernel drops this signal; SIGSTOP would stay for ever.
  kill(0, SIGTSTP);
  sigaction(SIGTSTP, &stop, NULL);
  sigaction(SIGCONT, &resume, NULL);
  // The shell may have changed what the terminal is to be given back as.
  tcgetattr(STDIN_FILENO, &modes_before);
  def_shell_mode();
  cnc_resume();
}

// MARK: Waiting and reading

int cnc_read(uint8_t *bytes, int room, int milliseconds) {
  struct pollfd input = {.fd = STDIN_FILENO, .events = POLLIN};
  if (line_is_closed) return -1;
  // Whoever types without end (a cat on the keyboard, a line that echoes) must not hide these.
  for (int i = 0; i < CAUGHT; i++) {
    if (has_arrived[i] && caught[i].bit < CNC_RESIZED) return 0;
  }
  if (poll(&input, 1, milliseconds) <= 0) return 0;
  ssize_t count = read(STDIN_FILENO, bytes, (size_t)room);
  if (count > 0) return (int)count;
  if (count < 0 && (errno == EINTR || errno == EAGAIN)) return 0;
  line_is_closed = 1;
  return -1;
}

int cnc_wait(const int32_t *descriptors, int count, uint8_t *ready, int milliseconds) {
  struct pollfd all[2 + MOST_DESCRIPTORS] = {
      {.fd = STDIN_FILENO, .events = POLLIN},
      {.fd = wake[0], .events = POLLIN},
  };
  if (count > MOST_DESCRIPTORS) count = MOST_DESCRIPTORS;
  for (int i = 0; i < count; i++) all[2 + i] = (struct pollfd){descriptors[i], POLLIN, 0};
  if (line_is_closed) return CNC_HUNG_UP;
  int found;
  do found = poll(all, (nfds_t)(2 + count), milliseconds);
  while (found < 0 && errno == EINTR);

  int bits = 0;
  // Input that arrived before the line was closed is still read.
  if (all[0].revents & POLLIN) bits |= CNC_KEYS;
  else if (all[0].revents) bits |= CNC_HUNG_UP;
  if (all[1].revents) bits |= fetch_signals();
  for (int i = 0; i < count; i++) ready[i] = all[2 + i].revents != 0;
  return bits;
}
