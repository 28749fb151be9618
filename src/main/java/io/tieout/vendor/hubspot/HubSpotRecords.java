package io.tieout.vendor.hubspot;

import io.tieout.fact.crm.Account;
import io.tieout.fact.crm.Contact;
import io.tieout.fact.crm.Product;
import io.tieout.fact.party.Address;
import io.tieout.vendor.hubspot.Associations.Link;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Companies, contacts and products as the records of the CRM's vocabulary.
final class HubSpotRecords {
  /// HubSpot's own type of contact to primary company.
  private static final int PRIMARY_COMPANY = 1;

  private static final List<String> COMPANY =
      List.of(
          "name",
          "domain",
          "website",
          "phone",
          "address",
          "address2",
          "city",
          "state",
          "zip",
          "country",
          "hs_lastmodifieddate");
  private static final List<String> CONTACT =
      List.of("firstname", "lastname", "email", "phone", "lastmodifieddate");

  private final HubSpotApi api;
  private final HubSpotSettings settings;
  private final Associations associations;

  HubSpotRecords(HubSpotApi api, HubSpotSettings settings, Associations associations) {
    this.api = api;
    this.settings = settings;
    this.associations = associations;
  }

  List<String> companyProperties() {
    List<String> all = new ArrayList<>(COMPANY);
    all.addAll(settings.also().company());
    return all;
  }

  List<String> contactProperties() {
    return CONTACT;
  }

  List<String> productProperties() {
    return List.of(
        "name", "hs_sku", "description", settings.productFamily(), "hs_lastmodifieddate");
  }

  Optional<Account> account(String id) {
    return api.find(HubSpotType.COMPANY, id, companyProperties())
        .map(row -> Shape.read("company " + id, () -> account(row)));
  }

  /// None when it belongs to no company: nobody can be billed through it.
  Optional<Contact> contact(String id) {
    return api.find(HubSpotType.CONTACT, id, CONTACT)
        .flatMap(row -> {
          List<Link> links = associations.settled(HubSpotType.COMPANY, row);
          return Associations.company(links, PRIMARY_COMPANY)
              .map(company -> Shape.read("contact " + id, () -> contact(row, company)));
        });
  }

  /// Those of a page that belong to a company.
  List<Contact> contacts(List<Row> rows) {
    if (rows.isEmpty()) {
      return List.of();
    }
    Map<String, List<Link>> companies =
        associations.read(
            HubSpotType.CONTACT, HubSpotType.COMPANY, rows.stream().map(Row::id).toList());
    return rows.stream()
        .flatMap(row ->
            Associations.company(companies.getOrDefault(row.id(), List.of()), PRIMARY_COMPANY)
                .map(company -> contact(row, company))
                .stream())
        .toList();
  }

  /// The contact with a billing label, else the primary one, else the first.
  Optional<Contact> billing(String dealId) {
    List<Link> links =
        api.find(HubSpotType.DEAL, dealId, List.of(HubSpotType.DEAL.modified())).stream()
            .flatMap(deal -> associations.settled(HubSpotType.CONTACT, deal).stream())
            .toList();
    return Stream.of(
            links.stream().filter(l -> l.labelled("billing")),
            links.stream().filter(l -> l.labelled("primary")),
            links.stream())
        .flatMap(s -> s)
        .map(Link::id)
        .distinct()
        .flatMap(id -> contact(id).stream())
        .findFirst();
  }

  Optional<Product> product(String id) {
    return api.find(HubSpotType.PRODUCT, id, productProperties())
        .map(row -> Shape.read("product " + id, () -> product(row)));
  }

  Account account(Row row) {
    return new Account(
        row.id(),
        row.text("name").or(() -> row.text("domain")).orElse("Company " + row.id()),
        Optional.empty(),
        address(row),
        Address.NONE,
        row.text("phone"),
        row.text("website").or(() -> row.text("domain")),
        row.values(settings.also().company()),
        row.version(),
        api.portal().page(HubSpotType.COMPANY, row.id()));
  }

  Product product(Row row) {
    return new Product(
        row.id(),
        row.text("name").orElse("Product " + row.id()),
        row.text("hs_sku"),
        row.text(settings.productFamily()),
        row.text("description"),
        !row.json().flag("archived"),
        row.version());
  }

  private static Contact contact(Row row, String company) {
    String name =
        Stream.of(row.text("firstname"), row.text("lastname"))
            .flatMap(Optional::stream)
            .collect(Collectors.joining(" "));
    Optional<String> email = row.text("email");
    return new Contact(
        row.id(),
        company,
        name.isEmpty() ? email.orElse("Contact " + row.id()) : name,
        email,
        row.text("phone"),
        row.version());
  }

  private static Address address(Row row) {
    String street =
        Stream.of(row.text("address"), row.text("address2"))
            .flatMap(Optional::stream)
            .collect(Collectors.joining("\n"));
    return new Address(
        Optional.of(street).filter(s -> !s.isEmpty()),
        row.text("city"),
        row.text("state"),
        row.text("zip"),
        row.text("country"));
  }
}
