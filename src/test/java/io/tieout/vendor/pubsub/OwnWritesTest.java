package io.tieout.vendor.pubsub;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OwnWritesTest {
  private static final String US = "005000000000001AAA";
  private static final String OURS = "com/salesforce/api/rest/67.0;client=Tieout";
  private static final Set<String> FIELDS =
      Set.of("Tieout_Balance__c", "Tieout_Sync_Key__c", "LastModifiedDate", "LastModifiedById");

  @Test
  void our_user_by_our_client_to_our_fields_is_ours() {
    assertThat(OwnWrites.made(update(US, OURS, FIELDS), US)).isTrue();
    assertThat(OwnWrites.made(update("005000000000001", OURS, FIELDS), US)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "com/salesforce/api/rest/67.0",
        "com/salesforce/api/rest/67.0;client=TieoutFake",
        "com/salesforce/api/rest/67.0;client=NotTieout",
        "com/salesforce/api/soap/58.0;client=SfdcInternalAPI/"
      })
  void another_client_s_change_is_not(String origin) {
    assertThat(OwnWrites.made(update(US, origin, FIELDS), US)).isFalse();
  }

  @Test
  void another_user_s_change_is_not() {
    assertThat(OwnWrites.made(update("005000000000002AAA", OURS, FIELDS), US)).isFalse();
    assertThat(OwnWrites.made(update("", OURS, FIELDS), US)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"StageName", "Amount", "Tieout_Balance", "My_Tieout_x__c"})
  void a_change_to_any_other_field_is_not(String field) {
    Set<String> fields = Set.of("Tieout_Balance__c", field);

    assertThat(OwnWrites.made(update(US, OURS, fields), US)).isFalse();
  }

  @Test
  void what_cannot_be_told_is_not() {
    assertThat(OwnWrites.made(update(US, OURS, Set.of()), US)).isFalse();
    assertThat(OwnWrites.made(event("UPDATE", US, OURS, Optional.empty()), US)).isFalse();
    assertThat(OwnWrites.made(event("CREATE", US, OURS, Optional.of(FIELDS)), US)).isFalse();
    assertThat(OwnWrites.made(event("GAP_UPDATE", US, OURS, Optional.of(FIELDS)), US)).isFalse();
  }

  private static ChangeEvent update(String user, String origin, Set<String> fields) {
    return event("UPDATE", user, origin, Optional.of(fields));
  }

  private static ChangeEvent event(
      String type, String user, String origin, Optional<Set<String>> fields) {
    return new ChangeEvent(
        "Opportunity", List.of("006000000000001AAA"), type, origin, Instant.EPOCH, user, fields);
  }
}
