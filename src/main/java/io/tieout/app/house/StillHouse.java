package io.tieout.app.house;

import io.tieout.app.config.TieoutConfig;
import io.tieout.door.assistant.Turn;
import io.tieout.door.web.WebDoor;
import io.tieout.engine.audit.AuditChain;
import io.tieout.engine.jobs.Job;
import java.net.URI;
import java.util.List;
import java.util.function.BooleanSupplier;

/// A house in which nothing happens by itself but that its door is open: whoever holds it makes
/// every step, one after the other, so that a run can be repeated. It is wired as a [House] is.
public final class StillHouse implements AutoCloseable {
  private final Built built;
  private final WebDoor web;

  private StillHouse(Built built, WebDoor web) {
    this.built = built;
    this.web = web;
  }

  public static StillHouse open(TieoutConfig config, House.Ground ground) {
    Built built = House.build(config, ground);
    return new StillHouse(built, built.door(List::of));
  }

  /// Where the web door listens, without a trailing slash.
  public URI base() {
    return web.base();
  }

  /// What [#step] works off: the inbox, the outbox, the effects.
  public List<String> loops() {
    return List.copyOf(built.steps().loops().keySet());
  }

  /// Has the first of the loops of that kind do one piece of work; false when it found none.
  public boolean step(String kind) {
    List<BooleanSupplier> loops = built.steps().loops().get(kind);
    if (loops == null) {
      throw new IllegalArgumentException("no loop '%s'; there are %s".formatted(kind, loops()));
    }
    return loops.getFirst().getAsBoolean();
  }

  /// The names of the recurring jobs.
  public List<String> jobs() {
    return built.steps().jobs().stream().map(Job::name).toList();
  }

  /// Runs a recurring job once; what it throws comes out.
  public void run(String name) {
    built.steps().jobs().stream()
        .filter(job -> job.name().equals(name))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("no job '%s'; there are %s".formatted(name, jobs())))
        .work()
        .run();
  }

  /// A person asks the assistant, who answers.
  public void ask(String personId, String text) {
    built.parts().assistant().answer(new Turn(personId, text, List.of()));
  }

  public AuditChain chain() {
    return built.parts().engine().chain();
  }

  @Override
  public void close() {
    web.close();
    built.parts().slack().close();
    built.parts().connections().close();
  }
}
