package io.tieout.door.slack;

import io.tieout.engine.approval.Progress;
import io.tieout.engine.approval.RequestView;
import io.tieout.engine.halt.Halt;
import io.tieout.fact.change.Change;
import io.tieout.fact.change.Evidence;
import io.tieout.fact.crm.DealFinance;
import io.tieout.fact.ledger.InvoiceDraft;
import io.tieout.fact.ledger.InvoiceLine;
import io.tieout.fact.party.Actor;
import io.tieout.fact.party.Directory;
import io.tieout.fact.party.Member;
import io.tieout.fact.party.SystemName;
import io.tieout.value.money.Amounts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The words of cards and windows. Lengths are bounded here, so that what must not be cut (an
/// amount, a decision) never is.
final class CardWords {
  /// The most characters of a name.
  static final int NAME = 200;

  /// The most characters of a remark, a reason, or one piece of evidence.
  static final int REMARK = 400;

  private CardWords() {}

  /// What the card says first: what is asked for, or how it stands.
  static String headline(RequestView view) {
    Kind kind = Kind.of(view.proposal().change());
    return switch (view.state()) {
      case FILED, WAITING -> kind.asked;
      case APPROVED, EXECUTING -> underWay(view, kind);
      case DONE -> kind.done;
      case UNDONE -> kind == Kind.INVOICE ? "Undone: the invoice was voided" : "Undone";
      case REJECTED -> "Rejected: " + kind.nothing;
      case REFUSED -> "Refused by policy: " + kind.nothing;
      case EXPIRED -> "Expired: " + kind.nothing;
      case VOIDED ->
          view.differences().isEmpty() ? "Closed: " + kind.nothing : "Void: something changed";
      case SUPERSEDED ->
          view.round().editedAs().isPresent()
              ? "Replaced: it was edited"
              : "Replaced: the deal changed";
      case FAILED -> kind.failed + ": a person must look";
    };
  }

  /// What a card is about, in the words of its headline.
  private enum Kind {
    INVOICE(
        "Approval needed",
        "Approved, posting …",
        "Invoice posted",
        "no invoice was posted",
        "Not posted"),
    UPDATE(
        "Approval needed",
        "Approved, updating …",
        "Deal updated",
        "the deal was not updated",
        "Not updated"),
    DRAFT(
        "Approval needed",
        "Approved, making the draft …",
        "Draft made in the books",
        "no draft was made",
        "No draft made"),
    DISCARD(
        "Approval needed",
        "Approved, discarding the draft …",
        "Draft taken out of the books",
        "the draft stays in the books",
        "Draft not taken out"),
    UNDO(
        "Approval needed to undo",
        "Approved, voiding …",
        "Invoice voided",
        "the invoice was not voided",
        "Not voided"),
    UNDO_UPDATE(
        "Approval needed to undo",
        "Approved, updating …",
        "Deal shows its former values",
        "the deal was not updated",
        "Not updated"),
    GOVERN(
        "Approval needed to change the rules",
        "Approved, putting it in force …",
        "In force",
        "nothing was changed",
        "Not in force");

    private final String asked;
    private final String underWay;
    private final String done;
    private final String nothing;
    private final String failed;

    Kind(String asked, String underWay, String done, String nothing, String failed) {
      this.asked = asked;
      this.underWay = underWay;
      this.done = done;
      this.nothing = nothing;
      this.failed = failed;
    }

    static Kind of(Change change) {
      return switch (change) {
        case Change.CreateInvoice _ -> INVOICE;
        case Change.UpdateDealFinance _ -> UPDATE;
        case Change.DraftInvoice _ -> DRAFT;
        case Change.DiscardDraft _ -> DISCARD;
        case Change.UndoInvoice _ -> UNDO;
        case Change.UndoUpdate _ -> UNDO_UPDATE;
        case Change.Govern _ -> GOVERN;
      };
    }
  }

  private static String underWay(RequestView view, Kind kind) {
    if (any(view, "FAILED")) {
      return "Approved, but stuck: a person must look";
    }
    if (any(view, "UNCERTAIN")) {
      return "Approved, checking what has arrived …";
    }
    if (confirmed(view, "create-invoice")) {
      return "Posted, finishing …";
    }
    return confirmed(view, "void-invoice") ? "Voided, finishing …" : kind.underWay;
  }

  private static boolean confirmed(RequestView view, String step) {
    return view.progress().stream()
        .anyMatch(p -> p.name().equals(step) && p.state().equals("CONFIRMED"));
  }

  private static boolean any(RequestView view, String state) {
    return view.progress().stream().anyMatch(p -> p.state().equals(state));
  }

  /// What approving does, and where.
  static String what(Change change) {
    return switch (change) {
      case Change.CreateInvoice c when c.draftId().isPresent() ->
          "Authorise the draft of an invoice of %s to %s in %s, book %s. It is there as a draft and posts nothing before approval."
              .formatted(
                  amount(c.invoice()),
                  Mrkdwn.bold(c.customer().displayName(), NAME),
                  system(c.ledger()),
                  Mrkdwn.escaped(c.book(), NAME));
      case Change.CreateInvoice c ->
          "Post an invoice of %s to %s in %s, book %s. Nothing is posted before approval."
              .formatted(
                  amount(c.invoice()),
                  Mrkdwn.bold(c.customer().displayName(), NAME),
                  system(c.ledger()),
                  Mrkdwn.escaped(c.book(), NAME));
      case Change.DraftInvoice(Change.CreateInvoice c) ->
          "Put a draft of an invoice of %s to %s into %s, book %s. A draft posts nothing."
              .formatted(
                  amount(c.invoice()),
                  Mrkdwn.bold(c.customer().displayName(), NAME),
                  system(c.ledger()),
                  Mrkdwn.escaped(c.book(), NAME));
      case Change.DiscardDraft c ->
          "Take a draft out of %s, book %s: %s"
              .formatted(
                  system(c.ledger()),
                  Mrkdwn.escaped(c.book(), NAME),
                  Mrkdwn.escaped(c.because(), REMARK));
      case Change.UpdateDealFinance c ->
          "Update the deal %s in %s: %s"
              .formatted(
                  Mrkdwn.bold(c.dealName(), NAME),
                  system(c.crm()),
                  Mrkdwn.escaped(c.because(), REMARK));
      case Change.UndoInvoice c ->
          "Void invoice %s of %s to %s in %s, book %s, for good: %s"
              .formatted(
                  Mrkdwn.escaped(c.invoice().number(), NAME),
                  Mrkdwn.bold(Amounts.text(c.invoice().total()), NAME),
                  Mrkdwn.bold(c.invoice().customer(), NAME),
                  system(c.ledger()),
                  Mrkdwn.escaped(c.book(), NAME),
                  Mrkdwn.escaped(c.because(), REMARK));
      case Change.Govern c ->
          "Put a new version of the %s in force, instead of version %d: %s"
              .formatted(
                  Mrkdwn.bold(c.kind(), NAME), c.base(), Mrkdwn.escaped(c.because(), REMARK));
      case Change.UndoUpdate c ->
          "Give our fields of the deal %s in %s their former values: %s"
              .formatted(
                  Mrkdwn.bold(c.dealName(), NAME),
                  system(c.crm()),
                  Mrkdwn.escaped(c.because(), REMARK));
    };
  }

  private static String amount(InvoiceDraft invoice) {
    return Mrkdwn.bold(Amounts.text(invoice.net())) + taxed(invoice);
  }

  private static String taxed(InvoiceDraft invoice) {
    return switch (invoice.pricing()) {
      case BEFORE_TAX -> "";
      case WITH_TAX -> ", tax included,";
    };
  }

  /// What an invoice comes to. Where prices hold tax, the total is the deal's amount and says so.
  static List<String> sums(InvoiceDraft draft, String system) {
    String open = "computed by %s when posted".formatted(system);
    String tax = draft.expectedTax().map(Amounts::text).orElse(open);
    return switch (draft.pricing()) {
      case BEFORE_TAX ->
          List.of(fact("Net amount", Amounts.text(draft.net())), fact("Sales tax", tax));
      case WITH_TAX ->
          List.of(
              fact("Total, prices include tax", Amounts.text(draft.net())),
              fact("Sales tax inside", tax),
              fact("Net amount", draft.beforeTax().map(Amounts::text).orElse(open)));
    };
  }

  /// The change in one line, for notifications.
  static String brief(Change change) {
    return switch (change) {
      case Change.CreateInvoice c ->
          "invoice of %s%s to %s for “%s”"
              .formatted(
                  Amounts.text(c.invoice().net()),
                  taxed(c.invoice()),
                  Mrkdwn.escaped(c.customer().displayName(), NAME),
                  Mrkdwn.escaped(c.dealName(), NAME));
      case Change.DraftInvoice(Change.CreateInvoice c) -> "draft: " + brief(c);
      case Change.DiscardDraft c ->
          "draft for “%s” discarded".formatted(Mrkdwn.escaped(c.dealName(), NAME));
      case Change.UpdateDealFinance c -> "deal “%s”".formatted(Mrkdwn.escaped(c.dealName(), NAME));
      case Change.UndoInvoice c ->
          "undo of invoice %s of %s to %s for “%s”"
              .formatted(
                  Mrkdwn.escaped(c.invoice().number(), NAME),
                  Amounts.text(c.invoice().total()),
                  Mrkdwn.escaped(c.invoice().customer(), NAME),
                  Mrkdwn.escaped(c.dealName(), NAME));
      case Change.Govern c -> "new version of the %s".formatted(Mrkdwn.escaped(c.kind(), NAME));
      case Change.UndoUpdate c ->
          "undo of what deal “%s” was told".formatted(Mrkdwn.escaped(c.dealName(), NAME));
    };
  }

  /// The values a deal is given, label and value.
  static List<String> finance(DealFinance finance) {
    List<String> facts = new ArrayList<>();
    add(facts, "Sync status", finance.syncStatus().map(DealFinance.SyncStatus::label));
    add(facts, "Invoice number", finance.invoiceNumber());
    add(facts, "Invoice amount", finance.invoiceAmount().map(Amounts::text));
    add(facts, "Payment status", finance.paymentStatus().map(DealFinance.PaymentStatus::label));
    add(facts, "Balance", finance.balance().map(Amounts::text));
    add(facts, "Last payment", finance.lastPaymentDate().map(Object::toString));
    return List.copyOf(facts);
  }

  private static void add(List<String> facts, String label, Optional<String> value) {
    value.ifPresent(v -> facts.add(fact(label, Mrkdwn.escaped(v, NAME))));
  }

  static String fact(String label, String mrkdwn) {
    return "*" + label + "*\n" + mrkdwn;
  }

  /// One line of an invoice, with at most so many characters of description.
  static String line(InvoiceLine line, int most) {
    return "• %s: %s × %s = *%s*%s"
        .formatted(
            Mrkdwn.escaped(line.description(), most),
            Amounts.plain(line.quantity()),
            Amounts.plain(line.unitPrice()),
            Amounts.text(line.amount()),
            line.taxInside()
                    .filter(t -> !t.isZero())
                    .map(t -> ", of which tax " + Amounts.text(t))
                    .orElse("")
                + line.taxCodeId().map(code -> ", " + tax(code)).orElse(""));
  }

  /// QuickBooks in the United States knows two pseudo codes; other books' codes are shown.
  private static String tax(String code) {
    return switch (code) {
      case "TAX" -> "taxed";
      case "NON" -> "not taxed";
      default -> "tax code " + Mrkdwn.escaped(code, 40);
    };
  }

  static String evidence(Evidence evidence) {
    return "%s: %s (%s)"
        .formatted(
            Mrkdwn.escaped(evidence.label(), 80),
            linked(evidence.value(), evidence.link()),
            origin(evidence.origin()));
  }

  private static String origin(Evidence.Origin origin) {
    return switch (origin) {
      case CRM -> "from the CRM";
      case BOOKS -> "from the books";
      case RULE -> "by rule";
      case MODEL -> "by the model";
      case PERSON -> "by a person";
    };
  }

  /// How one step stands.
  static String step(Progress step) {
    return mark(step.state()) + " " + linked(step.detail(), step.link());
  }

  private static String linked(String words, Optional<String> url) {
    return url.map(u -> Mrkdwn.link(u, Mrkdwn.cut(Mrkdwn.line(words), NAME)))
        .orElseGet(() -> Mrkdwn.escaped(words, REMARK));
  }

  private static String mark(String effectState) {
    return switch (effectState) {
      case "CONFIRMED" -> ":white_check_mark:";
      case "FAILED" -> ":x:";
      case "UNCERTAIN" -> ":grey_question:";
      case "SKIPPED" -> ":heavy_minus_sign:";
      default -> ":hourglass_flowing_sand:";
    };
  }

  /// That nothing is sent for now, although it may be decided.
  static String halt(Halt halt) {
    return ":octagonal_sign: *%s are halted* since %s by %s: %s. Deciding is possible; nothing covered is sent."
        .formatted(
            Mrkdwn.escaped(halt.scope().spoken(), NAME),
            at(halt.at()),
            Mrkdwn.escaped(halt.by().name(), NAME),
            Mrkdwn.escaped(halt.why(), REMARK));
  }

  /// Who asked, by name.
  static String requester(Actor actor, Directory directory) {
    return switch (actor) {
      case Actor.Person(String id) -> name(id, directory);
      case Actor.Assistant(String id) -> name(id, directory) + " through the assistant";
      case Actor.Workflow(String name) -> "Tieout (" + Mrkdwn.escaped(name, 80) + ")";
    };
  }

  private static String name(String id, Directory directory) {
    return Mrkdwn.escaped(directory.bySlackId(id).map(Member::name).orElse(id), 80);
  }

  static String system(String system) {
    return Mrkdwn.escaped(SystemName.spoken(system), 80);
  }

  /// Slack shows the time in each reader's own zone; the fallback is UTC.
  static String at(Instant when) {
    return "<!date^%d^{date_short_pretty} {time}|%s UTC>"
        .formatted(when.getEpochSecond(), when.toString().substring(0, 16).replace('T', ' '));
  }
}
