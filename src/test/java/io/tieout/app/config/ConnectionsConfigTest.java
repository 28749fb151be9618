package io.tieout.app.config;

import static io.tieout.fact.ledger.InvoiceDraft.Pricing.BEFORE_TAX;
import static io.tieout.fact.ledger.InvoiceDraft.Pricing.WITH_TAX;
import static org.assertj.core.api.Assertions.assertThat;

import io.tieout.vendor.salesforce.SalesforceSettings;
import io.tieout.work.routing.Condition;
import io.tieout.work.routing.RoutingRule;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Which systems are connected, and which deals belong to which book.
class ConnectionsConfigTest extends ConfigCase {
  private static final String XERO =
      """
      xero:
        - book: uk
          tenant_id: 45e4708e-d862-4111-ab3a-dd8cd03913e1
          client_id: ABC
          client_secret: ${XERO_CLIENT_SECRET}
          webhook_key: ${XERO_WEBHOOK_KEY}
      """;
  private static final String HUBSPOT = "hubspot: {service_key: \"${HUBSPOT_SERVICE_KEY}\"}\n";

  @Test
  void the_quickbooks_environment_is_one_of_two() {
    assertThat(read(SMALL.replace("- realm_id", "- environment: sandbox\n    realm_id")))
        .extracting(file -> quickbooks(file.config()).settings().apiBase())
        .isEqualTo(URI.create("https://sandbox-quickbooks.api.intuit.com"));
    assertThat(problems(SMALL.replace("- realm_id", "- environment: Sandbox\n    realm_id")))
        .containsExactly(
            "quickbooks[1].environment 'Sandbox' is not known; write production or sandbox");
  }

  @Test
  void a_book_says_whether_amounts_of_deals_hold_the_tax() {
    assertThat(read(SMALL).config().books())
        .extracting(b -> b.billing().pricing())
        .containsOnly(BEFORE_TAX);
    String with = SMALL.replace("- realm_id", "- prices: with_tax\n    realm_id");
    String xero = XERO.replace("- book", "- prices: with_tax\n    book");
    assertThat(read(with + xero + "routing: [{book: main}]\n").config().books())
        .extracting(b -> b.billing().pricing())
        .containsExactly(WITH_TAX, WITH_TAX);
    assertThat(problems(with.replace("with_tax", "gross")))
        .containsExactly("quickbooks[1].prices 'gross' is not known; write before_tax or with_tax");
  }

  @Test
  void credentials_only_travel_encrypted_or_stay_on_this_machine() {
    assertThat(problems(SMALL.replace("https://example.my", "http://example.my")))
        .containsExactly(
            "salesforce.login_url 'http://example.my.salesforce.com' is not encrypted; write"
                + " https://");
    assertThat(read(SMALL.replace("https://example.my.salesforce.com", "http://127.0.0.1:9/")))
        .extracting(file -> salesforce(file.config()).settings().loginUrl())
        .isEqualTo(URI.create("http://127.0.0.1:9"));
  }

  @Test
  void one_way_to_log_in_to_salesforce_is_kept() {
    assertThat(problems(SMALL.replace("client_id: 3MVG9", "client_id: 3MVG9\n  username: a@b")))
        .containsExactly(
            "salesforce.client_secret stands beside username or private_key; keep one way to log"
                + " in");
    assertThat(problems(SMALL.replace("client_secret: ${SF_CLIENT_SECRET}", "username: a@b")))
        .containsExactly(
            "salesforce.private_key is missing; write ${SF_PRIVATE_KEY} and set that variable");
    assertThat(
            salesforce(
                    read(SMALL.replace(
                            "client_secret: ${SF_CLIENT_SECRET}",
                            "username: a@b\n  private_key: ${SF_PRIVATE_KEY}"))
                        .config())
                .settings()
                .grant())
        .isInstanceOf(SalesforceSettings.Grant.Jwt.class);
  }

  @Test
  void a_company_with_hubspot_and_xero_needs_neither_of_the_others() {
    String other =
        SMALL
            .replaceAll("(?s)salesforce:.*?slack:", "slack:")
            .concat(HUBSPOT)
            .concat(XERO.replace("- book", "- connection: custom\n    book"));
    TieoutConfig config = read(other).config();
    assertThat(config.crms()).extracting(CrmConfig::system).containsExactly("hubspot");
    assertThat(config.books()).extracting(BookConfig::id).containsExactly("uk");
    assertThat(config.books(BookConfig.Xero.class).findFirst().orElseThrow().consent()).isEmpty();
    assertThat(config.toString()).doesNotContain(SECRET);
  }

