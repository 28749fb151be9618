package io.tieout.door.slack;

import io.tieout.fact.check.Check;
import io.tieout.fact.check.Checkable;
import io.tieout.fact.check.Looking;
import io.tieout.value.fault.FaultException;
import io.tieout.value.json.Json;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Whether the app may do in Slack what we do there. That it is in the finance channel is tried
/// with a message only the app itself can see: the scopes to look it up are not asked for.
public final class SlackChecks implements Checkable {
  private static final String INVITE = "open the channel in Slack and write /invite @Tieout";

  private final SlackSettings settings;

  public SlackChecks(SlackSettings settings) {
    this.settings = settings;
  }

  @Override
  public List<Check> checks() {
    Looking looking = new Looking();
    try (SlackClient client = new SlackClient(settings)) {
      Optional<SlackClient.Who> who =
          looking.at(
              "bot token",
              client::who,
              w ->
                  Check.ok("bot token", "user %s in workspace %s".formatted(w.userId(), w.team())));
      who.ifPresent(w -> {
        looking.add(scopes(w.scopes()));
        looking.add(channel(client, w.userId()));
      });
    }
    return looking.found();
  }

  private static Check scopes(Set<String> granted) {
    Set<String> missing = new TreeSet<>(SlackDoor.scopes());
    missing.removeAll(granted);
    return missing.isEmpty()
        ? Check.ok("scopes", String.join(", ", SlackDoor.scopes()))
        : Check.failed(
            "scopes",
            "%s is missing; add it at api.slack.com/apps, OAuth & Permissions (manifest/slack/manifest.json has them all), and install the app again"
                .formatted(String.join(", ", missing)));
  }

  private Check channel(SlackClient client, String bot) {
    String name = "finance channel";
    String channel = settings.financeChannel();
    try {
      client.whisper(
          new SlackClient.Outgoing(
              channel,
              Optional.empty(),
              "Tieout looks whether it can post here.",
              List.<Json.Obj>of(Blocks.section("Tieout looks whether it can post here."))),
          bot);
      return Check.ok(name, channel + ", the app is in it");
    } catch (SlackException e) {
      return switch (e.error()) {
        case "channel_not_found", "not_in_channel", "user_not_in_channel" ->
            Check.failed(
                name,
                "the app is not in %s, or there is no such channel (%s); %s"
                    .formatted(channel, e.error(), INVITE));
        case "is_archived" ->
            Check.failed(name, channel + " is archived; give another slack.finance_channel");
        default ->
            Check.warning(
                name,
                "Slack answered %s to a trial in %s; if no cards appear, %s"
                    .formatted(e.error(), channel, INVITE));
      };
    } catch (FaultException e) {
      return Check.failed(name, "cannot be tried: " + e.fault().message());
    }
  }
}
