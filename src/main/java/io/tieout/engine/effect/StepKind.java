package io.tieout.engine.effect;

import io.tieout.engine.halt.Target;
import io.tieout.engine.mirror.Link;
import io.tieout.fact.change.Change;
import io.tieout.fact.ledger.InvoiceTie;
import io.tieout.value.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// One kind of write: it knows what it sends, how to send it, how to find it again, and how to read
/// it back. Failures of the outside are `FaultException`s.
sealed interface StepKind
    permits CreateCustomerStep,
        CreateInvoiceStep,
        AuthoriseDraftStep,
        CreateDraftStep,
        DiscardDraftStep,
        AttachQuoteStep,
        WriteBackStep,
        LogActivityStep,
        NoteApprovalStep,
        VoidInvoiceStep {
  /// As stored, for example `create-invoice`.
  String name();

  /// For people, for example `the invoice`.
  String thing();

  /// The steps that must be settled before this one, where it goes on from what they made.
  default List<String> after() {
    return List.of();
  }

  /// Who may still say no, and what becomes of the proposal when the outside refuses.
  Weight weight();

  /// Where the step writes to.
  default Target target(Change.OfDeal change) {
    return switch (this) {
      case WriteBackStep _, LogActivityStep _ -> Target.deal(change);
      case CreateCustomerStep _,
          CreateInvoiceStep _,
          AuthoriseDraftStep _,
          CreateDraftStep _,
          DiscardDraftStep _,
          AttachQuoteStep _,
          NoteApprovalStep _,
          VoidInvoiceStep _ ->
          Target.books(change);
    };
  }

  /// What the step has to do with the invoice's number, where that is ours to give.
  default Numbered numbers() {
    return Numbered.NONE;
  }

  /// What is sent but for the number; the same every time for what is created.
  Json.Obj request(Work work);

  /// Sends it. The answer names at least the `id` of what was made, where there is one.
  Json.Obj perform(Work work, Json.Obj request, String key);

  /// Looks for what an earlier sending may have made.
  ///
  /// @param knownId from an answer that could not be read back
  Look find(Work work, Json.Obj request, Optional<String> knownId);

  /// Reads back what was made and compares it with what was to be made.
  ReadBack verify(Work work, Json.Obj request, Json.Obj made);

  /// What belongs to what, now that this is confirmed.
  default List<Link> links(Work work, Json.Obj result) {
    return List.of();
  }

  /// What would take it back, once it is confirmed; or why nothing can.
  Compensation compensation(Compensations.Done done);

  /// What a step is to its proposal.
  enum Weight {
    /// It changes the books: sources are read again just before, and a refusal ends the proposal.
    BOOKS,
    /// It sets values of our own: setting them again is harmless, so a refusal is tried again
    /// later.
    OURS,
    /// It adds something beside: a refusal waits for a person.
    BESIDE
  }

  /// What a step has to do with an invoice's number.
  enum Numbered {
    NONE,
    /// It makes a record that bears the number.
    GIVES,
    /// The record has its number from an earlier step, and keeps it.
    KEEPS
  }

  /// What a look found.
  sealed interface Look {
    /// It is there; `made` is as an answer would have told.
    record Found(Json.Obj made) implements Look {}

    /// Not seen, which proves nothing yet: indexes lag.
    record NotSeen() implements Look {}

    /// Read by id and not there: it did not happen.
    record Absent() implements Look {}
  }

  /// A field that was read back.
  record Observation(String field, String expected, String found, boolean agrees) {
    static Observation of(String field, String expected, String found) {
      return new Observation(field, expected, found, expected.equals(found));
    }

    static Observation of(InvoiceTie.Field field) {
      return new Observation(field.name(), field.expected(), field.found(), field.agrees());
    }

    String sentence() {
      return "%s should be %s but is %s"
          .formatted(
              field, expected.isEmpty() ? "empty" : expected, found.isEmpty() ? "empty" : found);
    }
  }

  /// What was read back.
  ///
  /// @param result for later steps; empty when it is not there although an answer said so
  /// @param detail in words for people
  /// @param refs names the audit can be asked by
  record ReadBack(
      Optional<Json.Obj> result,
      List<Observation> observations,
      String detail,
      Optional<String> link,
      List<String> refs) {
    public ReadBack {
      observations = List.copyOf(observations);
      refs = List.copyOf(refs);
    }

    /// An answer said it was made, but it is not there.
    static ReadBack gone(Json.Obj made, String what) {
      return new ReadBack(
          Optional.empty(),
          List.of(new Observation(what, made.optText("id").orElse("present"), "", false)),
          what + " is not there",
          Optional.empty(),
          List.of());
    }

    List<Observation> disagreements() {
      return observations.stream().filter(o -> !o.agrees()).toList();
    }

    String differences() {
      return disagreements().stream().map(Observation::sentence).collect(Collectors.joining("; "));
    }
  }

  /// The steps of a change, in order.
  ///
  /// @param notes whether the book keeps notes with its invoices
  static List<StepKind> of(Change.OfDeal change, boolean notes) {
    return switch (change) {
      case Change.UpdateDealFinance _, Change.UndoUpdate _ -> List.of(new WriteBackStep());
      case Change.UndoInvoice _ ->
          List.of(new VoidInvoiceStep(), new WriteBackStep(), new LogActivityStep());
      case Change.DraftInvoice _ -> List.of(new CreateDraftStep());
      case Change.DiscardDraft _ -> List.of(new DiscardDraftStep());
      case Change.CreateInvoice invoice -> {
        List<StepKind> steps = new ArrayList<>();
        if (invoice.customer() instanceof Change.Billed.New) {
          steps.add(new CreateCustomerStep());
        }
        steps.add(
            invoice.draftId().isPresent() ? new AuthoriseDraftStep() : new CreateInvoiceStep());
        if (invoice.quotePdf().isPresent()) {
          steps.add(new AttachQuoteStep());
        }
        steps.add(new WriteBackStep());
        steps.add(new LogActivityStep());
        if (notes) {
          steps.add(new NoteApprovalStep());
        }
        yield List.copyOf(steps);
      }
    };
  }

  static StepKind named(Change.OfDeal change, String name) {
    return of(change, true).stream()
        .filter(kind -> kind.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no step is called " + name));
  }

  /// What a step by this name is about, for people.
  static String thing(String name) {
    return Stream.of(
            new CreateCustomerStep(),
            new CreateInvoiceStep(),
            new CreateDraftStep(),
            new DiscardDraftStep(),
            new AttachQuoteStep(),
            new WriteBackStep(),
            new LogActivityStep(),
            new NoteApprovalStep(),
            new VoidInvoiceStep())
        .filter(kind -> kind.name().equals(name))
        .map(StepKind::thing)
        .findFirst()
        .orElse(name);
  }
}
