package io.tieout.sandbox.page;

import io.tieout.sandbox.host.HttpAnswer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The page's own files, from the class path.
final class StaticFiles {
  private static final String FOLDER = "/sandbox/page/";
  private static final Pattern NAME = Pattern.compile("/((?:[a-z]+/)?[a-z-]+\\.(html|css|js|svg))");
  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html;charset=UTF-8",
          "css", "text/css;charset=UTF-8",
          "js", "text/javascript;charset=UTF-8",
          "svg", "image/svg+xml");

  private final String token;

  StaticFiles(String token) {
    this.token = token;
  }

  /// The file at the path; the page itself carries this run's token.
  Optional<HttpAnswer> at(String path) {
    Matcher name = NAME.matcher(path.equals("/") ? "/index.html" : path);
    if (!name.matches()) {
      return Optional.empty();
    }
    String type = TYPES.getOrDefault(name.group(2), "text/plain");
    return read(FOLDER + name.group(1))
        .map(bytes ->
            name.group(2).equals("html")
                ? HttpAnswer.of(
                    200,
                    type,
                    new String(bytes, StandardCharsets.UTF_8).replace("{{page-token}}", token))
                : HttpAnswer.of(200, type, bytes));
  }

  private static Optional<byte[]> read(String resource) {
    try (InputStream in = StaticFiles.class.getResourceAsStream(resource)) {
      return in == null ? Optional.empty() : Optional.of(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + resource, e);
    }
  }
}
