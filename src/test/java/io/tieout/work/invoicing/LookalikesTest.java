package io.tieout.work.invoicing;

import static io.tieout.work.invoicing.Facts.deal;
import static io.tieout.work.invoicing.Facts.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.tieout.engine.mirror.Link;
import io.tieout.engine.mirror.Mirror;
import io.tieout.engine.proposal.ProposalState;
import io.tieout.fact.change.Freshness;
import io.tieout.fact.change.Proposal;
import io.tieout.fact.crm.Deal;
import io.tieout.value.json.Json;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// A sale that was entered twice is seen before it is invoiced twice.
class LookalikesTest {
  private final Workshop shop = new Workshop();

  @AfterEach
  void close() {
    shop.close();
  }

  private static Deal twin(String id) {
    return with(with(deal("1500.00"), "id", id), "name", "Acme renewal (copy)");
  }

  private void seen(Deal other) {
    shop.database.transact(sql -> shop.mirror.put(sql, Mirror.of("salesforce", other, Facts.NOW)));
  }

  private Proposal proposed() {
    shop.dealChanged();
    assertThat(shop.states()).containsExactly(ProposalState.WAITING);
    return shop.filed().getFirst().proposal();
  }

  @Test
  void a_deal_like_another_of_the_account_is_proposed_with_the_remark_first() {
    seen(with(twin("006B"), "closeDate", "2026-11-06"));
    shop.database.transact(sql ->
        shop.links.link(
            sql,
            new Link(
                "salesforce",
                "deal",
                "006B",
                "quickbooks",
                "main",
                "invoice",
                "12",
                "created by Tieout",
                "P-0")));
    assertThat(proposed().remarks())
        .first()
        .asString()
        .contains(
            "Perhaps one sale entered twice",
            "“Acme renewal (copy)” (006B), closed 2026-11-06, which has its invoice",
            "USD 1,500.00");
  }

  @Test
  void deals_that_differ_in_what_counts_are_no_lookalikes() {
    seen(with(twin("006B"), "closeDate", "2026-11-05"));
    seen(with(twin("006C"), "won", Json.of(false)));
    seen(with(twin("006D"), "accountId", "001Z"));
    seen(with(twin("006E"), "amount", Facts.json(Facts.usd("1500.01"))));
    seen(
        with(
            twin("006F"),
            "amount",
            Json.object().put("currency", "EUR").put("amount", "1500.00").build()));
    assertThat(proposed().remarks()).isEmpty();
  }

  @Test
  void a_lookalike_that_is_gone_is_none_and_of_many_a_few_are_named() {
    seen(twin("006B"));
    shop.database.transact(sql -> shop.mirror.gone(sql, "salesforce", "deal", "006B", shop.now));
    IntStream.range(0, 5).forEach(i -> seen(twin("006X" + i)));
    List<String> remarks = proposed().remarks();
    assertThat(remarks).singleElement().asString().contains("and 2 more").doesNotContain("006B");
  }

  @Test
  void a_lookalike_that_comes_later_voids_nothing() {
    Proposal before = proposed();
    seen(twin("006B"));
    shop.dealChanged();
    assertThat(shop.states()).containsExactly(ProposalState.WAITING);
    assertThat(shop.freshness.check(before)).isInstanceOf(Freshness.Finding.Unchanged.class);
  }
}
