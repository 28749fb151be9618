package io.tieout.engine.mirror;

import io.tieout.fact.crm.Account;
import io.tieout.fact.crm.CrmChange;
import io.tieout.fact.crm.CrmKind;
import io.tieout.fact.crm.CrmPage;
import io.tieout.fact.crm.CrmRecord;
import io.tieout.fact.crm.Product;
import io.tieout.fact.crm.QuietCrm;
import io.tieout.fact.party.Address;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// A CRM of accounts and products, which pages by id, and to whose readings things can happen.
class ShelfCrm extends QuietCrm {
  static final int PAGE = 3;
  final Map<String, Product> products = new TreeMap<>();
  final Map<String, Account> accounts = new TreeMap<>();
  final List<CrmChange> changes = new ArrayList<>();
  final List<String> asked = new ArrayList<>();

  /// A record that is not there any more under its own id, and the one that answers for it.
  final Map<String, String> merged = new TreeMap<>();

  Runnable beforePage = () -> {};

  static Product aProduct(String id, String version) {
    return new Product(
        id,
        "Product " + id + " " + version,
        Optional.of("SKU-" + id),
        Optional.empty(),
        Optional.empty(),
        true,
        version);
  }

  static Account anAccount(String id) {
    return new Account(
        id,
        "Account " + id,
        Optional.empty(),
        Address.NONE,
        Address.NONE,
        Optional.empty(),
        Optional.empty(),
        Map.of(),
        "v1",
        "https://crm.example/" + id);
  }

  void stock(int products) {
    for (int i = 1; i <= products; i++) {
      Product product = aProduct("%03d".formatted(i), "v1");
      this.products.put(product.id(), product);
    }
  }

  @Override
  public Instant serverTime() {
    return Instant.parse("2026-11-02T09:30:00Z");
  }

  @Override
  public Optional<Product> product(String productId) {
    asked.add("product " + productId);
    return Optional.ofNullable(products.get(productId));
  }

  @Override
  public Optional<Account> account(String accountId) {
    asked.add("account " + accountId);
    return Optional.ofNullable(accounts.get(merged.getOrDefault(accountId, accountId)));
  }

  @Override
  public List<CrmChange> changes(Instant from, Instant to) {
    return changes;
  }

  @Override
  public CrmPage page(CrmKind kind, Optional<String> after) {
    Map<String, ? extends CrmRecord> shelf =
        switch (kind) {
          case PRODUCT -> products;
          case ACCOUNT -> accounts;
          case DEAL, CONTACT -> Map.of();
        };
    if (!shelf.isEmpty()) {
      beforePage.run();
      asked.add("page after " + after.orElse("none"));
    }
    List<CrmRecord> rest =
        shelf.values().stream()
            .filter(r -> after.isEmpty() || r.id().compareTo(after.get()) > 0)
            .map(CrmRecord.class::cast)
            .toList();
    List<CrmRecord> page = rest.stream().limit(PAGE).toList();
    return new CrmPage(
        page, rest.size() > PAGE ? Optional.of(page.getLast().id()) : Optional.empty());
  }
}
