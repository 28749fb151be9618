package io.tieout.door.slack;

import io.tieout.engine.approval.RequestView;
import io.tieout.fact.change.InvoiceEdit;
import io.tieout.fact.change.InvoiceEdit.LineEdit;
import io.tieout.fact.ledger.InvoiceDraft;
import io.tieout.value.json.Json;
import io.tieout.value.json.JsonObjBuilder;
import io.tieout.value.money.Amounts;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// Reads what came back of an [EditWindow]. Only what differs from what was shown becomes part of
/// the edit; what cannot be meant is told beside its field, and the window stays open.
final class EditReading {
  private final InvoiceDraft draft;
  private final Json.Obj values;
  private final Map<String, String> errors = new LinkedHashMap<>();

  private EditReading(InvoiceDraft draft, Json.Obj values) {
    this.draft = draft;
    this.values = values;
  }

  /// What the window says.
  sealed interface Read {
    /// An edit to be made.
    ///
    /// @param why in the editor's words
    record Entered(InvoiceEdit edit, String why) implements Read {}

    /// Something to be entered otherwise.
    ///
    /// @param errors by block id; never empty
    record Wrong(Map<String, String> errors) implements Read {
      public Wrong {
        errors = Collections.unmodifiableMap(new LinkedHashMap<>(errors));
      }

      /// The answer to Slack that keeps the window open.
      Json.Obj answer() {
        JsonObjBuilder all = Json.object();
        errors.forEach(all::put);
        return Json.object().put("response_action", "errors").put("errors", all).build();
      }
    }
  }

  /// @param request the one that the window was drawn for
  /// @param view as Slack sends it, with its state
  static Read read(RequestView request, Json.Obj view) {
    EditReading reading =
        new EditReading(
            EditWindow.invoice(request.proposal()),
            view.optObj("state").flatMap(s -> s.optObj("values")).orElse(Json.object().build()));
    return reading.read(EditWindow.offered(request.proposal()));
  }

  private Read read(List<EditWindow.Shown> offered) {
    List<LineEdit> lines = new ArrayList<>();
    offered.forEach(shown -> line(shown).ifPresent(lines::add));
    Optional<LocalDate> due = due();
    Optional<String> memo =
        entered(EditWindow.MEMO, EditWindow.MEMO)
            .or(() -> cleared(EditWindow.MEMO))
            .filter(m -> !same(m, draft.memo().orElse("")));
    String why = entered(EditWindow.WHY, EditWindow.WHY).orElse("");
    if (why.isEmpty()) {
      errors.put(EditWindow.WHY, "Please say in a few words why.");
    }
    if (lines.stream().filter(LineEdit::leftOut).count() == draft.lines().size()) {
      errors.put(
          offered.getFirst().block(EditWindow.OUT),
          "At least one line must stay. To bill nothing, reject the invoice.");
    }
    if (errors.isEmpty() && lines.isEmpty() && due.isEmpty() && memo.isEmpty()) {
      errors.put(
          EditWindow.WHY, "Nothing was changed above. Change something, or close this window.");
    }
    return errors.isEmpty()
        ? new Read.Entered(new InvoiceEdit(lines, due, memo), why)
        : new Read.Wrong(errors);
  }

