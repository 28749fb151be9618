package io.tieout.app.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tieout.sandbox.page.Browser;
import io.tieout.value.secret.Secret;
import io.tieout.vendor.oauth.TokenVault.Grant;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The page as a person sees it, on a laptop and on a telephone, by day and by night.
class ConnectPageBrowserTest {
  @TempDir private Path folder;

  @Test
  void the_page_reads_well_in_every_width() throws IOException {
    Optional<Browser> there = Browser.start();
    assumeTrue(
        there.isPresent(),
        "no Chromium with chromedriver found: install them or set TIEOUT_CHROMIUM");
    try (Browser browser = there.get();
        ConnectStage stage = new ConnectStage()) {
      stage.open(
          List.of(
              ConnectPageTest.xero("uk"), ConnectPageTest.xero("de"), ConnectPageTest.xero("fr")));
      keep(stage, "xero/uk", Duration.ofDays(60));
      keep(stage, "xero/de", Duration.ofDays(3));

      URI link = stage.url.resolve("/connect?token=" + stage.tickets.link().reveal());
      browser.visit(link, 1440, 900, "light");
      assertThat(browser.pageText())
          .contains("Connections", "Connected since", "Ends soon", "Not connected", "Reconnect")
          .doesNotContain("token");
      assertThat(browser.scrollsSideways()).isFalse();
      browser.screenshot("connect-laptop");

      URI failed = stage.url.resolve("/connect/callback/xero?state=uk.guessed&code=x");
      browser.visit(failed, 390, 844, "dark");
      assertThat(browser.pageText()).contains("used already");
      assertThat(browser.scrollsSideways()).isFalse();
      browser.screenshot("connect-narrow");
    }
  }

  @Test
  void an_administrator_clicks_through_all_three() throws IOException {
    Optional<Browser> there = Browser.start();
    assumeTrue(
        there.isPresent(),
        "no Chromium with chromedriver found: install them or set TIEOUT_CHROMIUM");
    try (Browser browser = there.get();
        ThreeVendors vendors = new ThreeVendors(folder)) {
      ConnectStage stage = vendors.stage;
      browser.visit(
          stage.url.resolve("/connect?token=" + stage.tickets.link().reveal()), 1280, 900, "light");
      browser.screenshot("connect-before");
      for (String key : ThreeVendors.ALL) {
        browser.click("connect-" + key);
        browser.see("allow");
        assertThat(browser.pageText()).contains("stand-in", "Tieout", "Cancel");
        assertThat(browser.scrollsSideways()).isFalse();
        browser.screenshot("consent-" + key.substring(0, key.indexOf('/')));

        browser.click("deny");
        browser.see("connect-" + key);
        assertThat(browser.pageText()).contains("That did not work", "says access_denied");

        browser.click("connect-" + key);
        browser.click("allow");
        browser.see("connect-" + key);
        assertThat(browser.pageText())
            .contains("Done", stage.connectable(key).spoken() + " is connected.");
        assertThat(vendors.read(key)).isNotBlank();
      }
      assertThat(browser.pageText()).doesNotContain("Not connected", "Nobody has consented");
      assertThat(browser.scrollsSideways()).isFalse();
      browser.screenshot("connect-after");

      vendors.xero.disconnect(vendors.tenants().getLast());
      stage.watch();
      browser.visit(stage.url.resolve("/connect"), 1280, 900, "light");
      assertThat(browser.pageText()).contains("Reconnect needed", "disconnected book 'au' there");
      browser.screenshot("connect-disconnected");
      browser.visit(stage.url.resolve("/connect"), 390, 844, "dark");
      assertThat(browser.scrollsSideways()).isFalse();
      browser.screenshot("connect-disconnected-narrow");
    }
  }

  private static void keep(ConnectStage stage, String key, Duration life) {
    new VaultedGrant(stage.kept, key, new Secret(""), stage.clock)
        .connected(
            new Grant(
                new Secret("refresh"),
                stage.clock.instant(),
                Optional.of(stage.clock.instant().plus(life))));
  }
}
