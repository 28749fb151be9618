package io.tieout.fact.crm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// How every CRM connector lets itself be followed, whatever the vendor: windows of changes, and
/// copies page by page.
public abstract class CrmFeedContract {
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final int MAX_PAGES = 1_000;

  private CrmStage stage;
  private Crm crm;

  /// A fresh CRM that nobody else touches.
  protected abstract CrmStage open();

  @BeforeEach
  final void begin() {
    stage = open();
    crm = stage.crm();
  }

  @AfterEach
  final void end() {
    stage.close();
  }

  @Test
  public void a_changed_deal_is_seen_once_in_its_window_and_in_no_other() {
    stage.pass(MINUTE);
    stage.renameDeal(stage.wonDeal(), "Renamed by sales");
    Instant at = deal().changedAt();
    stage.pass(MINUTE);

    assertThat(crm.dealsChanged(at, at.plusSeconds(1)))
        .singleElement()
        .isEqualTo(new DealStamp(stage.wonDeal(), true, at, deal().version()));
    assertThat(crm.dealsChanged(at.plusSeconds(1), at.plusSeconds(3600))).isEmpty();
    assertThat(crm.dealsChanged(at.minusSeconds(30), at)).isEmpty();
  }

  @Test
  public void a_change_of_a_line_is_a_change_of_its_deal() {
    Instant before = deal().changedAt();
    stage.pass(MINUTE);
    stage.describeLine(crm.lines(stage.wonDeal()).getFirst().id(), "another text");
    stage.pass(MINUTE);

    assertThat(crm.dealsChanged(before.plusSeconds(1), before.plus(Duration.ofDays(3650))))
        .extracting(DealStamp::dealId)
        .containsOnlyOnce(stage.wonDeal());
  }

  @Test
  public void all_changed_deals_come_oldest_first() {
    List<DealStamp> all =
        crm.dealsChanged(
            Instant.parse("2000-01-01T00:00:00Z"), Instant.parse("2100-01-01T00:00:00Z"));

    assertThat(all).hasSizeGreaterThan(1);
    assertThat(all).extracting(DealStamp::dealId).doesNotHaveDuplicates().contains(stage.wonDeal());
    assertThat(all).extracting(DealStamp::changedAt).isSorted();
  }

  @Test
  public void an_edit_of_any_record_is_told_in_its_window_and_in_no_other() {
    Contact contact = crm.billingContact(stage.wonDeal()).orElseThrow();
    String product = crm.lines(stage.wonDeal()).getFirst().productId().orElseThrow();
    Instant from = caughtUp();
    stage.rename(CrmKind.ACCOUNT, contact.accountId(), "Renamed Holdings");
    stage.rename(CrmKind.CONTACT, contact.id(), "Renamed");
    stage.rename(CrmKind.PRODUCT, product, "Renamed product");
    stage.describeLine(crm.lines(stage.wonDeal()).getFirst().id(), "another text");
    Instant to = caughtUp();

    List<CrmChange> changes = crm.changes(from, to);
    assertThat(changes)
        .filteredOn(c -> c.kind() != CrmKind.DEAL)
        .containsExactlyInAnyOrder(
            edited(CrmKind.ACCOUNT, crm.account(contact.accountId()).orElseThrow(), changes),
            edited(CrmKind.CONTACT, crm.contact(contact.id()).orElseThrow(), changes),
            edited(CrmKind.PRODUCT, crm.product(product).orElseThrow(), changes));
    assertThat(changes)
        .filteredOn(c -> c.kind() == CrmKind.DEAL)
        .singleElement()
        .satisfies(c -> assertThat(c.id()).isEqualTo(stage.wonDeal()));
    assertThat(changes).extracting(CrmChange::changedAt).isSorted();
    assertThat(crm.changes(to, caughtUp())).isEmpty();
  }

  @Test
  public void what_is_deleted_is_told_and_no_longer_read() {
    String account = stage.addAccount("Short-lived Ltd");
    String deal =
        crm.dealsChanged(Instant.parse("2000-01-01T00:00:00Z"), caughtUp()).stream()
            .map(DealStamp::dealId)
            .filter(id -> !id.equals(stage.wonDeal()))
            .findFirst()
            .orElseThrow();
    Instant from = caughtUp();
    stage.delete(CrmKind.ACCOUNT, account);
    stage.delete(CrmKind.DEAL, deal);
    Instant to = caughtUp();

    assertThat(crm.changes(from, to))
        .filteredOn(CrmChange::deleted)
        .extracting(CrmChange::kind, CrmChange::id, CrmChange::mergedInto)
        .containsExactlyInAnyOrder(
            tuple(CrmKind.ACCOUNT, account, Optional.empty()),
            tuple(CrmKind.DEAL, deal, Optional.empty()));
    assertThat(crm.account(account)).isEmpty();
    assertThat(crm.deal(deal)).isEmpty();
    assertThat(crm.dealsChanged(from, to)).extracting(DealStamp::dealId).doesNotContain(deal);
    assertThat(crm.changes(to, caughtUp())).filteredOn(CrmChange::deleted).isEmpty();
  }

