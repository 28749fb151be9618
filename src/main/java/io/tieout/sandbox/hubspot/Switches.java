package io.tieout.sandbox.hubspot;

import io.tieout.sandbox.host.HttpCall;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;

/// How the portal behaves, to be changed while it runs.
public final class Switches {
  private final Alone alone;
  private final Portal portal;
  private final Parts parts;

  Switches(Alone alone, Portal portal, Parts parts) {
    this.alone = alone;
    this.portal = portal;
    this.parts = parts;
  }

  /// What is switched besides the portal.
  record Parts(
      Credentials credentials,
      RateLimits rates,
      ObjectsApi objects,
      SearchApi search,
      Subscriptions subscriptions,
      Troubles troubles) {}

  /// Runs something while nothing else runs.
  @FunctionalInterface
  interface Alone {
    Boolean done(Supplier<Boolean> work);
  }

  /// How long search does not see what is written from now on.
  public void indexLag(Duration lag) {
    set(() -> portal.indexLag(lag));
  }

  /// How long the associations of a create call cannot be read.
  public void associationLag(Duration lag) {
    set(() -> parts.objects().associationLag(lag));
  }

  /// The most results that a search can be paged through.
  public void searchCap(int most) {
    set(() -> parts.search().cap(most));
  }

  public void limits(Limits limits) {
    set(() -> parts.rates().limits(limits));
  }

  /// An administrator's rule, for every write by the API from now on.
  public void rule(AdminRule rule) {
    set(() -> portal.rule(rule));
  }

  public void clearRules() {
    set(portal::clearRules);
  }

  /// How a value that is not unique is refused.
  public void uniqueRefusal(UniqueRefusal how) {
    set(() -> portal.uniqueRefusal(how));
  }

  /// Takes a scope away from every caller.
  public void withdrawScope(String scope) {
    set(() -> parts.credentials().withdraw(scope));
  }

  /// Gives a scope back.
  public void grantScope(String scope) {
    set(() -> parts.credentials().grant(scope));
  }

  /// An administrator uninstalls the app: the token is good no more.
  public void revoke(String token) {
    set(() -> parts.credentials().revoke(token));
  }

  /// The next requests that match are refused in this way, before anything is looked at.
  public void trouble(Trouble trouble, int times, Predicate<HttpCall> when) {
    set(() -> parts.troubles().arm(trouble, times, when));
  }

  /// Hears of a type of event such as `deal.propertyChange`, for changes with the property's name.
  public void subscribe(String eventType, Optional<String> property) {
    set(() -> parts.subscriptions().add(eventType, property, portal.now()));
  }

  /// Hears of nothing any more, until subscribed to.
  public void unsubscribeAll() {
    set(() -> parts.subscriptions().all().forEach(s -> parts.subscriptions().remove(s.id())));
  }

  private void set(Runnable change) {
    var _ =
        alone.done(() -> {
          change.run();
          return true;
        });
  }
}