  @Test
  void several_books_need_rules_and_rules_name_books_that_are_there() {
    assertThat(problems(SMALL + XERO))
        .singleElement()
        .asString()
        .startsWith("routing is missing; with several books say by rules");
    assertThat(problems(SMALL + XERO + "routing: [{book: de, country: [DE]}]\n"))
        .containsExactly("routing names book 'de', which is not there; there are [main, uk]");
    assertThat(
            problems(SMALL + XERO.replace("book: uk", "book: main") + "routing: [{book: main}]\n"))
        .containsExactly(
            "xero[1].book 'main' names another book already; give each book its own name");
    assertThat(problems(SMALL + "routing: [{book: main, country: [England]}]\n"))
        .containsExactly("routing[1].country 'England' is no country's code; write GB or DE");
  }

  @Test
  void rules_say_what_is_read_beside_the_usual_fields_of_their_crm() {
    TieoutConfig config =
        read(SMALL
                + HUBSPOT
                + XERO
                + """
                routing:
                  - {book: uk, crm: [salesforce], account_fields: {Segment__c: [EMEA, UK]}}
                  - {book: uk, crm: [hubspot], deal_fields: {territory: emea}}
                  - {book: main}
                """)
            .config();
    assertThat(config.routing().accountFields("salesforce")).containsExactly("Segment__c");
    assertThat(salesforce(config).settings().also().account()).containsExactly("Segment__c");
    assertThat(config.crms(CrmConfig.HubSpot.class).findFirst().orElseThrow().settings().also())
        .satisfies(also -> {
          assertThat(also.deal()).containsExactly("territory");
          assertThat(also.company()).isEmpty();
        });
    assertThat(config.routing())
        .extracting("rules")
        .isEqualTo(
            List.of(
                new RoutingRule(
                    "uk",
                    List.of(
                        new Condition.Crm(Set.of("salesforce")),
                        new Condition.AccountField("Segment__c", Set.of("EMEA", "UK")))),
                new RoutingRule(
                    "uk",
                    List.of(
                        new Condition.Crm(Set.of("hubspot")),
                        new Condition.DealField("territory", Set.of("emea")))),
                new RoutingRule("main", List.of())));
  }

  @Test
  void books_of_one_consent_share_its_refresh_token_and_its_app() {
    String second = XERO.substring("xero:\n".length()).replace("book: uk", "book: de");
    String rules =
        "routing: [{book: uk, country: [GB]}, {book: de, country: [DE]}, {book: main}]\n";
    String token = "    refresh_token: ${XERO_REFRESH_TOKEN}\n";
    TieoutConfig config = read(SMALL + XERO + second + token + rules).config();

    assertThat(config.books(BookConfig.Xero.class).map(book -> book.firstGrant().reveal()))
        .containsExactly(SECRET, SECRET);
    assertThat(problems(SMALL + XERO + second.replace("client_id: ABC", "client_id: DEF") + rules))
        .containsExactly(
            "xero has books 'uk' and 'de' of consent 'main' with two client_ids; give the second a"
                + " consent of its own");
    Map<String, String> two = new HashMap<>(ENVIRONMENT);
    two.put("OTHER_TOKEN", "another-token-of-the-same-consent");
    assertThat(
            refused(
                    SMALL + XERO + token + second + "    refresh_token: ${OTHER_TOKEN}\n" + rules,
                    two)
                .problems())
        .containsExactly(
            "xero has two refresh tokens for consent 'main'; write it with one of its books, or name"
                + " two consents");
  }

  @Test
  void where_a_person_consents_can_be_another_address() {
    TieoutConfig usual =
        read(SMALL.replaceAll("(?s)salesforce:.*?slack:", "slack:")
                + "hubspot: {client_id: a, client_secret: \"${HUBSPOT_CLIENT_SECRET}\"}\n"
                + XERO)
            .config();
    assertThat(usual.crms(CrmConfig.HubSpot.class).map(CrmConfig.HubSpot::authorizeUrl))
        .containsExactly(URI.create("https://app.hubspot.com/oauth/authorize"));
    TieoutConfig other =
        read(SMALL.replaceAll("(?s)salesforce:.*?slack:", "slack:")
                + "hubspot: {client_id: a, client_secret: \"${HUBSPOT_CLIENT_SECRET}\", "
                + "authorize_url: \"http://127.0.0.1:9/a\"}\n"
                + XERO.replace(
                    "    tenant_id", "    authorize_url: http://127.0.0.1:9/x\n    tenant_id"))
            .config();
    assertThat(other.crms(CrmConfig.HubSpot.class).map(CrmConfig.HubSpot::authorizeUrl))
        .containsExactly(URI.create("http://127.0.0.1:9/a"));
    assertThat(other.books(BookConfig.Xero.class).map(book -> book.app().authorizeUrl()))
        .containsExactly(URI.create("http://127.0.0.1:9/x"));
  }

  @Test
  void hubspot_is_logged_in_to_in_one_way() {
    assertThat(problems(SMALL + HUBSPOT.replace("{service", "{client_id: a, service")))
        .singleElement()
        .asString()
        .startsWith("hubspot.service_key stands beside client_id");
    assertThat(problems(SMALL + "hubspot: {portal_id: 1}\n"))
        .singleElement()
        .asString()
        .startsWith("hubspot.service_key is missing");
  }
}
