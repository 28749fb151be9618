package io.tieout.app.storm;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Predicate;

/// Runs one story after the other, each by its seed.
public final class Storm implements AutoCloseable {
  /// The stories of one world; a story is repeated by playing its world from the first one.
  static final int STORIES_A_WORLD = 25;

  private final StormServer server;
  private final Path folder;

  private Storm(StormServer server, Path folder) {
    this.server = server;
    this.folder = folder;
  }

  /// Starts the storm's PostgreSQL.
  ///
  /// @param folder empty, for the database and keys
  public static Storm over(Path folder) {
    return new Storm(StormServer.start(folder), folder);
  }

  /// What became of a story.
  ///
  /// @param wrong what did not hold
  /// @param trace what happened, step by step
  public record Told(long seed, String systems, List<String> wrong, List<String> trace) {}

  /// How far to go.
  ///
  /// @param most it ends after the world that is under way then
  public record Plan(long first, long seeds, Duration most, InstantSource clock) {}

  /// Plays so many seeds. Each is told when it has ended.
  ///
  /// @param teller whether to go on
  ///
  /// @return how many were played
  public long play(Plan plan, Predicate<Told> teller) {
    Instant end = plan.clock().instant().plus(plan.most());
    long last = plan.first() + plan.seeds() - 1;
    long played = 0;
    for (long number = Math.floorDiv(plan.first(), STORIES_A_WORLD);
        number * STORIES_A_WORLD <= last && plan.clock().instant().isBefore(end);
        number++) {
      Played world = world(number, plan.first(), last, teller);
      played += world.seeds();
      if (!world.on()) {
        break;
      }
    }
    return played;
  }

  private record Played(long seeds, boolean on) {}

  private Played world(long number, long first, long last, Predicate<Told> teller) {
    long played = 0;
    try (World world =
            World.of(
                number, STORIES_A_WORLD, new World.Site(server.fresh(), folder, server::crash));
        People people = new People(world)) {
      for (int i = 0; i < STORIES_A_WORLD; i++) {
        long seed = number * STORIES_A_WORLD + i;
        if (seed > last) {
          break;
        }
        Story story = new Story(world, people, i, seed);
        List<String> wrong = story.play();
        if (seed >= first) {
          played++;
          if (!teller.test(new Told(seed, world.systems(), wrong, story.trace()))) {
            return new Played(played, false);
          }
        }
      }
    }
    return new Played(played, true);
  }

  @Override
  public void close() {
    server.close();
  }
}
