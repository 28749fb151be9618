package io.tieout.vendor.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedactorTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"access_token\":\"00DSECRET\",\"a\":1} | {\"access_token\":\"***\",\"a\":1}",
        "{\"refresh_token\" : \"a\\\"SECRET\"} | {\"refresh_token\" : \"***\"}",
        "grant_type=x&client_secret=SECRET&b=2 | grant_type=x&client_secret=***&b=2",
        "assertion=eySECRET | assertion=***",
        "https://x.example/cb?code=SECRET&realmId=12 | https://x.example/cb?code=***&realmId=12",
        "Authorization: Bearer SECRET.x-y | Authorization: Bearer ***",
        "token 00D000000000062!AQSECRET.x seen | token *** seen",
        "eyJhbGciOi.eyJzdWIi.SECRET | ***",
        "<SessionId>SECRET</SessionId> | <SessionId>***</SessionId>",
        "ask bill.payer@acme.example now | ask ***@*** now",
        "?q=bill%40SECRET.example | ?q=***@***",
        "card 4111 1111 1111 1111 | card ***",
        "IBAN DE89370400440532013000 | IBAN DE***",
      })
  void what_must_not_be_logged_is_masked(String text, String expected) {
    assertThat(Redactor.redact(text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /services/data/v67.0/sobjects/Opportunity/006Kj00000AbCdEIAV",
        "{\"Amount\":12500.00,\"CloseDate\":\"2026-11-22\"}",
        "invoice INV-10293 of 2026-11-22"
      })
  void what_an_operator_needs_stays(String text) {
    assertThat(Redactor.redact(text)).isEqualTo(text);
  }
}
