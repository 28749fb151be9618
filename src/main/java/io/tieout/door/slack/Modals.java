package io.tieout.door.slack;

import io.tieout.engine.approval.RequestView;
import io.tieout.fact.change.Change;
import io.tieout.fact.ledger.InvoiceLine;
import io.tieout.value.json.Json;
import io.tieout.value.json.JsonObjBuilder;
import io.tieout.value.money.Amounts;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// The windows that open over Slack: rejecting with a reason, and reviewing all lines of a long
/// invoice.
final class Modals {
  static final String REJECTING = "rejecting";
  static final String REVIEWING = "reviewing";
  static final String REASON_BLOCK = "reason";
  static final String REASON = "reason_choice";
  static final String WORDS_BLOCK = "words";
  static final String WORDS = "reason_words";
  private static final int LINES_A_BLOCK = 15;
  private static final List<String> REASONS =
      List.of(
          "Wrong amount",
          "Wrong customer",
          "Wrong terms or dates",
          "Duplicate",
          "Not to be invoiced yet",
          "Other");

  private Modals() {}

  static Json.Obj rejecting(RequestView view, String value) {
    return modal(REJECTING, "Reject the invoice", "Reject", value)
        .put(
            "blocks",
            List.of(
                Blocks.section("Nothing is posted. The requester sees your reason."),
                reasonInput(),
                wordsInput(view)))
        .build();
  }

  static Json.Obj reviewing(RequestView view, Change.CreateInvoice change, String value) {
    List<Json.Obj> blocks = new ArrayList<>();
    blocks.add(
        Blocks.section(
            "Invoice of %s to %s, due %s. All %d lines:"
                .formatted(
                    Mrkdwn.bold(Amounts.text(change.invoice().net())),
                    Mrkdwn.bold(change.customer().displayName()),
                    change.invoice().due(),
                    change.invoice().lines().size())));
    List<InvoiceLine> lines = change.invoice().lines();
    for (int from = 0; from < lines.size(); from += LINES_A_BLOCK) {
      blocks.add(
          Blocks.section(
              lines.subList(from, Math.min(lines.size(), from + LINES_A_BLOCK)).stream()
                  .map(CardBlocks::line)
                  .collect(Collectors.joining("\n"))));
    }
    blocks.add(Blocks.context("Approving posts this invoice. Digest " + view.digest()));
    return modal(REVIEWING, "Review all lines", "Approve", value).put("blocks", blocks).build();
  }

  private static JsonObjBuilder modal(String callback, String title, String submit, String value) {
    return Json.object()
        .put("type", "modal")
        .put("callback_id", callback)
        .put("private_metadata", value)
        .put("title", Blocks.plain(title))
        .put("submit", Blocks.plain(submit))
        .put("close", Blocks.plain("Cancel"));
  }

  private static Json.Obj reasonInput() {
    return Json.object()
        .put("type", "input")
        .put("block_id", REASON_BLOCK)
        .put("label", Blocks.plain("Reason"))
        .put(
            "element",
            Json.object()
                .put("type", "static_select")
                .put("action_id", REASON)
                .put("placeholder", Blocks.plain("Choose a reason"))
                .put("options", REASONS.stream().map(r -> Blocks.option(r, r)).toList()))
        .build();
  }

  private static Json.Obj wordsInput(RequestView view) {
    return Json.object()
        .put("type", "input")
        .put("block_id", WORDS_BLOCK)
        .put("optional", true)
        .put("label", Blocks.plain("In your words"))
        .put("hint", Blocks.plain("Kept in the audit trail of " + view.proposal().id()))
        .put(
            "element",
            Json.object()
                .put("type", "plain_text_input")
                .put("action_id", WORDS)
                .put("multiline", true)
                .put("max_length", 500))
        .build();
  }
}
