package io.tieout.app.cli;

import java.io.FilterWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/// Where a command prints to.
final class Terminal {
  private Terminal() {}

  static PrintWriter of(@Nullable CommandSpec spec) {
    return new PrintWriter(new Shown(Objects.requireNonNull(spec).commandLine().getOut()), true);
  }

  /// On one line: no text of others begins a line that looks like one of ours.
  static String line(String text) {
    return text.replaceAll("\\R", " ");
  }

  /// Names from a CRM and proofs from anybody are printed, too: what steers a terminal, and could
  /// overwrite a verdict, is shown and not obeyed.
  private static final class Shown extends FilterWriter {
    Shown(Writer out) {
      super(out);
    }

    @Override
    public void write(int c) throws IOException {
      out.write(shown((char) c));
    }

    @Override
    public void write(char[] text, int from, int length) throws IOException {
      write(new String(text, from, length), 0, length);
    }

    @Override
    public void write(String text, int from, int length) throws IOException {
      StringBuilder shown = new StringBuilder(length);
      text.substring(from, from + length).chars().forEach(c -> shown.append(shown((char) c)));
      out.write(shown.toString());
    }

    private static String shown(char c) {
      boolean plain =
          !Character.isISOControl(c) || c == '\t' || System.lineSeparator().indexOf(c) >= 0;
      return plain ? String.valueOf(c) : "[U+%04X]".formatted((int) c);
    }
  }
}
