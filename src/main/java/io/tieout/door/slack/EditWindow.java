package io.tieout.door.slack;

import io.tieout.engine.approval.RequestView;
import io.tieout.engine.proposal.ProposalState;
import io.tieout.fact.change.Change;
import io.tieout.fact.change.InvoiceEdit;
import io.tieout.fact.change.LineOrigin;
import io.tieout.fact.change.Proposal;
import io.tieout.fact.change.Source;
import io.tieout.fact.ledger.InvoiceDraft;
import io.tieout.fact.ledger.InvoiceLine;
import io.tieout.value.json.Json;
import io.tieout.value.json.JsonObjBuilder;
import io.tieout.value.money.Amounts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// The window in which an approver changes a proposed invoice. What is sent back is read by
/// [EditReading] against the same proposal.
final class EditWindow {
  static final String EDITING = "editing";
  static final String QUANTITY = "quantity";
  static final String PRICE = "price";
  static final String DESCRIPTION = "description";
  static final String OUT = "out";
  static final String DUE = "due";
  static final String MEMO = "memo";
  static final String WHY = "why";

  /// Five blocks a line and eight besides stay within the hundred of a window.
  static final int MOST_LINES = 18;

  /// The most characters that a text field of Slack's holds.
  private static final int FIELD = 3_000;

  private static final int REASON = 500;
  private static final int SHOWN_DESCRIPTION = 150;

  private EditWindow() {}

  /// One line of the invoice.
  ///
  /// @param number from 1
  record Shown(int number, LineOrigin origin, InvoiceLine line) {
    String block(String field) {
      return "line_%d_%s".formatted(number, field);
    }

    /// Whether all of the description fits into a field: a part of it must not replace the whole.
    boolean describable() {
      return line.description().length() <= FIELD;
    }
  }

  /// Whether the request is about an invoice that can still be edited.
  static boolean editable(RequestView view) {
    return view.state() == ProposalState.WAITING
        && view.proposal().change() instanceof Change.CreateInvoice;
  }

  /// The lines that the window offers; those after them stay as they are.
  static List<Shown> offered(Proposal proposal) {
    List<InvoiceLine> lines = invoice(proposal).lines();
    if (lines.size() != proposal.lines().size()) {
      throw new IllegalArgumentException(
          "%s has %d lines and tells where %d come from"
              .formatted(proposal.id(), lines.size(), proposal.lines().size()));
    }
    return IntStream.range(0, Math.min(lines.size(), MOST_LINES))
        .mapToObj(i -> new Shown(i + 1, proposal.lines().get(i), lines.get(i)))
        .toList();
  }

  static InvoiceDraft invoice(Proposal proposal) {
    if (proposal.change() instanceof Change.CreateInvoice c) {
      return c.invoice();
    }
    throw new IllegalArgumentException(proposal.id() + " proposes no invoice to edit");
  }

  /// @param value as the card's buttons carry it: request and digest
  static Json.Obj draw(RequestView view, String value) {
    InvoiceDraft draft = invoice(view.proposal());
    List<Json.Obj> blocks = new ArrayList<>();
    blocks.add(
        Blocks.section(
            "Invoice of *%s* to %s for %s. Change what is to be otherwise: that makes a new proposal, priced and checked anew, which is approved in place of this one. Nothing is posted."
                .formatted(
                    Amounts.text(draft.net()),
                    Mrkdwn.bold(customer(view), CardWords.NAME),
                    Mrkdwn.bold(view.proposal().change().about(), CardWords.NAME))));
    notOffered(draft).ifPresent(words -> blocks.add(Blocks.section(words)));
    leftOutBefore(view.proposal()).ifPresent(words -> blocks.add(Blocks.section(words)));
    for (Shown shown : offered(view.proposal())) {
      blocks.addAll(line(shown, draft));
    }
    blocks.add(input(DUE, "Due date", due(draft), false));
    blocks.add(
        input(
            MEMO,
            "Message printed for the customer",
            text(MEMO, draft.memo().orElse(""), InvoiceEdit.MEMO, false),
            true));
    blocks.add(input(WHY, "Why", text(WHY, "", REASON, true), false));
    blocks.add(Blocks.context("You edit " + Mrkdwn.escaped(view.proposal().id(), 80)));
    return Json.object()
        .put("type", "modal")
        .put("title", Blocks.plain("Edit the invoice"))
        .put("close", Blocks.plain("Close"))
        .put("callback_id", EDITING)
        .put("private_metadata", value)
        .put("submit", Blocks.plain("Propose the edit"))
        .put("blocks", blocks)
        .build();
  }

