package io.tieout.door.slack;

import io.tieout.value.secret.Secret;
import java.net.URI;

/// How Slack is reached.
///
/// @param apiBase ends with a slash; `https://slack.com/api/` in production
/// @param financeChannel the id of the channel where cards and findings are posted
public record SlackSettings(
    URI apiBase, Secret botToken, Secret signingSecret, String financeChannel) {
  public static final URI SLACK = URI.create("https://slack.com/api/");

  public SlackSettings {
    if (!apiBase.toString().endsWith("/")) {
      throw new IllegalArgumentException(
          "slack.api_base '%s' must end with a slash".formatted(apiBase));
    }
    if (signingSecret.reveal().isBlank() || botToken.reveal().isBlank()) {
      throw new IllegalArgumentException(
          "slack.bot_token and slack.signing_secret must be set; both stand on the app's pages at"
              + " api.slack.com");
    }
    if (financeChannel.isBlank()) {
      throw new IllegalArgumentException(
          "slack.finance_channel is missing; give the channel's id, for example C0123456789");
    }
  }
}
