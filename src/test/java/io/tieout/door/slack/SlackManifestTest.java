package io.tieout.door.slack;

import static org.assertj.core.api.Assertions.assertThat;

import io.tieout.value.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The app's manifest asks for what the code uses, no more and no less. That these scopes are
/// enough is shown by the tests of the door, whose workspace grants them alone.
class SlackManifestTest {
  private final Json.Obj manifest = read();

  @Test
  void it_asks_for_the_scopes_and_events_that_the_code_uses() {
    assertThat(texts(manifest.obj("oauth_config").obj("scopes").list("bot")))
        .isSorted()
        .containsExactlyInAnyOrderElementsOf(SlackDoor.scopes());
    assertThat(manifest.obj("oauth_config").obj("scopes").has("user")).isFalse();
    assertThat(texts(manifest.obj("settings").obj("event_subscriptions").list("bot_events")))
        .isSorted()
        .containsExactlyInAnyOrderElementsOf(SlackInbound.EVENTS);
  }

  @Test
  void its_addresses_are_the_door_s_routes() {
    Json.Obj settings = manifest.obj("settings");
    List<String> paths;
    try (SlackHouse house = new SlackHouse()) {
      paths = house.paths();
    }
    assertThat(
            List.of(
                settings.obj("event_subscriptions").text("request_url"),
                settings.obj("interactivity").text("request_url"),
                command().text("url")))
        .containsExactlyElementsOf(paths.stream().map(p -> "https://YOUR-HOST" + p).toList());
    assertThat(settings.obj("interactivity").flag("is_enabled")).isTrue();
    assertThat(settings.flag("socket_mode_enabled")).isFalse();
  }

  @Test
  void its_suggestions_are_those_the_app_makes_itself() {
    Json.Obj agent = manifest.obj("features").obj("agent_view");
    assertThat(agent.objects("suggested_prompts"))
        .hasSizeLessThanOrEqualTo(4)
        .extracting(p -> new SlackClient.Prompt(p.text("title"), p.text("message")))
        .isEqualTo(SlackNotifier.PROMPTS);
    assertThat(agent.text("agent_description")).hasSizeLessThanOrEqualTo(300);
  }

  @Test
  void its_texts_are_as_long_as_slack_allows() {
    assertThat(manifest.obj("_metadata").integer("major_version")).isEqualTo(2);
    Json.Obj display = manifest.obj("display_information");
    assertThat(display.text("name")).hasSizeLessThanOrEqualTo(35);
    assertThat(display.text("description")).hasSizeLessThanOrEqualTo(140);
    assertThat(display.text("long_description")).hasSizeBetween(175, 4_000);
    assertThat(display.text("background_color")).matches("#[0-9a-f]{6}");
    Json.Obj features = manifest.obj("features");
    assertThat(features.obj("bot_user").text("display_name")).hasSizeLessThanOrEqualTo(80);
    assertThat(features.obj("app_home").flag("messages_tab_enabled")).isTrue();
    assertThat(features.obj("app_home").flag("messages_tab_read_only_enabled")).isFalse();
    assertThat(command().text("command")).isEqualTo("/tieout");
    assertThat(command().text("description")).hasSizeLessThanOrEqualTo(100);
  }

  private Json.Obj command() {
    List<Json.Obj> commands = manifest.obj("features").objects("slash_commands");
    assertThat(commands).hasSize(1);
    return commands.getFirst();
  }

  private static List<String> texts(List<Json> items) {
    return items.stream().map(i -> i.asText("item")).toList();
  }

  private static Json.Obj read() {
    try {
      return Json.parseObj(Files.readString(Path.of("manifest/slack/manifest.json")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
