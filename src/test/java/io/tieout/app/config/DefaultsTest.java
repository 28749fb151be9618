package io.tieout.app.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What a company gets that leaves a key out. A default that moves is a change for every one of
/// them.
class DefaultsTest {
  @Test
  void every_default_is_pinned() {
    Map<String, String> defaults = new HashMap<>();
    for (Reading.Key key : ConfigFile.keys()) {
      if (!List.of("required", "none").contains(key.otherwise())) {
        defaults.put(key.name(), key.otherwise());
      }
    }

    assertThat(defaults)
        .isEqualTo(
            Map.ofEntries(
                Map.entry("web.host", "127.0.0.1"),
                Map.entry("web.port", "8080"),
                Map.entry("database.pool_size", "10"),
                Map.entry("salesforce.audience", "https://login.salesforce.com"),
                Map.entry("salesforce.change_host", "api.pubsub.salesforce.com"),
                Map.entry("quickbooks[].book", "main"),
                Map.entry("quickbooks[].environment", "production"),
                Map.entry("quickbooks[].api_base", "by `environment`"),
                Map.entry(
                    "quickbooks[].authorize_url", "https://appcenter.intuit.com/connect/oauth2"),
                Map.entry(
                    "quickbooks[].token_url",
                    "https://oauth.platform.intuit.com/oauth2/v1/tokens/bearer"),
                Map.entry("quickbooks[].prices", "before_tax"),
                Map.entry("xero[].prices", "before_tax"),
                Map.entry("quickbooks[].time_zone", "America/New_York"),
                Map.entry("quickbooks[].invoice_numbers_from", "1"),
                Map.entry("hubspot.api_base", "https://api.hubapi.com"),
                Map.entry("hubspot.token_url", "https://api.hubapi.com/oauth/2026-09/token"),
                Map.entry("hubspot.authorize_url", "https://app.hubspot.com/oauth/authorize"),
                Map.entry("xero[].connection", "consent"),
                Map.entry("xero[].consent", "main"),
                Map.entry("xero[].invoice_numbers_from", "1"),
                Map.entry("xero[].api_base", "https://api.xero.com"),
                Map.entry("xero[].token_url", "https://identity.xero.com/connect/token"),
                Map.entry(
                    "xero[].authorize_url", "https://login.xero.com/identity/connect/authorize"),
                Map.entry("xero[].time_zone", "Europe/London"),
                Map.entry("slack.api_base", "https://slack.com/api/"),
                Map.entry("policy", "shipped"),
                Map.entry("anchors.smtp_port", "587"),
                Map.entry("anchors.smtp_security", "starttls"),
                Map.entry("anchors.timestamp_roots", "java"),
                Map.entry("anchors.git_branch", "anchors"),
                Map.entry("anchors.git_user", "x-access-token"),
                Map.entry("retention.signal_bodies_days", "90"),
                Map.entry("retention.deleted_copies_days", "30"),
                Map.entry("retention.transcripts_days", "30"),
                Map.entry("retention.notices_days", "30"),
                Map.entry("retention.resolved_findings_days", "730"),
                Map.entry("retention.job_runs_days", "90"),
                Map.entry("retention.records_years", "10"),
                Map.entry("rhythm.crm_poll", "PT30S"),
                Map.entry("rhythm.crm_sweep", "PT5M"),
                Map.entry("rhythm.ledger_sweep", "PT5M"),
                Map.entry("rhythm.effect_janitor", "PT30S")));
  }
}
