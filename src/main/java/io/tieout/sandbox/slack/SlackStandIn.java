package io.tieout.sandbox.slack;

import io.tieout.sandbox.host.HttpAnswer;
import io.tieout.sandbox.host.HttpCall;
import io.tieout.sandbox.host.LoopbackServer;
import io.tieout.sandbox.host.Weather;
import io.tieout.sandbox.world.Company;
import io.tieout.value.json.Digest;
import io.tieout.value.json.Json;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// A Slack workspace on loopback: what an app sees of Slack over HTTP, and the people in it.
///
/// The time of everything that is stored or expires is that of the clock handed in; how long Slack
/// waits for an answer and between retries is real time. Safe for threads.
public final class SlackStandIn implements AutoCloseable {
  private static final String API = "/api/";

  /// How the workspace is set up.
  ///
  /// @param port the port, or 0 for any free one
  /// @param retryDelays real time before each retry of an event
  /// @param patience how long an answer may take, real time; Slack's is three seconds
  /// @param scopes the bot's scopes
  /// @param subscriptions the bot events the app subscribes to
  public record Options(
      int port,
      Company company,
      InstantSource clock,
      long seed,
      List<Duration> retryDelays,
      Duration patience,
      Set<String> scopes,
      Set<String> subscriptions) {
    public Options {
      retryDelays = List.copyOf(retryDelays);
      scopes = Collections.unmodifiableSet(new TreeSet<>(scopes));
      subscriptions = Set.copyOf(subscriptions);
    }

    /// A workspace as the app's manifest asks for it, on a free port, as patient as Slack.
    public static Options of(Company company, InstantSource clock) {
      return new Options(
          0,
          company,
          clock,
          company.seed(),
          List.of(Duration.ZERO, Duration.ofMinutes(1), Duration.ofMinutes(5)),
          Duration.ofSeconds(3),
          UsualApp.SCOPES,
          UsualApp.SUBSCRIPTIONS);
    }

    public Options withPort(int newPort) {
      return new Options(
          newPort, company, clock, seed, retryDelays, patience, scopes, subscriptions);
    }

    /// For tests: other retries and another patience.
    public Options withTiming(List<Duration> newDelays, Duration newPatience) {
      return new Options(port, company, clock, seed, newDelays, newPatience, scopes, subscriptions);
    }

    public Options withScopes(Set<String> newScopes) {
      return new Options(
          port, company, clock, seed, retryDelays, patience, newScopes, subscriptions);
    }

    public Options withSubscriptions(Set<String> newSubscriptions) {
      return new Options(
          port, company, clock, seed, retryDelays, patience, scopes, newSubscriptions);
    }
  }

  /// One call of the Web API.
  ///
  /// @param outcome `ok` or the error
  public record Request(Instant at, String method, Json.Obj args, String outcome) {}

  /// One attempt to deliver an event.
  ///
  /// @param retry 0 for the first attempt
  /// @param outcome `ok` or why it counts as failed
  public record Delivery(String eventId, String type, int retry, String outcome) {}

  private final Workspace workspace;
  private final Views views;
  private final Outgoing outgoing;
  private final Poster poster;
  private final Interactions interactions;
  private final WebApi webApi;
  private final FileMethods files;
  private final ResponseUrls responseUrls;
  private final Weather weather = new Weather();
  private final LoopbackServer server;
  private final String botToken;
  private final String signingSecret;

  private SlackStandIn(Options options) {
    this.botToken = "xoxb-" + secret(options.seed(), "bot token");
    this.signingSecret = secret(options.seed(), "signing secret").substring(0, 32);
    String verification = secret(options.seed(), "verification").substring(0, 24);
    this.workspace = new Workspace(options.company(), options.clock(), options.seed());
    this.views = new Views(workspace);
    this.outgoing = new Outgoing(workspace, options, new Signatures(signingSecret), verification);
    this.poster = new Poster(workspace, outgoing);
    this.responseUrls = new ResponseUrls(workspace, poster, this::base);
    this.interactions = new Interactions(workspace, views, outgoing, responseUrls, verification);
    this.files = new FileMethods(workspace, poster, this::base);
    this.webApi = new WebApi(workspace, botToken, options.scopes(), new Tiers(options.clock()));
    webApi.add(new ChatMethods(workspace, poster).methods());
    webApi.add(new StreamMethods(workspace, poster).methods());
    webApi.add(new ConversationMethods(workspace, options.scopes()).methods());
    webApi.add(new PeopleMethods(workspace, options.scopes()).methods());
    webApi.add(new ViewMethods(workspace, views).methods());
    webApi.add(new SessionMethods(workspace, options.subscriptions()).methods());
    webApi.add(files.methods());
    this.server =
        LoopbackServer.start(
            "Slack", options.port(), this::answer, weather, () -> WebApi.throttled(1));
  }

