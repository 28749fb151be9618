package io.tieout.app.config;

import io.tieout.fact.policy.Policy;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/// The policy that ships with Tieout: it asks for everything that touches the books.
public final class ShippedPolicy {
  /// Stands for it in a configuration, where otherwise a file is named.
  public static final String NAME = "shipped";

  private static final String PATH = "/policy/default.yaml";

  private ShippedPolicy() {}

  public static Policy read() {
    try (InputStream in = ShippedPolicy.class.getResourceAsStream(PATH)) {
      if (in == null) {
        throw new IllegalStateException(PATH + " is not on the class path");
      }
      return Policy.parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + PATH, e);
    }
  }
}