  @Test
  public void what_was_merged_away_names_what_took_its_place() {
    String loser = stage.addAccount("Acme (duplicate)");
    String winner = deal().accountId();
    Instant from = caughtUp();
    stage.mergeAccounts(winner, loser);

    assertThat(crm.changes(from, caughtUp()))
        .filteredOn(c -> c.kind() == CrmKind.ACCOUNT)
        .extracting(CrmChange::id, CrmChange::deleted, CrmChange::mergedInto)
        .containsExactlyInAnyOrder(
            tuple(loser, true, Optional.of(winner)), tuple(winner, false, Optional.empty()));
    assertThat(crm.account(loser)).as("it is another record now").isEmpty();
    assertThat(crm.account(winner)).isPresent();
  }

  @ParameterizedTest
  @EnumSource(CrmKind.class)
  public void pages_go_over_all_records_and_on_from_any_cursor(CrmKind kind) {
    List<CrmPage> pages = pages(kind, Optional.empty());

    List<String> ids = ids(pages);
    assertThat(pages).hasSizeGreaterThan(1);
    assertThat(ids).doesNotHaveDuplicates().contains(known(kind));
    assertThat(ids(pages(kind, pages.getFirst().next())))
        .isEqualTo(ids.subList(pages.getFirst().records().size(), ids.size()));
  }

  @Test
  public void a_copy_is_what_reading_by_id_gives() {
    assertThat(copy(CrmKind.DEAL)).isEqualTo(deal());
    assertThat(copy(CrmKind.ACCOUNT)).isEqualTo(crm.account(known(CrmKind.ACCOUNT)).orElseThrow());
    assertThat(copy(CrmKind.CONTACT)).isEqualTo(crm.contact(known(CrmKind.CONTACT)).orElseThrow());
    assertThat(copy(CrmKind.PRODUCT)).isEqualTo(crm.product(known(CrmKind.PRODUCT)).orElseThrow());
  }

  /// Lets time pass until all that happened so far can be read as changes; gives the end of the
  /// window in which they lie.
  private Instant caughtUp() {
    stage.pass(MINUTE);
    return crm.serverTime();
  }

  private static CrmChange edited(CrmKind kind, CrmRecord now, List<CrmChange> changes) {
    Instant at =
        changes.stream()
            .filter(c -> c.id().equals(now.id()))
            .map(CrmChange::changedAt)
            .findFirst()
            .orElse(Instant.EPOCH);
    return new CrmChange(kind, now.id(), false, Optional.empty(), at, now.version());
  }

  private String known(CrmKind kind) {
    return switch (kind) {
      case DEAL -> stage.wonDeal();
      case ACCOUNT -> deal().accountId();
      case CONTACT -> crm.billingContact(stage.wonDeal()).orElseThrow().id();
      case PRODUCT -> crm.lines(stage.wonDeal()).getFirst().productId().orElseThrow();
    };
  }

  private CrmRecord copy(CrmKind kind) {
    String id = known(kind);
    return pages(kind, Optional.empty()).stream()
        .flatMap(p -> p.records().stream())
        .filter(r -> r.id().equals(id))
        .findFirst()
        .orElseThrow();
  }

  private List<CrmPage> pages(CrmKind kind, Optional<String> after) {
    List<CrmPage> pages = new ArrayList<>();
    Optional<String> next = after;
    do {
      pages.add(crm.page(kind, next));
      next = pages.getLast().next();
    } while (next.isPresent() && pages.size() < MAX_PAGES);
    assertThat(next).as("the pages have an end").isEmpty();
    return pages;
  }

  private static List<String> ids(List<CrmPage> pages) {
    return pages.stream().flatMap(p -> p.records().stream()).map(CrmRecord::id).toList();
  }

  private Deal deal() {
    return crm.deal(stage.wonDeal()).orElseThrow();
  }
}