  /// Starts the workspace; it serves when this returns.
  public static SlackStandIn start(Options options) {
    return new SlackStandIn(options);
  }

  private static String secret(long seed, String purpose) {
    return Digest.of("slack stand-in %d %s".formatted(seed, purpose)).hex();
  }

  private HttpAnswer answer(HttpCall call) {
    if (call.path().startsWith(API)) {
      return webApi.answer(call.path().substring(API.length()), call);
    }
    if (call.path().startsWith(ResponseUrls.PATH)) {
      return workspace.locked(() -> responseUrls.answer(call));
    }
    if (FileMethods.owns(call.path())) {
      return workspace.locked(() -> files.answer(call, botToken));
    }
    return HttpAnswer.of(404, "text/plain", "not found");
  }

  /// The address without a trailing slash; the Web API is below `/api/`.
  public URI base() {
    return server.base();
  }

  public Weather weather() {
    return weather;
  }

  /// What an app is configured with, and who is here. Holds the token and the signing secret.
  public Json.Obj info() {
    return workspace.locked(() -> {
      Json.Obj channels = Json.object().build();
      for (Channel channel : workspace.channels()) {
        if (!channel.direct()) {
          channels = channels.with(channel.name, channel.id);
        }
      }
      return Json.object()
          .put("api", base() + API)
          .put("bot_token", botToken)
          .put("signing_secret", signingSecret)
          .put("team_id", Workspace.TEAM)
          .put("app_id", Workspace.APP)
          .put("bot_id", Workspace.BOT)
          .put("bot_user_id", Workspace.BOT_USER)
          .put("channels", channels)
          .put("users", workspace.people().stream().map(workspace::user).toList())
          .build();
    });
  }

  /// From now on nothing is refused because there were too many calls.
  public void liftLimits() {
    webApi.liftLimits();
  }

  /// Sets where events go, after the app answered the challenge.
  ///
  /// @throws IllegalStateException when it did not
  public void eventsTo(URI url) {
    outgoing.eventsTo(url);
  }

  public void interactivityTo(URI url) {
    interactions.interactivityTo(url);
  }

  public void commandsTo(URI url) {
    interactions.commandsTo(url);
  }

  /// Delivers each of the next events twice.
  public void twice(int events) {
    outgoing.twice(events);
  }

  /// Every attempt to deliver an event so far.
  public List<Delivery> deliveries() {
    return outgoing.deliveries();
  }

  /// The calls of the Web API, oldest first, without their tokens; the last two thousand.
  public List<Request> requestLog() {
    return webApi.requests();
  }

  /// Adds the app's bot to a channel.
  public void invite(String channelId) {
    workspace.change(() -> channel(channelId).members.add(Workspace.BOT_USER));
  }

  /// A person writes into a conversation they are in.
  ///
  /// @param threadTs the thread to answer in
  /// @return the message's time stamp
  public String say(String userId, String channelId, String text, Optional<String> threadTs) {
    return workspace.locked(() -> {
      Channel channel = seenBy(userId, channelId);
      Optional<String> root =
          threadTs.map(ts -> channel.message(ts).orElseThrow(() -> unknown("message", ts)).root());
      return poster.personSays(channel, userId, text, root).ts();
    });
  }

  /// The person opens the app's Messages tab.
  ///
  /// @return the id of their direct messages with the app
  public String openDirectMessage(String userId) {
    return opened(userId, "messages");
  }

  /// The person opens the app's Home tab.
  public void openHome(String userId) {
    opened(userId, "home");
  }

