package io.tieout.vendor.pubsub;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChangedFieldsTest {
  /// Fields 0 to 12; field 3 is an address of three, field 4 a name that may also be a text.
  private static final Schema SCHEMA =
      new Schema.Parser()
          .parse(
              """
              {"type":"record","name":"E","fields":[
                {"name":"ChangeEventHeader","type":"string"},
                {"name":"F1","type":["null","string"]},
                {"name":"F2","type":["null","string"]},
                {"name":"Address","type":["null",{"type":"record","name":"A","fields":[
                  {"name":"Street","type":["null","string"]},
                  {"name":"City","type":["null","string"]},
                  {"name":"Country","type":["null","string"]}]}]},
                {"name":"Name","type":["null","string",{"type":"record","name":"N","fields":[
                  {"name":"FirstName","type":["null","string"]},
                  {"name":"LastName","type":["null","string"]}]}]},
                {"name":"F5","type":["null","string"]},
                {"name":"F6","type":["null","string"]},
                {"name":"F7","type":["null","string"]},
                {"name":"F8","type":["null","string"]},
                {"name":"F9","type":["null","string"]}]}
              """);

  @Test
  void the_lowest_bit_of_the_last_byte_is_the_first_field() {
    assertThat(ChangedFields.names(SCHEMA, List.of("0x0102")))
        .hasValueSatisfying(names -> assertThat(names).containsExactly("F1", "F8"));
  }

  @Test
  void a_bitmap_behind_a_place_is_one_of_the_members_there() {
    assertThat(ChangedFields.names(SCHEMA, List.of("0x0220", "3-0x06", "4-0x02")))
        .hasValueSatisfying(names ->
            assertThat(names)
                .containsExactly("F5", "F9", "Address.City", "Address.Country", "Name.LastName"));
  }

  @Test
  void members_may_come_without_a_bitmap_of_the_top() {
    assertThat(ChangedFields.names(SCHEMA, List.of("3-0x01")))
        .hasValueSatisfying(names -> assertThat(names).containsExactly("Address.Street"));
  }

  @Test
  void names_may_stand_as_they_are_and_an_odd_number_of_digits_is_read() {
    assertThat(ChangedFields.names(SCHEMA, List.of("0x102", "F9")))
        .hasValueSatisfying(names -> assertThat(names).containsExactly("F1", "F8", "F9"));
  }

  @Test
  void nothing_is_nothing() {
    assertThat(ChangedFields.names(SCHEMA, List.of()))
        .hasValueSatisfying(names -> assertThat(names).isEmpty());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"0x", "0xZZ", "0x0400", "3-0x08", "1-0x01", "10-0x01", "x-0x01", "99999-0x01"})
  void what_makes_no_sense_is_not_guessed(String packed) {
    assertThat(ChangedFields.names(SCHEMA, List.of("0x02", packed))).isEmpty();
  }
}
