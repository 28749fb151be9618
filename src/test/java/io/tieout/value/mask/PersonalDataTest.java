package io.tieout.value.mask;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What is personal data by its looks, and what only looks like it.
class PersonalDataTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Ask pia.moreno@acme.example today | Ask <email> today",
        "write to o'brien+books@sub.acme.example, please | write to <email>, please",
        "two: a@b.example,c@d.example | two: <email>,<email>",
        "call +1 415 555 0132 now | call <phone> now",
        "call +49 (0)30 901820 now | call <phone> now",
        "call +442079460958. | call <phone>.",
        "(Pia, +1 (415) 555-0132) | (Pia, <phone>)",
        "call (415) 555-0132 or 415.555.0199 | call <phone> or <phone>",
        "Telefon 030 1234567, Fax 089/1234567 | Telefon <phone>, Fax <phone>",
        "from 0049 30 901820 at night | from <phone> at night",
        "020 7946 0958 rang | <phone> rang",
        "01 23 45 67 89 rang | <phone> rang",
        "phone: 5550132 77 rang | phone: <phone> rang",
        "IBAN DE89 3704 0044 0532 0130 00 USD | IBAN <iban> USD",
        "to GB29NWBK60161331926819, London | to <iban>, London",
        "to AT61 1904 3002 3457 3201 PAID | to <iban> PAID",
        "NO93 8601 1117 947 | <iban>",
        "card 4111 1111 1111 1111 exp 12/29 | card <card> exp 12/29",
        "card 5555-5555-5555-4444 | card <card>",
        "card 378282246310005! | card <card>!"
      })
  void personal_data_is_masked(String text, String masked) {
    assertThat(PersonalData.masked(text)).isEqualTo(masked);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "deal 006Hs00001ABCdEFGH of account 001Hs00003XYZabcIAA",
        "salesforce/deal/006000000000001 changed",
        "HubSpot deal 18273645546 in portal 14832901",
        "QuickBooks realm 9341452873645512, invoice 1042",
        "Xero tenant 4f9b0d6a-1111-4222-8333-444455556666",
        "proposal P-01JD3N8QZ7, finding F-20261123-000041",
        "USD 1,234,567.89 and 12 345 678,90 EUR",
        "total 4111111111111.11 of 48,000.00",
        "2026-11-23T10:45:12.123456Z to 2026-12-01",
        "on 01-02-2026, 11/23/2026 and 23.11.2026",
        "Slack ts 1763890000.123456 in C0123456789",
        "took 1763890000123 ms since 4100000000001",
        "invoice INV-2026-00041, number 0041-2026-0007",
        "sha 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
        "0c55ad015-3370-4001-0532-013000000000",
        "10.0.0.12:5432, version 1.5.32, port 8080",
        "postgres@localhost and <@U0123456789> and @channel",
        "card 4111 1111 1111 1112 does not check",
        "DE88370400440532013000 does not check",
        "PO 450-123-99 line 10 20 30 40",
        "1042 of 2026, 100 of 200, 3 to 5 units at 415.50",
        "+12.50 and +1,250,000 more",
        "2026-00041 555-0132"
      })
  void what_only_looks_like_it_is_left_alone(String text) {
    assertThat(PersonalData.masked(text)).isEqualTo(text);
  }

  @Test
  void an_address_in_slack_s_markup_is_found_without_the_markup() {
    assertThat(PersonalData.masked("<mailto:pia@acme.co.uk|Pia>"))
        .isEqualTo("<mailto:<email>|Pia>");
    assertThat(PersonalData.masked("jürgen@müller.example.")).isEqualTo("<email>.");
  }

  @Test
  void masking_twice_changes_nothing_more() {
    String once = PersonalData.masked("pia@acme.example, +1 415 555 0132");
    assertThat(PersonalData.masked(once)).isEqualTo(once);
  }

  @Test
  void a_long_text_without_end_takes_no_long_time() {
    assertThat(PersonalData.masked("a.".repeat(50_000))).hasSize(100_000);
    assertThat(PersonalData.masked("1 ".repeat(50_000))).hasSize(100_000);
  }
}