  private Optional<LineEdit> line(EditWindow.Shown shown) {
    int before = errors.size();
    Optional<BigDecimal> quantity =
        number(
            shown.block(EditWindow.QUANTITY),
            EditWindow.QUANTITY,
            shown.line().quantity(),
            InvoiceEdit::quantityProblem);
    Optional<BigDecimal> price =
        number(
            shown.block(EditWindow.PRICE),
            EditWindow.PRICE,
            shown.line().unitPrice(),
            p ->
                InvoiceEdit.priceProblem(p)
                    .or(() -> InvoiceEdit.signProblem(shown.line().amount(), p)));
    Optional<String> description = description(shown);
    boolean changed = quantity.isPresent() || price.isPresent() || description.isPresent();
    if (out(shown)) {
      if (changed || errors.size() > before) {
        errors.put(shown.block(EditWindow.OUT), "Leave the line out, or change it; not both.");
        return Optional.empty();
      }
      return Optional.of(LineEdit.leavingOut(shown.origin().dealLineId()));
    }
    if (errors.size() > before || !changed) {
      return Optional.empty();
    }
    if (quantity.isPresent() || price.isPresent()) {
      InvoiceEdit.amountProblem(
              draft.currency(),
              quantity.orElse(shown.line().quantity()),
              price.orElse(shown.line().unitPrice()))
          .ifPresent(problem ->
              errors.put(
                  shown.block(price.isPresent() ? EditWindow.PRICE : EditWindow.QUANTITY),
                  problem));
    }
    return errors.size() > before
        ? Optional.empty()
        : Optional.of(
            new LineEdit(
                shown.origin().dealLineId(),
                quantity,
                price,
                description,
                Optional.empty(),
                false));
  }

  private boolean out(EditWindow.Shown shown) {
    return element(shown.block(EditWindow.OUT), EditWindow.OUT).stream()
        .flatMap(e -> e.objects("selected_options").stream())
        .anyMatch(o -> o.text("value").equals(EditWindow.OUT));
  }

  /// The number where it is another than was shown.
  private Optional<BigDecimal> number(
      String block,
      String action,
      BigDecimal shown,
      Function<BigDecimal, Optional<String>> problem) {
    if (element(block, action).isEmpty()) {
      return Optional.empty();
    }
    String text = entered(block, action).orElse("");
    if (text.equals(Amounts.plain(shown))) {
      return Optional.empty();
    }
    return switch (EnteredNumber.read(text, draft.currency().getCode())) {
      case EnteredNumber.Read.Unclear(String why) -> {
        errors.put(block, why);
        yield Optional.empty();
      }
      case EnteredNumber.Read.Exact(BigDecimal value) -> {
        problem.apply(value).ifPresent(p -> errors.put(block, p));
        yield Optional.of(value).filter(v -> v.compareTo(shown) != 0);
      }
    };
  }

  private Optional<String> description(EditWindow.Shown shown) {
    String block = shown.block(EditWindow.DESCRIPTION);
    if (!shown.describable() || element(block, EditWindow.DESCRIPTION).isEmpty()) {
      return Optional.empty();
    }
    String text = entered(block, EditWindow.DESCRIPTION).orElse("");
    if (same(text, shown.line().description())) {
      return Optional.empty();
    }
    InvoiceEdit.descriptionProblem(text).ifPresent(p -> errors.put(block, p));
    return Optional.of(text);
  }

  private Optional<LocalDate> due() {
    Optional<String> chosen =
        element(EditWindow.DUE, EditWindow.DUE).flatMap(e -> e.optText("selected_date"));
    try {
      Optional<LocalDate> day = chosen.map(LocalDate::parse).filter(d -> !d.equals(draft.due()));
      day.filter(d -> d.isBefore(draft.issued()))
          .ifPresent(d ->
              errors.put(
                  EditWindow.DUE,
                  "%s is before the invoice date %s; choose a later day."
                      .formatted(d, draft.issued())));
      return day;
    } catch (DateTimeParseException e) {
      errors.put(EditWindow.DUE, "“%s” is not a day; choose one.".formatted(chosen.orElse("")));
      return Optional.empty();
    }
  }

  private Optional<String> entered(String block, String action) {
    return element(block, action)
        .flatMap(e -> e.optText("value"))
        .map(String::strip)
        .filter(t -> !t.isEmpty());
  }

  /// An emptied field, where there was one to empty.
  private Optional<String> cleared(String field) {
    return element(field, field).map(_ -> "");
  }

  private Optional<Json.Obj> element(String block, String action) {
    return values.optObj(block).flatMap(b -> b.optObj(action));
  }

  /// Slack may send other line ends than it was given, and people leave blanks at the end.
  private static boolean same(String one, String other) {
    return plain(one).equals(plain(other));
  }

  private static String plain(String text) {
    return text.replace("\r\n", "\n").replace('\r', '\n').strip();
  }
}
