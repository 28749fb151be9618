package io.tieout.app.connect;

import static org.assertj.core.api.Assertions.assertThat;

import io.tieout.engine.db.Database;
import io.tieout.engine.db.TestDatabase;
import io.tieout.engine.vault.Refusals;
import io.tieout.engine.vault.Vault;
import io.tieout.engine.vault.VaultKey;
import io.tieout.sandbox.world.SandboxClock;
import io.tieout.sandbox.world.SeededCompany;
import io.tieout.sandbox.xero.XeroStandIn;
import io.tieout.sandbox.xerobooks.Profile;
import io.tieout.value.json.Json;
import io.tieout.value.secret.Secret;
import io.tieout.vendor.http.Settings;
import io.tieout.vendor.http.Timing;
import io.tieout.vendor.xero.XeroAccess;
import io.tieout.vendor.xero.XeroAuth;
import io.tieout.vendor.xero.XeroLedger;
import io.tieout.vendor.xero.XeroSettings;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Two processes share one connection of a vendor that changes the refresh token with every use and
/// forgets the one before at once.
class TwoProcessesTest {
  private static final Instant START = Instant.parse("2026-11-22T17:00:00Z");
  private static final String KEY =
      Base64.getEncoder().encodeToString("k".repeat(32).getBytes(StandardCharsets.US_ASCII));
  private static final int ROUNDS = 6;
  private static final int AT_ONCE = 4;

  private final SandboxClock clock = new SandboxClock(() -> START);
  private final XeroStandIn xero =
      XeroStandIn.start(
          XeroStandIn.Options.of(SeededCompany.generate(7, 5, START), clock)
              .with(Profile.uk("Northlight Ltd")));
  private final Database database = TestDatabase.fresh();
  private final XeroLedger one = process();
  private final XeroLedger two = process();

  @AfterEach
  void close() {
    one.close();
    two.close();
    database.close();
    xero.close();
  }

  private XeroLedger process() {
    Json.Obj info = xero.info();
    Vault vault =
        new Vault(
            database,
            VaultKey.fromEnvironment(Map.of(VaultKey.VARIABLE, KEY)).orElseThrow(),
            clock);
    VaultedGrant grant =
        new VaultedGrant(
            new VaultedGrant.Kept(vault, new Refusals(database, clock)),
            "xero/uk",
            new Secret(info.text("refreshToken")),
            clock);
    XeroAccess access =
        new XeroAccess(
            xero.base(),
            URI.create(info.text("tokenUrl")),
            info.text("clientId"),
            new Secret(info.text("clientSecret")),
            new XeroAuth.Consent("uk", grant));
    return new XeroLedger(
        new XeroSettings(
            "uk",
            access,
            info.text("tenantId"),
            new Secret(info.text("webhookKey")),
            XeroSettings.APP,
            XeroSettings.MARK_BASE,
            Optional.empty(),
            Optional.empty(),
            100),
        new Settings(Duration.ofSeconds(10), Duration.ofSeconds(2), 8, 3),
        new Timing(clock, new Random(7), _ -> {}));
  }

  @Test
  void a_token_that_changes_with_every_use_survives_two_processes_that_renew_at_once()
      throws Exception {
    xero.refreshGrace(false);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int round = 0; round < ROUNDS; round++) {
        xero.expireTokens();
        List<Future<String>> calls = new ArrayList<>();
        for (int i = 0; i < AT_ONCE; i++) {
          XeroLedger process = i % 2 == 0 ? one : two;
          calls.add(threads.submit(() -> process.book().name()));
        }
        for (Future<String> call : calls) {
          assertThat(call.get()).isEqualTo("Northlight Ltd");
        }
      }
    }
  }
}
