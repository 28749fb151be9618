package io.tieout.sandbox.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.tieout.value.json.Json;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class BlockRulesTest {
  private static final String BUTTON =
      "{'type':'button','action_id':'a','text':{'type':'plain_text','text':'%s'},'value':'%s'}";

  @ParameterizedTest
  @MethodSource
  void fine(String block) {
    assertThat(check(block, BlockRules.Surface.MESSAGE)).isEmpty();
  }

  static Stream<String> fine() {
    return Stream.of(
        "{'type':'section','text':{'type':'mrkdwn','text':'%s'}}".formatted("x".repeat(3000)),
        "{'type':'header','text':{'type':'plain_text','text':'%s'}}".formatted("😀".repeat(150)),
        "{'type':'divider'}",
        actions(BUTTON.formatted("t".repeat(75), "v".repeat(2000))),
        "{'type':'markdown','text':'# Hi'}",
        "{'type':'table','rows':[[{'type':'raw_text','text':'a'},{'type':'raw_number','value':1}]]}",
        "{'type':'data_table','caption':'c','rows':[[{'type':'raw_text','text':'h'}],"
            + "[{'type':'raw_number','value':12.5,'text':'12.50'}]]}",
        "{'type':'context_actions','elements':[{'type':'feedback_buttons','action_id':'f',"
            + "'positive_button':{'text':{'type':'plain_text','text':'+'},'value':'y'},"
            + "'negative_button':{'text':{'type':'plain_text','text':'-'},'value':'n'}}]}",
        "{'type':'rich_text','elements':[{'type':'rich_text_list','style':'bullet','elements':"
            + "[{'type':'rich_text_section','elements':[{'type':'text','text':'x'}]}]}]}",
        "{'type':'card','title':{'type':'mrkdwn','text':'t'}}",
        "{'type':'plan','title':'p','tasks':[{'type':'task_card','task_id':'1','title':'t',"
            + "'status':'complete'}]}");
  }

  @ParameterizedTest
  @MethodSource({"wrongBlocks", "wrongElements"})
  void wrong(String block, String pointer, String what) {
    assertThat(check(block, BlockRules.Surface.MESSAGE)).contains(new BlockProblem(pointer, what));
  }

  static Stream<Arguments> wrongBlocks() {
    return Stream.of(
        Arguments.of("{'type':'marquee'}", "/blocks/0/type", "unsupported type: marquee"),
        Arguments.of("{}", "/blocks/0", "missing required field: type"),
        Arguments.of("{'type':'section'}", "/blocks/0", "missing required field: text or fields"),
        Arguments.of(
            "{'type':'section','text':{'type':'mrkdwn','text':'%s'}}".formatted("x".repeat(3001)),
            "/blocks/0/text/text",
            "must be less than 3001 characters"),
        Arguments.of(
            "{'type':'section','text':{'type':'mrkdwn','text':''}}",
            "/blocks/0/text/text",
            "must be more than 0 characters"),
        Arguments.of(
            "{'type':'section','fields':[%s]}".formatted(many(11, "{'type':'mrkdwn','text':'f'}")),
            "/blocks/0/fields",
            "no more than 10 items allowed"),
        Arguments.of(
            "{'type':'header','text':{'type':'plain_text','text':'%s'}}".formatted("h".repeat(151)),
            "/blocks/0/text/text",
            "must be less than 151 characters"),
        Arguments.of(
            "{'type':'header','text':{'type':'mrkdwn','text':'h'}}",
            "/blocks/0/text",
            "unsupported type: mrkdwn"),
        Arguments.of(
            "{'type':'alert','text':{'type':'plain_text','text':'x'}}",
            "/blocks/0/type",
            "unsupported type: alert"),
        Arguments.of(
            "{'type':'table','rows':[%s]}".formatted(many(101, "[{'type':'raw_text','text':'a'}]")),
            "/blocks/0/rows",
            "no more than 100 items allowed"),
        Arguments.of(
            "{'type':'data_table','rows':[[{'type':'raw_number','value':1}]]}",
            "/blocks/0",
            "missing required field: caption"),
        Arguments.of(
            "{'type':'input','label':{'type':'plain_text','text':'l'},"
                + "'element':{'type':'button','text':{'type':'plain_text','text':'b'}}}",
            "/blocks/0/element/type",
            "unsupported type: button"));
  }

  static Stream<Arguments> wrongElements() {
    return Stream.of(
        Arguments.of(
            actions(BUTTON.formatted("ok", "v".repeat(2001))),
            "/blocks/0/elements/0/value",
            "must be less than 2001 characters"),
        Arguments.of(
            actions(BUTTON.formatted("t".repeat(76), "v")),
            "/blocks/0/elements/0/text/text",
            "must be less than 76 characters"),
        Arguments.of(
            actions(BUTTON.formatted("a", "1") + "," + BUTTON.formatted("b", "2")),
            "/blocks/0",
            "action_id 'a' already exists"),
        Arguments.of(
            "{'type':'actions','elements':[]}",
            "/blocks/0/elements",
            "no less than 1 items allowed"),
        Arguments.of(
            actions("{'type':'plain_text_input','action_id':'p'}"),
            "/blocks/0/elements/0/type",
            "unsupported type: plain_text_input"),
        Arguments.of(
            actions(
                "{'type':'static_select','action_id':'s','options':[%s]}"
                    .formatted(many(101, option("o")))),
            "/blocks/0/elements/0/options",
            "no more than 100 items allowed"),
        Arguments.of(
            actions(
                "{'type':'overflow','action_id':'s','options':[%s]}"
                    .formatted(many(6, option("o")))),
            "/blocks/0/elements/0/options",
            "no more than 5 items allowed"),
        Arguments.of(
            actions(
                "{'type':'static_select','action_id':'s','options':[%s]}"
                    .formatted(option("o".repeat(151)))),
            "/blocks/0/elements/0/options/0/value",
            "must be less than 151 characters"),
        Arguments.of(
            "{'type':'rich_text','elements':[{'type':'rich_text_section','elements':"
                + "[{'type':'link'}]}]}",
            "/blocks/0/elements/0/elements/0",
            "missing required field: url"),
        Arguments.of(
            "{'type':'context','elements':[%s]}"
                .formatted(many(11, "{'type':'mrkdwn','text':'c'}")),
            "/blocks/0/elements",
            "no more than 10 items allowed"));
  }

  @Test
  void a_message_holds_fifty_blocks_and_a_modal_a_hundred() {
    String fiftyOne = many(51, "{'type':'divider'}");
    assertThat(check(fiftyOne, BlockRules.Surface.MESSAGE))
        .containsExactly(new BlockProblem("/blocks", "no more than 50 items allowed"));
    assertThat(check(fiftyOne, BlockRules.Surface.MODAL)).isEmpty();
  }

  @Test
  void a_block_id_stands_once() {
    String twins = many(2, "{'type':'divider','block_id':'d'}");
    assertThat(check(twins, BlockRules.Surface.MESSAGE))
        .containsExactly(new BlockProblem("/blocks/1/block_id", "block_id 'd' already exists"));
  }

  @Test
  void tables_stand_in_messages_alone() {
    String table = "{'type':'table','rows':[[{'type':'raw_text','text':'a'}]]}";
    assertThat(check(table, BlockRules.Surface.HOME))
        .containsExactly(new BlockProblem("/blocks/0/type", "unsupported type: table"));
  }

  @Test
  void a_modal_needs_a_short_title_and_a_submit_button_for_its_inputs() {
    String view =
        """
        {'type':'modal','title':{'type':'plain_text','text':'%s'},'private_metadata':'%s',
         'blocks':[{'type':'input','label':{'type':'plain_text','text':'l'},
                    'element':{'type':'plain_text_input','action_id':'a'}}]}
        """
            .formatted("t".repeat(25), "m".repeat(3001));
    assertThat(ViewRules.check(Json.parseObj(view.replace('\'', '"'))))
        .extracting(BlockProblem::pointer, BlockProblem::what)
        .containsExactlyInAnyOrder(
            tuple("/view/title/text", "must be less than 25 characters"),
            tuple("/view/private_metadata", "must be less than 3001 characters"),
            tuple("/view", "missing required field: submit"));
  }

  private static String actions(String elements) {
    return "{'type':'actions','elements':[%s]}".formatted(elements);
  }

  private static String option(String value) {
    return "{'text':{'type':'plain_text','text':'o'},'value':'%s'}".formatted(value);
  }

  private static String many(int count, String item) {
    return String.join(",", IntStream.range(0, count).mapToObj(_ -> item).toList());
  }

  private static List<BlockProblem> check(String blocks, BlockRules.Surface surface) {
    String json = "[" + blocks.replace('\'', '"') + "]";
    return BlockRules.check((Json.Arr) Json.parse(json), surface);
  }
}
