package io.tieout.work.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.tieout.fact.crm.Account;
import io.tieout.fact.crm.Deal;
import io.tieout.fact.crm.DealLine;
import io.tieout.fact.party.Address;
import io.tieout.value.json.Json;
import io.tieout.value.json.Records;
import io.tieout.work.invoicing.Facts;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RoutingTest {
  private static final RoutingRule REST = new RoutingRule("main", List.of());

  @Test
  void the_first_rule_whose_conditions_all_hold_decides_and_says_so() {
    Routing routing =
        new Routing(
            List.of(
                rule("ca", new Condition.Country(Set.of("CA"))),
                rule(
                    "us",
                    new Condition.Country(Set.of("us")),
                    new Condition.Currency(Set.of("USD", "CAD"))),
                REST));
    assertThat(routing.route(deal()))
        .isEqualTo(new Routed.ToBook("us", "rule 2: country is us and currency is CAD or USD"));
    assertThat(routing.books()).containsExactly("ca", "main", "us");
  }

  @Test
  void a_country_is_known_by_any_of_its_names() {
    Routing routing = new Routing(List.of(rule("uk", new Condition.Country(Set.of("GB")))));
    for (String name : List.of("United Kingdom", "uk", "England", "GBR", "gb")) {
      assertThat(routing.route(in(name))).as(name).isInstanceOf(Routed.ToBook.class);
    }
    assertThat(routing.route(in("Ireland"))).isInstanceOf(Routed.Undecided.class);
  }

  @Test
  void a_deal_that_no_rule_claims_is_never_guessed_at() {
    Routing routing =
        new Routing(
            List.of(
                rule("uk", new Condition.Country(Set.of("GB"))),
                rule("eu", new Condition.AccountField("Segment__c", Set.of("EMEA")))));
    assertThat(routing.route(deal()))
        .isInstanceOfSatisfying(
            Routed.Undecided.class,
            u ->
                assertThat(u.why())
                    .contains("None of the 2 routing rules", "country US", "currency USD")
                    .contains("account field Segment__c empty"));
  }

  @Test
  void fields_of_deal_and_account_and_the_crm_itself_can_decide() {
    RoutedDeal deal = deal();
    Deal typed = Facts.with(deal.deal(), "fields", Json.object().put("Type", "Renewal").build());
    Account segment =
        Facts.with(deal.account(), "fields", Json.object().put("Segment__c", " emea ").build());
    RoutedDeal both = new RoutedDeal("hubspot", typed, segment, deal.lines());
    assertThat(decided(both, new Condition.DealField("Type", Set.of("renewal")))).isTrue();
    assertThat(decided(both, new Condition.AccountField("Segment__c", Set.of("EMEA")))).isTrue();
    assertThat(decided(both, new Condition.Crm(Set.of("hubspot")))).isTrue();
    assertThat(decided(both, new Condition.Crm(Set.of("salesforce")))).isFalse();
    assertThat(decided(both, new Condition.Region(Set.of("MA")))).isTrue();
    assertThat(decided(both, new Condition.DealField("Other", Set.of("x")))).isFalse();
  }

  @Test
  void lines_of_one_product_line_go_together_and_a_mixed_deal_goes_to_a_person() {
    Routing routing =
        new Routing(List.of(rule("hw", new Condition.ProductLine(Set.of("Hardware"))), REST));
    assertThat(book(routing.route(deal(line("Hardware"), line("hardware"))))).contains("hw");
    assertThat(book(routing.route(deal(line("Services"))))).contains("main");
    assertThat(routing.route(deal(line("Hardware"), line("Services"))))
        .isInstanceOfSatisfying(
            Routed.Undecided.class,
            u -> assertThat(u.why()).contains("1 of 2 lines are of product line Hardware"));
  }

  private static Optional<String> book(Routed routed) {
    return routed instanceof Routed.ToBook to ? Optional.of(to.book()) : Optional.empty();
  }

  private static boolean decided(RoutedDeal deal, Condition condition) {
    return new Routing(List.of(rule("x", condition))).route(deal) instanceof Routed.ToBook;
  }

  private static RoutingRule rule(String book, Condition... conditions) {
    return new RoutingRule(book, List.of(conditions));
  }

  private static RoutedDeal in(String country) {
    RoutedDeal deal = deal();
    Address leeds =
        new Address(
            Optional.empty(),
            Optional.of("Leeds"),
            Optional.empty(),
            Optional.empty(),
            Optional.of(country));
    Account account = Facts.with(deal.account(), "billing", Records.write(leeds));
    return new RoutedDeal(deal.crm(), deal.deal(), account, deal.lines());
  }

  private static RoutedDeal deal(DealLine... lines) {
    return new RoutedDeal(
        "salesforce", Facts.deal("100.00"), Facts.account(), () -> List.of(lines));
  }

  private static DealLine line(String family) {
    return Facts.with(Facts.line("L1", "A", "1", "100", "100.00"), "productFamily", family);
  }
}
