/* A disk that is never told to keep anything: what the power-cut trial must catch. */
int fsync(int file) {
  (void)file;
  return 0;
}

int fdatasync(int file) {
  (void)file;
  return 0;
}
