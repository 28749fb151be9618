package io.tieout.door.slack;

import io.tieout.engine.approval.Progress;
import io.tieout.engine.approval.RequestView;
import io.tieout.engine.approval.Vote;
import io.tieout.engine.proposal.ProposalState;
import io.tieout.fact.change.Change;
import io.tieout.fact.change.Evidence;
import io.tieout.fact.change.Source;
import io.tieout.fact.ledger.InvoiceDraft;
import io.tieout.fact.ledger.InvoiceLine;
import io.tieout.fact.party.Directory;
import io.tieout.fact.party.Member;
import io.tieout.fact.policy.Ruling;
import io.tieout.value.json.Json;
import io.tieout.value.money.Amounts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// Draws the card of an approval request, risk first, from the tables' values alone.
final class CardBlocks {
  static final String APPROVE = "approve";
  static final String REJECT = "reject";
  static final String DETAILS = "details";
  private static final int LINES_ON_CARD = 5;

  private final Directory directory;

  CardBlocks(Directory directory) {
    this.directory = directory;
  }

  /// The message's text for notifications and readers that show no blocks.
  String fallback(RequestView view) {
    return switch (view.proposal().change()) {
      case Change.CreateInvoice c ->
          "%s: invoice of %s to %s for “%s”"
              .formatted(
                  headline(view),
                  Amounts.text(c.invoice().net()),
                  c.customer().displayName(),
                  c.dealName());
      case Change.UpdateDealFinance c -> "%s: deal “%s”".formatted(headline(view), c.dealName());
    };
  }

  List<Json.Obj> draw(RequestView view) {
    List<Json.Obj> blocks = new ArrayList<>();
    blocks.add(Blocks.header(headline(view)));
    switch (view.proposal().change()) {
      case Change.CreateInvoice c -> invoice(view, c, blocks);
      case Change.UpdateDealFinance c ->
          blocks.add(
              Blocks.section(Mrkdwn.bold(c.dealName()) + ": " + Mrkdwn.escaped(c.because())));
    }
    outcome(view, blocks);
    if (view.state() == ProposalState.WAITING) {
      blocks.add(buttons(view));
    }
    blocks.add(Blocks.context(small(view)));
    return List.copyOf(blocks);
  }

  /// The card while a click is being worked on: the same without its buttons.
  List<Json.Obj> drawBusy(RequestView view, String who) {
    List<Json.Obj> blocks = new ArrayList<>(draw(view));
    blocks.removeIf(block -> block.text("type").equals("actions"));
    blocks.add(
        blocks.size() - 1,
        Blocks.section(
            ":hourglass_flowing_sand: Processing the decision of " + Mrkdwn.escaped(who) + " …"));
    return List.copyOf(blocks);
  }

  private void invoice(RequestView view, Change.CreateInvoice change, List<Json.Obj> blocks) {
    InvoiceDraft draft = change.invoice();
    blocks.add(
        Blocks.section(
            "Post an invoice of %s to %s in %s, book %s. Nothing is posted before approval."
                .formatted(
                    Mrkdwn.bold(Amounts.text(draft.net())),
                    Mrkdwn.bold(change.customer().displayName()),
                    system(change.ledger()),
                    Mrkdwn.escaped(change.book()))));
    if (!view.proposal().remarks().isEmpty() && !settled(view)) {
      blocks.add(
          Blocks.section(
              view.proposal().remarks().stream()
                  .map(remark -> ":warning: " + Mrkdwn.sentence(remark))
                  .collect(Collectors.joining("\n"))));
    }
    blocks.add(Blocks.fields(facts(change)));
    blocks.add(Blocks.section(lines(view, draft)));
    if (!settled(view)) {
      blocks.add(Blocks.context(evidence(view)));
      blocks.add(Blocks.context(why(view)));
    }
  }

  private static List<String> facts(Change.CreateInvoice change) {
    InvoiceDraft draft = change.invoice();
    List<String> facts = new ArrayList<>();
    facts.add("*Deal*\n" + Mrkdwn.escaped(change.dealName()));
    facts.add(
        "*Customer*\n"
            + Mrkdwn.escaped(change.customer().displayName())
            + (change.customer() instanceof Change.Billed.New ? " (new, will be created)" : ""));
    facts.add("*Net amount*\n" + Amounts.text(draft.net()));
    facts.add(
        "*Sales tax*\n"
            + draft
                .expectedTax()
                .map(Amounts::text)
                .orElse("computed by %s when posted".formatted(system(change.ledger()))));
    facts.add("*Invoice date*\n" + draft.issued());
    facts.add("*Due*\n" + draft.due());
    facts.add(
        "*Sent to*\n"
            + draft.email().map(Mrkdwn::escaped).orElse("nobody, no billing e-mail in the CRM"));
    facts.add(
        "*Attachment*\n" + change.quotePdf().map(q -> Mrkdwn.escaped(q.fileName())).orElse("none"));
    return facts;
  }

  private static String lines(RequestView view, InvoiceDraft draft) {
    List<InvoiceLine> lines = draft.lines();
    int shown = Math.min(lines.size(), LINES_ON_CARD);
    StringBuilder out = new StringBuilder("*Lines*\n");
    for (InvoiceLine line : lines.subList(0, shown)) {
      out.append(line(line)).append('\n');
    }
    if (lines.size() > shown) {
      out.append(
          "… and %d more; %s"
              .formatted(
                  lines.size() - shown,
                  view.state() == ProposalState.WAITING
                      ? "review all lines to approve"
                      : "all stand on the invoice"));
    }
    return out.toString().strip();
  }

