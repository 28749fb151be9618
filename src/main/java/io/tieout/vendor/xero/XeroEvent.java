package io.tieout.vendor.xero;

import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/// One change that Xero told by webhook. What changed is to be read: the event says only that.
/// Payments are not told of; they show as a change of their invoice.
///
/// @param eventId the same when Xero tells the same again
/// @param tenantId the organisation
/// @param id the record's id
public record XeroEvent(
    String eventId, String tenantId, Category category, Type type, String id, Instant time) {

  /// Kinds of records whose events are read.
  public enum Category {
    INVOICE,
    CONTACT,
    CREDITNOTE;

    static Optional<Category> named(String name) {
      return Arrays.stream(values()).filter(c -> c.name().equalsIgnoreCase(name)).findFirst();
    }
  }

  /// What happened to the record.
  public enum Type {
    CREATE,
    UPDATE;

    static Optional<Type> named(String name) {
      return Arrays.stream(values()).filter(t -> t.name().equalsIgnoreCase(name)).findFirst();
    }
  }
}
