package io.tieout.vendor.xero;

import java.net.URI;
import java.util.Optional;

/// Our mark on an invoice. Xero has no private note; it has a link to the app an invoice came from,
/// which customers do not see. The link leads to the deal, and the mark is its fragment, which
/// changes nothing about where it leads.
final class Marks {
  private Marks() {}

  /// The address of the deal with the mark behind it.
  ///
  /// @param otherwise leads somewhere when the deal has no web address
  static String link(Optional<String> billedAt, URI otherwise, String mark) {
    String base =
        billedAt
            .map(String::strip)
            .filter(a -> a.matches("https?://[^\\s/?#]+[^\\s]*"))
            .orElse(otherwise.toString());
    return base + (base.contains("#") ? "&" : "#") + mark;
  }

  /// The text in which the mark stands.
  static Optional<String> note(Optional<String> link) {
    return link.filter(l -> l.contains("#"))
        .map(l -> l.substring(l.indexOf('#') + 1))
        .filter(f -> !f.isBlank());
  }
}
