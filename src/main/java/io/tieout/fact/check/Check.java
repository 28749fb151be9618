package io.tieout.fact.check;

/// One setting or permission that we rely on, as it was found.
///
/// @param name what was looked at, a few words for people
/// @param told what was found; with [Outcome#WARNING] and [Outcome#FAILED] also what to change
public record Check(String name, Outcome outcome, String told) {
  /// How it stands.
  public enum Outcome {
    OK,
    /// We work, but less well, or only for a while.
    WARNING,
    /// Something we do cannot work.
    FAILED
  }

  public Check {
    if (name.isBlank() || (told.isBlank() && outcome != Outcome.OK)) {
      throw new IllegalArgumentException("a check that is not ok says what to do: '" + name + "'");
    }
    told = told.strip().replaceAll("\\s+", " ");
  }

  public static Check ok(String name, String told) {
    return new Check(name, Outcome.OK, told);
  }

  public static Check warning(String name, String told) {
    return new Check(name, Outcome.WARNING, told);
  }

  public static Check failed(String name, String told) {
    return new Check(name, Outcome.FAILED, told);
  }
}
