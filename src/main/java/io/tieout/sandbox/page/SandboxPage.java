package io.tieout.sandbox.page;

import io.tieout.sandbox.host.HttpAnswer;
import io.tieout.sandbox.host.HttpCall;
import io.tieout.sandbox.host.LoopbackServer;
import io.tieout.sandbox.host.Weather;
import io.tieout.sandbox.side.BooksSide;
import io.tieout.sandbox.side.CrmSide;
import io.tieout.sandbox.slack.SlackStandIn;
import io.tieout.sandbox.world.SandboxClock;
import io.tieout.value.json.Json;
import io.tieout.value.json.JsonShapeException;
import java.net.URI;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// The page, served on 127.0.0.1: its files, and under `/api/<pane>/<what>` what it shows (GET) and
/// does (POST).
public final class SandboxPage implements AutoCloseable {
  private static final String API = "/api/";

  private final Map<String, Pane> panes = new LinkedHashMap<>();
  private final Changes changes;
  private final Guard guard;
  private final StaticFiles files;
  private final LoopbackServer server;

  /// How to serve.
  ///
  /// @param port the port, or 0 for any free one
  /// @param random where the run's token comes from; must not be guessable
  public record Options(int port, RandomGenerator random) {
    public static Options on(int port) {
      return new Options(port, new SecureRandom());
    }
  }

  private SandboxPage(Options options, Sandbox sandbox) {
    byte[] secret = new byte[24];
    options.random().nextBytes(secret);
    guard = new Guard(HexFormat.of().formatHex(secret));
    files = new StaticFiles(guard.token());
    SlackPane slack = new SlackPane(sandbox.slack());
    CrmPane crm = new CrmPane(sandbox.crm(), sandbox.books().getFirst().home());
    BooksPane books = new BooksPane(sandbox.books());
    panes.put("slack", slack);
    panes.put("crm", crm);
    panes.put("books", books);
    panes.put("world", new WorldPane(sandbox.clock(), sandbox.house()));
    panes.put("faults", new FaultsPane(sandbox));
    panes.put("guide", new GuidePane(slack, crm, books));
    changes = new Changes(sandbox.slack(), panes);
    server =
        LoopbackServer.start(
            "page",
            options.port(),
            this::answer,
            new Weather(),
            () -> Answers.problem(429, "too many requests"));
  }

  /// Starts the page; it serves when this returns.
  public static SandboxPage start(
      Options options,
      SlackStandIn slack,
      CrmSide crm,
      List<BooksSide> books,
      SandboxClock clock,
      HouseView house) {
    return new SandboxPage(options, new Sandbox(slack, crm, books, clock, house));
  }

  /// The parts of the sandbox that the page shows.
  record Sandbox(
      SlackStandIn slack,
      CrmSide crm,
      List<BooksSide> books,
      SandboxClock clock,
      HouseView house) {}

  /// Where to point a browser, without a trailing slash.
  public URI base() {
    return server.base();
  }

  @Override
  public void close() {
    server.close();
  }

  private HttpAnswer answer(HttpCall call) {
    return Guard.strict(guard.refusal(call, server.base().getPort()).orElseGet(() -> route(call)));
  }

  private HttpAnswer route(HttpCall call) {
    if (!call.path().startsWith(API)) {
      return files
          .at(call.path())
          .orElseGet(() -> Answers.problem(404, "there is no %s here".formatted(call.path())));
    }
    String[] words = call.path().substring(API.length()).split("/", -1);
    if (words.length == 1 && words[0].equals("changes")) {
      return HttpAnswer.json(200, changes.after(call.param("since").orElse("")));
    }
    Optional<Pane> pane = Optional.ofNullable(panes.get(words[0])).filter(_ -> words.length == 2);
    return pane.map(p -> attempt(p, words[1], call))
        .orElseGet(() -> Answers.problem(404, "there is no %s here".formatted(call.path())));
  }

  /// The stand-ins refuse what their vendor would refuse; the page shows their sentence.
  private static HttpAnswer attempt(Pane pane, String what, HttpCall call) {
    try {
      return HttpAnswer.json(
          200,
          switch (call.method()) {
            case "GET" -> pane.read(what, call);
            case "POST" -> pane.act(what, Json.parseObj(call.text()));
            default -> throw Pane.unknown(call.method());
          });
    } catch (JsonShapeException e) {
      return Answers.problem(400, "the request was not understood: " + e.getMessage());
    } catch (RuntimeException e) {
      return Answers.problem(409, String.valueOf(e.getMessage()));
    }
  }
}
