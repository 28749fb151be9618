package io.tieout.fact.party;

import java.util.Locale;

/// What a person may do, from configuration: `sales_ops`, `ar_clerk`, `controller`, `cfo`, `admin`,
/// `auditor`, or one of the company's own.
public record Role(String name) {
  public static final Role SALES_OPS = new Role("sales_ops");
  public static final Role AR_CLERK = new Role("ar_clerk");
  public static final Role CONTROLLER = new Role("controller");
  public static final Role CFO = new Role("cfo");
  public static final Role ADMIN = new Role("admin");
  public static final Role AUDITOR = new Role("auditor");

  /// Reads everything and changes nothing.

  public Role {
    if (!name.matches("[a-z][a-z0-9_]{0,39}")) {
      throw new IllegalArgumentException(
          "role '%s': use lower-case letters, digits and _, at most 40".formatted(name));
    }
  }

  /// For people: `AR clerk` is shown as `ar clerk`.
  public String spoken() {
    return name.replace('_', ' ').toLowerCase(Locale.ROOT);
  }
}
