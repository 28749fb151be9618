package io.tieout.app.cli;

import io.tieout.engine.anchor.AnchorCheck;
import io.tieout.engine.anchor.Received;
import io.tieout.engine.anchor.SignedAnchor;
import io.tieout.engine.proof.Witnesses;
import io.tieout.vendor.timestamp.Timestamp;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// What whoever checks without a database has from elsewhere.
final class WitnessOptions {
  private static final Pattern PEM =
      Pattern.compile("-----BEGIN PUBLIC KEY-----([A-Za-z0-9+/=\\s]+)-----END PUBLIC KEY-----");

  @Option(
      names = "--anchor",
      paramLabel = "FILE",
      description = "An anchor as it was received: JSON, or the text of a message. Repeatable.")
  private List<Path> anchors = List.of();

  @Option(
      names = "--key",
      paramLabel = "FILE",
      description = "What `tieout audit key` printed, kept elsewhere.")
  private @Nullable Path key;

  private WitnessOptions() {}

  Witnesses read() {
    List<AnchorCheck.Held> held = new ArrayList<>();
    for (Path each : anchors) {
      String from = each.getFileName().toString();
      anchors(each).forEach(anchor -> held.add(new AnchorCheck.Held(from, anchor)));
    }
    return new Witnesses(held, key == null ? Set.of() : keys(key));
  }

  private static List<SignedAnchor> anchors(Path file) {
    byte[] content = content(file, "--anchor %s", "name a file with an anchor as it was received");
    if (Timestamp.looksLike(content)) {
      throw new IllegalArgumentException(
          "--anchor %s is a time-stamp, which `tieout audit verify` takes; give the anchor that it is of"
              .formatted(file));
    }
    try {
      return Received.read(file.getFileName().toString(), content);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("--anchor %s: %s".formatted(file, e.getMessage()), e);
    }
  }

  private static Set<String> keys(Path file) {
    byte[] content = content(file, "--key %s", "name a file with what `tieout audit key` printed");
    Set<String> keys =
        PEM.matcher(new String(content, StandardCharsets.UTF_8))
            .results()
            .map(found -> found.group(1).replaceAll("\\s", ""))
            .collect(Collectors.toSet());
    if (keys.isEmpty()) {
      throw new IllegalArgumentException(
          "--key %s holds no public key; give what `tieout audit key` printed".formatted(file));
    }
    return keys;
  }

  /// The bytes of a file that was named.
  ///
  /// @param option how it was named, with a place for the file
  static byte[] content(Path file, String option, String remedy) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "%s cannot be read; %s".formatted(option.formatted(file), remedy), e);
    }
  }
}