  static String line(InvoiceLine line) {
    return "• %s: %s × %s = *%s*%s"
        .formatted(
            Mrkdwn.escaped(Mrkdwn.cut(line.description(), 120)),
            Amounts.plain(line.quantity()),
            Amounts.plain(line.unitPrice()),
            Amounts.text(line.amount()),
            line.taxCodeId().map(code -> ", tax code " + Mrkdwn.escaped(code)).orElse(""));
  }

  private static String evidence(RequestView view) {
    return view.proposal().evidence().stream()
        .map(e ->
            "%s: %s (%s)"
                .formatted(
                    Mrkdwn.escaped(e.label()),
                    e.link()
                        .map(url -> Mrkdwn.link(url, e.value()))
                        .orElse(Mrkdwn.escaped(e.value())),
                    origin(e.origin())))
        .collect(Collectors.joining("  ·  "));
  }

  private String why(RequestView view) {
    Ruling ruling = view.ruling();
    String reasons =
        ruling.because().stream()
            .map(hit -> Mrkdwn.escaped(hit.sentence()))
            .collect(Collectors.joining("; "));
    String who =
        ruling instanceof Ruling.Ask ask
            ? "Asked: %s%s. "
                .formatted(
                    people(ask), ask.approvals() > 1 ? ", " + ask.approvals() + " of them" : "")
            : "";
    return "%sWhy: %s (policy %s).".formatted(who, reasons, Mrkdwn.escaped(ruling.policyVersion()));
  }

  private String people(Ruling.Ask ask) {
    List<Member> members = directory.with(ask.role());
    return members.isEmpty()
        ? "nobody has the role " + Mrkdwn.escaped(ask.role().spoken())
        : members.stream()
                .map(m -> "<@" + m.slackUserId() + ">")
                .collect(Collectors.joining(" or "))
            + " as "
            + Mrkdwn.escaped(ask.role().spoken());
  }

  private static void outcome(RequestView view, List<Json.Obj> blocks) {
    List<String> said = new ArrayList<>();
    for (Vote vote : view.votes()) {
      said.add(
          "%s %s by %s%s"
              .formatted(
                  vote.choice() == Vote.Choice.APPROVE ? ":white_check_mark:" : ":x:",
                  vote.choice() == Vote.Choice.APPROVE ? "Approved" : "Rejected",
                  Mrkdwn.escaped(vote.spoken()) + " " + at(vote.at()),
                  vote.reason().map(r -> ": " + Mrkdwn.escaped(r)).orElse("")));
    }
    if (view.votes().isEmpty() && settled(view)) {
      view.settledWhy().ifPresent(why -> said.add(Mrkdwn.escaped(why)));
    }
    for (Source.Difference difference : view.differences()) {
      said.add(":twisted_rightwards_arrows: " + Mrkdwn.escaped(difference.sentence()));
    }
    for (Progress step : view.progress()) {
      said.add(
          "%s %s"
              .formatted(
                  mark(step.state()),
                  step.link()
                      .map(url -> Mrkdwn.link(url, step.detail()))
                      .orElse(Mrkdwn.escaped(step.detail()))));
    }
    if (!said.isEmpty()) {
      blocks.add(Blocks.section(String.join("\n", said)));
    }
  }

  private static Json.Obj buttons(RequestView view) {
    String value =
        Json.object().put("request", view.requestId()).put("digest", view.digest()).build().print();
    boolean cut =
        view.proposal().change() instanceof Change.CreateInvoice c
            && c.invoice().lines().size() > LINES_ON_CARD;
    Json.Obj yes =
        cut
            ? Blocks.button(DETAILS, "Review all lines", value).put("style", "primary").build()
            : Blocks.button(APPROVE, "Approve", value).put("style", "primary").build();
    return Blocks.actions(
        List.of(yes, Blocks.button(REJECT, "Reject …", value).put("style", "danger").build()));
  }

  private static String small(RequestView view) {
    String until =
        view.state() == ProposalState.WAITING
            ? view.deadline().map(d -> "  ·  decide until " + at(d)).orElse("")
            : "";
    return "%s  ·  requested by %s  ·  asked %s%s  ·  digest %s"
        .formatted(
            Mrkdwn.escaped(view.proposal().id()),
            Mrkdwn.escaped(requester(view)),
            at(view.askedAt()),
            until,
            Mrkdwn.escaped(Mrkdwn.cut(view.digest(), 13)));
  }

  private static String requester(RequestView view) {
    return view.proposal().requestedBy().reference();
  }

  private static String headline(RequestView view) {
    return switch (view.state()) {
      case FILED, WAITING -> "Approval needed";
      case APPROVED -> "Approved, posting …";
      case EXECUTING -> "Approved, posting …";
      case DONE -> "Invoice posted";
      case REJECTED -> "Rejected";
      case REFUSED -> "Refused by policy";
      case EXPIRED -> "Expired: nothing was done";
      case VOIDED -> "Void: something changed";
      case SUPERSEDED -> "Replaced: the deal changed";
      case FAILED -> "Not posted: a person must look";
    };
  }

  private static boolean settled(RequestView view) {
    return view.state() != ProposalState.WAITING && view.state() != ProposalState.FILED;
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

  private static String origin(Evidence.Origin origin) {
    return switch (origin) {
      case CRM -> "from the CRM";
      case BOOKS -> "from the books";
      case RULE -> "by rule";
      case MODEL -> "by the model";
      case PERSON -> "by a person";
    };
  }

  static String system(String system) {
    return switch (system) {
      case "quickbooks" -> "QuickBooks";
      case "salesforce" -> "Salesforce";
      default -> Mrkdwn.escaped(system);
    };
  }

  /// Slack shows the time in each reader's own zone; the fallback is UTC.
  static String at(Instant when) {
    return "<!date^%d^{date_short_pretty} {time}|%s UTC>"
        .formatted(when.getEpochSecond(), when.toString().substring(0, 16).replace('T', ' '));
  }
}
