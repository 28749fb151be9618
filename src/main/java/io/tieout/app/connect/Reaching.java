package io.tieout.app.connect;

import io.tieout.value.fault.Fault;
import io.tieout.value.fault.FaultException;
import io.tieout.value.json.JsonShapeException;
import io.tieout.value.secret.Secret;
import io.tieout.vendor.http.Timing;
import io.tieout.vendor.oauth.RotatingTokens;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Whether a connection still reaches all its accounts, where one covers several. What is missing
/// is noted beside the refused tokens, so that every replica and every page tells the same without
/// asking the vendor; a new consent makes the note worthless.
final class Reaching {
  private static final Logger LOG = LoggerFactory.getLogger(Reaching.class);

  private final VaultedGrant.Kept kept;
  private final InstantSource clock;

  Reaching(VaultedGrant.Kept kept, InstantSource clock) {
    this.kept = kept;
    this.clock = clock;
  }

  /// What was missing when the vendor was last asked.
  Optional<Standing> withdrawn(Connectable connectable) {
    List<AccountNaming.Account> accounts = new ArrayList<>();
    List<Instant> since = new ArrayList<>();
    for (AccountNaming.Account account : accounts(connectable)) {
      kept.refusals()
          .since(name(connectable, account), consent(connectable))
          .ifPresent(at -> {
            accounts.add(account);
            since.add(at);
          });
    }
    return since.stream()
        .min(Comparator.naturalOrder())
        .map(first -> new Standing.Withdrawn(accounts, first));
  }

  /// Asks the vendor. A vendor that is away or wants to be left alone tells nothing about the
  /// connection, so what is known of it stays.
  void look(Connectable connectable, Timing timing) {
    if (!(connectable.account() instanceof AccountNaming.Listed listed)) {
      return;
    }
    VaultedGrant grant = grant(connectable);
    if (grant.load().isEmpty() || grant.refusedSince().isPresent()) {
      return;
    }
    try (RotatingTokens tokens =
        new RotatingTokens(connectable.app(), grant, ConsentDesk.HTTP, timing)) {
      AccountProof proof = new AccountProof(connectable, ConsentDesk.HTTP, timing);
      note(connectable, listed, proof.reach(listed, tokens.token()).missing());
    } catch (FaultException e) {
      switch (e.fault()) {
        case Fault.Throttled _, Fault.Transient _, Fault.Ambiguous _ ->
            LOG.info("{} is looked at later: {}", connectable.key(), e.fault().message());
        // A refused token was noted on the way.
        case Fault.Refused _, Fault.Broken _ ->
            LOG.warn("{}: {}", connectable.key(), e.fault().message());
      }
    } catch (JsonShapeException e) {
      LOG.warn("{}: its accounts are told in a shape we do not know", connectable.key(), e);
    }
  }

  /// A consent has just reached them all.
  void reached(Connectable connectable) {
    accounts(connectable).forEach(account -> kept.refusals().forget(name(connectable, account)));
  }

  private void note(
      Connectable connectable, AccountNaming.Listed listed, List<AccountNaming.Account> missing) {
    for (AccountNaming.Account account : listed.accounts()) {
      if (missing.contains(account)) {
        kept.refusals().note(name(connectable, account), consent(connectable));
      } else {
        kept.refusals().forget(name(connectable, account));
      }
    }
  }

  private static List<AccountNaming.Account> accounts(Connectable connectable) {
    return connectable.account() instanceof AccountNaming.Listed listed
        ? listed.accounts()
        : List.of();
  }

  private VaultedGrant grant(Connectable connectable) {
    return new VaultedGrant(kept, connectable.key(), connectable.configured(), clock);
  }

  /// Names the consent, through all renewals of its token.
  private Secret consent(Connectable connectable) {
    return new Secret(
        grant(connectable).connectedSince().map(Instant::toString).orElse("as configured"));
  }

  private static String name(Connectable connectable, AccountNaming.Account account) {
    return connectable.key() + "/account/" + account.id();
  }
}
