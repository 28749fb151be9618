package io.tieout.sandbox.slack;

/// One thing wrong with blocks or a view.
///
/// @param pointer where, as a JSON pointer such as `/blocks/0/text`
/// @param what for people, such as `must be less than 151 characters`
public record BlockProblem(String pointer, String what) {
  /// As Slack words it in `response_metadata.messages`.
  public String message() {
    return "[ERROR] " + what + " [json-pointer:" + pointer + "]";
  }
}
