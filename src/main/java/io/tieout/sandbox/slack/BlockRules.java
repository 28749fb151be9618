package io.tieout.sandbox.slack;

import io.tieout.value.json.Json;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/// Block Kit's rules as Slack enforces them: known types, where each may stand, required fields,
/// counts and lengths. Pure.
///
/// Limits come from Slack's reference of 2026. Slack counts characters, so do we: one emoji is one.
public final class BlockRules {
  /// Where blocks are shown.
  public enum Surface {
    MESSAGE(50),
    MODAL(100),
    HOME(100);

    private final int mostBlocks;

    Surface(int mostBlocks) {
      this.mostBlocks = mostBlocks;
    }
  }

  /// The most characters over all blocks of a message; observed, not documented.
  public static final int MOST_CHARACTERS_IN_ALL = 13_200;

  private static final int ID_MOST = 255;
  private static final Set<Surface> EVERYWHERE = EnumSet.allOf(Surface.class);
  private static final Set<Surface> MESSAGES = EnumSet.of(Surface.MESSAGE);
  private static final Set<String> IN_CONTAINER =
      Set.of(
          "actions",
          "context",
          "divider",
          "file",
          "header",
          "image",
          "input",
          "rich_text",
          "section",
          "table",
          "video");

  private record Rule(Set<Surface> surfaces, Consumer<Inspection> check) {}

  private static final Map<String, Rule> RULES =
      Map.ofEntries(
          Map.entry("actions", new Rule(EVERYWHERE, BlockRules::actions)),
          Map.entry("alert", new Rule(EnumSet.of(Surface.MODAL), BlockRules::alert)),
          Map.entry("card", new Rule(EVERYWHERE, BlockRules::card)),
          Map.entry(
              "carousel",
              new Rule(EnumSet.of(Surface.MESSAGE, Surface.HOME), BlockRules::carousel)),
          Map.entry("container", new Rule(MESSAGES, BlockRules::container)),
          Map.entry("context", new Rule(EVERYWHERE, BlockRules::context)),
          Map.entry("context_actions", new Rule(MESSAGES, BlockRules::contextActions)),
          Map.entry("data_table", new Rule(MESSAGES, TableRules::dataTable)),
          Map.entry("data_visualization", new Rule(MESSAGES, TableRules::chart)),
          Map.entry("divider", new Rule(EVERYWHERE, _ -> {})),
          Map.entry("file", new Rule(MESSAGES, BlockRules::file)),
          Map.entry("header", new Rule(EVERYWHERE, BlockRules::header)),
          Map.entry("image", new Rule(EVERYWHERE, BlockRules::image)),
          Map.entry("input", new Rule(EVERYWHERE, BlockRules::input)),
          Map.entry("markdown", new Rule(MESSAGES, b -> b.requiredText("text", 12_000))),
          Map.entry("plan", new Rule(MESSAGES, BlockRules::plan)),
          Map.entry("rich_text", new Rule(EVERYWHERE, RichTextRules::block)),
          Map.entry("section", new Rule(EVERYWHERE, BlockRules::section)),
          Map.entry("table", new Rule(MESSAGES, TableRules::table)),
          Map.entry("task_card", new Rule(MESSAGES, BlockRules::taskCard)),
          Map.entry("video", new Rule(EVERYWHERE, BlockRules::video)));

  private BlockRules() {}

  /// What is wrong with the blocks of a message; pointers begin with `/blocks`.
  public static List<BlockProblem> check(Json.Arr blocks, Surface surface) {
    return check(blocks, surface, "/blocks");
  }

  static List<BlockProblem> check(Json.Arr blocks, Surface surface, String pointer) {
    List<BlockProblem> problems = new ArrayList<>();
    Inspection root = new Inspection(Json.object().build(), "", problems);
    Set<String> ids = new HashSet<>();
    for (Inspection block : root.objects(blocks.items(), pointer, 0, surface.mostBlocks)) {
      check(block, surface);
      block
          .plain("block_id")
          .filter(id -> !ids.add(id))
          .ifPresent(
              id -> block.problemAt("block_id", "block_id '%s' already exists".formatted(id)));
    }
    ElementRules.actionIdsAreUnique(blocks, pointer, problems);
    return List.copyOf(problems);
  }

  /// How many characters people would read in the blocks.
  static int characters(Json json) {
    return switch (json) {
      case Json.Obj(Map<String, Json> fields) ->
          fields.entrySet().stream()
              .mapToInt(f ->
                  f.getKey().equals("text") && f.getValue() instanceof Json.Text(String t)
                      ? t.codePointCount(0, t.length())
                      : characters(f.getValue()))
              .sum();
      case Json.Arr(List<Json> items) -> items.stream().mapToInt(BlockRules::characters).sum();
      case Json.Text _, Json.Num _, Json.Bool _, Json.Nothing() -> 0;
    };
  }

