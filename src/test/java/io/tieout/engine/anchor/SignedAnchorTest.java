package io.tieout.engine.anchor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tieout.value.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/// An anchor's text, its signature, and how it is read back.
class SignedAnchorTest {
  private final AnchorCase.House house = new AnchorCase.House();
  private final SignedAnchor anchor = house.anchor(7, 12);

  @Test
  void its_text_is_one_line_with_the_fields_in_order_of_their_names() {
    assertThat(anchor.text())
        .startsWith(
            "{\"anchor\":{\"at\":\"2026-11-08T00:05:00Z\",\"counts\":{\"approval vote\":12}")
        .contains("\"day\":\"2026-11-07\",\"entries\":12,\"format\":\"tieout audit anchor 1\"")
        .endsWith("\"signature\":\"" + anchor.signature() + "\"}")
        .doesNotContain("\n");
  }

  @Test
  void what_was_read_back_is_the_same_and_its_signature_holds() {
    SignedAnchor again = SignedAnchor.read(anchor.text());

    assertThat(again).isEqualTo(anchor);
    assertThat(again.holds()).isTrue();
    assertThat(again.digest()).isEqualTo(anchor.digest());
  }

  @Test
  void fields_in_another_order_and_indented_are_the_same_anchor() {
    Json.Obj json = Json.parseObj(anchor.text());
    Json.Obj content = json.obj("anchor");
    String other =
        json.with("anchor", content.without("at").with("at", content.text("at"))).pretty();

    List<SignedAnchor> read = Received.read("x", other.getBytes(StandardCharsets.UTF_8));

    assertThat(other).isNotEqualTo(anchor.text());
    assertThat(read).containsExactly(anchor);
    assertThat(read.getFirst().holds()).isTrue();
  }

  @Test
  void a_changed_field_breaks_the_signature() {
    Json.Obj json = Json.parseObj(anchor.text());
    for (String field : List.of("installation", "previous", "hash")) {
      Json.Obj changed = json.with("anchor", json.obj("anchor").with(field, "x"));
      assertThat(SignedAnchor.read(changed).holds()).as(field).isFalse();
    }
    for (String field : List.of("number", "seq", "entries")) {
      Json.Obj changed = json.with("anchor", json.obj("anchor").with(field, Json.of(99)));
      assertThat(SignedAnchor.read(changed).holds()).as(field).isFalse();
    }
    assertThat(SignedAnchor.read(json.with("signature", "AAAA")).holds()).isFalse();
    assertThat(SignedAnchor.read(json.with("signature", "not base64!")).holds()).isFalse();
  }

  @Test
  void letters_are_found_in_a_message_broken_into_lines() {
    String letters = anchor.letters();
    String message =
        "Anchor of the day\n\n> "
            + letters.substring(0, 300)
            + "\n"
            + letters.substring(300)
            + "\nBye [x]";

    assertThat(letters).matches("tieout-anchor \\[[A-Za-z0-9+/=]+]");
    assertThat(Received.read("mail", message.getBytes(StandardCharsets.UTF_8)))
        .containsExactly(anchor);
  }

  @Test
  void a_file_with_an_anchor_a_line_gives_all_of_them() {
    String lines = anchor.text() + "\n" + house.anchor(8, 20).text() + "\n";

    assertThat(Received.read("file", lines.getBytes(StandardCharsets.UTF_8))).hasSize(2);
  }

  @Test
  void what_is_no_anchor_is_told_with_the_file() {
    for (String text : List.of("", "hello", "{}", "{\"anchor\":{\"format\":\"y\"}}", "[1]")) {
      assertThatThrownBy(() -> Received.read("a.json", text.getBytes(StandardCharsets.UTF_8)))
          .as(text)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("a.json holds no anchor")
          .hasMessageContaining("give the JSON");
    }
  }

  @Test
  void the_private_key_does_not_print() {
    Signing.Pair pair = Signing.Pair.make();

    assertThat(pair.toString()).doesNotContain(pair.privateKey()).contains("****");
    assertThat(Signing.fits(pair.publicKey(), "text", pair.sign("text"))).isTrue();
    assertThat(Signing.fits(pair.publicKey(), "other", pair.sign("text"))).isFalse();
  }
}