  private String opened(String userId, String tab) {
    return workspace.change(() -> {
      Channel direct = workspace.directMessage(person(userId).slackId());
      outgoing.event(
          "app_home_opened",
          Json.object()
              .put("type", "app_home_opened")
              .put("user", userId)
              .put("channel", direct.id)
              .put("event_ts", workspace.nextTs())
              .put("tab", tab)
              .putJson("view", tab.equals("home") ? views.home(userId) : Optional.empty())
              .build());
      return direct.id;
    });
  }

  /// The person presses the stop button of a session that is processing.
  public void stop(String userId, String channelId, String threadTs) {
    workspace.locked(() -> {
      Channel channel = seenBy(userId, channelId);
      poster.stopped(channel, userId, threadTs);
      return channel;
    });
  }

  /// Clicks a button in a message.
  ///
  /// @param value tells buttons with the same action id apart
  public Outcome click(
      String userId, String channelId, String messageTs, String actionId, Optional<String> value) {
    Channel channel = workspace.locked(() -> seenBy(userId, channelId));
    return interactions.inMessage(person(userId), channel, messageTs, actionId, value);
  }

  /// Chooses an option, a date or a person in a message.
  public Outcome select(
      String userId, String channelId, String messageTs, String actionId, String value) {
    return click(userId, channelId, messageTs, actionId, Optional.of(value));
  }

  /// Clicks or chooses in the topmost modal or in App Home.
  public Outcome clickInView(
      String userId, String viewId, String actionId, Optional<String> value) {
    return interactions.inView(person(userId), viewId, actionId, value);
  }

  /// The modals open for a person, the topmost last.
  public List<Json.Obj> openViews(String userId) {
    return workspace.locked(() -> views.open(person(userId).slackId()));
  }

  /// Submits the topmost modal.
  ///
  /// @param stateValues by block id and action id: the text typed, the option's value, the date; or
  ///   an object as Slack reports it
  public Outcome submit(String userId, String viewId, Json.Obj stateValues) {
    return interactions.submit(person(userId), viewId, stateValues);
  }

  /// Closes the topmost modal unsent.
  public Outcome close(String userId, String viewId) {
    return interactions.close(person(userId), viewId);
  }

  /// Sends a slash command, such as `/tieout`.
  public Outcome command(String userId, String channelId, String command, String text) {
    Channel channel = workspace.locked(() -> seenBy(userId, channelId));
    return interactions.command(person(userId), channel, command, text);
  }

  /// The conversations a person sees, with the name to show.
  public List<Json.Obj> channels(String userId) {
    return Reading.channels(workspace, person(userId).slackId());
  }

  /// The messages a person sees, oldest first: roots, each with its `replies`, and with `session`
  /// when the app has told about its work there.
  public List<Json.Obj> messages(String userId, String channelId) {
    return workspace.locked(() -> Reading.messages(workspace, seenBy(userId, channelId), userId));
  }

  /// The prompts the app suggests in a conversation.
  public List<Json.Obj> prompts(String channelId) {
    return workspace.locked(() -> Reading.prompts(workspace, channelId));
  }

  /// The person's App Home, once the app has published one.
  public Optional<Json.Obj> home(String userId) {
    return workspace.locked(() -> views.home(person(userId).slackId()));
  }

  /// Grows with every change of anything that can be read here.
  public long revision() {
    return workspace.revision();
  }

  /// Waits, in real time, until the revision is past the one given; the present one then.
  public long awaitChange(long since, Duration most) throws InterruptedException {
    return workspace.awaitChange(since, most);
  }

  private Company.Employee person(String userId) {
    return workspace.person(userId).orElseThrow(() -> unknown("user", userId));
  }

  private Channel channel(String channelId) {
    return workspace.channel(channelId).orElseThrow(() -> unknown("channel", channelId));
  }

  private Channel seenBy(String userId, String channelId) {
    Channel channel = channel(channelId);
    if (!channel.members.contains(person(userId).slackId())) {
      throw new IllegalArgumentException(
          "%s is not in %s: choose one of their channels".formatted(userId, channelId));
    }
    return channel;
  }

  private static IllegalArgumentException unknown(String what, String id) {
    return new IllegalArgumentException("there is no %s %s here".formatted(what, id));
  }

  @Override
  public void close() {
    outgoing.close();
    server.close();
  }
}
