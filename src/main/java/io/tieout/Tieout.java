package io.tieout;

import io.tieout.app.cli.CommandLineDoor;

/// The program.
public final class Tieout {
  private Tieout() {}

  public static void main(String[] arguments) {
    CommandLineDoor.runAndExit(arguments);
  }
}
