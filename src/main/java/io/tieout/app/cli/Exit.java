package io.tieout.app.cli;

/// What the program's exit code means. `--help` shows this list.
final class Exit {
  static final int DONE = 0;

  /// The command ran, and what it checked does not hold.
  static final int DOES_NOT_HOLD = 1;

  static final int USAGE = 2;

  /// The configuration or the machine's set-up must be changed first.
  static final int CONFIGURATION = 3;

  /// The database, a vendor or Slack cannot be reached.
  static final int UNREACHABLE = 4;

  /// A fault of the program.
  static final int INTERNAL = 70;

  private Exit() {}
}
