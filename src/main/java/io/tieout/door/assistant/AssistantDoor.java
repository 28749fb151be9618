package io.tieout.door.assistant;

import io.tieout.door.assistant.CompanyFacts.DealFact;
import io.tieout.door.assistant.ToolCode.Outcome;
import io.tieout.fact.notice.Answer.Part;
import io.tieout.fact.party.Actor;
import io.tieout.fact.party.Directory;
import io.tieout.fact.party.Member;
import io.tieout.value.json.Json;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// Puts the assistant together: the tools bound to their files, and the model or the planner.
public final class AssistantDoor {
  private AssistantDoor() {}

  /// An assistant on the model, or on the offline planner when there is none.
  public static Assistant open(
      Optional<ModelSettings> model, Ports ports, Supplier<Directory> people, When when) {
    return new Assistant(
        model.map(Model::openAiCompatible).orElseGet(Model::offline),
        toolbox(ports, when),
        people,
        when.clock(),
        phrases -> names(phrases, ports.facts(), people.get()));
  }

  /// Contacts, and the people of the company.
  private static List<String> names(List<String> phrases, CompanyFacts facts, Directory directory) {
    List<String> names = new ArrayList<>(facts.people(phrases));
    phrases.stream()
        .filter(
            phrase -> directory.members().stream().anyMatch(m -> m.name().equalsIgnoreCase(phrase)))
        .forEach(names::add);
    return names.stream().distinct().toList();
  }

  /// What the assistant can reach.
  public record Ports(
      CompanyFacts facts,
      ProposalDesk desk,
      ConnectionFacts connections,
      HaltFacts halts,
      PolicyFacts policy) {
    /// With nothing connected whose calls are counted, nothing halted, and nothing ruled on.
    public Ports(CompanyFacts facts, ProposalDesk desk) {
      this(facts, desk, List::of, List::of, _ -> List.of("Nothing is recorded."));
    }
  }

  /// The clock, and the zone in which "today" and all times are meant.
  public record When(InstantSource clock, ZoneId zone) {}

  static Toolbox toolbox(Ports ports, When when) {
    LookUps lookUps = new LookUps(ports.facts(), when.clock(), when.zone());
    return new Toolbox()
        .with("find_deal", lookUps::findDeal)
        .with("invoice_status", lookUps::invoiceStatus)
        .with("payment_lookup", lookUps::paymentLookup)
        .with("customer_balance", lookUps::customerBalance)
        .with("waiting_approvals", lookUps::waitingApprovals)
        .with(
            "connections",
            new ConnectionLookUp(ports.connections(), ports.halts(), when)::connections)
        .with("policy_why", (_, arguments) -> why(ports, arguments))
        .with("propose_invoice", (asker, arguments) -> propose(ports, asker, arguments));
  }

  /// By the name people use for a deal, where nothing is recorded under their very words.
  private static Outcome why(Ports ports, Json.Obj arguments) {
    String words = arguments.text("words");
    if (words.equals("?")) {
      return Outcome.said(
          "Which one do you mean? An invoice's number, a deal's name or a proposal's id is enough.");
    }
    List<DealFact> deals = ports.facts().deals(words);
    int top = deals.stream().mapToInt(DealFact::score).max().orElse(0);
    List<DealFact> best = deals.stream().filter(d -> d.score() == top && d.won()).toList();
    boolean number = words.matches("(?i)(?:#|inv-?|p-)?\\d[\\w-]*|p-\\w+");
    String name = !number && best.size() == 1 ? best.getFirst().id() : words;
    return Outcome.said(String.join("\n", ports.policy().why(name)));
  }

  private static Outcome propose(Ports ports, Member asker, Json.Obj arguments) {
    String words = arguments.text("words");
    List<DealFact> found = ports.facts().deals(words);
    int top = found.stream().mapToInt(DealFact::score).max().orElse(0);
    List<DealFact> best = found.stream().filter(d -> d.score() == top).toList();
    List<DealFact> won = best.stream().filter(DealFact::won).toList();
    List<DealFact> candidates = won.isEmpty() ? best : won;
    if (candidates.isEmpty()) {
      return Outcome.said(
          "I know no deal by “%s”. A part of its name as it stands in the CRM is enough."
              .formatted(words));
    }
    if (candidates.size() > 1) {
      return new Outcome(
          "Several deals match “%s”.".formatted(words),
          Json.object().build(),
          List.of(
              new Part.Choices(
                  "For which one shall I propose an invoice?",
                  candidates.stream().map(DealFact::name).distinct().limit(10).toList())),
          List.of());
    }
    DealFact deal = candidates.getFirst();
    ProposalDesk.Filed filed =
        ports.desk().propose(deal.id(), new Actor.Assistant(asker.slackUserId()));
    return new Outcome(
        filed.say(),
        Json.object().putText("proposal", filed.proposalId()).put("deal", deal.name()).build(),
        List.of(new Part.Link("Open the deal", deal.url())),
        List.of());
  }
}
