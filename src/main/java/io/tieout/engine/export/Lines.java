package io.tieout.engine.export;

import io.tieout.value.json.Json;
import java.util.Optional;

/// The rows of a file one by one, as it was written.
interface Lines {
  /// Longer lines are none of ours: memory ends before they do.
  int LONGEST = 64 << 20;

  /// The next row; empty at the end. [Bad] when what is there is no row as we write them; reading
  /// may go on behind it.
  Optional<Line> next() throws Bad;

  /// One row.
  ///
  /// @param number of the line it begins in, from 1
  /// @param opened the bytes that its hash is taken over
  /// @param row its values, without the hash
  record Line(long number, byte[] opened, String hash, Json.Obj row) {}

  /// A line that cannot be read.
  final class Bad extends Exception {
    private static final long serialVersionUID = 1L;
    private final long number;
    private final boolean row;

    Bad(long number, String why) {
      this(number, why, true);
    }

    private Bad(long number, String why, boolean row) {
      super(why);
      this.number = number;
      this.row = row;
    }

    /// Of what stands before or behind the rows.
    static Bad around(long number, String why) {
      return new Bad(number, why, false);
    }

    /// Whether it stands where a row should.
    boolean row() {
      return row;
    }

    long number() {
      return number;
    }
  }
}
