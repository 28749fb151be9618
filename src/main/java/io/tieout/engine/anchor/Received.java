package io.tieout.engine.anchor;

import io.tieout.value.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Anchors as they arrived at a destination: JSON, several lines of it, or the letters of
/// [SignedAnchor#letters] anywhere in a text.
public final class Received {
  static final String MARK = "tieout-anchor";
  private static final Pattern LETTERS = Pattern.compile(MARK + "\\s*\\[([A-Za-z0-9+/=\\s]+)]");

  private Received() {}

  /// The anchors in the content of a file; [IllegalArgumentException] when there are none.
  public static List<SignedAnchor> read(String from, byte[] content) {
    String text = new String(content, StandardCharsets.UTF_8).strip();
    try {
      List<SignedAnchor> found = new ArrayList<>();
      Matcher letters = LETTERS.matcher(text);
      while (letters.find()) {
        String base64 = letters.group(1).replaceAll("\\s", "");
        found.add(
            SignedAnchor.read(
                new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8)));
      }
      if (found.isEmpty()) {
        json(text).forEach(json -> found.add(SignedAnchor.read(json)));
      }
      return List.copyOf(found);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "%s holds no anchor (%s); give the JSON, the text of the message, or the time-stamp token as it was received"
              .formatted(from, String.valueOf(e.getMessage()).lines().findFirst().orElse("")),
          e);
    }
  }

  /// One object, indented or not, or one a line.
  private static List<Json.Obj> json(String text) {
    List<String> lines = text.lines().filter(line -> !line.isBlank()).toList();
    boolean perLine =
        lines.size() > 1
            && lines.stream().allMatch(line -> line.startsWith("{") && line.endsWith("}"));
    return (perLine ? lines : List.of(text)).stream().map(Json::parseObj).toList();
  }
}
