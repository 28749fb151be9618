package io.tieout.engine.effect;

import static org.assertj.core.api.Assertions.assertThat;

import io.tieout.engine.mirror.Link;
import io.tieout.engine.proposal.ProposalState;
import io.tieout.engine.proposal.Samples;
import io.tieout.fact.change.Change.Billed;
import io.tieout.fact.ledger.Invoice;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// A key is one sending of one thing, and a book is one company's.
class KeysAndBooksTest {
  private final Bench bench = new Bench();

  @AfterEach
  void close() {
    bench.close();
  }

  private static Billed known() {
    return new Billed.Known("7", "Acme Inc");
  }

  private Optional<Link> linked(String book) {
    return bench.query(sql -> bench.links.fromLedger(sql, "quickbooks", book, "invoice", "1"));
  }

  private EffectRunner runnerOver(Map<String, PaperBooks> books) {
    EffectRunner.Deps deps = bench.deps("a", Marks.NONE);
    return new EffectRunner(
        new EffectRunner.Deps(
            deps.database(),
            deps.proposals(),
            deps.effects(),
            deps.audit(),
            deps.findings(),
            deps.inbox(),
            deps.cards(),
            deps.freshness(),
            new Systems(
                Map.of("salesforce", bench.crm),
                Map.of("salesforce", bench.crm),
                Map.copyOf(books),
                Map.copyOf(books),
                books.keySet().stream()
                    .collect(
                        Collectors.toMap(
                            book -> book,
                            _ -> new Systems.Kept(ZoneId.of("Asia/Kolkata"), Optional.empty())))),
            deps.links(),
            deps.numbers(),
            deps.clock(),
            deps.marks(),
            deps.patience(),
            deps.owner(),
            deps.keeper()));
  }

  @Test
  void a_key_differs_by_installation_proposal_step_and_generation() {
    List<String> keys =
        Stream.of(
                EffectLog.key("one", "P-1", "create-invoice", 1),
                EffectLog.key("two", "P-1", "create-invoice", 1),
                EffectLog.key("one", "P-2", "create-invoice", 1),
                EffectLog.key("one", "P-1", "create-customer", 1),
                EffectLog.key("one", "P-1", "create-invoice", 2))
            .toList();
    assertThat(keys).doesNotHaveDuplicates().allMatch(key -> key.length() <= 50);
    assertThat(EffectLog.key("one", "P-1", "create-invoice", 1)).isEqualTo(keys.getFirst());
  }

  /// The answer to the first sending is lost, somebody deletes the invoice, and the book answers
  /// the second sending from memory: with an invoice that is not there any more.
  @Test
  void an_answer_from_memory_of_a_deleted_invoice_is_found_out_by_reading_back() {
    bench.books.replaysKeys = true;
    bench.books.trouble.on("create-invoice", Trouble.Kind.LOSE_ANSWER);
    bench.approved(Samples.invoice("P-1", "d1", known()));
    EffectRunner runner = bench.runner("a", Marks.NONE);
    bench.books.searchesLag = true;
    runner.runOnce();
    assertThat(bench.books.invoices).hasSize(1);
    bench.books.invoices.clear();
    bench.settle(runner);
    assertThat(bench.books.keys).hasSize(2).containsOnly(bench.books.keys.getFirst());
    assertThat(bench.state("P-1")).isEqualTo(ProposalState.EXECUTING);
    assertThat(bench.crm.finance).as("the deal is told of no invoice").isEmpty();
    assertThat(bench.openFindings())
        .anySatisfy(f -> assertThat(f.draft().text()).contains("is not as it was approved"));
  }

  @Test
  void an_invoice_goes_into_the_book_it_was_approved_for_and_into_no_other() {
    PaperBooks others = new PaperBooks();
    bench.approved(Samples.invoice("P-1", "d1"));
    bench.settle(runnerOver(Map.of("uk", others, "us", bench.books)));
    assertThat(bench.books.invoices).extracting(Invoice::id).containsExactly("1");
    assertThat(bench.books.customers).hasSize(1);
    assertThat(others.keys).as("writes to the other company").isEmpty();
    assertThat(linked("uk")).as("the same id there is another invoice").isEmpty();
    assertThat(linked("us")).isPresent();
  }

  @Test
  void a_book_that_is_not_connected_gets_nothing_and_no_other_stands_in() {
    PaperBooks others = new PaperBooks();
    bench.approved(Samples.invoice("P-1", "d1"));
    runnerOver(Map.of("uk", others)).runOnce();
    assertThat(others.keys).isEmpty();
    assertThat(bench.openFindings())
        .anySatisfy(f -> assertThat(f.draft().text()).contains("'us' is not connected"));
  }
}
