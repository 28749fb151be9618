package io.tieout.value.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tieout.value.json.Json;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SealTest {
  private static final Json.Obj SUBJECT =
      Json.object()
          .put("email", "pat.moss@acme.example")
          .put("phone", "+1 555 0100 22")
          .put("billing address", "1 Main St, Springfield, IL, 62701, US")
          .put("total", "USD 12.00")
          .put(
              "contact",
              Json.object().put("kind", "contact").put("name", "Pat Moss").put("id", "003"))
          .build();

  @Test
  void personal_fields_are_masked_and_the_rest_stays() {
    Json.Obj sealed = Seal.of("salt", SUBJECT).over("filed", SUBJECT);

    assertThat(Seal.mask(sealed.obj("email"))).contains("p…@acme.example");
    assertThat(Seal.mask(sealed.obj("phone"))).contains("(withheld)");
    assertThat(Seal.mask(sealed.obj("billing address"))).contains("…, US");
    assertThat(Seal.mask(sealed.obj("contact").obj("name"))).contains("P… M…");
    assertThat(sealed.text("total")).isEqualTo("USD 12.00");
    assertThat(sealed.obj("contact").text("id")).isEqualTo("003");
    assertThat(Seal.places(sealed))
        .containsExactlyInAnyOrder("email", "phone", "billing address", "contact/name");
  }

  @Test
  void what_is_known_of_the_subject_is_found_inside_other_texts() {
    Seal seal = Seal.of("salt", SUBJECT);
    Json.Obj memo =
        Json.object().put("memo", "Attn Pat Moss, call +1 555 0100 22 or b@x.example").build();

    assertThat(Seal.mask(seal.over("memo", memo).obj("memo")))
        .contains("Attn P… M…, call (withheld) or b…@x.example");
    assertThat(seal.touches(memo)).isTrue();
    assertThat(seal.touches(Json.object().put("memo", List.of(Json.of("Acme"))).build())).isFalse();
  }

  @Test
  void a_seal_changes_with_value_place_and_salt_alone() {
    Json.Obj sealed = Seal.of("salt", SUBJECT).over("filed", SUBJECT);

    assertThat(Seal.of("salt", SUBJECT).over("filed", SUBJECT)).isEqualTo(sealed);
    assertThat(seal(Seal.of("pepper", SUBJECT).over("filed", SUBJECT))).isNotEqualTo(seal(sealed));
    assertThat(seal(Seal.of("salt", SUBJECT).over("sent", SUBJECT))).isNotEqualTo(seal(sealed));
    Json.Obj other = SUBJECT.with("email", "pete@acme.example");
    assertThat(seal(Seal.of("salt", other).over("filed", other))).isNotEqualTo(seal(sealed));
    assertThatThrownBy(() -> Seal.of(" ", SUBJECT)).hasMessageContaining("needs a salt");
  }

  private static String seal(Json.Obj sealed) {
    return sealed.obj("email").text(Seal.SEALED);
  }

  @ParameterizedTest
  @CsvSource({
    "e-mail, a@b.example, a…@b.example",
    "E-Mail, not one, (withheld)",
    "billing address, '12 Way, 99801 Juneau', (withheld)",
    "shipping address, 'Acme, Way 1, Germany', '…, Germany'",
    "mobile, 0170 1234567, (withheld)",
    "street, Main St 1, (withheld)"
  })
  void masks_tell_no_more_than_is_needed(String field, String value, String mask) {
    Json.Obj tree = Json.object().put(field, value).build();

    assertThat(Seal.mask(Seal.of("salt", tree).over("x", tree).obj(field))).contains(mask);
  }
}
