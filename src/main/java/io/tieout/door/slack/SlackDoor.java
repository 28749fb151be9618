package io.tieout.door.slack;

import io.tieout.door.assistant.Assistant;
import io.tieout.door.web.Route;
import io.tieout.engine.approval.Approvals;
import io.tieout.engine.db.Database;
import io.tieout.engine.finding.Findings;
import io.tieout.engine.halt.Halts;
import io.tieout.engine.halt.Scopes;
import io.tieout.engine.inbox.Inbox;
import io.tieout.engine.inbox.SignalHandler;
import io.tieout.engine.outbox.Outbox;
import io.tieout.fact.notice.Notifier;
import io.tieout.fact.party.Directory;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/// Everything Slack: the routes it calls, the handler of what came in, and the notifier.
public final class SlackDoor implements AutoCloseable {
  /// Source of the signals that come from Slack.
  public static final String SOURCE = SlackInbound.SOURCE;

  private final SlackClient client;
  private final SlackInbound inbound;
  private final SlackNotifier notifier;
  private final SlackWork work;

  /// What the door works with.
  public record Deps(
      Database database,
      Inbox inbox,
      Outbox outbox,
      Findings findings,
      Approvals approvals,
      Assistant assistant,
      Supplier<Directory> people,
      InstantSource clock,
      Halts halts,
      Scopes scopes,
      UndoPort undo,
      EditPort edits,
      PolicyPort policy) {}

  private SlackDoor(
      SlackClient client, SlackInbound inbound, SlackNotifier notifier, SlackWork work) {
    this.client = client;
    this.inbound = inbound;
    this.notifier = notifier;
    this.work = work;
  }

  public static SlackDoor open(SlackSettings settings, Deps deps) {
    SlackClient client = new SlackClient(settings);
    Cards cards = new Cards(deps.database(), deps.clock());
    SlackNotifier notifier =
        new SlackNotifier(
            client,
            settings.financeChannel(),
            deps.approvals(),
            deps.people(),
            new SlackNotifier.Stored(deps.database(), cards, deps.findings()));
    SlackWork work =
        new SlackWork(
            deps.assistant(),
            deps.approvals(),
            notifier,
            new SlackWork.Stored(
                deps.database(),
                deps.outbox(),
                deps.findings(),
                new Transcript(deps.database(), deps.clock()),
                cards,
                settings.financeChannel()),
            deps.people(),
            new SlackWork.Desks(
                new HaltDesk(new HaltDesk.Deps(deps.database(), deps.halts(), deps.scopes())),
                new UndoDesk(deps.undo()),
                deps.edits(),
                new PolicyDesk(deps.policy())));
    SlackInbound inbound =
        new SlackInbound(
            new SlackSignature(settings.signingSecret(), deps.clock()),
            deps.inbox(),
            new Windows(client, deps.approvals(), deps.people()));
    return new SlackDoor(client, inbound, notifier, work);
  }

  public List<Route> routes() {
    return List.of(
        Route.post("/slack/events", inbound::events),
        Route.post("/slack/interactivity", inbound::interactivity),
        Route.post("/slack/commands", inbound::commands));
  }

  public SignalHandler handler() {
    return work;
  }

  public Notifier notifier() {
    return notifier;
  }

  /// The bot scopes this door uses; the app's manifest asks for these and no others.
  static Set<String> scopes() {
    Set<String> scopes = new TreeSet<>(SlackClient.SCOPES);
    scopes.addAll(SlackInbound.SCOPES);
    return scopes;
  }

  /// The bot's own user id; fails when Slack does not take our token.
  public String botUserId() {
    return client.authTest();
  }

  @Override
  public void close() {
    client.close();
  }
}
