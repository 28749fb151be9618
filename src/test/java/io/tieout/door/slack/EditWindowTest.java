package io.tieout.door.slack;

import static org.assertj.core.api.Assertions.assertThat;

import io.tieout.door.slack.EditReading.Read;
import io.tieout.engine.approval.RequestView;
import io.tieout.engine.proposal.ProposalState;
import io.tieout.fact.change.Edited;
import io.tieout.fact.change.InvoiceEdit;
import io.tieout.fact.change.InvoiceEdit.LineEdit;
import io.tieout.fact.change.Source;
import io.tieout.fact.party.Actor;
import io.tieout.sandbox.slack.ViewRules;
import io.tieout.value.json.Json;
import io.tieout.value.json.JsonObjBuilder;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The window in which an invoice is edited: what it shows, and how what is sent back is read.
class EditWindowTest {
  private static final String VALUE = "{\"request\":\"R-1\",\"digest\":\"d\"}";

  private static RequestView invoice(int lines, String description) {
    return new Requests().lines(Requests.lines(lines, description)).view();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 18, 19, 400})
  void the_window_keeps_slack_s_limits_and_says_what_it_does_not_offer(int count) {
    Json.Obj view = valid(EditWindow.draw(invoice(count, "Seats"), VALUE));
    assertThat(view.objects("blocks").size()).isLessThanOrEqualTo(100);
    assertThat(view.text("callback_id")).isEqualTo(EditWindow.EDITING);
    assertThat(view.text("private_metadata")).isEqualTo(VALUE);
    String text = Harmless.read(String.join("\n", Harmless.texts(view)));
    int offered = Math.min(count, EditWindow.MOST_LINES);
    assertThat(text).contains("Line %d of %d".formatted(offered, count));
    assertThat(text.contains("stay as they are")).isEqualTo(count > EditWindow.MOST_LINES);
    if (count == 19) {
      assertThat(text)
          .contains("the first 18 of 19 lines")
          .contains("The other 1, together *USD 12,345,678.19*");
    }
  }

  @ParameterizedTest
  @MethodSource("io.tieout.door.slack.Nasty#strings")
  void nothing_that_stands_in_the_records_has_power_in_the_window(String text) {
    Requests request =
        new Requests().billing(Requests.known(text), text).lines(Requests.lines(3, text));
    valid(EditWindow.draw(request.view(), VALUE));
  }

  @Test
  void fields_begin_with_what_is_proposed() {
    Json.Obj view = EditWindow.draw(invoice(2, "Seats for May"), VALUE);
    assertThat(element(view, "line_2_quantity").text("initial_value")).isEqualTo("1");
    assertThat(element(view, "line_2_price").text("initial_value")).isEqualTo("12345678.02");
    assertThat(element(view, "line_2_description").text("initial_value"))
        .isEqualTo("Seats for May");
    assertThat(element(view, "due").text("initial_date")).isEqualTo("2026-12-02");
    assertThat(element(view, "memo").has("initial_value")).isFalse();
  }

  @Test
  void the_only_line_cannot_be_left_out_and_a_description_too_long_to_show_stays() {
    Json.Obj one = EditWindow.draw(invoice(1, "Seats"), VALUE);
    assertThat(blockIds(one)).doesNotContain("line_1_out");
    RequestView request = invoice(2, "x".repeat(3_500));
    Json.Obj two = valid(EditWindow.draw(request, VALUE));
    assertThat(blockIds(two)).contains("line_1_out").doesNotContain("line_1_description");
    assertThat(String.join("\n", Harmless.texts(two))).contains("too long for this window");
    InvoiceEdit edit = entered(request, Map.of("line_1_quantity", "2", "why", "two")).edit();
    assertThat(edit.lines().getFirst().description()).isEmpty();
  }

  @Test
  void what_an_earlier_edit_left_out_is_told() {
    RequestView view = invoice(2, "Seats");
    Edited edited =
        new Edited(
            "P-0",
            new Actor.Person("UANA"),
            "Ana Ruiz",
            Requests.ASKED,
            "not delivered",
            new InvoiceEdit(
                List.of(LineEdit.leavingOut("line-9")), Optional.empty(), Optional.empty()),
            List.of(new Source.Difference("invoice line", "Onboarding", "line", "USD 5.00", "")),
            Optional.empty());
    assertThat(String.join("\n", Harmless.texts(EditWindow.draw(view, VALUE))))
        .doesNotContain("Left out before");
    RequestView again = new Requests().lines(Requests.lines(2, "Seats")).edited(edited).view();
    assertThat(String.join("\n", Harmless.texts(valid(EditWindow.draw(again, VALUE)))))
        .contains("Left out before: *line-9*");
  }

  @Test
  void a_request_that_is_decided_or_is_no_invoice_is_not_edited() {
    assertThat(EditWindow.editable(new Requests().view())).isTrue();
    assertThat(EditWindow.editable(new Requests().state(ProposalState.REJECTED).view())).isFalse();
    assertThat(EditWindow.editable(new Requests().change(CardBlocksTest.update()).view()))
        .isFalse();
  }

  @Test
  void only_what_differs_becomes_part_of_the_edit() {
    Read.Entered read =
        entered(
            invoice(3, "Seats\nin May"),
            Map.of(
                "line_1_quantity", " 2 ",
                "line_1_price", "12,345,678.010",
                "line_1_description", "Seats\r\nin May \n",
                "line_2_price", "1 200,50",
                "line_3_out", "out",
                "due", "2027-01-15",
                "memo", " Thank you ",
                "why", " as agreed "));
    assertThat(read.why()).isEqualTo("as agreed");
    assertThat(read.edit())
        .isEqualTo(
            new InvoiceEdit(
                List.of(
                    line("line-1", Optional.of("2"), Optional.empty()),
                    line("line-2", Optional.empty(), Optional.of("1200.5")),
                    LineEdit.leavingOut("line-3")),
                Optional.of(LocalDate.parse("2027-01-15")),
                Optional.of("Thank you")));
  }

  private static LineEdit line(String id, Optional<String> quantity, Optional<String> price) {
    return new LineEdit(
        id,
        quantity.map(BigDecimal::new),
        price.map(BigDecimal::new),
        Optional.empty(),
        Optional.empty(),
        false);
  }

  @Test
  void a_window_sent_back_as_it_was_changes_nothing_and_says_so() {
    assertThat(wrong(invoice(2, "Seats"), Map.of("why", "hm")))
        .containsOnlyKeys("why")
        .hasEntrySatisfying("why", e -> assertThat(e).startsWith("Nothing was changed"));
  }

  @Test
  void what_cannot_be_meant_is_told_beside_its_field() {
    Map<String, String> errors =
        wrong(
            invoice(6, "Seats"),
            Map.ofEntries(
                Map.entry("line_1_quantity", "0"),
                Map.entry("line_2_quantity", "three"),
                Map.entry("line_3_price", "-5"),
                Map.entry("line_4_price", "0.125"),
                Map.entry("line_5_description", " "),
                Map.entry("line_6_out", "out"),
                Map.entry("line_6_quantity", "7"),
                Map.entry("due", "2026-10-01")));
    assertThat(errors)
        .containsOnlyKeys(
            "line_1_quantity",
            "line_2_quantity",
            "line_3_price",
            "line_4_price",
            "line_5_description",
            "line_6_out",
            "due",
            "why");
    assertThat(errors.get("line_1_quantity")).contains("quantity 0 is not more than zero");
    assertThat(errors.get("line_3_price")).contains("would make a deduction of a charge");
    assertThat(errors.get("line_4_price")).contains("is 0.125, and USD has 2 decimals");
    assertThat(errors.get("line_6_out")).contains("not both");
    assertThat(errors.get("due")).contains("before the invoice date 2026-11-02");
    Json.Obj answer = new Read.Wrong(errors).answer();
    assertThat(answer.text("response_action")).isEqualTo("errors");
    assertThat(answer.obj("errors").text("why")).isEqualTo("Please say in a few words why.");
    assertThat(blockIds(EditWindow.draw(invoice(6, "Seats"), VALUE)))
        .as("Slack shows errors only at blocks that are there")
        .containsAll(errors.keySet());
  }

  @Test
  void one_line_must_stay() {
    Map<String, String> all = Map.of("line_1_out", "out", "line_2_out", "out", "why", "no");
    assertThat(wrong(invoice(2, "Seats"), all)).containsOnlyKeys("line_1_out");
  }

  @Test
  void an_emptied_message_is_an_edit_only_where_there_was_one() {
    RequestView plain = invoice(1, "Seats");
    assertThat(wrong(plain, Map.of("memo", "", "why", "no"))).containsOnlyKeys("why");
  }

  @Test
  void a_state_without_the_window_s_fields_is_no_edit() {
    Json.Obj empty = Json.object().put("state", Json.object()).build();
    assertThat(EditReading.read(invoice(2, "Seats"), empty)).isInstanceOf(Read.Wrong.class);
  }

  private static Read.Entered entered(RequestView request, Map<String, String> typed) {
    Read read = EditReading.read(request, sent(request, typed));
    assertThat(read).as("%s", read).isInstanceOf(Read.Entered.class);
    return (Read.Entered) read;
  }

  private static Map<String, String> wrong(RequestView request, Map<String, String> typed) {
    Read read = EditReading.read(request, sent(request, typed));
    assertThat(read).as("%s", read).isInstanceOf(Read.Wrong.class);
    return ((Read.Wrong) read).errors();
  }

  /// The view as Slack sends it: every field with its value, typed or as it began.
  private static Json.Obj sent(RequestView request, Map<String, String> typed) {
    Json.Obj view = EditWindow.draw(request, VALUE);
    Map<String, Json> values = new LinkedHashMap<>();
    for (Json.Obj block : view.objects("blocks")) {
      if (block.text("type").equals("input")) {
        String id = block.text("block_id");
        Json.Obj element = block.obj("element");
        JsonObjBuilder state = state(element, Optional.ofNullable(typed.get(id)));
        values.put(id, Json.object().put(element.text("action_id"), state).build());
      }
    }
    assertThat(values.keySet()).containsAll(typed.keySet());
    return view.with("state", Json.object().put("values", new Json.Obj(values)).build());
  }

  private static JsonObjBuilder state(Json.Obj element, Optional<String> typed) {
    JsonObjBuilder state = Json.object().put("type", element.text("type"));
    return switch (element.text("type")) {
      case "checkboxes" ->
          state.put(
              "selected_options",
              typed.isPresent() ? element.objects("options") : List.<Json.Obj>of());
      case "datepicker" ->
          state.put("selected_date", typed.orElseGet(() -> element.text("initial_date")));
      default -> state.putText("value", typed.or(() -> element.optText("initial_value")));
    };
  }

  private static Json.Obj element(Json.Obj view, String block) {
    return view.objects("blocks").stream()
        .filter(b -> b.optText("block_id").filter(block::equals).isPresent())
        .findFirst()
        .orElseThrow()
        .obj("element");
  }

  private static List<String> blockIds(Json.Obj view) {
    return view.objects("blocks").stream().flatMap(b -> b.optText("block_id").stream()).toList();
  }

  private static Json.Obj valid(Json.Obj view) {
    assertThat(ViewRules.check(view)).isEmpty();
    Harmless.ours(view);
    return view;
  }
}