  private static String customer(RequestView view) {
    return view.proposal().change() instanceof Change.CreateInvoice c
        ? c.customer().displayName()
        : "";
  }

  /// Nothing is cut silently.
  private static Optional<String> notOffered(InvoiceDraft draft) {
    int left = draft.lines().size() - MOST_LINES;
    if (left <= 0) {
      return Optional.empty();
    }
    String sum =
        Amounts.text(
            Amounts.sum(
                draft.currency(),
                draft.lines().stream().skip(MOST_LINES).map(InvoiceLine::amount).toList()));
    return Optional.of(
        ":warning: Here are the first %d of %d lines. The other %d, together *%s*, stay as they are; to change one of them, reject the invoice and correct the deal."
            .formatted(MOST_LINES, draft.lines().size(), left, sum));
  }

  /// Lines that an earlier edit left out are not on the invoice, so they are told.
  private static Optional<String> leftOutBefore(Proposal proposal) {
    List<String> names =
        proposal.edited().stream()
            .flatMap(edited -> edited.whole().lines().stream())
            .filter(InvoiceEdit.LineEdit::leftOut)
            .map(line -> Mrkdwn.bold(product(proposal, line.dealLineId()), SHOWN_DESCRIPTION))
            .toList();
    return names.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "Left out before: %s. To bill what was left out, reject this and ask for the deal's invoice again."
                .formatted(String.join(", ", names)));
  }

  private static String product(Proposal proposal, String dealLineId) {
    return proposal.sources().stream()
        .filter(s -> s.kind().equals("deal line") && s.id().equals(dealLineId))
        .map(Source::name)
        .findFirst()
        .orElse(dealLineId);
  }

  private static List<Json.Obj> line(Shown shown, InvoiceDraft draft) {
    InvoiceLine line = shown.line();
    String label = "Line %d: ".formatted(shown.number());
    List<Json.Obj> blocks = new ArrayList<>();
    blocks.add(
        Blocks.section(
            "*Line %d of %d*\n%s%s"
                .formatted(
                    shown.number(),
                    draft.lines().size(),
                    CardWords.line(line, SHOWN_DESCRIPTION),
                    shown.describable()
                        ? ""
                        : "\nIts description is too long for this window and stays as it is.")));
    blocks.add(
        input(
            shown.block(QUANTITY),
            label + "quantity",
            text(QUANTITY, Amounts.plain(line.quantity()), EnteredNumber.LONGEST, false),
            false));
    blocks.add(
        input(
            shown.block(PRICE),
            label + "unit price in %s, %s".formatted(draft.currency(), draft.pricing().spoken()),
            text(PRICE, Amounts.plain(line.unitPrice()), EnteredNumber.LONGEST, false),
            false));
    if (shown.describable()) {
      blocks.add(
          input(
              shown.block(DESCRIPTION),
              label + "description",
              text(DESCRIPTION, line.description(), FIELD, true),
              false));
    }
    if (draft.lines().size() > 1) {
      blocks.add(input(shown.block(OUT), label + "not to be billed", leaveOut(), true));
    }
    return blocks;
  }

  private static Json.Obj input(
      String block, String label, JsonObjBuilder element, boolean optional) {
    return Json.object()
        .put("type", "input")
        .put("block_id", block)
        .put("optional", optional)
        .put("label", Blocks.plain(label))
        .put("element", element)
        .build();
  }

  private static JsonObjBuilder text(String action, String initial, int most, boolean several) {
    JsonObjBuilder element =
        Json.object()
            .put("type", "plain_text_input")
            .put("action_id", action)
            .put("multiline", several)
            .put("max_length", most);
    return initial.isEmpty() ? element : element.put("initial_value", initial);
  }

  private static JsonObjBuilder due(InvoiceDraft draft) {
    return Json.object()
        .put("type", "datepicker")
        .put("action_id", DUE)
        .put("initial_date", draft.due().toString());
  }

  private static JsonObjBuilder leaveOut() {
    return Json.object()
        .put("type", "checkboxes")
        .put("action_id", OUT)
        .put("options", List.of(Blocks.option("Leave this line out", OUT)));
  }
}
