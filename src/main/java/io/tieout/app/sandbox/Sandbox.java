package io.tieout.app.sandbox;

import io.tieout.app.config.TieoutConfig;
import io.tieout.app.house.House;
import io.tieout.engine.db.Database;
import io.tieout.engine.db.DatabaseAddress;
import io.tieout.engine.vault.VaultKey;
import io.tieout.sandbox.hubspot.HubSpotStandIn;
import io.tieout.sandbox.page.HouseView;
import io.tieout.sandbox.page.SandboxPage;
import io.tieout.value.json.Json;
import io.tieout.value.secret.Secret;
import io.tieout.vendor.http.Pause;
import io.tieout.vendor.http.Timing;
import io.tieout.vendor.hubspot.HubSpotCrm;
import io.tieout.vendor.hubspot.HubSpotSettings;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.function.UnaryOperator;

/// A company to play with: stand-ins, and a house connected to them.
public final class Sandbox implements AutoCloseable {
  /// Nothing in the sandbox lags for minutes, so a lost answer is settled soon.
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  /// The stand-ins keep no limits; a tour that waits for a vendor's seconds shows nothing more.
  private static final int ALLOWANCE = 100;

  private final Vendors vendors;
  private final Database database;
  private final House house;

  private Sandbox(Vendors vendors, Database database, House house) {
    this.vendors = vendors;
    this.database = database;
    this.house = house;
  }

  /// Opens a house on the stand-ins and tells them where it listens.
  ///
  /// @param keyFolder where the vault's key is kept
  public static Sandbox open(Vendors vendors, DatabaseAddress address, Path keyFolder) {
    return open(vendors, address, keyFolder, UnaryOperator.identity());
  }

  /// As [#open(Vendors, DatabaseAddress, Path)], configured otherwise.
  static Sandbox open(
      Vendors vendors,
      DatabaseAddress address,
      Path keyFolder,
      UnaryOperator<TieoutConfig> otherwise) {
    Database database = Database.open(address);
    prepare(vendors);
    TieoutConfig config = otherwise.apply(SandboxConfig.of(vendors));
    House house =
        House.open(
            config,
            House.Ground.of(
                    database,
                    VaultKey.fromFile(keyFolder),
                    vendors.clock(),
                    new SecureRandom(),
                    "sandbox")
                .withPatience(PATIENCE)
                .withAllowance(ALLOWANCE));
    vendors.tell(house.base(), config);
    return new Sandbox(vendors, database, house);
  }

  /// What an administrator does in the company's systems before Tieout comes.
  public static void prepare(Vendors vendors) {
    if (vendors.crm() instanceof HubSpotStandIn hubspot) {
      Timing timing = new Timing(vendors.clock(), new SecureRandom(), Pause.sleeping());
      HubSpotSettings.Grant key =
          new HubSpotSettings.Grant.ServiceKey(new Secret(hubspot.info().text("serviceKey")));
      try (HubSpotCrm portal = new HubSpotCrm(HubSpotSettings.of(hubspot.base(), key), timing)) {
        portal.properties().install();
      }
    }
  }

  public Vendors vendors() {
    return vendors;
  }

  public House house() {
    return house;
  }

  /// Opens the page to click.
  ///
  /// @param port the port, or 0 for any free one
  public SandboxPage openPage(int port) {
    return SandboxPage.start(
        new SandboxPage.Options(port, new SecureRandom()),
        vendors.slack(),
        vendors.crm(),
        vendors.books(),
        vendors.clock(),
        new SeenHouse(house));
  }

  /// What the page may know of the house.
  private record SeenHouse(House house) implements HouseView {
    @Override
    public boolean ready() {
      return true;
    }

    @Override
    public Json.Obj status() {
      return Json.object()
          .put("Waiting for approval", house.waitingApprovals())
          .put("Everything worked off", house.idle())
          .build();
    }
  }

  @Override
  public void close() {
    house.close();
    database.close();
  }
}
