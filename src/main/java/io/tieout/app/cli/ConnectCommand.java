package io.tieout.app.cli;

import io.tieout.app.config.TieoutConfig;
import io.tieout.app.connect.Connectable;
import io.tieout.app.connect.Connectables;
import io.tieout.app.connect.Standing;
import io.tieout.app.connect.VaultedGrant;
import io.tieout.engine.db.Database;
import io.tieout.engine.vault.Refusals;
import io.tieout.engine.vault.Tickets;
import io.tieout.engine.vault.Vault;
import io.tieout.engine.vault.VaultKey;
import java.io.PrintWriter;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Connecting systems by consent, and changing the key that seals what comes of it.
@Command(
    name = "connect",
    mixinStandardHelpOptions = true,
    description = {
      "Connects systems by an administrator's consent in a browser.",
      "Tells how each system that is connected by consent stands, what to enter at its vendor, and"
          + " prints an address for an administrator's browser: good once, for fifteen minutes. Tieout"
          + " must be running (./tieout serve) on the same database; needs web.public_url."
    })
final class ConnectCommand implements Callable<Integer> {
  private static final InstantSource CLOCK = InstantSource.system();

  @Spec private @Nullable CommandSpec spec;
  @Mixin private @Nullable Store store;

  @Parameters(
      arity = "0..1",
      paramLabel = "SYSTEM",
      description = "Only this one, for example quickbooks.")
  private @Nullable String system;

  @Option(
      names = "--rotate-key",
      description = {
        "Seals everything anew with the first key of TIEOUT_VAULT_KEY (or of the file vault.key). First",
        "start Tieout with 'NEW,OLD'; afterwards the old one can be dropped."
      })
  private boolean rotate;

  private ConnectCommand() {}

  @Override
  public Integer call() {
    PrintWriter out = Terminal.of(spec);
    Store looked = Objects.requireNonNull(store);
    Optional<VaultKey> key = VaultKey.existing(System.getenv(), looked.folder());
    if (rotate) {
      return looked.with(database -> rotated(database, key, out));
    }
    TieoutConfig config = looked.configuration().config();
    List<Connectable> chosen = chosen(Connectables.of(config));
    Optional<URI> url = config.web().publicUrl();
    if (url.isEmpty()) {
      out.println(
          "Set web.public_url in the configuration first: the address that browsers and vendors reach Tieout"
              + " at, for example https://tieout.example.com. Then start Tieout again.");
      return Exit.CONFIGURATION;
    }
    return looked.with(database -> {
      chosen.forEach(c -> describe(c, url.get(), standing(c, database, key), out));
      out.printf(
          "%nOpen this address in a browser within %d minutes; it is good once:%n%n  %s/connect?token=%s%n",
          Tickets.LINK.toMinutes(), url.get(), new Tickets(database, CLOCK).link().reveal());
      return Exit.DONE;
    });
  }

  private List<Connectable> chosen(List<Connectable> all) {
    if (system == null) {
      return all;
    }
    List<Connectable> some = all.stream().filter(c -> c.system().equals(system)).toList();
    if (some.isEmpty()) {
      throw new ParameterException(
          Objects.requireNonNull(spec).commandLine(),
          "no system '%s' is configured that is connected by consent; there are %s"
              .formatted(system, all.stream().map(Connectable::system).distinct().toList()));
    }
    return some;
  }

  private static void describe(Connectable c, URI url, String standing, PrintWriter out) {
    out.printf("%s (%s)%n", c.key(), c.spoken());
    out.printf("  stands      %s%n", standing);
    out.printf("  account     %s (%s)%n", c.account().wanted(), c.account().setting());
    out.printf("  enter       %s%n", c.redirect(url));
    out.printf("              at %s, letter by letter%n", c.where());
    out.printf("  scopes      %s%n", String.join(" ", c.scopes()));
  }

  private static String standing(Connectable c, Database database, Optional<VaultKey> key) {
    if (key.isEmpty()) {
      return "cannot be told here: the vault's key is not at hand";
    }
    VaultedGrant.Kept kept =
        new VaultedGrant.Kept(new Vault(database, key.get(), CLOCK), new Refusals(database, CLOCK));
    return switch (Standing.of(c, kept, CLOCK)) {
      case Standing.NotConnected _ -> "not connected";
      case Standing.Connected(var since, var expires) ->
          since.map(at -> "connected since " + at).orElse("connected with the configured token")
              + expires.map(at -> ", ends " + at + " if unused").orElse("");
      case Standing.EndsSoon(_, var expires) -> "connected, ends soon: " + expires;
      case Standing.ReconnectNeeded(var since) -> "RECONNECT NEEDED, refused since " + since;
      case Standing.Withdrawn withdrawn ->
          "RECONNECT NEEDED, no longer reaches %s since %s"
              .formatted(withdrawn.spoken(), withdrawn.since());
      case Standing.Unreadable(String why) -> "UNREADABLE: " + why;
    };
  }

  private static Integer rotated(Database database, Optional<VaultKey> key, PrintWriter out) {
    if (key.isEmpty()) {
      out.printf(
          "No key is at hand; set %s to 'NEW,OLD', or name the data folder with --data.%n",
          VaultKey.VARIABLE);
      return Exit.CONFIGURATION;
    }
    Vault vault = new Vault(database, key.get(), CLOCK);
    vault.rotate(name -> out.printf("  sealed anew: %s%n", name));
    List<String> left = vault.sealedOtherwise();
    if (!left.isEmpty()) {
      out.printf("Still sealed with another key: %s. Run it again.%n", left);
      return Exit.DOES_NOT_HOLD;
    }
    out.printf(
        "%d credentials are sealed with key %s; older keys can be dropped.%n",
        vault.names().size(), key.get().id());
    return Exit.DONE;
  }
}
