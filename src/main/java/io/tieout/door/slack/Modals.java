package io.tieout.door.slack;

import io.tieout.engine.approval.RequestView;
import io.tieout.engine.approval.Shown;
import io.tieout.fact.change.Change;
import io.tieout.fact.ledger.InvoiceLine;
import io.tieout.value.json.Json;
import io.tieout.value.json.JsonObjBuilder;
import io.tieout.value.money.Amounts;
import java.util.ArrayList;
import java.util.List;

/// The windows that open over Slack: rejecting with a reason, reviewing what does not fit on the
/// card, and telling that it is decided already.
final class Modals {
  static final String REJECTING = "rejecting";
  static final String REVIEWING = "reviewing";
  static final String UNDOING = "undoing";
  static final String ASKING = "asking";
  static final String ANSWERING = "answering";
  static final String ADDING = "adding";
  static final String AMOUNT_BLOCK = "amount";
  static final String AMOUNT = "typed_amount";
  static final String PERSON_BLOCK = "person";
  static final String PERSON = "person_choice";
  static final String REASON_BLOCK = "reason";
  static final String REASON = "reason_choice";
  static final String WORDS_BLOCK = "words";
  static final String WORDS = "reason_words";
  static final String OTHER = "Other";
  private static final int MOST_BLOCKS = 93;
  private static final int DESCRIPTION = 600;
  private static final int SHORT_DESCRIPTION = 100;
  private static final int MANY_LINES = 50;
  private static final int MOST_LINES = 600;
  private static final List<String> REASONS =
      List.of(
          "Wrong amount",
          "Wrong customer",
          "Wrong terms or dates",
          "Duplicate",
          "Not to be invoiced yet",
          OTHER);

  private Modals() {}

  static Json.Obj rejecting(RequestView view, String value) {
    return modal(
            switch (view.proposal().change()) {
              case Change.CreateInvoice _ -> "Reject the invoice";
              case Change.UndoInvoice _, Change.UndoUpdate _ -> "Reject the undo";
              case Change.Govern _ -> "Reject the change";
              case Change.DraftInvoice _, Change.DiscardDraft _, Change.UpdateDealFinance _ ->
                  "Reject the update";
            })
        .put("callback_id", REJECTING)
        .put("private_metadata", value)
        .put("submit", Blocks.plain("Reject"))
        .put(
            "blocks",
            List.of(
                Blocks.section("Nothing is posted. The requester sees your reason."),
                reasonInput(),
                wordsInput(view, true)))
        .build();
  }

  /// Asking for an undo, which is then approved on a card of its own.
  static Json.Obj undoing(RequestView view, String value) {
    return modal("Undo the invoice")
        .put("callback_id", UNDOING)
        .put("private_metadata", value)
        .put("submit", Blocks.plain("Ask to undo"))
        .put(
            "blocks",
            List.of(
                Blocks.section(
                    "The invoice is voided in the books once somebody else approves it. Nothing is changed before."),
                wordsInput(view, false)))
        .build();
  }

  /// Everything there is to judge: remarks, all lines, all evidence.
  static Json.Obj reviewing(RequestView view, String value) {
    List<Json.Obj> blocks = new ArrayList<>();
    Change change = view.proposal().change();
    blocks.add(Blocks.section(CardWords.what(change)));
    blocks.addAll(Blocks.sections(view.proposal().remarks().stream().map(Modals::remark).toList()));
    if (change instanceof Change.CreateInvoice invoice) {
      blocks.addAll(lines(invoice));
    }
    if (change instanceof Change.Govern govern) {
      blocks.addAll(
          Blocks.sections(
              govern.differences().stream()
                  .map(d -> "• " + Mrkdwn.cutMarked(Mrkdwn.escaped(d), Blocks.SECTION - 20))
                  .toList()));
    }
    blocks.addAll(
        Blocks.sections(
            view.proposal().evidence().stream()
                .map(e -> Mrkdwn.cutMarked(CardWords.evidence(e), Blocks.SECTION))
                .toList()));
    List<Json.Obj> fitting = new ArrayList<>(blocks.stream().limit(MOST_BLOCKS).toList());
    if (CardBlocks.stepUp(view)) {
      fitting.add(amountInput(view));
    }
    fitting.add(wordsInput(view, true));
    fitting.add(Blocks.context("Approving does exactly this. Digest " + view.digest()));
    return modal(CardBlocks.stepUp(view) ? "Approve a large amount" : "Review all lines")
        .put("callback_id", REVIEWING)
        .put("private_metadata", value)
        .put("submit", Blocks.plain("Approve"))
        .put("blocks", fitting)
        .build();
  }

  /// There is nothing left to decide.
  static Json.Obj settled(RequestView view) {
    return modal("Already decided")
        .put(
            "blocks",
            List.of(
                Blocks.section(
                    "%s. %s"
                        .formatted(
                            CardWords.headline(view),
                            Mrkdwn.escaped(view.settledWhy().orElse(""), CardWords.REMARK)))))
        .build();
  }

  private static String remark(String remark) {
    return ":warning: " + Mrkdwn.cutMarked(Mrkdwn.sentence(remark), Blocks.SECTION - 20);
  }

  /// All lines; of an invoice longer than a window can hold, the sum of the rest.
  private static List<Json.Obj> lines(Change.CreateInvoice change) {
    List<InvoiceLine> lines = change.invoice().lines();
    int description = lines.size() > MANY_LINES ? SHORT_DESCRIPTION : DESCRIPTION;
    List<String> words = new ArrayList<>();
    words.add("Due %s. *All %d lines*".formatted(change.invoice().due(), lines.size()));
    lines.stream().limit(MOST_LINES).map(l -> CardWords.line(l, description)).forEach(words::add);
    if (lines.size() > MOST_LINES) {
      List<InvoiceLine> rest = lines.subList(MOST_LINES, lines.size());
      words.add(
          "… and %d more lines, together *%s*"
              .formatted(
                  rest.size(),
                  Amounts.text(
                      Amounts.sum(
                          change.invoice().currency(),
                          rest.stream().map(InvoiceLine::amount).toList()))));
    }
    return Blocks.sections(words);
  }

  static JsonObjBuilder modal(String title) {
    return Json.object()
        .put("type", "modal")
        .put("title", Blocks.plain(title))
        .put("close", Blocks.plain("Close"));
  }

  /// The amount is shown above; typing it takes reading it.
  private static Json.Obj amountInput(RequestView view) {
    String code = Shown.amount(view.proposal()).getCurrencyUnit().getCode();
    return Json.object()
        .put("type", "input")
        .put("block_id", AMOUNT_BLOCK)
        .put("label", Blocks.plain("Type the amount in " + code + " to approve it"))
        .put("hint", Blocks.plain("As it stands above, with a decimal point"))
        .put(
            "element",
            Json.object()
                .put("type", "plain_text_input")
                .put("action_id", AMOUNT)
                .put("max_length", 40))
        .build();
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

  static Json.Obj wordsInput(RequestView view, boolean optional) {
    return Json.object()
        .put("type", "input")
        .put("block_id", WORDS_BLOCK)
        .put("optional", optional)
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
