package io.tieout.vendor.salesforce;

import io.tieout.value.fault.Fault;
import java.util.regex.Pattern;

/// Salesforce's record ids: 15 characters where case matters, or 18 where the last three say which
/// of the others are capitals. Tieout keeps the 18.
final class SalesforceId {
  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9]{15}(?:[A-Z0-5]{3})?");
  private static final String SUFFIXES = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345";

  private SalesforceId() {}

  /// The 18-character id; `Fault.Refused` when the text cannot be one.
  static String of(String text) {
    if (!FORM.matcher(text).matches()) {
      String shown = text.length() > 40 ? text.substring(0, 40) + "…" : text;
      throw new Fault.Refused(
              "'" + shown + "' is not a Salesforce id: one has 15 or 18 letters and digits",
              "MALFORMED_ID")
          .asException();
    }
    return text.length() == 18 ? text : text + suffix(text);
  }

  private static String suffix(String id) {
    StringBuilder out = new StringBuilder();
    for (int start = 0; start < 15; start += 5) {
      int bits = 0;
      for (int i = 0; i < 5; i++) {
        char c = id.charAt(start + i);
        bits |= c >= 'A' && c <= 'Z' ? 1 << i : 0;
      }
      out.append(SUFFIXES.charAt(bits));
    }
    return out.toString();
  }
}
