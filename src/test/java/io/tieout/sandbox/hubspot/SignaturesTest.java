package io.tieout.sandbox.hubspot;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// Against the vectors of the vendor's own client.
class SignaturesTest {
  private static final String SECRET = "yyyyyyyy-yyyy-yyyy-yyyy-yyyyyyyyyyyy";
  private static final String URI = "https://www.example.com/webhook_uri";
  private static final String BODY = "{\"example_field\":\"example_value\"}";

  @Test
  void the_first_generation() {
    String body =
        "[{\"eventId\":1,\"subscriptionId\":12345,\"portalId\":62515,\"occurredAt\":1564113600000,"
            + "\"subscriptionType\":\"contact.creation\",\"attemptNumber\":0,\"objectId\":123,"
            + "\"changeSource\":\"CRM\",\"changeFlag\":\"NEW\",\"appId\":54321}]";
    assertThat(Signatures.first(SECRET, body))
        .isEqualTo("232db2615f3d666fe21a8ec971ac7b5402d33b9a925784df3ca654d05f4817de");
  }

  @Test
  void the_second_generation() {
    assertThat(Signatures.second(SECRET, "GET", URI, ""))
        .isEqualTo("eee2dddcc73c94d699f5e395f4b9d454a069a6855fbfa152e91e88823087200e");
    assertThat(Signatures.second(SECRET, "POST", URI, BODY))
        .isEqualTo("9569219f8ba981ffa6f6f16aa0f48637d35d728c7e4d93d0d52efaa512af7900");
  }

  @Test
  void the_third_generation() {
    assertThat(Signatures.third(SECRET, "POST", URI, BODY, "1564113600000"))
        .isEqualTo("eT0ip2TKVpsIi1vb5C2Uu42eNdHL+oTE3NRZOF67O2U=");
  }

  @Test
  void only_some_escapes_of_the_address_are_decoded_before_signing() {
    assertThat(Signatures.decoded("https://a.example/x%3Ay%20z%2f?q=%26%40"))
        .isEqualTo("https://a.example/x:y%20z/?q=%26@");
  }
}