  private static void check(Inspection block, Surface surface) {
    if (!block.required("type")) {
      return;
    }
    Rule rule = RULES.get(block.type());
    if (rule == null) {
      block.problemAt("type", "unsupported type: " + block.type());
    } else if (!rule.surfaces.contains(surface)) {
      block.problemAt("type", "unsupported type: " + block.type());
    } else {
      block.optionalText("block_id", ID_MOST);
      rule.check.accept(block);
    }
  }

  private static void section(Inspection block) {
    if (block.json().get("text").isEmpty() && block.json().get("fields").isEmpty()) {
      block.problem("missing required field: text or fields");
    }
    block.textObject("text", Inspection.ANY_TEXT, 3000);
    block.items("fields", 1, 10).forEach(f -> f.asTextObject(Inspection.ANY_TEXT, 2000));
    block.child("accessory").ifPresent(a -> ElementRules.check(a, ElementRules.Host.SECTION));
  }

  private static void header(Inspection block) {
    block.requiredTextObject("text", Inspection.PLAIN, 150);
  }

  private static void context(Inspection block) {
    for (Inspection element : block.requiredItems("elements", 1, 10)) {
      if (element.type().equals("image")) {
        ElementRules.image(element);
      } else {
        element.asTextObject(Inspection.ANY_TEXT, 3000);
      }
    }
  }

  private static void actions(Inspection block) {
    block
        .requiredItems("elements", 1, 25)
        .forEach(e -> ElementRules.check(e, ElementRules.Host.ACTIONS));
  }

  private static void contextActions(Inspection block) {
    block
        .requiredItems("elements", 1, 5)
        .forEach(e -> ElementRules.check(e, ElementRules.Host.CONTEXT_ACTIONS));
  }

  private static void input(Inspection block) {
    block.requiredTextObject("label", Inspection.PLAIN, 2000);
    block.textObject("hint", Inspection.PLAIN, 2000);
    block.requiredChild("element").ifPresent(e -> ElementRules.check(e, ElementRules.Host.INPUT));
  }

  private static void image(Inspection block) {
    ElementRules.image(block);
    block.textObject("title", Inspection.PLAIN, 2000);
  }

  private static void file(Inspection block) {
    block.requiredText("external_id", ID_MOST);
    block.requiredText("source", ID_MOST);
    block.choice("source", Set.of("remote"));
  }

  private static void video(Inspection block) {
    block.requiredText("alt_text", 2000);
    block.requiredTextObject("title", Inspection.PLAIN, 199);
    block.requiredText("thumbnail_url", 3000);
    block.requiredText("video_url", 3000);
    block.optionalText("author_name", 49);
    block.textObject("description", Inspection.PLAIN, 3000);
  }

  private static void alert(Inspection block) {
    block.requiredTextObject("text", Inspection.ANY_TEXT, 200);
    block.choice("level", Set.of("default", "info", "warning", "error", "success"));
  }

  private static void card(Inspection block) {
    if (List.of("hero_image", "title", "actions", "body").stream()
        .allMatch(f -> block.json().get(f).isEmpty())) {
      block.problem("missing required field: hero_image, title, actions or body");
    }
    block.child("hero_image").ifPresent(ElementRules::image);
    block.child("icon").ifPresent(ElementRules::image);
    block.textObject("title", Inspection.MARKED, 150);
    block.textObject("subtitle", Inspection.MARKED, 150);
    block.textObject("body", Inspection.MARKED, 200);
    block.items("actions", 1, 3).forEach(e -> ElementRules.check(e, ElementRules.Host.CARD));
  }

  private static void carousel(Inspection block) {
    for (Inspection card : block.requiredItems("elements", 1, 10)) {
      if (card.type().equals("card")) {
        card(card);
      } else {
        card.problemAt("type", "unsupported type: " + card.type());
      }
    }
  }

  private static void container(Inspection block) {
    if (block.json().get("title").isEmpty() && block.json().get("rich_text_title").isEmpty()) {
      block.problem("missing required field: title or rich_text_title");
    }
    block.textObject("title", Inspection.PLAIN, 150);
    block.textObject("subtitle", Inspection.ANY_TEXT, 150);
    block.child("rich_text_title").ifPresent(RichTextRules::block);
    block.child("icon").ifPresent(ElementRules::image);
    block.choice("width", Set.of("narrow", "standard", "wide", "full"));
    for (Inspection child : block.requiredItems("child_blocks", 1, 10)) {
      if (IN_CONTAINER.contains(child.type())) {
        check(child, Surface.MESSAGE);
      } else {
        child.problemAt("type", "unsupported type: " + child.type());
      }
    }
  }

  private static void plan(Inspection block) {
    block.requiredText("title", 3000);
    block.items("tasks", 0, 50).forEach(BlockRules::taskCard);
  }

  private static void taskCard(Inspection block) {
    block.requiredText("task_id", ID_MOST);
    block.requiredText("title", 3000);
    block.choice("status", Set.of("pending", "in_progress", "complete", "error"));
    block.child("details").ifPresent(RichTextRules::block);
    block.child("output").ifPresent(RichTextRules::block);
  }
}
