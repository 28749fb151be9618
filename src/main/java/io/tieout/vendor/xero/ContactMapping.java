package io.tieout.vendor.xero;

import io.tieout.fact.ledger.Customer;
import io.tieout.fact.ledger.CustomerDraft;
import io.tieout.fact.party.Address;
import io.tieout.value.json.Json;
import io.tieout.value.json.JsonObjBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/// Contacts to and from Xero's JSON. A contact has one name, takes every enabled currency, and may
/// be customer and supplier at once. Our mark is its `ContactNumber`, which only programs see.
final class ContactMapping {
  private static final int ADDRESS_LINES = 4;

  private ContactMapping() {}

  static Customer read(Json.Obj in, CurrencyUnit home, Pages pages) {
    String id = in.text("ContactID");
    boolean taxable =
        Fields.text(in, "AccountsReceivableTaxType").map(ListReading::taxed).orElse(true);
    return new Customer(
        id,
        in.text("Name"),
        Optional.empty(),
        Fields.text(in, "EmailAddress"),
        phone(in),
        address(in, "POBOX"),
        address(in, "STREET"),
        Optional.empty(),
        Optional.empty(),
        taxable,
        in.optText("ContactStatus").filter("ARCHIVED"::equals).isEmpty(),
        balance(in, home),
        Fields.text(in, "ContactNumber"),
        Fields.version(in),
        pages.contact(id));
  }

  /// The balance comes with one contact alone, not with lists; it is in the base currency.
  private static Money balance(Json.Obj in, CurrencyUnit home) {
    return in.optObj("Balances")
        .flatMap(b -> b.optObj("AccountsReceivable"))
        .map(r -> Fields.moneyOrZero(r, "Outstanding", home))
        .orElse(Money.zero(home));
  }

  static Json.Obj body(CustomerDraft draft) {
    String name = draft.displayName();
    Limits.check("Name", name, Limits.NAME);
    if (name.isBlank() || name.chars().anyMatch(Character::isISOControl)) {
      throw Limits.refused(
          "Name",
          "NAME",
          "the contact's Name '%s' is empty or holds a line break or a tab; name it without"
              .formatted(name.strip()));
    }
    Limits.check("ContactNumber", draft.mark(), Limits.CONTACT_NUMBER);
    JsonObjBuilder out = Json.object().put("Name", name).put("ContactNumber", draft.mark());
    out.putText("EmailAddress", draft.email());
    draft
        .phone()
        .ifPresent(p ->
            out.put(
                "Phones",
                List.of(Json.object().put("PhoneType", "DEFAULT").put("PhoneNumber", p).build())));
    List<Json.Obj> addresses =
        Stream.of(toAddress("POBOX", draft.billing()), toAddress("STREET", draft.shipping()))
            .flatMap(Optional::stream)
            .toList();
    return addresses.isEmpty() ? out.build() : out.put("Addresses", addresses).build();
  }

  private static Optional<String> phone(Json.Obj in) {
    return in.objects("Phones").stream()
        .filter(p -> p.optText("PhoneType").filter("DEFAULT"::equals).isPresent())
        .map(p ->
            Stream.of("PhoneCountryCode", "PhoneAreaCode", "PhoneNumber")
                .flatMap(part -> Fields.text(p, part).stream())
                .collect(Collectors.joining(" ")))
        .filter(p -> !p.isEmpty())
        .findFirst();
  }

  private static Address address(Json.Obj in, String type) {
    return in.objects("Addresses").stream()
        .filter(a -> a.optText("AddressType").filter(type::equals).isPresent())
        .map(ContactMapping::address)
        .findFirst()
        .orElse(Address.NONE);
  }

  private static Address address(Json.Obj from) {
    String street =
        IntStream.rangeClosed(1, ADDRESS_LINES)
            .mapToObj(i -> Fields.text(from, "AddressLine" + i))
            .flatMap(Optional::stream)
            .collect(Collectors.joining("\n"));
    return new Address(
        Optional.of(street).filter(s -> !s.isEmpty()),
        Fields.text(from, "City"),
        Fields.text(from, "Region"),
        Fields.text(from, "PostalCode"),
        Fields.text(from, "Country"));
  }

  /// A street of more than four lines keeps them all, the surplus joined into the fourth.
  private static Optional<Json.Obj> toAddress(String type, Address address) {
    if (address.isEmpty()) {
      return Optional.empty();
    }
    JsonObjBuilder out = Json.object().put("AddressType", type);
    List<String> lines =
        new ArrayList<>(
            address.street().stream()
                .flatMap(String::lines)
                .map(String::strip)
                .filter(l -> !l.isEmpty())
                .toList());
    while (lines.size() > ADDRESS_LINES) {
      String surplus = lines.removeLast();
      lines.set(lines.size() - 1, lines.getLast() + ", " + surplus);
    }
    for (int i = 0; i < lines.size(); i++) {
      out.put("AddressLine" + (i + 1), lines.get(i));
    }
    out.putText("City", address.city());
    out.putText("Region", address.region());
    out.putText("PostalCode", address.postalCode());
    out.putText("Country", address.country());
    return Optional.of(out.build());
  }
}
