package io.tieout.vendor.quickbooks;

import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// One change that QuickBooks told by webhook. What changed is to be read: the event says only
/// that.
///
/// @param eventId the same when QuickBooks tells the same again
/// @param realmId the company
/// @param id the record's id
public record QuickBooksEvent(
    String eventId, String realmId, Entity entity, Operation operation, String id, Instant time) {

  /// Kinds of records whose events are read.
  public enum Entity {
    ACCOUNT,
    BILL,
    BILL_PAYMENT,
    CREDIT_MEMO,
    CUSTOMER,
    DEPOSIT,
    EMPLOYEE,
    ESTIMATE,
    INVOICE,
    ITEM,
    JOURNAL_ENTRY,
    PAYMENT,
    PREFERENCES,
    PURCHASE,
    REFUND_RECEIPT,
    SALES_RECEIPT,
    TAX_CODE,
    TERM,
    VENDOR;

    private static final Map<String, Entity> BY_LETTERS =
        Arrays.stream(values())
            .collect(Collectors.toUnmodifiableMap(e -> letters(e.name()), e -> e));

    /// The kind by QuickBooks' name in any spelling: `CreditMemo`, `creditmemo`, `credit_memo`.
    static Optional<Entity> named(String name) {
      return Optional.ofNullable(BY_LETTERS.get(letters(name)));
    }
  }

  /// What happened to the record.
  public enum Operation {
    CREATED,
    UPDATED,
    DELETED,
    MERGED,
    VOIDED,
    EMAILED;

    private static final Map<String, Operation> BY_VERB =
        Arrays.stream(values())
            .flatMap(o -> tenses(letters(o.name())).map(verb -> Map.entry(verb, o)))
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

    /// The operation by its verb in any tense QuickBooks uses: `Create`, `created`, `Void`.
    static Optional<Operation> named(String verb) {
      return Optional.ofNullable(BY_VERB.get(letters(verb)));
    }

    /// The past and what it may be the past of.
    private static Stream<String> tenses(String past) {
      return Stream.of(0, 1, 2).map(ending -> past.substring(0, past.length() - ending));
    }
  }

  private static String letters(String name) {
    StringBuilder letters = new StringBuilder(name.length());
    for (char c : name.toLowerCase(Locale.ROOT).toCharArray()) {
      if (c >= 'a' && c <= 'z') {
        letters.append(c);
      }
    }
    return letters.toString();
  }
}
