package io.tieout.work.governing;

import io.tieout.engine.db.Database;
import io.tieout.engine.db.Sql;
import io.tieout.engine.governing.Governing;
import io.tieout.engine.governing.Kind;
import io.tieout.engine.governing.Version;
import io.tieout.fact.party.Directory;
import io.tieout.fact.policy.Policy;
import io.tieout.value.json.Json;
import io.tieout.value.json.Records;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/// What is in force now, looked up at every question. What is not there or cannot be read is an
/// error: nobody decides anything by rules that nobody knows.
public final class Governed {
  private final Database database;
  private final Parsed<Directory> people = new Parsed<>(Kind.PEOPLE, Governed::directory);
  private final Parsed<Policy> policy = new Parsed<>(Kind.POLICY, Policy::parse);

  public Governed(Database database) {
    this.database = database;
  }

  public Directory people() {
    return database.inTransaction(this::people);
  }

  public Directory people(Sql sql) {
    return people.in(sql);
  }

  public Policy policy() {
    return database.inTransaction(this::policy);
  }

  public Policy policy(Sql sql) {
    return policy.in(sql);
  }

  /// The people as the text of a version.
  public static String text(Directory directory) {
    return Records.write(directory).print();
  }

  static Directory directory(String body) {
    return Records.read(Json.parse(body), Directory.class);
  }

  /// A text that was read once stays read until another version is in force.
  private static final class Parsed<T> {
    private final Kind kind;
    private final Function<String, T> reader;
    private final AtomicReference<Optional<Known<T>>> last =
        new AtomicReference<>(Optional.empty());

    Parsed(Kind kind, Function<String, T> reader) {
      this.kind = kind;
      this.reader = reader;
    }

    private record Known<T>(String body, T content) {}

    T in(Sql sql) {
      String body =
          Governing.newest(sql, kind)
              .map(Version::body)
              .orElseThrow(() ->
                  new IllegalStateException("there is no %s in force".formatted(kind.spoken())));
      Optional<Known<T>> known = last.get().filter(k -> k.body().equals(body));
      if (known.isPresent()) {
        return known.get().content();
      }
      T content = reader.apply(body);
      last.set(Optional.of(new Known<>(body, content)));
      return content;
    }
  }
}
