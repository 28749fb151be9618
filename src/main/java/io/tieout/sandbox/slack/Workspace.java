package io.tieout.sandbox.slack;

import io.tieout.fact.party.Role;
import io.tieout.sandbox.world.Company;
import io.tieout.value.json.Json;
import io.tieout.value.json.JsonObjBuilder;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/// The workspace's people and conversations, and the one lock under which all state of the stand-in
/// is read and changed. Every change moves the revision and wakes who waits for one.
final class Workspace {
  static final String TEAM = "T0TIEOUT";
  static final String APP = "A0TIEOUT";
  static final String BOT = "B0TIEOUT";
  static final String BOT_USER = "U0TIEOUT";
  private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final InstantSource clock;
  private final Random random;
  private final Company company;
  private final Map<String, Channel> channels = new LinkedHashMap<>();

  /// The status, title and prompts of agent sessions, by channel and thread.
  final Map<String, Json.Obj> sessions = new LinkedHashMap<>();

  private long revision;
  private long lastMicros;

  Workspace(Company company, InstantSource clock, long seed) {
    this.company = company;
    this.clock = clock;
    this.random = new Random(seed);
    Channel general = add("C0GENERAL", "general");
    Channel deals = add("C0DEALS", "deals");
    Channel approvals = add("C0FINANCEAPPROVALS", "finance-approvals");
    for (Company.Employee person : company.people()) {
      general.members.add(person.slackId());
      deals.members.add(person.slackId());
      if (person.roles().stream().anyMatch(r -> !r.equals(Role.SALES_OPS))) {
        approvals.members.add(person.slackId());
      }
    }
    deals.members.add(BOT_USER);
    approvals.members.add(BOT_USER);
  }

  private Channel add(String id, String name) {
    Channel channel = new Channel(id, name, Optional.empty(), company.start().getEpochSecond());
    channels.put(id, channel);
    return channel;
  }

  <T> T locked(Supplier<T> work) {
    lock.lock();
    try {
      return work.get();
    } finally {
      lock.unlock();
    }
  }

  /// Does work that changes something, and tells who waits.
  <T> T change(Supplier<T> work) {
    return locked(() -> {
      T result = work.get();
      touched();
      return result;
    });
  }

  void touched() {
    lock.lock();
    try {
      revision++;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  long revision() {
    return locked(() -> revision);
  }

  /// Waits, in real time, until the revision is past the one given; the present one then.
  long awaitChange(long since, Duration most) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      long nanos = most.toNanos();
      while (revision <= since && nanos > 0) {
        nanos = changed.awaitNanos(nanos);
      }
      return revision;
    } finally {
      lock.unlock();
    }
  }

  Instant now() {
    return clock.instant();
  }

  /// The next message time stamp: unique in the workspace and growing.
  String nextTs() {
    return locked(() -> {
      Instant now = clock.instant();
      long micros =
          TimeUnit.SECONDS.toMicros(now.getEpochSecond())
              + TimeUnit.NANOSECONDS.toMicros(now.getNano());
      lastMicros = Math.max(micros, lastMicros + 1);
      long second = TimeUnit.SECONDS.toMicros(1);
      return String.format(Locale.ROOT, "%d.%06d", lastMicros / second, lastMicros % second);
    });
  }

  /// A new id such as `Ev0K3J9ZQ1XTR`.
  String nextId(String prefix) {
    return locked(() -> {
      StringBuilder id = new StringBuilder(prefix);
      for (int i = 0; i < 10; i++) {
        id.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
      }
      return id.toString();
    });
  }

  List<Company.Employee> people() {
    return company.people();
  }

  String teamName() {
    return company.name();
  }

  Optional<Company.Employee> person(String userId) {
    return company.people().stream().filter(p -> p.slackId().equals(userId)).findFirst();
  }

  /// A person or the app's bot.
  Optional<Json.Obj> user(String userId) {
    return userId.equals(BOT_USER) ? Optional.of(bot()) : person(userId).map(this::user);
  }

  Json.Obj user(Company.Employee person) {
    return user(person.slackId(), handle(person), person.name(), false)
        .put("is_admin", person.roles().contains(Role.ADMIN))
        .put("is_owner", false)
        .put(
            "profile",
            profile(person.name(), person.slackId())
                .put("title", person.title())
                .put("email", person.email()))
        .build();
  }

  Json.Obj bot() {
    return user(BOT_USER, "tieout", "Tieout", true)
        .put(
            "profile",
            profile("Tieout", BOT_USER).put("bot_id", BOT).put("api_app_id", APP).put("title", ""))
        .build();
  }

  private static JsonObjBuilder user(String id, String name, String realName, boolean bot) {
    return Json.object()
        .put("id", id)
        .put("team_id", TEAM)
        .put("name", name)
        .put("deleted", false)
        .put("real_name", realName)
        .put("tz", "America/New_York")
        .put("tz_label", "Eastern Standard Time")
        .put("tz_offset", -18000)
        .put("is_bot", bot)
        .put("is_app_user", false)
        .put("is_restricted", false)
        .put("is_ultra_restricted", false)
        .put("updated", 0);
  }

  private static JsonObjBuilder profile(String name, String id) {
    return Json.object()
        .put("real_name", name)
        .put("real_name_normalized", name)
        .put("display_name", name)
        .put("display_name_normalized", name)
        .put("avatar_hash", id.toLowerCase(Locale.ROOT))
        .put("team", TEAM);
  }

  static String handle(Company.Employee person) {
    return person.email().replaceFirst("@.*", "");
  }

  List<Channel> channels() {
    return List.copyOf(channels.values());
  }

  /// A conversation by its id, or a channel by its name with or without `#`.
  Optional<Channel> channel(String idOrName) {
    String name = idOrName.startsWith("#") ? idOrName.substring(1) : idOrName;
    return Optional.ofNullable(channels.get(idOrName))
        .or(() ->
            channels.values().stream().filter(c -> !c.direct() && c.name.equals(name)).findFirst());
  }

  /// The direct messages of a person with the app, begun now if they were not yet.
  Channel directMessage(String userId) {
    String id = "D" + userId.substring(1);
    return channels.computeIfAbsent(
        id,
        _ -> {
          Channel direct =
              new Channel(
                  id, "directmessage", Optional.of(userId), clock.instant().getEpochSecond());
          direct.members.add(userId);
          direct.members.add(BOT_USER);
          return direct;
        });
  }

  static String sessionKey(String channel, Optional<String> thread) {
    return channel + " " + thread.orElse("");
  }
}
