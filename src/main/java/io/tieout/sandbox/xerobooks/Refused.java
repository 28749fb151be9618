package io.tieout.sandbox.xerobooks;

import java.util.List;

/// The books refuse a change; the texts are the vendor's.
public final class Refused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<String> messages;
  private final boolean absent;

  private Refused(List<String> messages, boolean absent) {
    super(String.join(" ", messages));
    this.messages = List.copyOf(messages);
    this.absent = absent;
  }

  public static Refused because(String message) {
    return new Refused(List.of(message), false);
  }

  public static Refused because(List<String> messages) {
    return new Refused(messages, false);
  }

  /// There is no such object.
  public static Refused absent(Kind kind, String id) {
    return new Refused(List.of("there is no " + kind.singular() + " with the id " + id), true);
  }

  static Refused badStatus() {
    return because("Invoice not of valid status for modification");
  }

  static Refused settled() {
    return because(
        "This document cannot be edited as it has a payment or credit note allocated to it.");
  }

  public List<String> messages() {
    return messages;
  }

  /// Whether the reason is that the object does not exist.
  public boolean isAbsent() {
    return absent;
  }
}
