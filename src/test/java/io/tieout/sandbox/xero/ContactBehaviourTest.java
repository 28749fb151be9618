package io.tieout.sandbox.xero;

import static io.tieout.sandbox.xero.Office.coded;
import static io.tieout.sandbox.xero.Office.invoice;
import static io.tieout.sandbox.xero.Office.json;
import static io.tieout.sandbox.xero.Office.money;
import static org.assertj.core.api.Assertions.assertThat;

import io.tieout.value.json.Json;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Contacts and what the seeded company left in the books.
class ContactBehaviourTest {
  private final Office office = new Office();

  @AfterEach
  void close() {
    office.close();
  }

  @Test
  void names_are_unique_among_active_contacts_alone() {
    String taken =
        "The contact name Acme Corporation is already assigned to another contact. The contact name must be unique across all active contacts.|";
    assertThat(office.put("Contacts", json("{\"Name\": \"acme corporation\"}")).problems())
        .isEqualTo(taken);
    String other = office.saved("Contacts", json("{\"Name\": \"Other Ltd\"}")).text("ContactID");
    assertThat(
            office.post("Contacts/" + other, json("{\"Name\": \"Acme Corporation\"}")).problems())
        .isEqualTo(taken);
    office.xero.clerk().archive(idOf("Acme Corporation"));
    assertThat(office.put("Contacts", json("{\"Name\": \"Acme Corporation\"}")).status())
        .isEqualTo(200);
  }

  @Test
  void archived_contacts_are_hidden_and_take_no_invoices() {
    String id = idOf("Acme Corporation");
    office.xero.clerk().archive(id);
    String byName = "Contacts?where=" + coded("Name==\"Acme Corporation\"");
    assertThat(office.get(byName).list("Contacts")).isEmpty();
    assertThat(office.get(byName + "&includeArchived=true").only("Contacts").text("ContactID"))
        .isEqualTo(id);
    Json.Obj toArchived = invoice("x", "1").with("Contact", json("{\"ContactID\": \"%s\"}", id));
    assertThat(office.put("Invoices", toArchived).problems()).contains("has been archived");
  }

  @Test
  void an_invoice_makes_a_new_contact_in_passing_and_renames_a_known_one() {
    Json.Obj made = office.saved("Invoices", invoice("Brand New GmbH", "1"));
    String id = made.obj("Contact").text("ContactID");
    assertThat(office.read("Contacts", id).flag("IsCustomer")).isTrue();
    Json.Obj renaming =
        invoice("x", "1")
            .with("Contact", json("{\"ContactID\": \"%s\", \"Name\": \"Newer GmbH\"}", id));
    office.saved("Invoices", renaming);
    assertThat(office.read("Invoices", made.text("InvoiceID")).obj("Contact").text("Name"))
        .isEqualTo("Newer GmbH");
    assertThat(office.put("Invoices", invoice("x", "1").without("Contact")).problems())
        .isEqualTo("A Contact must be specified for this type of transaction|");
    assertThat(office.put("Invoices", invoice("x", "1").with("Contact", json("{}"))).problems())
        .contains("at least 1 of the following elements");
  }

  @Test
  void a_contact_number_is_ours_to_give_and_finds_the_contact() {
    String id = idOf("Globex GmbH");
    assertThat(office.read("Contacts", id).has("ContactNumber")).isFalse();
    office.post("Contacts/" + id, json("{\"ContactNumber\": \"001A0001\"}"));
    assertThat(office.get("Contacts/001A0001").only("Contacts").text("ContactID")).isEqualTo(id);
    Json.Obj byNumber =
        office.saved(
            "Contacts", json("{\"ContactNumber\": \"001A0001\", \"LastName\": \"Vogel\"}"));
    assertThat(byNumber.text("ContactID")).isEqualTo(id);
    assertThat(byNumber.text("Name")).isEqualTo("Globex GmbH");
    assertThat(office.post("Contacts/" + id, json("{\"EmailAddress\": \"nobody\"}")).status())
        .isEqualTo(400);
  }

  @Test
  void a_supplier_is_one_by_a_bill() {
    String id = office.xero.clerk().addSupplier("Harbor Cloud Hosting", money("USD", "90"));
    Json.Obj supplier = office.read("Contacts", id);
    assertThat(supplier.flag("IsSupplier")).isTrue();
    assertThat(supplier.flag("IsCustomer")).isFalse();
    assertThat(supplier.obj("Balances").obj("AccountsPayable").decimal("Outstanding"))
        .isEqualByComparingTo("90");
  }

  @Test
  void the_seeded_company_is_in_the_books() {
    List<Json.Obj> contacts = office.get("Contacts").list("Contacts");
    assertThat(contacts)
        .extracting(c -> c.text("Name"))
        .contains("Umbrella Health Grp.", "Whitfield & Sons")
        .doesNotContain("Initech LLC")
        .doesNotHaveDuplicates();
    assertThat(contacts).noneMatch(c -> c.has("ContactNumber"));
    List<Json.Obj> items = office.get("Items").list("Items");
    assertThat(items).extracting(i -> i.text("Code")).contains("STOR-1TB", "ONSITE-TRAINING");
    assertThat(office.xero.invoices()).hasSizeGreaterThan(10);
    assertThat(office.xero.payments()).isPositive();
    assertThat(office.xero.invoicesMadeByApi()).isEmpty();
    assertThat(office.get("BrandingThemes").list("BrandingThemes")).hasSize(1);
  }

  @Test
  void a_bookkeeper_sees_what_a_client_made_and_pays_or_voids_it() {
    String id = office.saved("Invoices", invoice("Acme Corporation", "10")).text("InvoiceID");
    assertThat(office.xero.invoicesMadeByApi()).containsExactly(id);
    int before = office.xero.payments();
    String payment = office.xero.recordPayment(id, money("USD", "4"));
    assertThat(office.xero.payments()).isEqualTo(before + 1);
    assertThat(office.xero.invoices().getLast().status())
        .isEqualTo(io.tieout.sandbox.side.InvoiceView.Status.PARTLY_PAID);
    office.xero.clerk().delete("Payments", payment);
    office.xero.voidInvoice(id);
    assertThat(office.xero.invoiceDocument(id).text("Status")).isEqualTo("VOIDED");
    assertThat(office.xero.invoices().getLast().status())
        .isEqualTo(io.tieout.sandbox.side.InvoiceView.Status.VOIDED);
  }

  private String idOf(String name) {
    return office
        .get("Contacts?where=" + coded("Name==\"" + name + "\""))
        .only("Contacts")
        .text("ContactID");
  }
}
