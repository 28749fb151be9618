package io.tieout.work.drift;

import static io.tieout.value.money.Amounts.text;

import io.tieout.fact.change.Change.Billed;
import io.tieout.fact.ledger.Invoice;
import io.tieout.fact.ledger.InvoiceTie;
import io.tieout.fact.ledger.InvoiceTie.Field;
import io.tieout.fact.ledger.Settlement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.joda.money.Money;

/// An invoice as the books have it against what was approved: every way in which the two differ.
/// Pure.
final class Comparison {
  /// The note is ours; whether it counts and what it is paid is looked at by itself.
  private static final Set<String> NOT_EDITS = Set.of("mark", "status");

  private Comparison() {}

  /// None while the books are as they were approved. What does not count any more differs in
  /// nothing else.
  static List<Drift> of(Seen seen) {
    if (seen.invoice().isEmpty()) {
      return List.of(gone(seen, DriftKind.DELETED, "was deleted from the books"));
    }
    Invoice invoice = seen.invoice().get();
    if (invoice.voided()) {
      return List.of(gone(seen, DriftKind.VOIDED, "was voided in the books"));
    }
    List<Drift> all = new ArrayList<>();
    edited(seen, invoice).ifPresent(all::add);
    if (invoice.currency().equals(seen.approved().invoice().currency())) {
      credited(seen, invoice).ifPresent(all::add);
      Paying.of(seen, invoice).ifPresent(all::add);
    }
    return List.copyOf(all);
  }

  private static Drift gone(Seen seen, DriftKind kind, String what) {
    return Drift.toAct(
        kind,
        kind.word(),
        "%s %s".formatted(seen.name(), what),
        "%s; nothing of it is owed now.".formatted(seen.approval()),
        "If that is right, say so on the finding and see to %s; if not, enter the invoice in the books again. Tieout makes none by itself."
            .formatted(seen.deal()));
  }

  private static Optional<Drift> edited(Seen seen, Invoice invoice) {
    List<Field> edits = edits(seen, invoice);
    if (edits.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        Drift.toAct(
            DriftKind.EDITED,
            edits.stream()
                .map(f -> "%s=%s".formatted(f.name(), f.found()))
                .collect(Collectors.joining("; ")),
            "%s was edited after it was approved".formatted(seen.name()),
            capital(edits.stream().map(Comparison::sentence).collect(Collectors.joining("; ")))
                + ".",
            "Put the invoice right in the books, or change %s to what was agreed; Tieout changes neither."
                .formatted(seen.deal())));
  }

  private static List<Field> edits(Seen seen, Invoice invoice) {
    String customer =
        switch (seen.approved().customer()) {
          case Billed.Known(String id, String _) -> id;
          case Billed.New _ -> invoice.customerId();
        };
    return InvoiceTie.of(customer, seen.approved().invoice(), invoice, Invoice.Status.POSTED)
        .stream()
        .filter(field -> !field.agrees() && !NOT_EDITS.contains(field.name()))
        .filter(field -> !field.found().equals(seen.kept().get(field.name())))
        .toList();
  }

  private static String sentence(Field field) {
    return "%s was approved as %s and is %s now"
        .formatted(
            field.name(), field.expected(), field.found().isEmpty() ? "empty" : field.found());
  }

  /// A credit in part may well be agreed and leaves nothing to do; one of everything is as if the
  /// deal had not been.
  private static Optional<Drift> credited(Seen seen, Invoice invoice) {
    List<Settlement> credits = seen.settlements().stream().filter(s -> !s.money()).toList();
    if (credits.isEmpty()) {
      return Optional.empty();
    }
    Money credited = seen.credited();
    boolean whole = !credited.isLessThan(invoice.total());
    return Optional.of(
        new Drift(
            DriftKind.CREDITED,
            credits.stream()
                .map(c -> "%s:%s".formatted(c.id(), text(c.amount())))
                .sorted()
                .collect(Collectors.joining("; ")),
            "%s of %s were credited".formatted(text(credited), lower(seen.name())),
            "By %s. %s; %s are open."
                .formatted(
                    credits.stream().map(Comparison::note).collect(Collectors.joining(", ")),
                    seen.approval(),
                    text(invoice.balance())),
            Optional.of(
                (whole
                        ? "Nothing of it will be paid: see to %s and say on the finding that it is right, or take the credit note off the invoice in the books."
                        : "Nothing is to be done where that was agreed for %s; else take the credit note off the invoice in the books.")
                    .formatted(seen.deal())),
            whole));
  }

  private static String note(Settlement credit) {
    return "credit note %s of %s (%s)"
        .formatted(credit.number().orElse(credit.id()), credit.date(), text(credit.amount()));
  }

  static String lower(String text) {
    return Character.toLowerCase(text.charAt(0)) + text.substring(1);
  }

  static String capital(String text) {
    return Character.toUpperCase(text.charAt(0)) + text.substring(1);
  }
}
